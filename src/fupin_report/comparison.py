"""两期对照: what changed between two reports of a township, by how much, and what had been promised.

Rows are matched by id, label or name, not by their place; figures by what they are. The two reports may
speak of different things: what only one of them tells is listed as new or gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from fupin_report import datapath
from fupin_report.frozen import frozen
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.titles import title_of
from fupin_report.model.values import HouseholdsOrPersons, HouseholdsPersons, Indicator, Quantity, Turnout

_PARTS: Mapping[type, tuple[tuple[str, str], ...]] = {
    HouseholdsPersons: (("households", "户"), ("persons", "人")),
    HouseholdsOrPersons: (("households", "户"), ("persons", "人")),
    Turnout: (("sessions", "期"), ("attendance", "人次")),
}
_NOT_COMPARED = frozenset(("format", "document", "period", "explanations", "checks", "problems", "plans"))
_NAMES = ("id", "label", "name", "year")
"""Fields by which a row is known in another report, the surest first."""


@frozen
class Change:
    """A figure of two reports. An empty text stands for a report that does not tell it."""

    path: str
    """Data path, rows by name: `villages.双河村.registered.persons`."""
    title: str
    before: str
    after: str
    difference: str
    """`+15人`; empty where there is nothing to subtract."""
    percent: str
    """`+7.5%`; empty where it means nothing."""


@frozen
class Promise:
    """What the earlier report planned."""

    text: str
    due: str
    owner: str


@frozen
class Comparison:
    """两期对照."""

    title: str
    changes: tuple[Change, ...]
    """What is not the same, in the order of the later report; what is gone comes last."""
    promises: tuple[Promise, ...]
    outcomes: tuple[str, ...]
    """What the later report tells of its effects, to be held against the promises."""


def compare(before: Report, after: Report) -> Comparison:
    """Hold a report against an earlier one of the same township."""
    old, new = dict(_figures(before, "", "")), dict(_figures(after, "", ""))
    paths = [*new, *(path for path in old if path not in new)]
    changes = (_change(path, old.get(path), new.get(path)) for path in paths)
    promises = tuple(
        Promise(
            f"{each.heading}：{each.text}" if each.heading else each.text,
            str(each.due or ""),
            each.owner or "",
        )
        for each in before.plans
    )
    outcomes = tuple(
        "；".join(filter(None, (each.heading, each.text, *map(str, each.metrics), *each.facts)))
        for each in after.outcomes
    )
    place = after.township.name if after.township else after.document.issuer
    title = f"{place}{after.period.name}与{before.period.name}对照"
    return Comparison(title, tuple(filter(None, changes)), promises, outcomes)


@frozen
class _Told:
    """A figure as a report tells it."""

    title: str
    text: str
    value: Decimal | None
    unit: str


def _figures(value: Any, path: str, place: str, row: str = "") -> Iterator[tuple[str, _Told]]:
    """Yield every figure under its path by names.

    `place` is its path by numbers, which titles are known by; `row` is what people call the row it stands in.
    """
    title = title_of(place) if place else ""
    title = title if row in title else f"{row}{title}"
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, Section):
        for name in value.fields:
            if path or name not in _NOT_COMPARED:
                inner, at = getattr(value, name), datapath.child(place, name)
                yield from _figures(inner, datapath.child(path, name), at, row)
    elif isinstance(value, int):
        yield path, _Told(title, str(value), Decimal(value), "")
    elif isinstance(value, Quantity):
        yield path, _Told(title, str(value), value.value if value.is_exact else None, value.unit)
    elif isinstance(value, Indicator):
        told = value.value or value.rate
        if told:
            yield (
                path,
                _Told(value.label or title, str(told), told.value if told.is_exact else None, told.unit),
            )
    elif type(value) in _PARTS:
        for part, unit in _PARTS[type(value)]:
            count = getattr(value, part)
            if isinstance(count, Quantity):
                yield from _figures(count, f"{path}.{part}", place, row)
            elif count is not None:
                yield f"{path}.{part}", _Told(title, f"{count}{unit}", Decimal(count), unit)
    elif isinstance(value, Mapping):
        for label, each in value.items():
            yield from _figures(each, datapath.child(path, label), datapath.child(place, label), row)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            known, at = datapath.child(path, _known_as(each, index)), datapath.element(place, index)
            yield from _figures(each, known, at, _called(each) or row)


def _known_as(row: Any, index: int) -> str:
    names = (getattr(row, name, None) for name in _NAMES)
    return str(next(filter(None, names), index + 1))


def _called(row: Any) -> str:
    return str(getattr(row, "name", None) or getattr(row, "heading", None) or "")


def _change(path: str, before: _Told | None, after: _Told | None) -> Change | None:
    """Return what became of a figure; nothing when it is the same."""
    one, other = before, after
    told = other or one
    if told is None or (one and other and one.text == other.text):
        return None
    difference = percent = ""
    if one and other and one.value is not None and other.value is not None and one.unit == other.unit:
        gap = other.value - one.value
        difference = f"{gap:+f}{other.unit}"
        if one.value > 0 and other.unit not in ("%", "‰", "年"):
            percent = f"{gap / one.value * 100:+.1f}%"
    return Change(path, told.title, one.text if one else "", other.text if other else "", difference, percent)
