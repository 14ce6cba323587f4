r"""What a template sees of the data: leaves that carry their paths to the page.

A leaf is a :class:`Fact`. Printed, it becomes a mark `\x02path\x1ftext\x03`. These characters are
illegal in XML and refused in data and in template source, so **the mark is also the escape**: the
markup parser takes marks out before it reads a rule, and no character of the data can be one.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError

from fupin_report import datapath
from fupin_report.markup import FIGURE, figure_mark
from fupin_report.model.fields import Section
from fupin_report.model.manuscript import Manuscript
from fupin_report.model.period import Period
from fupin_report.model.report import Report
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Prose,
    Quantity,
    Turnout,
)

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_REFERENCE = re.compile(r'\{\{\s*(\w+(?:\.\w+|\[\d+\]|\["[^"{}]*"\])+)\s*(?:\|\s*(\w+)\s*)?\}\}')

_COMPONENTS: dict[type, tuple[str, ...]] = {
    HouseholdsPersons: ("households", "persons"),
    HouseholdsOrPersons: ("households", "persons"),
    NaturalChange: ("households", "persons"),
    Turnout: ("sessions", "attendance"),
}
"""Values made of facts that have a path each."""
_ASPECTS: dict[type, tuple[str, ...]] = {
    Quantity: ("value", "unit", "upper", "is_exact"),
    PartialDate: ("year", "month", "day"),
}
"""Values that are one fact, of which a template may print a part."""
_COMPUTED: dict[type, dict[str, tuple[str, ...]]] = {
    Manuscript: {"voice": ("self_reference", "issuer", "issuer_kind")},
    Period: {"name": ("year", "half"), "counted_until": ("as_of", "end", "year", "half")},
}
"""Properties of sections that a template may use, and the fields each is computed from: its paths."""


class Misuse(TemplateRuntimeError):
    """A template asks of the data what they cannot give. The message is Chinese."""


class Fact:
    """A leaf of the data: its value, its paths, and how it prints.

    Compares like its value, is true even when 0, does no arithmetic.
    """

    __slots__ = ("paths", "root", "text", "value")

    def __init__(
        self, value: Any, paths: tuple[str, ...], text: str | None = None, root: Root | None = None
    ) -> None:
        self.value, self.paths, self.text, self.root = value, paths, text, root

    def __str__(self) -> str:
        if self.text is None and isinstance(self.value, Prose) and self.root is not None:
            return self.root.expand(self.value, self.paths)
        return figure_mark(self.paths, self.plain())

    def plain(self) -> str:
        """Return the characters to print."""
        if self.text is not None:
            return self.text
        if isinstance(self.value, bool):
            raise Misuse(f"{self.paths[0]} 是“是/否”，不能直接印；请用 if 判断")
        return self.value.gloss if isinstance(self.value, Choice) else str(self.value)

    def __eq__(self, other: object) -> bool:
        other = other.value if isinstance(other, Fact) else other
        if isinstance(self.value, Choice) and other == self.value.gloss:
            return True
        return bool(_number(self.value) == _number(other))

    def __hash__(self) -> int:
        return hash(_number(self.value))

    def __lt__(self, other: Any) -> bool:
        return bool(_number(self.value) < _comparable(other))

    def __gt__(self, other: Any) -> bool:
        return bool(_number(self.value) > _comparable(other))

    def __le__(self, other: Any) -> bool:
        return bool(_number(self.value) <= _comparable(other))

    def __ge__(self, other: Any) -> bool:
        return bool(_number(self.value) >= _comparable(other))

    def __bool__(self) -> bool:
        return self.value is not False and self.value != ""  # 0 is data

    def __contains__(self, part: Any) -> bool:
        return str(part.value if isinstance(part, Fact) else part) in str(self.value)

    def __getitem__(self, key: object) -> Any:
        raise Misuse(f"{self.paths[0]} 是单个的值，不能再取 [{key}]")

    def __iter__(self) -> Iterator[Any]:
        raise Misuse(f"{self.paths[0]} 是单个的值，不能逐项列出")


def _number(value: Any) -> Any:
    return value.value if isinstance(value, Quantity) else value


def _comparable(other: Any) -> Any:
    return _number(other.value if isinstance(other, Fact) else other)


class Absent(StrictUndefined):
    """A field of the model that the file leaves out: falsy, chainable, empty, unprintable."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(hint=f"{path} 没有填，不能印；请先用 if 判断", exc=Misuse)

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter(())

    def __len__(self) -> int:  # type: ignore[override]
        return 0

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, Absent)

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return not isinstance(other, Absent)

    __hash__ = object.__hash__  # type: ignore[assignment]

    @property
    def reason(self) -> str:
        """What is said when it is printed."""
        return self._undefined_hint or ""


