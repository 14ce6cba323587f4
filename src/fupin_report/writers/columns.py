"""Columns of a table: how wide they are, and in which size their cells are set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from fupin_report.document import Cell, Table, heights, plain_text, spans
from fupin_report.layout import Layout, TableRule, text_width
from fupin_report.patterns import expression
from fupin_report.writers.decimals import NOWHERE, Point, points

_UNBROKEN = expression("[!-~À-ɏ]{2,}")
"""Half-width characters that stay on one line: a number, a word."""
_OPENING = "（《“〔"
_HEAD_LINES = 2
"""Lines that a head may take before the table is set smaller."""


class Columns(NamedTuple):
    """The columns of one table."""

    widths: tuple[int, ...]
    """In twips; together they fill the type area."""
    small: bool
    """Whether the cells are set in the smaller size."""
    points: tuple[Point, ...]
    """The decimal point of each column, in 字 of the cell."""
    head_lines: float
    """Lines that each row of the head is high, that merged cells in it may hold their words."""


class _Want(NamedTuple):
    """What a column wants, in 字 of the cell."""

    least: float
    """Its longest number, its longest short word."""
    easy: float
    """With a head of two lines, and words that break only where they are long."""
    most: float
    """Its longest line."""


def side_of(align: Sequence[str], column: int, wide: int) -> str:
    """Return how a cell is set: as its column, but what names a row over several (合计) in the middle."""
    return "center" if column == 0 and wide > 1 else align[column]


def columns(node: Table, layout: Layout) -> Columns:
    """Return the columns of a table that has cells.

    Each wants its longest line. Room left over is shared out in proportion; where room lacks, the
    narrow ones get what they want and the wide ones share the rest, but no number is broken. Cells are
    set in the smaller size where in the other a short column or a long head would have to break.
    """
    count = max(map(len, node.header + node.rows))
    rule, furthest = layout.table, points(node, layout.latin_width)
    wants = _wants(node, count, furthest, layout)
    sizes = ((layout.cell.size * 20, rule.cell_margin_twips), (rule.small_size * 20, rule.small_margin_twips))
    room = [(layout.area_twips - 2 * margin * count) / size for size, margin in sizes]
    small = sum(want.easy for want in wants) > room[0]
    size, margin = sizes[small]
    widths = [width * size + 2 * margin for width in _shared(wants, max(room[small], count))]
    whole = _whole(widths, layout.area_twips)
    inner = [(width - 2 * margin) / size for width in whole]
    return Columns(tuple(whole), small, furthest, _head_lines(node.header, inner))


def _head_lines(header: Sequence[Sequence[Cell]], widths: Sequence[float]) -> float:
    """Return how high the rows must be: a program that repeats a head may forget what it merges."""
    lines = 1.0
    for row, tall in zip(header, heights(header), strict=True):
        for column, wide in enumerate(spans(row)):
            if wide and tall[column] > 1:
                room = max(1, math.floor(sum(widths[column : column + wide])))
                broken = sum(_lines(each, room) for each in row[column].text.split("\n"))
                lines = max(lines, broken / tall[column])
    return lines


def _lines(text: str, room: int) -> int:
    """Return how many lines some words take; an opening bracket stands in none as the last."""
    lines, used = 1, 0.0
    for character in text:
        width = text_width(character)
        if used + width * (2 if character in _OPENING else 1) > room:
            lines, used = lines + 1, 0.0
        used += width
    return lines


def _wants(node: Table, count: int, furthest: Sequence[Point], layout: Layout) -> list[_Want]:
    rule = layout.table
    least = [max(rule.narrowest, sum(each)) for each in (*furthest, *[NOWHERE] * count)]
    wants = [_Want(each, each, each) for each in least[:count]]
    across: dict[tuple[int, int], _Want] = {}  # first column and number of columns of merged cells
    for rows, easiest in ((node.header, 1 / _HEAD_LINES), (node.rows, 1.0)):
        for place, texts in _texts(rows).items():
            column, wide = place
            each = (_wanted(text, easiest, rule) for text in texts)
            want = _Want(*map(max, zip(*each, strict=True)))
            if wide == 1:
                wants[column] = _Want(*map(max, wants[column], want))
            else:
                across[place] = _Want(*map(max, across.get(place, want), want))
    for (column, wide), want in across.items():
        inside = slice(column, column + wide)
        wants[inside] = _spread(want, wants[inside], rule.slack)
    return [_Want(*(each + rule.slack for each in want)) for want in wants]


def _texts(rows: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], set[str]]:
    """Return what stands in the cells, by their first column and how many they take."""
    found: dict[tuple[int, int], set[str]] = {}
    for row in rows:
        for column, wide in enumerate(spans(row)):
            if wide and row[column].children:
                found.setdefault((column, wide), set()).add(plain_text(row[column].children))
    return found


def _wanted(text: str, easiest: float, rule: TableRule) -> _Want:
    most = max(map(text_width, text.split("\n"))) if "\n" in text else text_width(text)
    number = max((len(word) / 2 for word in _UNBROKEN.findall(text)), default=0.0)
    least = most if most <= rule.short and easiest == 1 else number
    easy = min(most, rule.long) * easiest
    return _Want(least, max(least, math.ceil(easy) if easiest < 1 else easy), most)


def _spread(want: _Want, inside: Sequence[_Want], slack: float) -> Iterator[_Want]:
    """Yield what the columns under a merged cell want, so that it has what it wants."""
    room = slack * (len(inside) - 1)
    lacking = [
        max(0.0, whole - room - sum(parts))
        for whole, parts in zip(want, zip(*inside, strict=True), strict=True)
    ]
    for each in inside:
        raised = (own + more / len(inside) for own, more in zip(each, lacking, strict=True))
        yield _Want(*accumulate(raised, max))


def _shared(wants: Sequence[_Want], room: float) -> list[float]:
    """Return widths that make up the room."""
    least, easy, most = zip(*wants, strict=True)
    if sum(most) <= room:
        return [each * room / sum(most) for each in most]
    if sum(easy) <= room:
        return _levelled(easy, most, room)
    if sum(least) <= room:
        return _levelled(least, easy, room)
    return [each * room / sum(least) for each in least]


def _levelled(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Raise all columns to one level, none above its most; those that want more at least stand higher."""
    levels = sorted({*least, *most})
    low = max(level for level in levels if _sum(level, least, most) <= room)
    rising = sum(small <= low < large for small, large in zip(least, most, strict=True))
    level = low + (room - _sum(low, least, most)) / max(1, rising)
    return [min(max(level, small), large) for small, large in zip(least, most, strict=True)]


def _sum(level: float, least: Sequence[float], most: Sequence[float]) -> float:
    return sum(min(max(level, small), large) for small, large in zip(least, most, strict=True))


def _whole(widths: Sequence[float], room: int) -> list[int]:
    """Round so that the sum stays what it is."""
    edges = [round(sum(widths[:count])) for count in range(len(widths))] + [room]
    return [right - left for left, right in pairwise(edges)]
