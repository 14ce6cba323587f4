"""Python values → tree, for data that a script puts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fupin_report import datapath
from fupin_report.errors import Problem, SourceError
from fupin_report.source.encoding import ILLEGAL
from fupin_report.source.tree import MAX_DEPTH, ListNode, MappingNode, Node, SourceMap


def from_mapping(values: Mapping[str, Any], name: str = "") -> SourceMap:
    """Return the tree of a Python mapping; `name` stands for a file in messages.

    Text, int, Decimal, bool, dates, values of :mod:`fupin_report.model.values` and None are leaves.
    Floats raise `SourceError` S112: 0.1 has no exact form; write Decimal("0.1") or the text "0.1".
    """
    return SourceMap(name, from_values(values), "")


def from_values(value: Any, path: str = "", depth: int = 0) -> Node:
    """Return the tree of plain values; `path` is where they stand. Raises `SourceError` S108, S110, S112."""
    if depth > MAX_DEPTH:
        raise SourceError(Problem("S108", f"层次太深（超过 {MAX_DEPTH} 层）", path))
    if isinstance(value, Mapping):
        node = MappingNode()
        for key, each in value.items():
            node[str(key)] = from_values(each, datapath.child(path, str(key)), depth + 1)
        return node
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        elements = ListNode()
        for index, each in enumerate(value):
            elements.append(from_values(each, datapath.element(path, index), depth + 1))
        return elements
    return _leaf(value, path)


def _leaf(value: Any, path: str) -> str | None:
    if isinstance(value, float):
        advice = f"不接受浮点数 {value!r}：请写 Decimal('{value!r}') 或文字 '{value!r}'"
        raise SourceError(Problem("S112", advice, path))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, (str, int, Decimal)) or type(value).__module__.startswith("fupin_report.model"):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        found = ILLEGAL.search(text)
        if found:
            raise SourceError(Problem("S110", f"有控制字符 U+{ord(found[0]):04X}，请删去", path))
        return text
    raise SourceError(Problem("S112", f"不接受 {type(value).__name__} 类型的值", path))
