"""The shape of the data as templates see it: sections, rows, lists, labels."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from fupin_report import datapath
from fupin_report.markup import FIGURE, figure_mark
from fupin_report.model.fields import Section
from fupin_report.model.industries import Industry
from fupin_report.model.manuscript import Manuscript
from fupin_report.model.organisations import HelpingUnit
from fupin_report.model.period import Period
from fupin_report.model.problems import Shortcoming
from fupin_report.model.projects import Project, ProjectSource
from fupin_report.model.values import (
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Quantity,
    Turnout,
)
from fupin_report.model.villages import Village
from fupin_report.templating.facts import Absent, Expander, Fact, Misuse

COMPONENTS: dict[type, tuple[str, ...]] = {
    HouseholdsPersons: ("households", "persons"),
    HouseholdsOrPersons: ("households", "persons"),
    NaturalChange: ("households", "persons"),
    Turnout: ("sessions", "attendance"),
}
"""Values made of facts that have a path each."""
ASPECTS: dict[type, tuple[str, ...]] = {
    Quantity: ("value", "unit", "upper", "is_exact"),
    PartialDate: ("year", "month", "day"),
}
"""Values that are one fact, of which a template may print a part."""
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


class View:
    """A section, a row or an indicator; its fields by English or Chinese name."""

    __slots__ = ("_children", "_root", "path", "value")

    def __init__(self, value: Any, path: str, root: Expander) -> None:
        self.value, self.path, self._root = value, path, root
        self._children: dict[str, Any] = {}

    def child(self, name: str) -> Any:
        """Return a field as fact, view or :class:`Absent`. Raises `Misuse` for what is no field."""
        try:
            return self._children[name]
        except KeyError:
            found = self._children[name] = self._child(name)
            return found

    def _child(self, name: str) -> Any:
        kind: Any = type(self.value)
        ways = _ways(kind)
        if name not in ways:
            raise Misuse(no_such(self.path, name, ways))
        key, computed_from, named_in = ways[name]
        value = getattr(self.value, key)
        if computed_from:
            return Fact(value, self.leaves(computed_from), root=self._root)
        path = f"{self.path}.{key}" if self.path else key
        if value is None:  # as most are
            return Absent(path)
        found = wrap(value, path, self._root)
        return self._root.by_name(found, named_in) if named_in else found

    def asked(self) -> Iterator[Any]:
        """Yield the fields that templates have come by."""
        yield from self._children.values()

    def leaves(self, names: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the paths of the filled leaves among some fields, or among all."""
        fields = names or tuple(self.value.fields if isinstance(self.value, Section) else INDICATOR)
        children = (self.child(name) for name in dict.fromkeys(fields))
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


INDICATOR: Mapping[str, str] = {
    key: name
    for name, title in (
        ("label", "名称"),
        ("value", "数值"),
        ("of", "总数"),
        ("rate", "比率"),
        ("previous", "上期值"),
        ("base", "口径"),
        ("change", "变化"),
    )
    for key in (name, title)
}


@cache
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


class ListView:
    """A list of the data. A slice is a list again."""

    __slots__ = ("elements", "path")

    def __init__(self, elements: tuple[Any, ...], path: str) -> None:
        self.elements, self.path = elements, path

    @classmethod
    def of(cls, values: tuple[Any, ...], path: str, root: Expander) -> ListView:
        """Wrap the elements of a list."""
        return cls(tuple(wrap(v, datapath.element(path, i), root) for i, v in enumerate(values)), path)

    def __len__(self) -> int:
        return len(self.elements)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.elements)

    def __reversed__(self) -> Iterator[Any]:
        return iter(self.elements[::-1])

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return ListView(self.elements[index], self.path)
        try:
            return self.elements[index]
        except IndexError:
            raise Misuse(f"{self.path} 只有 {len(self.elements)} 条") from None

    def named(self, name: str) -> Any:
        """Return the row whose id, label or name is `name`."""
        for row in self.elements:
            if isinstance(row, View) and name in _names_of(row.value):
                return row
        raise Misuse(f"{self.path} 里没有编号或名称为“{name}”的一条")

    def __str__(self) -> str:
        raise Misuse(f"{self.path} 是列表，不能直接印；请用 for 或 listing")


