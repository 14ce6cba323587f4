"""Python values → tree, for data that a script puts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fupin_report.datapath import Place, path_of
from fupin_report.errors import Problem, SourceError
from fupin_report.source.encoding import ILLEGAL, invisible
from fupin_report.source.tree import (
    MAX_DEPTH,
    MAX_NODES,
    TOO_DEEP,
    TOO_MANY,
    ListNode,
    MappingNode,
    Node,
    SourceMap,
)

_LONGEST_NUMBER = 100
"""Digits of the longest number written out; what a field takes is shorter by far."""


def from_mapping(values: Mapping[str, Any], name: str = "") -> SourceMap:
    """Return the tree of a Python mapping; `name` stands for a file in messages.

    Text, int, Decimal, bool, dates, values of :mod:`fupin_report.model.values` and None are leaves.
    Floats raise `SourceError` S112: 0.1 has no exact form; write Decimal("0.1") or the text "0.1".
    """
    return SourceMap(name, from_values(values), "")


def from_values(value: Any) -> Node:
    """Return the tree of plain values. Raises `SourceError` S108, S110, S112, S114."""
    return _Builder().node(value, None, 0)


class _Builder:
    """Turns plain values into a tree of bounded depth and size."""

    def __init__(self) -> None:
        self._room = MAX_NODES

    def node(self, value: Any, place: Place, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _refusal("S108", TOO_DEEP, place)
        self._room -= 1
        if self._room < 0:
            raise _refusal("S114", TOO_MANY, place)
        if isinstance(value, str):
            return _visible(str(value), place)
        if isinstance(value, Mapping):
            node = MappingNode()
            for key, each in value.items():
                name = _visible(str(key), place)
                node[name] = self.node(each, (place, name), depth + 1)
            return node
        if isinstance(value, Sequence) and not isinstance(value, bytes):
            elements = ListNode()
            for index, each in enumerate(value):
                elements.append(self.node(each, (place, index), depth + 1))
            return elements
        return _leaf(value, place)


def _leaf(value: Any, place: Place) -> str | None:
    if isinstance(value, float):
        advice = f"不接受浮点数 {value!r}：请写 Decimal('{value!r}') 或文字 '{value!r}'"
        raise _refusal("S112", advice, place)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, (int, Decimal)) or type(value).__module__.startswith("fupin_report.model"):
        if _digits(value) > _LONGEST_NUMBER:
            raise _refusal("S112", f"数太长（超过 {_LONGEST_NUMBER} 位）", place)
        return _visible(f"{value:f}" if isinstance(value, Decimal) else str(value), place)
    raise _refusal("S112", f"不接受 {type(value).__name__} 类型的值", place)


def _digits(value: Any) -> int:
    """Return about how many digits a number takes, without writing it out."""
    if isinstance(value, Decimal):
        return len(value.as_tuple().digits) + abs(value.adjusted()) if value.is_finite() else 0
    return value.bit_length() // 3 if isinstance(value, int) else 0


def _visible(text: str, place: Place) -> str:
    found = ILLEGAL.search(text)
    if found:
        raise _refusal("S110", invisible(found), place)
    return text


def _refusal(code: str, message: str, place: Place) -> SourceError:
    return SourceError(Problem(code, message, path_of(place)))
