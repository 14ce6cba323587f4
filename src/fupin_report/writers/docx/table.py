"""Tables as wide as the type area, with widths from their content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fupin_report.document import Cell, Image, Table, plain_text, spans
from fupin_report.wordmarks import CAPTION, CELL, HEADER_CELL, SMALL_CELL, SMALL_HEADER_CELL, TABLE
from fupin_report.writers.columns import Columns, columns, side_of
from fupin_report.writers.decimals import NOWHERE, Point, lacking
from fupin_report.writers.docx.inline import Sheet, inlines
from fupin_report.writers.docx.paragraph import KEEP_NEXT, Line, Place, paragraph
from fupin_report.writers.docx.runs import runs

_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
"""A row that no page break divides."""
_END = "</w:p></w:tc>"


def table(node: Table, sheet: Sheet, place: Place) -> str:
    """Return the caption and the table."""
    caption = caption_runs(node, sheet)
    title = paragraph(Line(CAPTION, caption), Place(place.first, KEEP_NEXT)) if caption else ""
    if not any(node.header + node.rows):
        return title
    return title + _table(node, columns(node, sheet.layout), sheet)


def cell_margins(twips: int) -> str:
    """Return the left and right margins of all cells of a table."""
    margin = f'w:w="{twips}" w:type="dxa"'
    return f"<w:tblCellMar><w:left {margin}/><w:right {margin}/></w:tblCellMar>"


def caption_runs(node: Table | Image, sheet: Sheet) -> str:
    """Return label and caption of a table or a picture."""
    gap = sheet.layout.caption_gap if node.label and node.caption else ""
    return (runs(node.label + gap) if node.label else "") + inlines(node.caption, sheet)


def _table(node: Table, made: Columns, sheet: Sheet) -> str:
    count = len(made.widths)
    head_style, style = (SMALL_HEADER_CELL, SMALL_CELL) if made.small else (HEADER_CELL, CELL)
    heads = _Cells(made.widths, ("center",) * count, (NOWHERE,) * count, head_style, sheet)
    align = (*node.align, *("left",) * count)
    cells = _Cells(made.widths, align, (*made.points, *(NOWHERE,) * count), style, sheet, made.small)
    header = heads.rows(node.header, _header_row(made, sheet))
    rows = cells.rows(node.rows, _ROW)
    margins = cell_margins(sheet.layout.table.small_margin_twips) if made.small else ""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in made.widths])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(made.widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{margins}<w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>'
    )


def _header_row(made: Columns, sheet: Sheet) -> str:
    """Return the beginning of a row that comes again on each page."""
    look = sheet.layout.header_cell
    line = (sheet.layout.small(look) if made.small else look).line
    high = f'<w:trHeight w:val="{round(made.head_lines * line)}" w:hRule="atLeast"/>' if line else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high if made.head_lines > 1 else ''}<w:tblHeader/></w:trPr>"


@dataclass(slots=True)
class _Cells:
    """Writes the cells of a header or a body: how each begins depends on its column and what is merged."""

    widths: Sequence[int]
    align: Sequence[str]
    points: Sequence[Point]
    style: str
    sheet: Sheet
    small: bool = False
    _begun: dict[tuple[int, int, str, Point], str] = field(default_factory=dict)
    """Beginnings made so far."""

    def rows(self, rows: Sequence[Sequence[Cell]], start: str) -> str:
        """Return the rows; where a cell below joins one, that one says that it goes on."""
        below = (*rows[1:], ())[: len(rows)]
        return "".join(
            [f"{start}{self._row(row, after)}</w:tr>" for row, after in zip(rows, below, strict=True)]
        )

    def _row(self, row: Sequence[Cell], below: Sequence[Cell]) -> str:
        cells = (*row, *(Cell(()),) * (len(self.widths) - len(row)))
        written: list[str] = []
        for column, wide in enumerate(spans(cells)):
            if wide:
                cell = cells[column]
                goes_on = column < len(below) and below[column].joins == "above"
                merge = "continue" if cell.joins else "restart" if goes_on else ""
                written += (
                    self._beginning(cell, column, wide, merge),
                    inlines(cell.children, self.sheet),
                    _END,
                )
        return "".join(written)

    def _beginning(self, cell: Cell, column: int, wide: int, merge: str) -> str:
        """Return what stands before the words of a cell."""
        furthest = self.points[column] if wide == 1 else NOWHERE
        room = (
            lacking(plain_text(cell.children), furthest, self.sheet.layout.latin_width)
            if furthest.before
            else NOWHERE
        )
        key = column, wide, merge, room
        found = self._begun.get(key)
        if found is None:
            found = self._begun[key] = self._begin(*key)
        return found

    def _begin(self, column: int, wide: int, merge: str, room: Point) -> str:
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        width = sum(self.widths[column : column + wide])
        side = side_of(self.align, column, wide)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/>'
            f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{self.style}"/>{self._indent(side, room)}'
            f'<w:jc w:val="{side}"/></w:pPr>'
        )

    def _indent(self, side: str, room: Point) -> str:
        """Return the indents that bring the decimal points of a column under each other."""
        layout = self.sheet.layout
        size = 20 * (layout.table.small_size if self.small else layout.cell.size)
        left, right = (round(each * size) for each in room)
        if side != "center":
            left = 0
        return f'<w:ind w:left="{left}" w:right="{right}"/>' if left or right else ""
