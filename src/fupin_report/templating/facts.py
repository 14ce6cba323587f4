r"""What a template sees of the data: leaves that carry their paths to the page.

A leaf is a :class:`Fact`. Printed, it becomes a mark `\x02path\x1ftext\x03`. These characters are
illegal in XML and refused in data and in template source, so **the mark is also the escape**: the
markup parser takes marks out before it reads a rule, and no character of the data can be one.

What a template asks for, `x.name`, is the Python attribute `x.ask_name`, and no other. Whatever can be
asked anything is of this package and has such attributes; nothing else of Python has, so that no
template comes by a method, a class or a frame. That is quick, and a sandbox by construction.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, Protocol

from jinja2 import StrictUndefined, TemplateRuntimeError

from fupin_report import datapath
from fupin_report.markup import figure_mark
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    NaturalChange,
    PartialDate,
    Prose,
    Quantity,
    Turnout,
    part_names,
    told_parts,
)

ASK = "ask_"
"""Begins the name of every attribute that a template can come by."""

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


class Expander(Protocol):
    """Writes out a prose text with the figures it quotes, and knows rows by their ids."""

    def expand(self, prose: str, paths: tuple[str, ...]) -> str: ...

    def by_name(self, found: Any, rows: str) -> Any: ...


class Misuse(TemplateRuntimeError):
    """A template asks of the data what they cannot give. The message is Chinese."""


class NotFilled(Misuse):
    """A template prints a field that the file leaves out."""


class Askable:
    """Something that a template may ask for what belongs to it.

    What is mostly asked stands as attributes: a class without `__getattr__` is asked in a third of the time.
    """

    __slots__ = ()

    def child(self, name: str) -> Any:
        """Return what `.name` stands for in a template. Raises `Misuse` for what there is not."""
        raise NotImplementedError


class Open(Askable):
    """Something that may be asked by any name."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith(ASK):
            return self.child(name.removeprefix(ASK))
        raise AttributeError(name=name, obj=self)


def ask(value: Askable, name: str) -> Any:
    """Return what `.name` stands for in a template. Raises `Misuse`."""
    try:
        return getattr(value, ASK + name)
    except AttributeError:
        return value.child(name)


def asked_child(name: str) -> property:
    """Make the attribute by which a template asks for something that is worked out when it is asked."""
    return property(lambda self: self.child(name))


class Fact(Askable):
    """A leaf of the data: its value, its place or places, and how it prints.

    Compares like its value, is true even when 0, does no arithmetic.
    """

    __slots__ = ("place", "value")

    def __init__(self, value: Any, place: str | tuple[str, ...], _root: Expander | None = None) -> None:
        self.value, self.place = value, place

    @property
    def paths(self) -> tuple[str, ...]:
        """The data paths of the figure."""
        return (self.place,) if isinstance(self.place, str) else self.place

    def child(self, name: str) -> Any:
        """Return a component of a pair, or a part of a quantity or a date, by either name.

        Raises `Misuse` for others.
        """
        kind, path = type(self.value), self.paths[0]
        name = part_names(kind).get(name, name)
        if name in COMPONENTS.get(kind, ()):
            path = f"{path.rpartition('.')[0]}.{name}"
            part = getattr(self.value, name)
            return Absent(path) if part is None else Fact(part, path)
        if name in ASPECTS.get(kind, ()):
            part = getattr(self.value, name)
            absent = part in (None, 0, "") and name != "value"
            return Absent(path) if absent else leaf(part, self.place)
        if known := told_parts(kind):
            whole = path.rpartition(".")[0] if kind in COMPONENTS else path
            raise Misuse(f"{whole} 没有 {name}，它有：{known}")
        raise Misuse(f"{path} 是单个的值，没有 {name}")

    def __str__(self) -> str:
        value, place = self.value, self.place
        text = value if type(value) is str else self.plain()
        return figure_mark((place,) if type(place) is str else place, text)  # type: ignore[arg-type]

    def plain(self) -> str:
        """Return the characters to print."""
        if isinstance(self.value, bool):
            raise Misuse(f"{self.paths[0]} 是“是/否”，不能直接印；请用 if 判断")
        return self.value.gloss if isinstance(self.value, Choice) else str(self.value)

    def __eq__(self, other: object) -> bool:
        value = self.value
        if isinstance(other, Fact):
            other = other.value
        if isinstance(value, Choice):
            return value.gloss == other or value == other
        return bool(value == other if isinstance(other, str) else _number(value) == _number(other))

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

    def __contains__(self, part: Any) -> bool:
        text = self.value if isinstance(self.value, str) else str(self.value)
        return (part.plain() if isinstance(part, Fact) else str(part)) in text

    def __getitem__(self, key: object) -> Any:
        raise Misuse(f"{self.paths[0]} 是单个的值，不能再取 [{key}]")

    def __iter__(self) -> Iterator[Any]:
        raise Misuse(f"{self.paths[0]} 是单个的值，不能逐项列出")


