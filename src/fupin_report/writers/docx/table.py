"""Tables as wide as the type area, with widths from their content."""

from __future__ import annotations

from collections.abc import Sequence

from fupin_report.document import Cell, Image, Table
from fupin_report.wordmarks import CAPTION, CELL, HEADER_CELL, TABLE
from fupin_report.writers.columns import column_widths
from fupin_report.writers.docx.inline import Sheet, inlines
from fupin_report.writers.docx.paragraph import KEEP_NEXT, Line, Place, paragraph
from fupin_report.writers.docx.runs import runs

_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
"""A row that no page break divides."""
_HEADER_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
"""A row that comes again on each page."""


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


def _table(node: Table, widths: list[int], sheet: Sheet) -> str:
    centred = _cell_starts(widths, ("center",) * len(widths), HEADER_CELL)
    aligned = _cell_starts(widths, (*node.align, *("left",) * len(widths)), CELL)
    header = [_row(row, centred, sheet, _HEADER_ROW) for row in node.header]
    rows = [_row(row, aligned, sheet, _ROW) for row in node.rows]
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(header + rows)}</w:tbl>'
    )


def _cell_starts(widths: Sequence[int], align: Sequence[str], style: str) -> list[str]:
    """Return what stands before the words of a cell, for each column."""
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
        for width, side in zip(widths, align, strict=False)
    ]


def _row(row: Sequence[Cell], starts: Sequence[str], sheet: Sheet, start: str) -> str:
    cells = (*row, *(Cell(()),) * (len(starts) - len(row)))
    words = [inlines(cell.children, sheet) for cell in cells]
    written = [f"{begin}{content}</w:p></w:tc>" for begin, content in zip(starts, words, strict=True)]
    return f"{start}{''.join(written)}</w:tr>"
