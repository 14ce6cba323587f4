"""The operands of an identity, found in a report: numbers, units, where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from fupin_report import datapath
from fupin_report.audit.scales import converted
from fupin_report.frozen import frozen
from fupin_report.model.fields import Section
from fupin_report.model.identities import Term
from fupin_report.model.report import Report
from fupin_report.model.routes import Label, Route, route
from fupin_report.model.summing import Measure, Number, measure, total
from fupin_report.model.values import Choice, Quantity


class Unknown(Exception):
    """A required operand is absent or cannot be added: the identity is silent."""


class Place(NamedTuple):
    """A section, where it stands, and the report it is of."""

    section: Section
    path: str
    report: Report


Way: TypeAlias = "str | tuple[Way, str | int]"
"""The way to a value, key by key from a path on: written out when somebody asks, mostly nobody does."""

Figures: TypeAlias = list[tuple[Any, Way]]
"""The values that a name leads to, one or one a row, and the way to each."""


_SUMS = {"": "", "sum": "合计", "count": "条数"}
"""What people call the result of a function."""


class Operand(NamedTuple):
    """A term found in the data: its number, what people call it, and the rows it is made of."""

    number: Number
    unit: str
    title: str
    rows: tuple[tuple[Number, str], ...]
    """Number and path of each figure in it."""
    sign: int = 1
    divided: bool = False

    @property
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


@frozen
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

    @property
    def routes(self) -> Iterator[Route]:
        """Yield where its names lead."""
        if self.route:
            yield self.route
        if self.per:
            yield from self.per.routes

    @property
    def plain(self) -> bool:
        """Whether its number is all there is to it: a sum, or how many rows there are."""
        term = self.term
        chosen = term.function == "count" and term.where
        return not (self.route is None or term.number or self.per or chosen)

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

    def figures(self, place: Place) -> Figures:
        """Return the values it is made of."""
        route = self.route
        if route is None:
            return []
        if route.absolute:
            return _follow(place.report, "", route.steps, self.term.where)
        return _follow(place.section, place.path, route.steps, self.term.where)

    def measure(self, figures: Figures, chain: str, place: Place) -> Measure | None:
        """Return number and unit for one chain; None when it is optional and absent. Raises `Unknown`."""
        term = self.term
        if term.function == "count":
            given = sum(value is not None for value, _ in figures)
            if not given and not (term.where and self._list_given(place)):
                raise Unknown  # a list that is not given counts nothing
            return given, ""
        if len(figures) == 1:
            found = measure(figures[0][0], chain)
        else:
            found = total([measure(value, chain) for value, _ in figures])
        if found is None and not (term.optional and all(value is None for value, _ in figures)):
            raise Unknown  # a sum over rows of which some are not filled says nothing
        return found

    def operand(self, figures: Figures, chain: str, place: Place) -> Operand | None:
        """Return its number for one chain; None when it is optional and absent. Raises `Unknown`."""
        whole = self._undivided(figures, chain, place)
        if whole is None or self.per is None:
            return whole
        per = self.per._undivided(self.per.figures(place), "", place)
        if per is None or not per.number:
            raise Unknown
        same = converted(whole.number, whole.unit, per.unit)
        share = (Decimal(whole.number) if same is None else same) / Decimal(per.number)
        title = f"{whole} ÷ {per} = "
        unit = "" if whole.unit == per.unit else whole.unit
        return Operand(share, unit, title, whole.rows + per.rows, self.term.sign, divided=True)

    def _undivided(self, figures: Figures, chain: str, place: Place) -> Operand | None:
        term = self.term
        if self.route is None:
            return Operand(term.number or Decimal(0), "", "", (), term.sign)
        whole = self.measure(figures, chain, place)
        if whole is None:
            return None
        number, unit = whole
        rows: list[tuple[Number, str]]
        if term.function == "count":
            rows = [(1, _written(way)) for value, way in figures if value is not None]
        else:
            rows = [
                (each[0], _place(value, way, chain))
                for value, way in figures
                if (each := measure(value, chain))
            ]
        name = f"{self.route.title}{_SUMS[term.function]}"
        return self._multiplied(Operand(number, unit, name, tuple(rows), term.sign))

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


def _follow(value: Any, way: Way, steps: tuple[str, ...], where: tuple[str, str] | None) -> Figures:
    """Return the values that a route leads to from here: one, or one a row of a list."""
    for index, step in enumerate(steps):
        if isinstance(value, Section):
            value = getattr(value, step)
        elif value is None:
            break
        elif isinstance(value, Mapping) and isinstance(step, Label):
            value = value.get(step)
        elif isinstance(value, _MANY):
            return _rows(value, way, steps[index:], where)
        else:
            value = getattr(value, step)
        way = (way, step)
    return _rows(value, way, (), where) if isinstance(value, _MANY) else [(value, way)]


_MANY = (tuple, dict, MappingProxyType)
"""What holds rows. (`Mapping` would be asked for every figure, and that takes longer than all the rest.)"""


def _rows(rows: Any, way: Way, steps: tuple[str, ...], where: tuple[str, str] | None) -> Figures:
    return [
        found
        for key, row in (enumerate(rows) if isinstance(rows, tuple) else rows.items())
        if where is None or _meets(row, where)
        for found in _follow(row, (way, key), steps, None)
    ]


def _written(way: Way) -> str:
    """Return a way as a data path."""
    if isinstance(way, str):
        return way
    path, key = _written(way[0]), way[1]
    return datapath.element(path, key) if isinstance(key, int) else datapath.child(path, key)


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


def _place(value: Any, way: Way, chain: str) -> str:
    """Return where the number of one chain stands."""
    return _written((way, chain) if chain and not isinstance(value, (int, Decimal, Quantity)) else way)
