"""Tables as wide as the type area, with widths from their content."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fupin_report.document import Cell, Image, Table, plain_text
from fupin_report.layout import Layout, text_width
from fupin_report.writers.docx.inline import Sheet, inlines
from fupin_report.writers.docx.paragraph import KEEP_NEXT, Line, Place, paragraph
from fupin_report.writers.docx.runs import runs
from fupin_report.writers.docx.styles import CAPTION, CELL, HEADER_CELL, TABLE


def table(node: Table, sheet: Sheet, place: Place) -> str:
    """Return the caption and the table."""
    rows = node.header + node.rows
    columns = max((len(row) for row in rows), default=0)
    caption = caption_runs(node, sheet)
    title = paragraph(Line(CAPTION, caption), Place(place.first, KEEP_NEXT)) if caption else ""
    if not columns:
        return title
    return title + _table(node, column_widths(rows, columns, sheet.layout), sheet)


def caption_runs(node: Table | Image, sheet: Sheet) -> str:
    """Return label and caption of a table or a picture."""
    gap = sheet.layout.caption_gap if node.label and node.caption else ""
    return (runs(node.label + gap) if node.label else "") + inlines(node.caption, sheet)


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
    characters = max(text_width(line) for line in plain_text(cell.children).split("\n"))
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


def _table(node: Table, widths: list[int], sheet: Sheet) -> str:
    centred = ("center",) * len(widths)
    align = (*node.align, *("left",) * len(widths))
    header = [_row(row, widths, centred, sheet, HEADER_CELL) for row in node.header]
    rows = [_row(row, widths, align, sheet, CELL) for row in node.rows]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(header + rows)}</w:tbl>'
    )


def _row(row: Sequence[Cell], widths: list[int], align: Sequence[str], sheet: Sheet, style: str) -> str:
    """Return a row that no page break divides; header rows come again on each page."""
    repeated = "<w:tblHeader/>" if style == HEADER_CELL else ""
    cells = (*row, *(Cell(()),) * (len(widths) - len(row)))
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"
        f"{''.join(_cell(*facts, sheet, style) for facts in zip(cells, widths, align, strict=False))}</w:tr>"
    )


def _cell(cell: Cell, width: int, align: str, sheet: Sheet, style: str) -> str:
    jc = f'<w:jc w:val="{align}"/>'
    words = paragraph(Line(style, inlines(cell.children, sheet), jc))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'
    )
