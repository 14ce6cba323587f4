"""Sums of the data's figures, exact. What is not known exactly is not added.

One way of adding serves the audit, which compares sums, and the tables of a report, which print them.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from fupin_report.model.values import Quantity

Number: TypeAlias = int | Decimal

CHAINS = {"households": "户", "persons": "人"}
"""The two chains of a pair, with their units."""


class Amount(NamedTuple):
    """A number that can be added to others of its unit."""

    number: Number
    unit: str


Measure: TypeAlias = tuple[Number, str]
"""A number and its unit, without more ado: the audit takes hundreds of them from every report."""


def measure(value: Any, chain: str = "") -> Measure | None:
    """Return number and unit of a value, of a pair those of one chain; None for what is absent or vague."""
    kind = type(value)
    if kind is int:
        return value, ""
    if kind is Quantity:
        return (value.value, value.unit) if value.is_exact else None
    if isinstance(value, Decimal):
        return value, ""
    number = getattr(value, chain, None) if chain else None
    return None if number is None else (number, CHAINS[chain])


def amount(value: Any, chain: str = "") -> Amount | None:
    """Return the amount of a value, of a pair that of one chain; None for what is absent or vague."""
    found = measure(value, chain)
    return None if found is None else Amount(*found)


def total(amounts: Iterable[Measure | None]) -> Amount | None:
    """Return the sum; None when there is nothing to add, one is not known, or units differ."""
    whole: Number = 0
    unit: str | None = None
    for each in amounts:
        if each is None or each[1] != (each[1] if unit is None else unit):
            return None
        number, unit = each
        whole += number
    return None if unit is None else Amount(whole, unit)
