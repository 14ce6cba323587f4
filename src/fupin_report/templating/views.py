"""The shape of the data as templates see it: sections and rows, and what stands in them."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from jinja2 import Undefined

from fupin_report import datapath
from fupin_report.markup import FIGURE, figure_mark
from fupin_report.model.fields import Section
from fupin_report.model.industries import Industry
from fupin_report.model.manuscript import Manuscript
from fupin_report.model.organisations import HelpingUnit
from fupin_report.model.period import Period
from fupin_report.model.problems import Shortcoming
from fupin_report.model.projects import Project, ProjectSource
from fupin_report.model.values import Indicator, Prose
from fupin_report.model.villages import Village
from fupin_report.templating.facts import (
    ASK,
    COMPONENTS,
    Absent,
    Askable,
    Default,
    Denied,
    Expander,
    Fact,
    Misuse,
    Open,
    Passage,
    ask,
    asked_child,
    leaf,
    leaf_paths,
)
from fupin_report.templating.lists import Entry, LabelsView, ListView, NoLabels, NoList, Row

COMPUTED: dict[type, dict[str, tuple[str, ...]]] = {
    Manuscript: {"genre": ("title",), "voice": ("self_reference", "issuer", "issuer_kind")},
    Period: {"name": ("year", "half"), "counted_until": ("as_of", "end", "year", "half")},
}
"""Properties of sections that a template may use, and the fields each is computed from: its paths."""


_REFERRING: dict[type, dict[str, str]] = {
    ProjectSource: {"fund": "funds"},
    Project: {"villages": "villages"},
    Industry: {"villages": "villages"},
    HelpingUnit: {"villages": "villages"},
    Shortcoming: {"affects": "villages"},
    Village: {"helping_unit": "organisations.helping_units"},
}
"""Fields that may hold the id of a row elsewhere, and where the rows stand: they print as its name."""


_MadeT = TypeVar("_MadeT")


def _once(make: Callable[[Any], _MadeT]) -> Callable[[Any], _MadeT]:
    """Let something be made once a class."""
    return cache(make)


class Viewer(Expander, Protocol):
    """Makes views, and knows rows by their ids."""

    def view_of(self, value: Any, path: str) -> View: ...

    def by_name(self, found: Any, rows: str) -> Any: ...


class View(Row):
    """A section, a row or an indicator; its fields by English or Chinese name."""

    def __init__(self, value: Any, path: str, root: Viewer) -> None:
        self.value, self.path, self._root = value, path, root

    def child(self, name: str) -> Any:
        """Return a field as fact, view or :class:`Absent`. Raises `Misuse` for what is no field."""
        ways = _ways(type(self.value))
        if name not in ways:
            raise Misuse(no_such(self.path, name, ways))
        key, computed_from, named_in = ways[name]
        if key != name:
            return ask(self, key)
        value = getattr(self.value, key)
        if computed_from:
            return leaf(value, self.leaves(computed_from))
        found = wrap(value, f"{self.path}.{key}" if self.path else key, self._root)
        return self._root.by_name(found, named_in) if named_in else found

    def leaves(self, names: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the paths of the filled leaves among some fields, or among all."""
        fields = names or tuple(self.value.fields if isinstance(self.value, Section) else _PARTS)
        children = (ask(self, name) for name in dict.fromkeys(fields))
        return tuple(
            path for each in children if isinstance(each, (Fact, ListView)) for path in unwrap(each)[1]
        )

    def __str__(self) -> str:
        text_form = getattr(self.value, "text_form", None)
        if text_form is None:
            raise Misuse(f"{self.path} 有下级各项，不能直接印；请写明是哪一项")
        parts = {each.name: getattr(self.value, each.name) for each in dataclasses.fields(text_form)}
        paths = self.leaves(tuple(parts))
        return figure_mark(paths, str(text_form(**parts)))


class WatchedView(View, Open):
    """A view that remembers what it was asked, and knows the path of what is absent."""

    def __getattr__(self, name: str) -> Any:
        found = vars(self)[name] = super().__getattr__(name)
        return found

    def asked(self) -> Iterator[Any]:
        """Yield the fields that templates have come by."""
        yield from (found for name, found in vars(self).items() if name.startswith(ASK))


class FilledView(View):
    """A view that has all that is filled in from its beginning; what is left out stands once, on its class.

    Nothing is to be made when a template asks, and most questions are after what is left out. Of that the
    class knows no path: where one is wanted (`NotFilled`), the report is made again with watched views.
    """

    def __init__(self, value: Any, path: str, root: Viewer) -> None:
        self.value, self.path, self._root = value, path, root
        kind = type(value)
        own, begin, attributes = vars(self), f"{path}." if path else "", _attributes(kind)
        contents = vars(value) if isinstance(value, Section) else _filled_parts(value)
        for name, content in contents.items():
            attribute = attributes.get(name)
            if attribute and content is not None:
                own[attribute] = _wrapper(type(content))(content, begin + name, root)
        for name, rows in _REFERRING.get(kind, {}).items():
            if ASK + name in own:
                own[ASK + name] = root.by_name(own[ASK + name], rows)


def filled_view(value: Any, path: str, root: Viewer) -> View:
    """Return the filled view of a section or an indicator."""
    made: View = _filled_view(type(value))(value, path, root)
    return made


