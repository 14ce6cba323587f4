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


def amount(value: Any, chain: str = "") -> Amount | None:
    """Return the amount of a value, of a pair that of one chain; None for what is absent or vague."""
    kind = type(value)
    if kind is int:
        return Amount(value, "")
    if kind is Quantity:
        return Amount(value.value, value.unit) if value.is_exact else None
    if isinstance(value, Decimal):
        return Amount(value, "")
    number = getattr(value, chain, None) if chain else None
    return None if number is None else Amount(number, CHAINS[chain])


def total(amounts: Iterable[Amount | None]) -> Amount | None:
    """Return the sum; None when there is nothing to add, one is not known, or units differ."""
    number: Number = 0
    units: set[str] = set()
    for each in amounts:
        if each is None:
            return None
        number += each.number
        units.add(each.unit)
    return Amount(number, units.pop()) if len(units) == 1 else None
