"""一数一处: the same label with two values, in this report or between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from fupin_report.audit.data.rules import Facts, Notice, data_rule, exact
from fupin_report.audit.finding import Severity
from fupin_report.audit.operands import shown
from fupin_report.audit.scales import converted
from fupin_report.model.indicators import KNOWN_LABELS
from fupin_report.model.township import Township
from fupin_report.model.values import Indicator, Quantity

Told: TypeAlias = tuple[str, Quantity | None, str]
"""A label, what stands under it, and its data path."""
_GREAT_MOVE = 20
"""Per cent that a count moves between two periods without being asked why."""


@data_rule("X16", "一个指标两个数")
def labels(facts: Facts) -> Iterator[Notice]:
    """A label that stands in two places has one value; targets are another thing."""
    told: dict[str, tuple[Quantity | None, str]] = {}
    for label, value, path in (*of_township(facts, _shared()), *_measured(facts)):
        first, place = told.setdefault(label, (value, path))
        one, other = exact(first), exact(value)
        same = converted(other.value, other.unit, one.unit) if one and other else None
        if same is None or one is None or other is None or same == one.value:
            continue
        message = f"“{label}”一处是{one}，一处是{other}"
        if one.value * 10000 == same or same * 10000 == one.value:
            message += "，正好差一个万"
        yield Notice(message, (path, place))


def _measured(facts: Facts) -> Iterator[Told]:
    for indicator, path in facts.indicators:
        if indicator.label and not path.startswith(("custom", "plans")):
            yield indicator.label, indicator.value, f"{path}.value"


@cache
def known_labels() -> frozenset[str]:
    """Return the labels that reports use, of all sections."""
    return frozenset(label for labels in KNOWN_LABELS.values() for label in labels)


@cache
def _shared() -> tuple[str, ...]:
    """Return the fields of the township that are called as an indicator is that reports use: 外出务工."""
    return tuple(name for name, each in Township.fields.items() if each.title in known_labels())


def of_township(facts: Facts, names: Iterable[str] = Township.fields) -> Iterator[Told]:
    """Yield what fields of the township say, by their titles."""
    filled = vars(facts.report.township) if facts.report.township else {}
    for name in names:
        value, declared = filled.get(name), Township.fields[name]
        if type(value) is int:
            value = Quantity(Decimal(value), declared.units[0] if declared.units else "")
        if type(value) is Quantity:
            yield declared.title, value, f"township.{name}"


@data_rule("X22", "上期值", Severity.ERROR)
def earlier(facts: Facts) -> Iterator[Notice]:
    """The earlier value of an indicator is what the earlier report said."""
    for indicator, path, before in _pairs(facts):
        told, stored = exact(indicator.previous), exact(before.value)
        same = converted(told.value, told.unit, stored.unit) if told and stored else None
        if same is not None and stored and same != stored.value:
            gap = Quantity(abs(same - stored.value), stored.unit)
            differs = f"差{shown(gap.value)}{gap.unit}"
            message = f"“{indicator.label}”的上期值写的是{told}，上期报告里是{stored}，{differs}"
            yield Notice(message, (f"{path}.previous",), gap=gap)


@data_rule("X23", "两期变化", Severity.INFO)
def moved(facts: Facts) -> Iterator[Notice]:
    """A count that moves by more than a fifth is worth a word."""
    for indicator, path, before in _pairs(facts):
        now, then = exact(indicator.value), exact(before.value)
        same = converted(now.value, now.unit, then.unit) if now and then else None
        if same is None or now is None or then is None or not then.value:
            continue
        change = (same - then.value) / then.value * Decimal(100)
        if abs(change) > _GREAT_MOVE:
            message = f"“{indicator.label}”上期{then}，本期{now}，变化{shown(round(change, 1))}%"
            yield Notice(message, (f"{path}.value",))


def _pairs(facts: Facts) -> Iterator[tuple[Indicator, str, Indicator]]:
    """Yield each indicator that the earlier report has under the same id."""
    if not facts.previous:
        return
    stored: dict[int, dict[str, Indicator]] = {}
    for indicator, path in facts.indicators:
        report = facts.earlier(indicator.base) if indicator.id else None
        if report is None:
            continue
        if id(report) not in stored:
            stored[id(report)] = {each.id: each for each, _ in Facts(report).indicators if each.id}
        before = stored[id(report)].get(indicator.id)
        if before:
            yield indicator, path, before


RULES = (labels, earlier, moved)