@_once
def _filled_view(kind: Any) -> type[FilledView]:
    """Return the class of the views of a section, or of indicators."""
    fields = kind.fields if issubclass(kind, Section) else dict.fromkeys(_PARTS)
    left_out = {ASK + name: _left_out(name, field and field.default) for name, field in fields.items()}
    others = {
        ASK + name: asked_child(name) if computed_from else property(attrgetter(ASK + key))
        for name, (key, computed_from, _) in _ways(kind).items()
        if name != key or computed_from
    }
    return type(f"{kind.__name__}View", (FilledView,), others | left_out)


def _left_out(name: str, default: Any) -> Any:
    """Return what stands for a field that is left out, wherever it is."""
    if default is None:
        return Absent(name)
    if isinstance(default, Mapping):
        return NoLabels()
    return NoList() if isinstance(default, tuple) else Default(default)


def _filled_parts(indicator: Indicator) -> dict[str, Any]:
    return {name: part for name in _PARTS if (part := getattr(indicator, name))}


_PARTS = {
    "label": "名称",
    "value": "数值",
    "of": "总数",
    "rate": "比率",
    "previous": "上期值",
    "base": "口径",
    "change": "变化",
}
"""What a template may ask of an indicator, and its Chinese name."""
INDICATOR: Mapping[str, str] = {key: name for name, title in _PARTS.items() for key in (name, title)}


@_once
def _attributes(kind: Any) -> Mapping[str, str]:
    """Return the attribute of each field of a section or indicator."""
    return {name: ASK + name for name in (kind.fields if issubclass(kind, Section) else _PARTS)}


@_once
def _ways(kind: Any) -> Mapping[str, tuple[str, tuple[str, ...], str]]:
    """Return what a template may ask of a section or indicator.

    By name: the attribute, the fields it is computed from, the list whose rows it may name by their ids.
    """
    declared: Mapping[str, Any] = kind.keys if issubclass(kind, Section) else INDICATOR
    referring, computed = _REFERRING.get(kind, {}), COMPUTED.get(kind, {})
    keys = ((name, each if isinstance(each, str) else each.name) for name, each in declared.items())
    fields = {name: (key, (), referring.get(key, "")) for name, key in keys}
    return fields | {name: (name, made_of, "") for name, made_of in computed.items()}


def no_such(path: str, name: str, known: Mapping[str, Any]) -> str:
    """Say that what stands at a path has no such field, and which one may be meant."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    advice = f"。是不是 {near[0]}？" if near else ""
    return f"没有字段 {datapath.child(path, name)}{advice}"


def wrap(value: Any, path: str, root: Viewer) -> Any:
    """Return what a template sees of a value of the model."""
    return _wrapper(type(value))(value, path, root)


@_once
def _wrapper(kind: Any) -> Callable[[Any, str, Viewer], Any]:
    """Return what wraps values of a kind."""
    if kind is type(None):
        return lambda _, path, __: Absent(path)
    if kind is str:
        return lambda value, path, root: Fact(value, path, root) if value else Absent(path)
    if kind is Prose:
        return lambda value, path, root: Passage(value, path, root) if value else Denied(value, path)
    if kind in COMPONENTS:
        return lambda value, path, root: Fact(value, leaf_paths(value, path), root)
    if kind is tuple:
        return _list
    if kind in (dict, MappingProxyType):
        return _labels
    if issubclass(kind, (Section, Indicator)):
        return lambda value, path, root: root.view_of(value, path)
    return leaf if kind is bool else Fact


def _list(values: tuple[Any, ...], path: str, root: Viewer) -> ListView:
    return ListView(tuple([wrap(value, f"{path}[{i}]", root) for i, value in enumerate(values)]), path)


def _labels(values: Mapping[str, Any], path: str, root: Viewer) -> LabelsView:
    places = {label: datapath.child(path, label) for label in values}
    return LabelsView({label: wrap(value, places[label], root) for label, value in values.items()}, path)


def step(value: Any, name: Any) -> Any:
    """Return `value.name` or `value[name]` for anything of the data. Raises `Misuse`."""
    if isinstance(value, ListView) and isinstance(name, (int, slice)):
        return value[name]
    if isinstance(value, Absent):
        return value
    if isinstance(value, Askable):
        return ask(value, name.plain() if isinstance(name, Fact) else str(name))
    if isinstance(value, Undefined):
        str(value)  # says what is missing
    raise Misuse(f"没有 {name}")


def unwrap(value: Any) -> tuple[Any, tuple[str, ...]]:
    """Return the plain value of whatever a template holds, and the paths of its facts."""
    if isinstance(value, Fact):
        return value.value, value.paths
    if isinstance(value, Absent):
        raise value.refusal()
    if isinstance(value, View):
        return value.value, value.leaves()
    if isinstance(value, str):
        paths = tuple(path for mark in FIGURE.finditer(value) for path in mark[1].split("\x1e"))
        return FIGURE.sub(r"\2", value), paths
    if isinstance(value, (int, Decimal, float, type(None))):
        return value, ()
    if isinstance(value, Entry):
        return unwrap(value.value)
    pairs = [unwrap(each) for each in value]
    return tuple(pair[0] for pair in pairs), tuple(path for pair in pairs for path in pair[1])
