"""Widths of the columns of a table, from what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fupin_report.document import Cell, plain_text
from fupin_report.layout import Layout, text_width


def column_widths(rows: Sequence[Sequence[Cell]], columns: int, layout: Layout) -> list[int]:
    """Return widths in twips that fill the type area.

    Each column wants its longest line. Room left over is shared out in proportion; where room lacks,
    the narrow columns get what they want and the wide ones share the rest.
    """
    wants = [
        max([_wanted(row[column], layout) for row in rows if column < len(row)]) for column in range(columns)
    ]
    return _whole(_fitted(wants, layout.area_twips), layout.area_twips)


def _wanted(cell: Cell, layout: Layout) -> float:
    lines = plain_text(cell.children).split("\n")
    characters = max(map(text_width, lines))
    wide = max(characters, layout.table.narrowest) + layout.table.slack
    return wide * layout.cell.size * 20 + 2 * layout.table.cell_margin_twips


def _fitted(wants: list[float], room: float) -> list[float]:
    if sum(wants) <= room:
        return [want * room / sum(wants) for want in wants]
    widths = list(wants)
    left, open_columns = room, sorted(range(len(wants)), key=wants.__getitem__)
    for index, column in enumerate(open_columns):
        widths[column] = min(wants[column], left / (len(wants) - index))
        left -= widths[column]
    return widths


def _whole(widths: list[float], room: int) -> list[int]:
    """Round so that the sum stays what it is."""
    edges = [round(sum(widths[:count])) for count in range(len(widths))] + [room]
    return [right - left for left, right in pairwise(edges)]
