"""Identities with their names resolved: what each needs, and whether it plainly holds."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from fupin_report.audit.operands import Figures, Operand, Part, Place, Unknown
from fupin_report.audit.scales import factors
from fupin_report.frozen import frozen
from fupin_report.model.fields import Section
from fupin_report.model.identities import Identity, parse_check, parse_identities
from fupin_report.model.report import Report
from fupin_report.model.summing import CHAINS, Measure, Number

_HOLDS: Mapping[str, Callable[[Number, Number], bool]] = {
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
}


@frozen
class Equation:
    """An identity of one class of sections, with its names resolved."""

    identity: Identity
    parts: tuple[Part, ...]
    """The terms of the left side, then those of the right."""
    lefts: int
    """How many stand on the left."""
    own: frozenset[str]
    """Fields of the section without which there is nothing to compare."""
    above: frozenset[str]
    """The same, of the report."""
    deep: tuple[Part, ...]
    """What is required and lies further than a field."""
    plain: bool
    """Whether it compares sums of figures and nothing else."""
    chains: tuple[str, ...]

    @classmethod
    def of(cls, identity: Identity, section: Any) -> Equation:
        """Resolve the names of a section's identity. Raises `ValueError`."""
        parts = tuple(Part.of(term, section) for term in identity.left + identity.right)
        required = [part for part in parts if not part.term.optional]
        routes = [route for part in required for route in part.routes]
        return cls(
            identity,
            parts,
            len(identity.left),
            frozenset(route.steps[0] for route in routes if not route.absolute),
            frozenset(route.steps[0] for route in routes if route.absolute),
            tuple(part for part in required if any(len(route.steps) > 1 for route in part.routes)),
            all(part.plain for part in parts),
            tuple(CHAINS) if any(part.paired for part in parts) else ("",),
        )

    def asked(self, place: Place) -> bool:
        """Whether the report gives all that is required, as far as that is quick to see."""
        if self.above and not vars(place.report).keys() >= self.above:
            return False
        return not self.deep or all(part.present(place) for part in self.deep)

    def figures(self, place: Place) -> list[Figures]:
        """Return the figures of each term."""
        return [part.figures(place) for part in self.parts]

    def holds(self, figures: list[Figures], chain: str, place: Place) -> bool:
        """Whether there is plainly nothing to say: the quick answer, mostly yes.

        Either something is not known, or both sides agree to the last digit.
        """
        if not self.plain:
            return False
        sides: tuple[list[Measure], list[Measure]] = ([], [])
        try:
            for index, part in enumerate(self.parts):
                found = part.measure(figures[index], chain, place)
                if found:
                    side = sides[index >= self.lefts]
                    side.append(found if part.term.sign > 0 else (-found[0], found[1]))
        except Unknown:
            return True
        sums = _sums(*sides) if all(sides) else None
        return sums is None or _HOLDS[self.identity.relation](*sums)

    def operands(
        self, figures: list[Figures], chain: str, place: Place
    ) -> tuple[list[Operand], list[Operand], list[str]]:
        """Return the operands of both sides, and the titles of those that are absent. Raises `Unknown`."""
        absent: list[str] = []
        sides: tuple[list[Operand], list[Operand]] = ([], [])
        for index, part in enumerate(self.parts):
            operand = part.operand(figures[index], chain, place)
            if operand is None:
                absent.append(part.route.title if part.route else "")
            else:
                sides[index >= self.lefts].append(operand)
        return *sides, absent


def _sums(left: list[Measure], right: list[Measure]) -> tuple[Number, Number] | None:
    """Return the sums of both sides in the unit of the stated figure; None where they cannot be compared."""
    unit = left[0][1]
    sums: list[Number] = []
    for side in (left, right):
        whole: Number = 0
        for number, named in side:
            if named != unit:
                return _converted_sums(left, right)
            whole += number
        sums.append(whole)
    return sums[0], sums[1]


def _converted_sums(left: list[Measure], right: list[Measure]) -> tuple[Number, Number] | None:
    scale = factors(named for _, named in left + right)
    if scale is None:
        return None
    unit = scale[left[0][1]]
    if len(set(scale.values())) == 1:
        return sum(number for number, _ in left), sum(number for number, _ in right)
    stated, other = (
        sum(Decimal(number) * scale[named] / unit for number, named in side) for side in (left, right)
    )
    return stated, other


@lru_cache(maxsize=1024)
def own(line: str) -> Equation:
    """Return the equation of a line that a user wrote. Raises `ValueError`."""
    return Equation.of(parse_check(line), Report)


def possible(section: Section) -> tuple[Equation, ...]:
    """Return the identities of a section that its own fields, as far as they are given, do not silence."""
    return _possible(cast(Any, type(section)), tuple(vars(section)))


@lru_cache(maxsize=2048)
def _possible(cls: type[Section], given: tuple[str, ...]) -> tuple[Equation, ...]:
    return tuple(each for each in _equations(cast(Any, cls)) if each.own.issubset(given))


@cache
def _equations(cls: type[Section]) -> tuple[Equation, ...]:
    return tuple(Equation.of(identity, cls) for identity in parse_identities(cls.identities))
