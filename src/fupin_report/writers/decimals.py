"""Decimal points under each other: how far numbers reach to both sides of the point."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from fupin_report.document import Cell, Table, plain_text
from fupin_report.patterns import expression

Measure: TypeAlias = Callable[[str], float]
"""Width of some half-width characters."""
_NUMBER = expression(r"([+\-]?\d{1,30})((?:\.\d{1,30})?[%‰]?)", re.ASCII)


class Point(NamedTuple):
    """The decimal point of a column: how far its numbers reach, before it and from it on."""

    before: float
    behind: float


NOWHERE = Point(0, 0)


def points(node: Table, measure: Measure) -> tuple[Point, ...]:
    """Return the decimal point of each column; of one set left, or without numbers, it is nowhere."""
    return tuple(
        NOWHERE if side == "left" else _furthest(node.rows, column, measure)
        for column, side in enumerate(node.align)
    )


def _furthest(rows: Sequence[Sequence[Cell]], column: int, measure: Measure) -> Point:
    texts = {plain_text(row[column].children) for row in rows if stands_alone(row, column)}
    reaches = {reach(text, measure) for text in texts}
    return Point(*map(max, zip(*reaches, strict=True))) if reaches else NOWHERE


def stands_alone(row: Sequence[Cell], column: int) -> bool:
    """Whether a row has a cell in a column that has words and takes no other column."""
    if column >= len(row) or not row[column].children:
        return False
    return column + 1 == len(row) or row[column + 1].joins != "left"


def reach(text: str, measure: Measure) -> Point:
    """Return how far a number reaches to both sides of its decimal point; other words reach nowhere."""
    found = _NUMBER.fullmatch(text)
    return Point(measure(found[1]), measure(found[2])) if found else NOWHERE


def lacking(text: str, furthest: Point, measure: Measure) -> Point:
    """Return the room to be left before and behind a number; none about other words."""
    own = reach(text, measure)
    return Point(furthest.before - own.before, furthest.behind - own.behind) if own.before else NOWHERE
