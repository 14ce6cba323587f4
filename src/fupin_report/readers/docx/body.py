"""The body of a file as lines and grids: what each paragraph says, in our styles, figures marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree

from fupin_report.document import spans
from fupin_report.readers.docx.refusal import refusal
from fupin_report.readers.docx.styles import Styles
from fupin_report.readers.docx.xml import WORD, is_on, values, within
from fupin_report.wordmarks import BOOKMARK

MAX_COLUMNS = 63
"""Most columns of a table, in Word too."""
LINE_BREAK = "\n"
_SIGNS = {
    WORD + "tab": "\t",
    WORD + "cr": LINE_BREAK,
    WORD + "noBreakHyphen": "\u2011",
    WORD + "softHyphen": "\u00ad",
}
_PICTURE_NAMES = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_SIDES = {"center": "center", "right": "right", "end": "right"}


class Piece(NamedTuple):
    """Some characters of one look, or a line break; a figure is one piece or several of one number."""

    text: str
    look: str = ""
    """Character style of ours, empty for plain text."""
    figure: str = ""
    """Number of the figure it belongs to; empty outside figures."""


@dataclass(slots=True)
class Line:
    """A paragraph."""

    style: str
    """Paragraph style of ours."""
    align: str
    """`left`, `center` or `right`."""
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    """Sources of the pictures in it."""
    page_before: bool = False
    page_after: bool = False

    @property
    def bare(self) -> bool:
        """Whether it shows nothing."""
        return not (self.pieces or self.pictures)


class Box(NamedTuple):
    """A table cell."""

    lines: Sequence[Line]
    """Its paragraphs."""
    joins: Literal["", "left", "above"] = ""
    """As in :class:`~fupin_report.document.Cell`."""


class Grid(NamedTuple):
    """A table: rows of cells."""

    header: list[list[Box]]
    rows: list[list[Box]]


def body(document: etree._Element, styles: Styles, figures: Collection[str]) -> list[Line | Grid]:
    """Return the tables of a document and the paragraphs that show something or begin a page.

    `figures` are the numbers that have paths.
    """
    root = document.find(WORD + "body")
    contents = _Reader(styles, figures).contents(root) if root is not None else ()
    return [each for each in contents if isinstance(each, Grid) or each.page_before or not each.bare]


class _Reader(NamedTuple):
    styles: Styles
    figures: Collection[str]

    def contents(self, container: etree._Element) -> Iterator[Line | Grid]:
        for child in within(container):
            if child.tag == WORD + "p":
                yield self._line(child)
            elif child.tag == WORD + "tbl":
                yield self._grid(child)

    def _line(self, paragraph: etree._Element) -> Line:
        settings = values(paragraph, "pPr")
        line = Line(self.styles.paragraph(settings), _SIDES.get(settings.get(WORD + "jc", ""), "left"))
        line.page_before = is_on(settings, "pageBreakBefore")
        inside: dict[str, str] = {}  # bookmark id to figure; what is open at the end of the line ends there
        for child in within(paragraph):
            if child.tag == WORD + "r":
                self._run(child, line, next(reversed(inside.values()), ""))
            elif child.tag == WORD + "bookmarkStart":
                prefix, number = _parted(child.get(WORD + "name", ""))
                if prefix == BOOKMARK and number in self.figures:
                    inside[child.get(WORD + "id", "")] = number
                    line.pieces.append(Piece("", figure=number))
            elif child.tag == WORD + "bookmarkEnd":
                inside.pop(child.get(WORD + "id", ""), None)
        return line

    def _run(self, run: etree._Element, line: Line, figure: str) -> None:
        look = self.styles.run(values(run, "rPr"))
        for child in within(run):
            if child.tag == WORD + "t":
                if child.text:  # a newline of the XML file is a space in Word
                    line.pieces.append(Piece(child.text.replace("\n", " "), look, figure))
            elif child.tag == WORD + "br":
                _break(child, line, Piece(LINE_BREAK, look, figure))
            elif child.tag in _SIGNS:
                line.pieces.append(Piece(_SIGNS[child.tag], look, figure))
            elif child.tag == WORD + "drawing":
                line.pictures += [names.get("name", "") for names in child.iter(_PICTURE_NAMES)]
            elif child.tag == WORD + "r":  # the words under a phonetic guide
                self._run(child, line, figure)

    def _grid(self, table: etree._Element) -> Grid:
        header: list[list[Box]] = []
        rows: list[list[Box]] = []
        for row in within(table):
            if row.tag == WORD + "tr":
                heads = is_on(values(row, "trPr"), "tblHeader") and not rows
                part = header if heads else rows
                part.append(_rectangular(list(self._cells(row)), part[-1] if part else ()))
        return Grid(header, rows)

    def _cells(self, row: etree._Element) -> Iterator[Box]:
        """Yield the cells of a row; one that spans several columns is followed by others that join it."""
        column = 0
        for cell in within(row):
            if cell.tag != WORD + "tc":
                continue
            settings = values(cell, "tcPr")
            column += (span := _span(settings))
            if column > MAX_COLUMNS:
                raise refusal("W502", f"表格超过 {MAX_COLUMNS} 列", "请拆成几个表格")
            goes_on = settings.get(WORD + "vMerge", "restart") in ("", "continue")
            yield Box(tuple(self._cell_lines(cell)), "above" if goes_on else "")
            yield from (Box((), "left"),) * (span - 1)

    def _cell_lines(self, cell: etree._Element) -> Iterator[Line]:
        """Yield the paragraphs of a cell, those of a table within it too."""
        for content in self.contents(cell):
            if isinstance(content, Line):
                yield content
            else:
                for row in content.header + content.rows:
                    for inner in row:
                        yield from inner.lines


def _parted(name: str) -> tuple[str, str]:
    """Return the first part of a bookmark's name, as long as our prefix, and the rest."""
    return name[: len(BOOKMARK)], name[len(BOOKMARK) :]


def _rectangular(row: list[Box], above: Sequence[Box]) -> list[Box]:
    """Return a row in which no cell joins one above that is not there, or not as wide."""
    wide, room = spans(row), spans(above)
    return [
        Box(box.lines) if box.joins == "above" and room[column : column + 1] != [wide[column]] else box
        for column, box in enumerate(row)
    ]


def _span(settings: Mapping[str, str]) -> int:
    span = settings.get(WORD + "gridSpan", "")
    return int(span) if span.isascii() and span.isdecimal() and len(span) < 4 and int(span) else 1


def _break(element: etree._Element, line: Line, piece: Piece) -> None:
    """Take a line break, or a new page: before a line that shows nothing yet, else after it."""
    if element.get(WORD + "type") != "page":
        line.pieces.append(piece)
    elif line.bare and not line.page_before:
        line.page_before = True
    else:
        line.page_after = True
