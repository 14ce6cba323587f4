"""What an expression of a template is, by the declarations of the model: a section, a list, a value.

A kind is the annotation of a field, as the model has it (`Village`, `tuple[Village, ...]`, `Quantity`).
Nothing is said of what is not known.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Annotated, Any

from fupin_report import datapath
from fupin_report.frozen import frozen
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.values import Choice, Indicator, part_names
from fupin_report.templating.columns import NUMBER
from fupin_report.templating.views import COMPUTED, INDICATOR, no_such

UNKNOWN: Any = None
"""Kind of what is not known: a text of the template, the result of a filter."""


class NoSuchField(Exception):
    """A template asks for a field that does not exist; the message is Chinese."""


@frozen
class Entry:
    """Kind of one entry of a mapping whose keys the writer of the data chose."""

    value: Any


def top(name: str) -> Any:
    """Return the kind of a section of the report."""
    return Report.keys[name].kind


def child(kind: Any, name: str, path: str) -> Any:
    """Return the kind of a field of something. Raises `NoSuchField`; `path` names the something."""
    if kind is UNKNOWN:
        return UNKNOWN
    if isinstance(kind, Entry):
        known: Mapping[str, Any] = {"label": str, "value": kind.value}
        return _of(known, name, path)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return child(arguments[0], name, path)
    if origin is tuple:  # a row by its name
        return arguments[0]
    if origin is Mapping:
        return arguments[1]
    if kind is Indicator:
        return UNKNOWN if name in INDICATOR else _of(INDICATOR, name, path)
    if not isinstance(kind, type):
        return UNKNOWN
    if issubclass(kind, Section):
        if name in COMPUTED.get(kind, {}):
            return UNKNOWN
        return _of({key: field.kind for key, field in kind.keys.items()}, name, path)
    parts = part_names(kind)
    if not parts:
        raise NoSuchField(f"{path} 是单个的值，没有 {name}")
    return _of(dict.fromkeys(parts, UNKNOWN), name, path)


def element(kind: Any) -> Any:
    """Return the kind of what a loop over something gives."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return arguments[0]
    if origin is not Mapping:
        return UNKNOWN
    value = arguments[1]
    return value if isinstance(value, type) and issubclass(value, (Section, Indicator)) else Entry(value)


def list_of(kind: Any) -> Any:
    """Return the kind of a list of something."""
    return UNKNOWN if kind is UNKNOWN or isinstance(kind, Entry) else tuple[kind, ...]


def check_column(kind: Any, name: str, path: str) -> None:
    """Look at a column of a table of rows of a kind. Raises `NoSuchField`."""
    field = name.partition("=")[0].strip()
    if field == NUMBER or isinstance(kind, Entry):
        return
    for step in field.split("."):
        kind, path = child(kind, step, path), datapath.child(path, step)


def no_choice(kind: Any, word: Any, path: str) -> str:
    """Say that a field of a kind is never some word, and what it may be; nothing where it may be this one."""
    if not (isinstance(kind, type) and issubclass(kind, Choice)) or not isinstance(word, str):
        return ""
    if any(word in (each.value, each.gloss) for each in kind):
        return ""
    known = "、".join(each.gloss for each in kind)
    return f"{path} 不会是“{word}”，这样比永远不成立。可以写：{known}"


def _of(known: Mapping[str, Any], name: str, path: str) -> Any:
    if name not in known:
        raise NoSuchField(no_such(path, name, known))
    return known[name]
