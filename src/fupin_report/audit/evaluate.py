"""Evaluate identities on a report. Households and persons are separate chains; nothing is corrected."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from fupin_report import datapath
from fupin_report.audit.finding import Finding, Severity
from fupin_report.audit.identities import Identity, Term, parse_identities
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.values import Quantity

Number: TypeAlias = int | Decimal

_HOLDS: dict[str, Callable[[Any, Any], bool]] = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}
_PARTS = {"households": "户", "persons": "人"}
"""The two chains of a pair, with their units."""


@dataclass(frozen=True, slots=True)
class _Operand:
    """A term found in the data: its number, where it stands, and what people call it."""

    number: Number
    unit: str
    title: str
    paths: tuple[str, ...]


class Unknown(Exception):
    """A required operand is absent or cannot be added: the identity is silent."""


def check_identities(report: Report) -> Iterator[Finding]:
    """Yield a finding for every identity of every section that does not hold."""
    for section, path in _sections(report, ""):
        for identity in parse_identities(section.identities):
            for part in _parts(identity, section, report):
                finding = _check(identity, part, section, path, report)
                if finding:
                    yield finding


def _sections(section: Section, path: str) -> Iterator[tuple[Section, str]]:
    """Yield every section and row with its path, the outer before the inner."""
    yield section, path
    for name in section.fields:
        value = getattr(section, name)
        where = datapath.child(path, name)
        if isinstance(value, Section):
            yield from _sections(value, where)
        elif isinstance(value, tuple):
            for index, row in enumerate(value):
                if isinstance(row, Section):
                    yield from _sections(row, datapath.element(where, index))
        elif isinstance(value, Mapping):
            for label, row in value.items():
                if isinstance(row, Section):
                    yield from _sections(row, datapath.child(where, label))


def _parts(identity: Identity, section: Section, report: Report) -> tuple[str, ...]:
    """Return the chains an identity is checked on: households and persons, or the figure itself."""
    for term in identity.left + identity.right:
        for value, _ in _values(term, section, "", report):
            if hasattr(value, "households"):
                return tuple(_PARTS)
    return ("",)


def _check(identity: Identity, part: str, section: Section, path: str, report: Report) -> Finding | None:
    absent: list[str] = []
    try:
        left = [_operand(term, part, section, path, report, absent) for term in identity.left]
        right = [_operand(term, part, section, path, report, absent) for term in identity.right]
    except Unknown:
        return None
    lefts = [(term, each) for term, each in zip(identity.left, left, strict=True) if each]
    rights = [(term, each) for term, each in zip(identity.right, right, strict=True) if each]
    if not lefts or not rights or not _comparable({each.unit for _, each in lefts + rights}):
        return None
    left_sum, right_sum = (sum(term.sign * each.number for term, each in side) for side in (lefts, rights))
    if _HOLDS[identity.relation](left_sum, right_sum):
        return None
    first = lefts[0][1]
    message = _message(identity.relation, lefts, rights, left_sum, right_sum)
    if absent:
        message += f"；{'、'.join(absent)}没有填，按没有发生算"
    paths = tuple(dict.fromkeys(path for _, each in lefts + rights for path in each.paths))
    return Finding(identity.code, Severity.ERROR, message, paths, first.title)


def _comparable(units: set[str]) -> bool:
    """Whether numbers with these units may be added: one unit, or measure words left out (人 and 人次)."""
    written = units - {""}
    scaled = any(unit.startswith(("万", "亿")) for unit in written)
    return len(written) <= 1 and not (scaled and "" in units)


def _message(
    relation: str,
    lefts: list[tuple[Term, _Operand]],
    rights: list[tuple[Term, _Operand]],
    left_sum: Number,
    right_sum: Number,
) -> str:
    unit = lefts[0][1].unit
    left, right = _side(lefts), _side(rights)
    left += f" = {left_sum}{unit}" if len(lefts) > 1 else ""
    right += f" = {right_sum}{unit}" if len(rights) > 1 else ""
    gap = f"{abs(left_sum - right_sum)}{unit}"
    if relation == "=":
        return f"{right}，与{left}不符，差{gap}"
    more = relation == "<="
    return f"{left}，{'多' if more else '少'}于{right}，{'超出' if more else '短少'}{gap}"


def _side(terms: list[tuple[Term, _Operand]]) -> str:
    text = ""
    for term, each in terms:
        sign = ("" if term.sign > 0 else "−") if not text else (" + " if term.sign > 0 else " − ")
        text += f"{sign}{each.title}{each.number}{each.unit}"
    return text


def _operand(
    term: Term, part: str, section: Section, path: str, report: Report, absent: list[str]
) -> _Operand | None:
    """Return a term's number for one chain; None when an optional term is absent."""
    values = list(_values(term, section, path, report))
    title = _title(term, section)
    if term.function == "count":
        return _Operand(len(values), "", f"{title}条数", (path,))
    found = [_component(value, place, part) for value, place in values if value is not None]
    if not found:
        if not term.optional:
            raise Unknown
        absent.append(title)
        return None
    units = {unit for _, unit, _ in found}
    if len(found) != len(values) or len(units) > 1:
        raise Unknown  # a sum over rows of which some are not filled says nothing
    total = sum(number for number, _, _ in found)
    name = f"{title}合计" if term.function else title
    return _Operand(total, units.pop(), name, tuple(place for _, _, place in found))


def _component(value: Any, path: str, part: str) -> tuple[Number, str, str]:
    """Return the number, unit and path of one chain of a value. Raises `Unknown` for vague numbers."""
    if part:
        number = getattr(value, part, None)
        if number is None:
            raise Unknown
        return number, _PARTS[part], f"{path}.{part}"
    if isinstance(value, Quantity):
        if not value.is_exact:
            raise Unknown
        return value.value, value.unit, path
    if type(value) is int or isinstance(value, Decimal):
        return value, "", path
    raise Unknown


def _values(term: Term, section: Section, path: str, report: Report) -> Iterator[tuple[Any, str]]:
    """Yield the values a term's path leads to, with their paths: one, or one a row of a list."""
    names = term.path.split(".")
    start: tuple[Section, str] = (section, path) if names[0] in section.keys else (report, "")
    yield from _follow(*start, names)


def _follow(value: Any, path: str, names: list[str]) -> Iterator[tuple[Any, str]]:
    if isinstance(value, tuple):
        for index, row in enumerate(value):
            yield from _follow(row, datapath.element(path, index), names)
    elif isinstance(value, Mapping):
        for label, row in value.items():
            yield from _follow(row, datapath.child(path, label), names)
    elif not names or value is None:
        yield value, path
    elif isinstance(value, Section):
        name = value.keys[names[0]].name
        yield from _follow(getattr(value, name), datapath.child(path, name), names[1:])
    else:
        yield from _follow(getattr(value, names[0]), datapath.child(path, names[0]), names[1:])


def _title(term: Term, section: Section) -> str:
    """Return the Chinese name of a term from the declarations it passes."""
    names = term.path.split(".")
    kind: Any = type(section) if names[0] in section.keys else Report
    titles: list[str] = []
    for name in names:
        field = kind.keys.get(name) if isinstance(kind, type) and issubclass(kind, Section) else None
        if field is None:
            break
        titles.append(field.title)
        kind = field.kind.__args__[0] if getattr(field.kind, "__origin__", None) is tuple else field.kind
    return titles[-1] if titles else term.path