def _names_of(row: Any) -> tuple[str, ...]:
    return tuple(getattr(row, key, None) or "" for key in ("id", "label", "name"))


class LabelsView(ListView):
    """A mapping whose keys the writer of the data chose: lookup by label, iteration over entries."""

    __slots__ = ("_by_label",)

    def __init__(self, values: Mapping[str, Any], path: str, root: Expander) -> None:
        self._by_label = {
            label: wrap(value, datapath.child(path, label), root) for label, value in values.items()
        }
        entries = (
            each if isinstance(each, View) else Entry(label, each, datapath.child(path, label))
            for label, each in self._by_label.items()
        )
        super().__init__(tuple(entries), path)

    def named(self, name: str) -> Any:
        """Return the value under a label, absent when the file does not have it."""
        return self._by_label.get(name) or Absent(datapath.child(self.path, name))

    def __getitem__(self, index: Any) -> Any:
        return self.named(index) if isinstance(index, str) else super().__getitem__(index)


class Entry:
    """One entry of a mapping: `.label` and `.value`."""

    __slots__ = ("label", "value")

    def __init__(self, label: str, value: Any, path: str) -> None:
        self.label, self.value = Fact(label, (path,)), value


def wrap(value: Any, path: str, root: Expander) -> Any:
    """Return what a template sees of a value of the model."""
    kind = type(value)
    if value is None or (kind is str and not value):
        return Absent(path)
    if kind in COMPONENTS:
        return Fact(value, leaf_paths(value, path), root=root)
    if kind is tuple:
        return ListView.of(value, path, root)
    if kind is dict or kind is MappingProxyType:
        return LabelsView(value, path, root)
    if isinstance(value, (Section, Indicator)):
        return View(value, path, root)
    return Fact(value, (path,), root=root)


def leaf_paths(value: Any, path: str) -> tuple[str, ...]:
    """Return the paths of the facts in one value: a 户+人 pair has two."""
    parts = COMPONENTS.get(type(value))
    if parts is None:
        return (path,)
    return tuple(f"{path}.{part}" for part in parts if getattr(value, part) is not None)


def part_of(fact: Fact, name: str) -> Any:
    """Return a component of a pair or an aspect of a quantity or date. Raises `Misuse` for others."""
    value = fact.value
    if name in COMPONENTS.get(type(value), ()):
        base = fact.paths[0].rpartition(".")[0]
        return wrap(getattr(value, name), f"{base}.{name}", fact.root) if fact.root else Absent(base)
    if name in ASPECTS.get(type(value), ()):
        part = getattr(value, name)
        return Absent(fact.paths[0]) if part in (None, 0, "") and name != "value" else Fact(part, fact.paths)
    raise Misuse(f"{fact.paths[0]} 是单个的值，没有 {name}")


def step(value: Any, name: Any) -> Any:
    """Return `value.name` or `value[name]` for anything of the data. Raises `Misuse`."""
    if isinstance(value, View):
        return value.child(str(name))
    if isinstance(value, Absent):
        return value
    if isinstance(value, ListView):
        return value[name] if isinstance(name, (int, slice)) else value.named(_plain(name))
    if isinstance(value, Fact):
        return part_of(value, str(name))
    if isinstance(value, Entry) and name in ("label", "value"):
        return getattr(value, name)
    raise Misuse(f"没有 {name}")


def _plain(name: Any) -> str:
    return name.plain() if isinstance(name, Fact) else str(name)


def unwrap(value: Any) -> tuple[Any, tuple[str, ...]]:
    """Return the plain value of whatever a template holds, and the paths of its facts."""
    if isinstance(value, Absent):
        raise Misuse(value.reason)
    if isinstance(value, Fact):
        return value.value, value.paths
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
