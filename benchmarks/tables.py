"""How what was measured is shown: tables, how far rounds lie apart, and what is aimed at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Aim(NamedTuple):
    """Something to be reached, and what was measured of it."""

    what: str
    sign: str
    """Whether the measured value is to be `≥` or `≤`."""
    wanted: float
    measured: float
    unit: str = "×"

    @property
    def reached(self) -> bool:
        """Whether it is reached."""
        return self.measured >= self.wanted if self.sign == "≥" else self.measured <= self.wanted


def aims_table(aims: Iterable[Aim]) -> str:
    """Return what is aimed at beside what was measured."""
    rows = [
        (
            each.what,
            f"{each.sign} {each.wanted:g}{each.unit}",
            f"{each.measured:.2f}{each.unit}",
            "yes" if each.reached else "no",
        )
        for each in aims
    ]
    return table(("aim", "wanted", "measured", "reached"), *rows)


def spread(values: Sequence[float]) -> str:
    """Return how far the rounds lie apart, of their median."""
    return f"{(max(values) - min(values)) / median(values):.0%}"


def table(*rows: tuple[str, ...]) -> str:
    """Set rows in columns, the first row as the head; all columns but the first stand to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *lines = (
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    )
    return "\n".join([head, "-" * len(head), *lines])
