"""Where a name in an identity leads: checked against the declarations once, walked for every report."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin

from fupin_report.frozen import frozen
from fupin_report.model.fields import Section
from fupin_report.model.identities import Identity, Term
from fupin_report.model.report import Report


class Label(str):
    """A key of a mapping, chosen by the writer of the data."""

    __slots__ = ()


@frozen
class Route:
    """A path through the model, by English names."""

    absolute: bool
    """Whether it starts at the top of the report rather than in the section at hand."""
    steps: tuple[str, ...]
    title: str
    """Chinese name of the innermost field."""
    many: bool
    """Whether it leads through a list: one value a row."""
    kind: Any
    """Declared type of what it leads to."""

    @property
    def paired(self) -> bool:
        """Whether it leads to households and persons together."""
        names = getattr(self.kind, "fields", None) or getattr(self.kind, "__dataclass_fields__", {})
        return "households" in names and "persons" in names and "id" not in names


@lru_cache(maxsize=4096)
def route(path: str, cls: Any) -> Route:
    """Resolve a name as it stands in an identity of a section class. Raises `ValueError`."""
    names = path.split(".")
    start, prefix = _start(names[0], cls)
    kind, steps, title, many = start, list[str](), path, False
    for name in [*prefix, *names]:
        kind, passed = _row_kind(kind, name)
        many |= passed
        step, kind, title = _step(kind, name, title)
        steps.append(step)
    many |= get_origin(kind) is tuple or get_origin(kind) is Mapping
    return Route(start is not cls or cls is Report, tuple(steps), title, many, _innermost(kind))


def _start(name: str, cls: type[Section]) -> tuple[type[Section], tuple[str, ...]]:
    """Return where a path starts: the section, the report, or the one section of it that has the name."""
    if name in cls.keys:
        return cls, ()
    if name in Report.keys:
        return Report, ()
    having = [
        each
        for each in Report.fields.values()
        if isinstance(each.kind, type) and issubclass(each.kind, Section) and name in each.kind.keys
    ]
    if len(having) == 1:
        return Report, (having[0].name,)
    if having:
        places = "、".join(f"{each.name}.{name}" for each in having)
        raise ValueError(f"“{name}”不止一处，请写全：{places}")
    raise ValueError(_unknown(name, [*cls.keys, *Report.keys]))


def _row_kind(kind: Any, name: str) -> tuple[Any, bool]:
    """Return the kind of a list's rows; whether there was a list. A label is left for the next step."""
    if get_origin(kind) is tuple:
        return get_args(kind)[0], True
    if get_origin(kind) is Mapping and name in _names(_innermost(kind)):
        return get_args(kind)[1], True
    return kind, False


def _step(kind: Any, name: str, title: str) -> tuple[str, Any, str]:
    """Return what a name is called in the model, what it leads to, and its title."""
    if get_origin(kind) is Mapping:
        return Label(name), get_args(kind)[1], name
    if isinstance(kind, type) and issubclass(kind, Section) and name in kind.keys:
        declared = kind.keys[name]
        return declared.name, declared.kind, declared.title
    for part in dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ():
        own = part.metadata.get("title", "")
        if name in (part.name, own):
            return part.name, _without_none(part.type), title + own
    raise ValueError(_unknown(name, list(_names(kind))))


def _names(kind: Any) -> Mapping[str, Any]:
    if isinstance(kind, type) and issubclass(kind, Section):
        return kind.keys
    parts = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return {name: part for part in parts for name in (part.name, part.metadata.get("title", "")) if name}


def _innermost(kind: Any) -> Any:
    while get_origin(kind) in (tuple, Mapping):
        kind = get_args(kind)[0 if get_origin(kind) is tuple else 1]
    return kind


def _without_none(annotation: Any) -> Any:
    """Return what a part of a value is declared to be; of a text only that it is a number or not."""
    return str if isinstance(annotation, str) and annotation.startswith("str") else annotation


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    advice = f"。是不是“{near[0]}”？" if near else ""
    return f"没有“{name}”这一项{advice}"


def check_names(identity: Identity, cls: Any) -> None:
    """Raise `ValueError` for a name that leads nowhere, or through a list without `sum` or `count`."""
    for term in identity.left + identity.right:
        for each in (term, term.per):
            if each is not None and each.path:
                _check_term(each, cls)


def _check_term(term: Term, cls: Any) -> None:
    found = route(term.path, cls)
    if found.many and not term.function:
        raise ValueError(f"“{term.path}”有许多行，请写 sum({term.path}) 或 count({term.path})")
    if term.function and not found.many:
        raise ValueError(f"“{term.path}”只有一个数，不用 {term.function}()")
    if term.where:
        route(f"{_list_of(term.path, cls)}.{term.where[0]}", cls)


def _list_of(path: str, cls: Any) -> str:
    """Return the part of a path that leads to its first list."""
    names = path.split(".")
    for end in range(1, len(names) + 1):
        head = ".".join(names[:end])
        if route(head, cls).many:
            return head
    return path
