"""Plain text, numbered as in Word: to be read in a chat window, pasted, searched, compared.

A paragraph is one line, indented with full-width spaces; titles are centred and the signature is set
to the right on the measure of the page. Columns of tables are aligned for a typeface whose Chinese
characters are twice as wide as its Latin ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from fupin_report.document import (
    DRAFT,
    Annex,
    Attachments,
    Block,
    Byline,
    Cell,
    Document,
    Enumeration,
    Heading,
    Image,
    Imprint,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Subtitle,
    Table,
    Title,
    plain_text,
    spans,
)
from fupin_report.frozen import frozen
from fupin_report.layout import Layout, Look, text_width
from fupin_report.writers.characters import legal
from fupin_report.writers.columns import side_of
from fupin_report.writers.decimals import NOWHERE, Point, lacking, points
from fupin_report.writers.levels import level
from fupin_report.writers.signature import indents
from fupin_report.writers.spacing import blank_lines

_FULL, _HALF = "\u3000", " "
_GAP = 2 * _HALF
"""Between columns."""
_SET_OFF = (Table, Image)


def write(
    document: Document,
    layout: Layout,
    *,
    images: Callable[[str], bytes] | None = None,  # noqa: ARG001 - text shows none
    provenance: bool = True,  # noqa: ARG001 - text tells none
    describe: Callable[[str], str] | None = None,  # noqa: ARG001
) -> bytes:
    """Return the document as text in UTF-8. See `Writer` for the arguments."""
    page = _Page(layout)
    draft = [f"{DRAFT}\n"] if document.properties.draft else []
    lines = [line.rstrip(_FULL + _HALF) + "\n" for line in page.lines(document.blocks)]
    return legal("".join([*draft, *lines])).encode()


@frozen
class _Page:
    layout: Layout

    def lines(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield the lines of a document."""
        for previous, node in pairwise((None, *blocks)):
            assert node is not None
            yield from [""] * self._blank_lines(previous, node)
            yield from self._block(node)

    def _blank_lines(self, previous: Block | None, node: Block) -> int:
        """Return the empty lines above a block; tables and pictures are set off by one as well."""
        set_off = (previous is not None and isinstance(node, _SET_OFF)) or isinstance(previous, _SET_OFF)
        return max(blank_lines(previous, node, self.layout), int(set_off))

    def _block(self, node: Block) -> Iterator[str]:
        layout = self.layout
        match node:
            case Paragraph():
                yield from self._set(_paragraph(node), layout.body)
            case Heading():
                yield from self._set(_heading(node), layout.headings[level(node) - 1])
            case Enumeration():
                yield from self._enumeration(node)
            case Title():
                yield from self._set(plain_text(node.children), layout.title)
            case Subtitle():
                yield from self._set(plain_text(node.children), layout.subtitle)
            case Byline():
                for line in node.lines:
                    yield from self._set(plain_text(line), layout.byline)
            case Salutation():
                yield from self._set(plain_text(node.children), layout.salutation)
            case Table():
                yield from self._caption(node)
                yield from _table(node)
            case Image():
                yield from self._set(f"［图片：{node.source}］", layout.picture)
                yield from self._caption(node)
            case Attachments():
                yield from self._attachments(node)
            case Signature():
                yield from self._signature(node)
            case Masthead():
                yield from self._masthead(node)
            case Note():
                yield from self._set(plain_text(node.children), layout.note)
            case Annex():
                yield from ["", *self._set(node.label, layout.annex)]
            case Imprint():
                yield from self._imprint(node)
            case PageBreak():
                yield ""
            case _:
                assert_never(node)

    def _masthead(self, node: Masthead) -> Iterator[str]:
        """Yield the lines above the red line, and the line."""
        rule = self.layout.masthead
        for part in (node.copy_number, node.secrecy, node.urgency):
            if part:
                yield plain_text(part)
        yield from self._set(plain_text(node.mark), self.layout.mark)
        signers = rule.signer_lead + _FULL.join(map(plain_text, node.signers))
        number = _space(rule.inset) + plain_text(node.number)
        room = self.layout.grid.characters - rule.inset - text_width(number) - text_width(signers)
        yield f"{number}{_space(max(rule.signer_gap, room))}{signers}"
        yield "─" * self.layout.grid.characters

    def _imprint(self, node: Imprint) -> Iterator[str]:
        rule, width = self.layout.imprint_rule, self.layout.grid.characters
        yield "─" * width
        if node.copies:
            yield f"{rule.copies_lead}{plain_text(node.copies)}{rule.copies_end}"
        organ, date = plain_text(node.printed_by), plain_text(node.printed_on) + rule.printed
        yield f"{organ}{_space(max(1, width - text_width(organ) - text_width(date)))}{date}"
        yield "─" * width

    def _set(self, text: str, look: Look) -> Iterator[str]:
        """Yield the lines of a text, the first indented, or each centred."""
        for number, line in enumerate(text.split("\n")):
            if look.align == "center":
                yield _space((self.layout.grid.characters - text_width(line)) / 2) + line
            else:
                yield (_space(look.left) if number else _space(look.left + look.first_line)) + line

    def _enumeration(self, node: Enumeration) -> Iterator[str]:
        items = [item.label + plain_text(item.children) for item in node.items]
        lead = _paragraph(node.lead) if node.lead else ""
        for text in ["".join([lead, *items])] if node.inline else items:
            yield from self._set(text, self.layout.body)

    def _caption(self, node: Table | Image) -> Iterator[str]:
        gap = self.layout.caption_gap if node.label and node.caption else ""
        if node.label or node.caption:
            yield from self._set(f"{node.label}{gap}{plain_text(node.caption)}", self.layout.caption)

    def _attachments(self, node: Attachments) -> Iterator[str]:
        rule = self.layout.attachment_rule
        for number, name in enumerate(node.names, start=1):
            lead = rule.lead if number == 1 else _space(text_width(rule.lead))
            label = f"{number}." if len(node.names) > 1 else ""
            yield f"{_space(rule.indent)}{lead}{label}{plain_text(name)}"

    def _signature(self, node: Signature) -> Iterator[str]:
        organs, date = indents(node, self.layout)
        for words, right in [*zip(node.organisations, organs, strict=True), (node.date, date)]:
            for line in plain_text(words).splitlines():
                yield _space(self.layout.grid.characters - right - text_width(line)) + line


