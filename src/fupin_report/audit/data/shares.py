"""比率: shares, rates and changes recomputed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from fupin_report import datapath
from fupin_report.audit.data.rules import Facts, Notice, data_rule, exact
from fupin_report.audit.evaluate import rounding
from fupin_report.audit.finding import Severity
from fupin_report.audit.operands import shown
from fupin_report.audit.scales import converted
from fupin_report.model.identification import CauseMode, Identification, MeasureMode
from fupin_report.model.summing import CHAINS
from fupin_report.model.values import Quantity

_GREAT_CHANGE = 300
_COVERAGE = Decimal("1.5")


@data_rule("X04", "部分与总数", Severity.ERROR)
def parts(facts: Facts) -> Iterator[Notice]:
    """A part is no more than its whole."""
    for indicator, path in facts.indicators:
        value, whole = exact(indicator.value), exact(indicator.of)
        part = converted(value.value, value.unit, whole.unit) if value and whole else None
        if part is not None and value and whole and part > whole.value:
            gap = Quantity(part - whole.value, whole.unit)
            message = f"{indicator.label}{value}，多于总数{whole}，超出{shown(gap.value)}{gap.unit}"
            yield Notice(message, (f"{path}.value", f"{path}.of"), gap=gap)


@data_rule("X03", "占比", Severity.ERROR)
def rates(facts: Facts) -> Iterator[Notice]:
    """A share is its part by its whole, within the digits it is printed with."""
    for indicator, path in facts.indicators:
        value, whole, rate = exact(indicator.value), exact(indicator.of), exact(indicator.rate)
        part = converted(value.value, value.unit, whole.unit) if value and whole else None
        if part is None or not whole or not whole.value or rate is None:
            continue
        share = part / whole.value * 100
        severity = rounding(rate.value, share, "%")
        if severity:
            message = f"{value} ÷ {whole} = {shown(round(share, 2))}%，与写的{rate}不符"
            yield Notice(message, (f"{path}.rate", f"{path}.value", f"{path}.of"), severity)


@data_rule("X03", "变化幅度")
def changes(facts: Facts) -> Iterator[Notice]:
    """Hardly anything grows fourfold within a year."""
    for indicator, path in facts.indicators:
        now, then = exact(indicator.value), exact(indicator.previous)
        same = converted(now.value, now.unit, then.unit) if now and then else None
        if same is None or not then or not then.value:
            continue
        change = (same - then.value) / then.value * 100
        if abs(change) > _GREAT_CHANGE:
            message = f"{then}到{now}，变化{shown(round(change, 1))}%，看是不是错位或差一个万"
            yield Notice(message, (f"{path}.value", f"{path}.previous"))


@data_rule("X03", "贫困发生率", Severity.ERROR)
def incidence(facts: Facts) -> Iterator[Notice]:
    """Poor persons by rural persons; whichever base of the data fits is taken."""
    told, town = facts.report.identification, facts.report.township
    rate = exact(told.incidence.value or told.incidence.rate) if told and told.incidence else None
    if told is None or town is None or rate is None or rate.unit != "%":
        return
    poor = [("identification.remaining", told.remaining), ("identification.entered", told.entered)]
    bases = [("township.rural", town.rural), ("township.population", town.population)]
    shares = [
        (
            Decimal(some.persons) / all_.persons * 100,
            f"{path}.persons",
            f"{base}.persons",
            some.persons,
            all_.persons,
        )
        for path, some in poor
        for base, all_ in bases
        if some and all_ and all_.persons
    ]
    found = [(rounding(rate.value, share[0], "%"), share) for share in shares]
    if not found or any(severity is None for severity, _ in found):
        return
    severity, (share, path, base, some, all_) = min(found, key=lambda each: abs(each[1][0] - rate.value))
    message = f"{some}人 ÷ {all_}人 = {shown(round(share, 2))}%，与贫困发生率{rate}不符"
    own = "value" if told.incidence and told.incidence.value else "rate"
    yield Notice(message, (f"identification.incidence.{own}", path, base), severity)


@data_rule("X03", "森林覆盖率", Severity.ERROR)
def coverage(facts: Facts) -> Iterator[Notice]:
    """Forest by area of the township, within a point and a half: coverage counts more than forest land."""
    town = facts.report.township
    forest = town.forest if town else None
    rate, wood = (exact(forest.coverage), exact(forest.area)) if forest else (None, None)
    area = exact(town.area) if town else None
    land = converted(wood.value, wood.unit, "亩") if wood else None
    if rate is None or area is None or land is None or not area.value:
        return
    share = land / (area.value * 1500) * 100
    if share > rate.value + _COVERAGE:
        message = f"{wood} ÷ {area} = {shown(round(share, 2))}%，高于森林覆盖率{rate}"
        yield Notice(message, ("township.forest.coverage", "township.forest.area", "township.area"))


@data_rule("X01", "致贫原因、脱贫措施", Severity.ERROR)
def summed(facts: Facts) -> Iterator[Notice]:
    """Main causes and single measures add up to those registered."""
    told = facts.report.identification
    modes = {
        "by_cause": told is not None and told.cause_mode is CauseMode.MAIN,
        "by_measure": told is not None and told.measure_mode is MeasureMode.SINGLE,
    }
    for group in _groups(told):
        numbers = [number for number, _, _ in group.rows if number is not None]
        if not modes[group.name] or not numbers or len(numbers) < len(group.rows):
            continue
        total, unit = sum(numbers), group.unit
        if total != group.whole:
            gap = Quantity(Decimal(abs(total - group.whole)), unit)
            message = f"{group.title}合计{total}{unit}，与录入系统{group.whole}{unit}不符，差{gap}"
            yield Notice(message, (group.path, *(path for _, path, _ in group.rows)), gap=gap)


@data_rule("X04", "致贫原因、脱贫措施", Severity.ERROR)
def within(facts: Facts) -> Iterator[Notice]:
    """Where a household may have several causes or measures, none exceeds those registered."""
    for group in _groups(facts.report.identification):
        for number, path, label in group.rows:
            if number is not None and number > group.whole:
                gap = Quantity(Decimal(number - group.whole), group.unit)
                message = f"{label}{number}{group.unit}，多于录入系统{group.whole}{group.unit}，超出{gap}"
                yield Notice(message, (path, group.path), gap=gap)


class _Group(NamedTuple):
    """One chain of those registered, by cause or measure."""

    name: str
    title: str
    unit: str
    whole: int
    path: str
    rows: list[tuple[int | None, str, str]]
    """Number, path and label."""


def _groups(told: Identification | None) -> Iterator[_Group]:
    if told is None:
        return
    for name, title in (("by_cause", "致贫原因"), ("by_measure", "脱贫措施")):
        given = getattr(told, name)
        for chain, unit in CHAINS.items() if given else ():
            rows = [
                (getattr(row, chain), f"{datapath.child(f'identification.{name}', label)}.{chain}", label)
                for label, row in given.items()
            ]
            whole = getattr(told.entered, chain)
            yield _Group(name, title, unit, whole, f"identification.entered.{chain}", rows)


RULES = (parts, rates, changes, incidence, coverage, summed, within)