class View:
    """A section, a row or an indicator; its fields by English or Chinese name."""

    __slots__ = ("_children", "_path", "_root", "_value")

    def __init__(self, value: Any, path: str, root: Root) -> None:
        self._value, self._path, self._root = value, path, root
        self._children: dict[str, Any] = {}

    def child(self, name: str) -> Any:
        """Return a field as fact, view or :class:`Absent`. Raises `Misuse` for what is no field."""
        try:
            return self._children[name]
        except KeyError:
            found = self._children[name] = self._child(name)
            return found

    def _child(self, name: str) -> Any:
        declared = getattr(self._value, "keys", None) if isinstance(self._value, Section) else _INDICATOR
        assert declared is not None
        computed_from = _COMPUTED.get(type(self._value), {}).get(name)
        if computed_from:
            return Fact(getattr(self._value, name), self.leaves(computed_from), root=self._root)
        field = declared.get(name)
        if field is None:
            raise Misuse(_no_such(self._path, name, declared))
        key: str = field if isinstance(field, str) else field.name
        return wrap(getattr(self._value, key), datapath.child(self._path, key), self._root)

    def leaves(self, names: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the paths of the filled leaves among some fields, or among all."""
        fields = names or tuple(self._value.fields if isinstance(self._value, Section) else _INDICATOR)
        children = (self.child(name) for name in dict.fromkeys(fields))
        return tuple(
            path for each in children if isinstance(each, (Fact, ListView)) for path in unwrap(each)[1]
        )

    def __str__(self) -> str:
        text_form = getattr(self._value, "text_form", None)
        if text_form is None:
            raise Misuse(f"{self._path} 有下级各项，不能直接印；请写明是哪一项")
        parts = {each.name: getattr(self._value, each.name) for each in dataclasses.fields(text_form)}
        paths = tuple(f"{self._path}.{name}" for name, part in parts.items() if part not in (None, ()))
        return figure_mark(paths, str(text_form(**parts)))


_INDICATOR: Mapping[str, str] = {
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


def _no_such(path: str, name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    advice = f"。是不是 {near[0]}？" if near else ""
    return f"没有字段 {datapath.child(path, name)}{advice}"


class ListView:
    """A list of the data. A slice is a list again."""

    __slots__ = ("elements", "path")

    def __init__(self, elements: tuple[Any, ...], path: str) -> None:
        self.elements, self.path = elements, path

    @classmethod
    def of(cls, values: tuple[Any, ...], path: str, root: Root) -> ListView:
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
            if isinstance(row, View) and name in _names_of(row._value):
                return row
        raise Misuse(f"{self.path} 里没有编号或名称为“{name}”的一条")

    def __str__(self) -> str:
        raise Misuse(f"{self.path} 是列表，不能直接印；请用 for 或 listing")


def _names_of(row: Any) -> tuple[str, ...]:
    return tuple(getattr(row, key, None) or "" for key in ("id", "label", "name"))


class LabelsView(ListView):
    """A mapping whose keys the writer of the data chose: lookup by label, iteration over entries."""

    __slots__ = ("_by_label",)

    def __init__(self, values: Mapping[str, Any], path: str, root: Root) -> None:
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


def wrap(value: Any, path: str, root: Root) -> Any:
    """Return what a template sees of a value of the model."""
    if value is None or value == "":
        return Absent(path)
    if isinstance(value, (Section, Indicator)):
        return View(value, path, root)
    if isinstance(value, tuple):
        return ListView.of(value, path, root)
    if isinstance(value, Mapping):
        return LabelsView(value, path, root)
    return Fact(value, leaf_paths(value, path), root=root)


def leaf_paths(value: Any, path: str) -> tuple[str, ...]:
    """Return the paths of the facts in one value: a 户+人 pair has two."""
    parts = _COMPONENTS.get(type(value))
    if parts is None:
        return (path,)
    return tuple(f"{path}.{part}" for part in parts if getattr(value, part) is not None)


def part_of(fact: Fact, name: str) -> Any:
    """Return a component of a pair or an aspect of a quantity or date. Raises `Misuse` for others."""
    value = fact.value
    if name in _COMPONENTS.get(type(value), ()):
        base = fact.paths[0].rpartition(".")[0]
        return wrap(getattr(value, name), f"{base}.{name}", fact.root) if fact.root else Absent(base)
    if name in _ASPECTS.get(type(value), ()):
        part = getattr(value, name)
        return Absent(fact.paths[0]) if part in (None, 0, "") and name != "value" else Fact(part, fact.paths)
    raise Misuse(f"{fact.paths[0]} 是单个的值，没有 {name}")


class Root:
    """The whole report as templates see it, and the door for figures inside prose."""

    def __init__(self, report: Report, filters: Mapping[str, Callable[..., Any]]) -> None:
        self.view = View(report, "", self)
        self._filters = filters

    names = Report.keys
    """Top-level names of a template: every section, in both languages."""

    def section(self, name: str) -> Any:
        """Return a section by its English or Chinese name."""
        return self.view.child(name)

    def expand(self, prose: str, paths: tuple[str, ...]) -> str:
        """Return the marks of a prose text: its own words and the figures it quotes."""
        paragraphs = _PARAGRAPH_BREAK.split(prose.strip())
        return "\n\n".join(self._expand_paragraph(_join_lines(each), paths) for each in paragraphs)

    def _expand_paragraph(self, text: str, paths: tuple[str, ...]) -> str:
        if "{{" not in text:
            return figure_mark(paths, text)
        marks, end = [], 0
        for reference in _REFERENCE.finditer(text):
            if reference.start() > end:
                marks.append(figure_mark(paths, text[end : reference.start()]))
            marks.append(str(self._quoted(*reference.groups())))
            end = reference.end()
        if end < len(text):
            marks.append(figure_mark(paths, text[end:]))
        return "".join(marks)

    def _quoted(self, path: str, filter_name: str | None) -> Any:
        value = self.at(path)
        if isinstance(value, Absent):
            raise Misuse(value.reason)
        if filter_name is None:
            return value
        if filter_name not in self._filters:
            raise Misuse(f"没有过滤器 {filter_name}")
        return self._filters[filter_name](value)

    def at(self, path: str) -> Any:
        """Return what stands at a data path, as a template sees it."""
        value: Any = self.view
        for segment in datapath.split(path):
            value = step(value, segment)
        return value


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


def _join_lines(paragraph: str) -> str:
    """Join the lines of a paragraph: with a space between Latin words, without among Chinese."""
    lines = [line.strip() for line in paragraph.split("\n")]
    return re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", "\n".join(lines)).replace("\n", "")


def unwrap(value: Any) -> tuple[Any, tuple[str, ...]]:
    """Return the plain value of whatever a template holds, and the paths of its facts."""
    if isinstance(value, Absent):
        raise Misuse(value.reason)
    if isinstance(value, Fact):
        return value.value, value.paths
    if isinstance(value, View):
        return value._value, value.leaves()
    if isinstance(value, str):
        paths = tuple(path for mark in FIGURE.finditer(value) for path in mark[1].split("\x1e"))
        return FIGURE.sub(r"\2", value), paths
    if isinstance(value, (int, Decimal, float, type(None))):
        return value, ()
    if isinstance(value, Entry):
        return unwrap(value.value)
    pairs = [unwrap(each) for each in value]
    return tuple(pair[0] for pair in pairs), tuple(path for pair in pairs for path in pair[1])
