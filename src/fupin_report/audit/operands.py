"""The operands of an identity, found in a report: numbers, units, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from fupin_report import datapath
from fupin_report.audit.scales import converted
from fupin_report.model.fields import Section
from fupin_report.model.identities import Term
from fupin_report.model.report import Report
from fupin_report.model.routes import Label, Route, route
from fupin_report.model.summing import Number, amount, total
from fupin_report.model.values import Choice, Quantity


class Unknown(Exception):
    """A required operand is absent or cannot be added: the identity is silent."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section, where it stands, and the report it is of."""

    section: Section
    path: str
    report: Report


@dataclass(frozen=True)
class Operand:
    """A term found in the data: its number, what people call it, and the rows it is made of."""

    number: Number
    unit: str
    title: str
    rows: tuple[tuple[Number, str], ...]
    """Number and path of each figure in it."""
    sign: int = 1
    divided: bool = False

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Where its figures stand."""
        return tuple(path for _, path in self.rows)

    def __str__(self) -> str:
        return f"{self.title}{shown(self.number)}{self.unit}"


def shown(number: Number) -> str:
    """Write a number without exponent; what comes of a conversion or division with two decimals at most."""
    if isinstance(number, int):
        return str(number)
    digits = number.as_tuple().exponent
    return f"{number:f}" if isinstance(digits, int) and digits >= -4 else f"{round(number, 2):f}"


@dataclass(frozen=True, slots=True)
class Part:
    """A term with its names resolved."""

    term: Term
    route: Route | None
    per: Part | None

    @classmethod
    def of(cls, term: Term, section: Any) -> Part:
        """Resolve the names of a term of a section's identity. Raises `ValueError`."""
        found = route(term.path, section) if term.path else None
        return cls(term, found, cls.of(term.per, section) if term.per else None)

    @property
    def paired(self) -> bool:
        """Whether its figures are households and persons."""
        return self.route is not None and self.route.paired and self.term.function != "count"

    def present(self, place: Place) -> bool:
        """Whether anything at all is given of it: a quick look before any work."""
        if self.route is None:
            return True
        value: Any = place.report if self.route.absolute else place.section
        for step in self.route.steps:
            if isinstance(value, tuple) and value and self.term.function == "sum" and not self.term.where:
                value = value[0]  # a column that the first row leaves out is not added
            if not isinstance(value, Section):
                break
            if step not in vars(value):
                return False
            value = vars(value)[step]
        return self.per is None or self.per.present(place)

    def operand(self, chain: str, place: Place) -> Operand | None:
        """Return its number for one chain; None when it is optional and absent. Raises `Unknown`."""
        whole = self._undivided(chain, place)
        if whole is None or self.per is None:
            return whole
        per = self.per._undivided("", place)
        if per is None or not per.number:
            raise Unknown
        same = converted(whole.number, whole.unit, per.unit)
        share = (Decimal(whole.number) if same is None else same) / Decimal(per.number)
        title = f"{whole} ÷ {per} = "
        unit = "" if whole.unit == per.unit else whole.unit
        return Operand(share, unit, title, whole.rows + per.rows, self.term.sign, divided=True)

    def _undivided(self, chain: str, place: Place) -> Operand | None:
        term = self.term
        if self.route is None:
            return Operand(term.number or Decimal(0), "", "", (), term.sign)
        values = list(self._values(place))
        if term.function == "count":
            return self._counted(values, place)
        if term.optional and all(value is None for value, _ in values):
            return None
        amounts = [amount(value, chain) for value, _ in values]
        whole = total(amounts)
        if whole is None:
            raise Unknown  # a sum over rows of which some are not filled says nothing
        name = f"{self.route.title}合计" if term.function else self.route.title
        parts = zip(amounts, values, strict=True)
        rows = tuple((each.number, _place(value, path, chain)) for each, (value, path) in parts if each)
        return self._multiplied(Operand(whole.number, whole.unit, name, rows, term.sign))

    def _counted(self, values: list[tuple[Any, str]], place: Place) -> Operand:
        given = [path for value, path in values if value is not None]
        if not given and not (self.term.where and self._list_given(place)):
            raise Unknown  # a list that is not given counts nothing
        assert self.route is not None
        name = f"{self.route.title}条数"
        return self._multiplied(
            Operand(len(given), "", name, tuple((1, path) for path in given), self.term.sign)
        )

    def _multiplied(self, operand: Operand) -> Operand:
        factor = self.term.number
        if factor is None:
            return operand
        title = f"{factor} × {operand.title}"
        return Operand(operand.number * factor, operand.unit, title, operand.rows, operand.sign)

    def _list_given(self, place: Place) -> bool:
        assert self.route is not None
        base = place.report if self.route.absolute else place.section
        return bool(vars(base).get(self.route.steps[0]))

    def _values(self, place: Place) -> Iterator[tuple[Any, str]]:
        """Yield the values the route leads to, with their paths: one, or one a row of a list."""
        assert self.route is not None
        start: tuple[Section, str] = (
            (place.report, "") if self.route.absolute else (place.section, place.path)
        )
        return _follow(*start, self.route.steps, self.term.where)


def _follow(
    value: Any, path: str, steps: tuple[str, ...], where: tuple[str, str] | None
) -> Iterator[tuple[Any, str]]:
    if isinstance(value, tuple):
        for index, row in enumerate(value):
            if where is None or _meets(row, where):
                yield from _follow(row, f"{path}[{index}]", steps, None)
    elif isinstance(value, Mapping) and steps and isinstance(steps[0], Label):
        yield from _follow(value.get(str(steps[0])), datapath.child(path, steps[0]), steps[1:], where)
    elif isinstance(value, Mapping):
        for label, row in value.items():
            if where is None or _meets(row, where):
                yield from _follow(row, datapath.child(path, label), steps, None)
    elif not steps or value is None:
        yield value, path
    else:
        name = steps[0]
        yield from _follow(getattr(value, name), f"{path}.{name}" if path else name, steps[1:], where)


def _meets(row: Any, where: tuple[str, str]) -> bool:
    """Whether a row's field says what is asked, in either language."""
    name, wanted = where
    field = getattr(row, "keys", {}).get(name)
    value = getattr(row, field.name if field else name, None)
    if isinstance(value, Choice):
        return wanted in (value.value, value.gloss, *value.aliases)
    if isinstance(value, bool):
        return wanted in (("true", "是", "有") if value else ("false", "否", "无"))
    return value is not None and str(value) == wanted


def _place(value: Any, path: str, chain: str) -> str:
    """Return where the number of one chain stands."""
    return f"{path}.{chain}" if chain and not isinstance(value, (int, Decimal, Quantity)) else path