for _part in {name for kind in (*COMPONENTS, *ASPECTS) for name in part_names(kind)}:
    setattr(Fact, ASK + _part, asked_child(_part))


class Passage(Fact):
    """Prose of the data, with the figures that it quotes."""

    __slots__ = ("_root",)

    def __init__(self, value: Prose, place: str | tuple[str, ...], root: Expander) -> None:
        self.value, self.place, self._root = value, place, root

    def __str__(self) -> str:
        return self._root.expand(self.value, self.paths)


class Denied(Fact):
    """A fact that a condition takes for false: 否, or an empty text."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class Default(Fact):
    """What a field is that is left out, wherever it is; who wants its path is told :class:`NotFilled`."""

    __slots__ = ()

    def __init__(self, value: Any) -> None:
        self.value = value

    @property
    def place(self) -> str:  # type: ignore[override]
        raise NotFilled("")

    def __bool__(self) -> bool:
        return self.value is not False and self.value != ""


def leaf(value: Any, place: str | tuple[str, ...], root: Expander | None = None) -> Fact:
    """Return the fact of a value. A zero is true: it is data."""
    return (Denied if value is False or value == "" else Fact)(value, place, root)


def leaf_paths(value: Any, path: str) -> tuple[str, ...]:
    """Return the paths of the facts in one value: a 户+人 pair has two."""
    parts = COMPONENTS.get(type(value))
    if parts is None:
        return (path,)
    return tuple(f"{path}.{part}" for part in parts if getattr(value, part) is not None)


def _number(value: Any) -> Any:
    return value.value if isinstance(value, Quantity) else value


def _comparable(other: Any) -> Any:
    return _number(other.value if isinstance(other, Fact) else other)


class Absent(StrictUndefined):
    """A field of the model that the file leaves out: falsy, chainable, empty, unprintable."""

    __slots__ = ()

    def __init__(self, path: str, labels: Iterable[str] = ()) -> None:
        """`labels` are those that the file has where this one is asked for."""
        super().__init__(name=path, obj=labels, exc=NotFilled)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(ASK):
            return self
        raise AttributeError(name=name, obj=self)

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
    def _undefined_message(self) -> str:
        return f"{self._undefined_name} 没有填，不能印；请先用 if 判断{self._meant()}"

    def _meant(self) -> str:
        """Say which label may be meant."""
        *_, label = datapath.split(str(self._undefined_name)) or [""]
        near = difflib.get_close_matches(str(label), list(self._undefined_obj), n=1, cutoff=0.5)
        return f"。是不是 {near[0]}？" if near else ""

    def _uncompared(self, _other: object) -> NoReturn:
        message = "没有填，比不出大小；请在数据里填上，或先用 if 判断有没有填"
        raise NotFilled(f"{self._undefined_name} {message}{self._meant()}")

    __lt__ = __le__ = __gt__ = __ge__ = _uncompared

    def refusal(self) -> NotFilled:
        """Return what is raised when it is printed."""
        return NotFilled(self._undefined_message)
