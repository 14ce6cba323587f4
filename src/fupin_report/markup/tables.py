"""Tables: rows between bars, a rule under the header, merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from fupin_report.document import Cell, Inlines, Table, spans
from fupin_report.markup.inlines import closed, part
from fupin_report.markup.marks import Line, wrong
from fupin_report.patterns import expression

_RULE = expression(r"\s*:?-+:?\s*")
_LEFT, _ABOVE = Cell((), "left"), Cell((), "above")
_JOINED = {"<": _LEFT, "^": _ABOVE}
"""What is typed in a cell that is one with its left neighbour, or with the one above."""

_Row = tuple[Cell, ...]


def table(lines: Sequence[Line], caption: Inlines, first: Line) -> Table:
    """Read the lines of a table; `first` is the one it begins with, that of its caption if it has one."""
    rows = [_cells(line) for line in lines]
    at = next((n for n, row in enumerate(rows) if n and all(_RULE.fullmatch(cell.text) for cell in row)), 0)
    if not at:
        raise wrong("T315", "表格的表头下面要有一行 |---|---|", first)
    rule = [cell.text.strip() for cell in rows[at]]
    if any(len(row) != len(rule) for row in rows):
        raise wrong("T316", f"表格各行的列数不同，应都是 {len(rule)} 列", first)
    header, body = (
        _merged([tuple(map(_cell, row)) for row in rows[part]], lines[part])
        for part in (slice(at), slice(at + 1, None))
    )
    return Table(header, body, tuple(map(_alignment, rule)), caption, "", first.origin)


def _cells(line: Line) -> list[Line]:
    """Cut a table line at its typed bars; a bar of the data is inside a figure and out of reach."""
    text = line.text
    inner_end = len(text) - 1 if text.endswith("|") and len(text) > 1 else len(text)
    cells, start = [], 1
    for end in [*(i for i in range(1, inner_end) if text[i] == "|"), inner_end]:
        cells.append(part(line, start, end))
        start = end + 1
    return cells


def _cell(line: Line) -> Cell:
    return _JOINED.get(line.text) or Cell(closed(line))


def _merged(rows: list[_Row], lines: Sequence[Line]) -> tuple[_Row, ...]:
    """Return the rows of a header or a body if what is merged in them are rectangles."""
    above: Sequence[int] = ()
    for row, line in zip(rows, lines, strict=True):
        wide = spans(row)
        if row[0].joins == "left":
            raise wrong("T323", "第一列的左边没有格可合并，不能写 <", line)
        for column, cell in enumerate(row):
            if cell.joins == "above" and not (above and above[column] == wide[column]):
                reason = "合并的几行应同样宽" if above else "表头或正文的第一行，上面没有格可合并"
                raise wrong("T323", f"第 {column + 1} 列不能写 ^：{reason}", line)
        above = wide
    return tuple(rows)


def _alignment(rule: str) -> str:
    if rule.startswith(":") and rule.endswith(":"):
        return "center"
    return "right" if rule.endswith(":") else "left"