def _space(width: float) -> str:
    """Return blanks of a width in 字."""
    halves = max(0, int(2 * width))
    return _FULL * (halves // 2) + _HALF * (halves % 2)


def _heading(node: Heading) -> str:
    return node.label + plain_text(node.children)


def _paragraph(node: Paragraph) -> str:
    return (_heading(node.heading) if node.heading else "") + plain_text(node.children)


def _table(node: Table) -> Iterator[str]:
    """Yield the rows of a table in aligned columns, with a line under the header."""
    rows = [*node.header, *node.rows]
    count = max(map(len, rows), default=0)
    widths = _widths(rows, count)
    furthest = (*points(node, _columns), *(NOWHERE,) * count)
    widths = [max(width, round(sum(each))) for width, each in zip(widths, furthest, strict=False)]
    sides = (*node.align, *("left",) * count)
    for row in node.header:
        yield _row(row, widths, sides, (NOWHERE,) * count)
    yield _GAP.join("-" * width for width in widths)
    for row in node.rows:
        yield _row(row, widths, sides, furthest)


def _widths(rows: Sequence[Sequence[Cell]], count: int) -> list[int]:
    """Return the widths of the columns; the last of those under a merged cell makes room for it."""
    widths, across = [0] * count, dict[tuple[int, int], int]()
    for row in rows:
        for column, wide in enumerate(spans(row)):
            if wide == 1:
                widths[column] = max(widths[column], _columns(_cell(row[column])))
            elif wide:
                place = column, wide
                across[place] = max(across.get(place, 0), _columns(_cell(row[column])))
    for (column, wide), width in across.items():
        inside = sum(widths[column : column + wide]) + len(_GAP) * (wide - 1)
        widths[column + wide - 1] += max(0, width - inside)
    return widths


def _cell(cell: Cell) -> str:
    return plain_text(cell.children).replace("\n", _HALF)


def _columns(text: str) -> int:
    return round(2 * text_width(text))


def _row(row: Sequence[Cell], widths: Sequence[int], sides: Sequence[str], furthest: Sequence[Point]) -> str:
    cells = (*row, *(Cell(()),) * (len(widths) - len(row)))
    written = []
    for column, wide in enumerate(spans(cells)):
        if wide:
            text = _cell(cells[column])
            width = sum(widths[column : column + wide]) + len(_GAP) * (wide - 1)
            room = lacking(text, furthest[column], _columns) if wide == 1 else NOWHERE
            spaced = _HALF * round(room.before) + text + _HALF * round(room.behind)
            side = side_of(sides, column, wide)
            written.append(_padded(spaced, width - _columns(spaced), side))
    return _GAP.join(written)


def _padded(text: str, room: int, align: str) -> str:
    left = {"left": 0, "center": room // 2, "right": room}[align]
    return _HALF * left + text + _HALF * (room - left)
