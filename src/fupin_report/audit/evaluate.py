"""Evaluate identities on a report. Households and persons are separate chains; nothing is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fupin_report.audit.equations import Equation, own, possible
from fupin_report.audit.finding import Finding, Severity
from fupin_report.audit.hints import hint, missing_village
from fupin_report.audit.operands import Figures, Operand, Place, Unknown, shown
from fupin_report.audit.scales import converted, factors, leeway
from fupin_report.audit.walk import Contents
from fupin_report.model.fields import Section
from fupin_report.model.identities import Identity
from fupin_report.model.report import Report
from fupin_report.model.summing import Number
from fupin_report.model.values import Quantity

_SEVERITIES = {"X06": Severity.WARNING, "X07": Severity.WARNING, "X25": Severity.INFO}
"""Codes whose equations are no errors."""


def check_identities(report: Report, rows: Iterable[tuple[Section, str]]) -> Iterator[Finding]:
    """Yield a finding for every identity of a section that does not hold, and of every user's line."""
    for section, path in rows:
        likely = possible(section)
        if likely:
            yield from _found(likely, Place(section, path, report))
    yield from _found(map(own, report.checks), Place(report, "", report))


def bound(report: Report) -> set[str]:
    """Return the paths of all figures that an equation binds: a slip in one of them is found."""
    return {
        path
        for section, place in Contents(report).sections
        for equation in possible(section)
        if equation.identity.relation == "="
        for path in _operands(equation, Place(section, place, report))
    }


def _operands(equation: Equation, place: Place) -> Iterator[str]:
    """Yield the paths of an identity's operands, or nothing where it is silent."""
    if not equation.asked(place):
        return
    figures = equation.figures(place)
    for chain in equation.chains:
        try:
            left, right, _ = equation.operands(figures, chain, place)
        except Unknown:
            continue
        if left and right:
            yield from (path for each in left + right for path in each.paths)


def _found(likely: Iterable[Equation], place: Place) -> Iterator[Finding]:
    for equation in likely:
        if equation.asked(place):
            figures = equation.figures(place)
            for chain in equation.chains:
                if not equation.holds(figures, chain, place):
                    yield from disagreement(equation, figures, chain, place)


def disagreement(equation: Equation, figures: list[Figures], chain: str, place: Place) -> Iterator[Finding]:
    """Yield what is to be said of one chain of an identity, all figures weighed: how far its sides differ."""
    identity = equation.identity
    try:
        left, right, absent = equation.operands(figures, chain, place)
    except Unknown:
        return
    compared = _in_one_unit(left, right) if left and right else None
    severity = _verdict(identity, *compared) if compared else None
    if compared is None or severity is None:
        return
    message = _message(identity.relation, left, right, *compared)
    if absent:
        message += f"；{'、'.join(absent)}没有填，按没有发生算"
    if identity.relation == "=":
        message += hint(left, right) if compared == (left, right) else ""
        message += missing_village(left, right, place.report)
    paths = tuple(dict.fromkeys(path for each in left + right for path in each.paths))
    gap = None if any(each.divided for each in right) else _gap(*compared)
    yield Finding(identity.code, severity, message, paths, left[0].title, gap=gap)


def _in_one_unit(left: list[Operand], right: list[Operand]) -> tuple[list[Operand], list[Operand]] | None:
    """Return both sides in the unit of the stated figure; None where they cannot be compared."""
    unit = left[0].unit
    if any(each.divided for each in right):
        whole = len(right) == 1 and len(left) == 1
        return (left, [_share(right[0], unit)]) if whole and _share_fits(right[0], unit) else None
    figures = [each for each in left + right if each.rows]
    scale = factors(each.unit for each in figures)
    if scale is None:
        return None
    if len(set(scale.values())) == 1:
        return left, right
    same = [[_converted(each, unit) for each in side] for side in (left, right)]
    return same[0], same[1]


def _share_fits(share: Operand, unit: str) -> bool:
    return unit in ("%", share.unit) or not share.unit


def _share(share: Operand, unit: str) -> Operand:
    number = Decimal(share.number) * 100 if unit == "%" else Decimal(share.number)
    return share._replace(number=number, unit=unit)


def _converted(operand: Operand, unit: str) -> Operand:
    number = converted(operand.number, operand.unit, unit) if operand.rows else None
    return operand if number is None else operand._replace(number=number, unit=unit)


def _total(side: Sequence[Operand]) -> Number:
    total: Number = 0
    for each in side:
        total += each.sign * each.number
    return total


def _gap(left: list[Operand], right: list[Operand]) -> Quantity:
    """Return how far two sides in one unit differ."""
    return Quantity(abs(Decimal(_total(left)) - Decimal(_total(right))), left[0].unit or right[0].unit)


def _verdict(identity: Identity, left: list[Operand], right: list[Operand]) -> Severity | None:
    """Return how bad it is; None where the relation holds."""
    stated, other = _total(left), _total(right)
    worst = _SEVERITIES.get(identity.code, Severity.ERROR)
    if identity.relation == "=" and any(each.divided for each in right):
        return rounding(Decimal(stated), Decimal(other), left[0].unit)
    gap = stated - other
    room = leeway(left[0].unit, [each.number for each in left + right])
    too_much, too_little = gap > room, gap < -room
    wrong = {"=": too_much or too_little, "<=": too_much, ">=": too_little}
    return worst if wrong[identity.relation] else None


def rounding(stated: Decimal, exact: Decimal, unit: str) -> Severity | None:
    """Return how bad it is that a quotient is stated so: within its printed digits it is right."""
    exponent = stated.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    gap = abs(stated - exact)
    if gap <= step / 2:
        return None
    return Severity.INFO if gap < step or (unit == "%" and gap <= Decimal("0.05")) else Severity.ERROR


def _message(
    relation: str,
    left: list[Operand],
    right: list[Operand],
    compared_left: list[Operand],
    compared_right: list[Operand],
) -> str:
    gap = _gap(compared_left, compared_right)
    one, other = _written(left, compared_left), _written(right, compared_right)
    if relation == "=":
        return f"{other}，与{one}不符，差{shown(gap.value)}{gap.unit}"
    more = relation == "<="
    return (
        f"{one}，{'多' if more else '少'}于{other}，{'超出' if more else '短少'}{shown(gap.value)}{gap.unit}"
    )


def _written(side: list[Operand], compared: list[Operand]) -> str:
    text = ""
    for each in side if not any(each.divided for each in side) else compared:
        sign = ("" if each.sign > 0 else "−") if not text else (" + " if each.sign > 0 else " − ")
        text += f"{sign}{each}"
    one_figure = len(side) == 1 and side[0].unit in (compared[0].unit, "")
    if one_figure or any(each.divided for each in side):
        return text
    return f"{text} = {shown(_total(compared))}{compared[0].unit}"
