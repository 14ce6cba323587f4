"""Lines and grids to blocks: what belongs together is one block again, labels apart from the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import dropwhile, groupby, pairwise
from typing import TypeAlias

from fupin_report.document import (
    Annex,
    Attachments,
    Block,
    Byline,
    Cell,
    Enumeration,
    Heading,
    Image,
    Imprint,
    Inline,
    Inlines,
    Item,
    LineBreak,
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
)
from fupin_report.layout import Layout
from fupin_report.readers.docx import labels
from fupin_report.readers.docx.body import Box, Grid, Line, Piece
from fupin_report.readers.docx.inlines import inlines
from fupin_report.wordmarks import (
    ANNEX,
    ATTACHMENTS,
    BYLINE,
    CAPTION,
    COPY_NUMBER,
    DATE,
    DOC_NUMBER,
    HEADINGS,
    IMPRINT,
    ITEM,
    ITEM_LABEL,
    MARK,
    NOTE,
    RUN_IN_HEADINGS,
    SALUTATION,
    SECRECY,
    SIGNATURE,
    SIGNER,
    SUBTITLE,
    TITLE,
    URGENCY,
)

_WHOLE: dict[str, Callable[[Inlines], Block]] = {
    TITLE: Title,
    SUBTITLE: Subtitle,
    SALUTATION: Salutation,
    NOTE: Note,
}
"""Styles of which each paragraph is a block."""
_HEADING_LEVELS = {style: level for level, style in HEADINGS.items()}
_RUN_IN_LEVELS = {style: level for level, style in RUN_IN_HEADINGS.items()}
_NO_CELL = Cell(())
_JOINING = {"left": Cell((), "left"), "above": Cell((), "above")}
_MASTHEAD = (COPY_NUMBER, SECRECY, URGENCY, MARK, DOC_NUMBER)
_BLANKS = " \u3000"

_Step: TypeAlias = Line | Grid | PageBreak
_Labelled: TypeAlias = tuple[str, list[Piece]]


def blocks(
    lines: Sequence[Line | Grid], paths: Mapping[str, tuple[str, ...]], layout: Layout
) -> Iterator[Block]:
    """Yield the blocks of a file in order; lines that show nothing are left out."""
    return _Assembly(list(_steps(lines)), paths, layout).blocks()


def _steps(lines: Sequence[Line | Grid]) -> Iterator[_Step]:
    """Yield new pages as steps of their own, and only lines that show something."""
    for line in lines:
        if isinstance(line, Grid):
            yield line
            continue
        if line.page_before:
            yield PageBreak()
        if not line.bare:
            yield line
        if line.page_after:
            yield PageBreak()


class _Assembly:
    """Goes through the steps once; a block takes as many as are its own."""

    def __init__(self, steps: list[_Step], paths: Mapping[str, tuple[str, ...]], layout: Layout) -> None:
        self._steps = steps
        self._paths = paths
        self._layout = layout
        self._at = 0

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._steps):
            step = self._steps[self._at]
            self._at += 1
            match step:
                case PageBreak():
                    yield step
                case Grid() if _is_imprint(step):
                    yield self._imprint(step)
                case Grid():
                    yield self._table(step, ())
                case Line():
                    yield from self._blocks(step)

    def _blocks(self, line: Line) -> Iterator[Block]:
        if line.pictures:
            yield from self._images(line)
        elif line.style == ITEM:
            yield from self._enumerations(line)
        elif line.style == CAPTION and isinstance(grid := self._next(), Grid):
            self._at += 1
            yield self._table(grid, self._words(line.pieces))
        else:
            yield self._block(line)

    def _block(self, line: Line) -> Block:
        words = self._words(line.pieces)
        if whole := _WHOLE.get(line.style):
            return whole(words)
        if level := _HEADING_LEVELS.get(line.style):
            return self._heading(level, words)
        if line.style == BYLINE:
            return Byline((words, *self._following(BYLINE)))
        if line.style == ATTACHMENTS:
            return self._attachments(words)
        if line.style == ANNEX:
            return Annex(plain_text(words))
        if line.style in _MASTHEAD:
            return self._masthead(line)
        if line.style in (SIGNATURE, DATE):
            return self._signature(line.style, words)
        return self._text(line.pieces)

    def _words(self, pieces: Sequence[Piece]) -> Inlines:
        return inlines(pieces, self._paths)

    def _next(self) -> _Step | None:
        return self._steps[self._at] if self._at < len(self._steps) else None

    def _following(self, style: str, until: str = "") -> Iterator[Inlines]:
        """Take the lines of a style that follow, up to one that begins with certain words."""
        while isinstance(line := self._next(), Line) and line.style == style and not line.pictures:
            words = self._words(line.pieces)
            if until and labels.begins(words, until):
                return
            self._at += 1
            yield words

    # --- 正文 ---

    @staticmethod
    def _heading(level: int, words: Inlines) -> Heading:
        label, words = labels.split(words, labels.HEADING[level])
        return Heading(level, words, label)

    def _text(self, pieces: list[Piece]) -> Paragraph | Enumeration:
        """Return a paragraph, or the enumeration that stands within it."""
        (_, lead), *items = _parted(pieces)
        paragraph = self._paragraph(lead)
        return Enumeration(tuple(map(self._item, items)), paragraph) if items else paragraph

    def _paragraph(self, pieces: list[Piece]) -> Paragraph:
        """Return a paragraph; a heading stands run-in up to the last word in the look of one."""
        level = _RUN_IN_LEVELS.get(next((piece.look for piece in pieces if piece.text), ""))
        if level is None:
            return Paragraph(self._words(pieces))
        end = max(index for index, piece in enumerate(pieces, start=1) if piece.look in _RUN_IN_LEVELS)
        return Paragraph(self._words(pieces[end:]), self._heading(level, self._words(pieces[:end])))

    def _item(self, labelled: _Labelled) -> Item:
        label, pieces = labelled
        return Item(self._words(pieces), label)

    def _enumerations(self, line: Line) -> Iterator[Enumeration]:
        """Take the items that follow; where the numbers begin anew, so does an enumeration."""
        items = list(self._line_items(line))
        while isinstance(line_after := self._next(), Line) and line_after.style == ITEM:
            if line_after.pictures:
                break
            self._at += 1
            items += self._line_items(line_after)
        starts = [i for i, item in enumerate(items) if i and item.label == labels.FIRST_ITEM]
        for start, end in zip([0, *starts], [*starts, len(items)], strict=True):
            yield Enumeration(tuple(items[start:end]))

    def _line_items(self, line: Line) -> Iterator[Item]:
        """Yield the items of a line; words before the first label are an item too."""
        (_, lead), *items = _parted(line.pieces)
        if lead:
            label, words = labels.split(self._words(lead), labels.ITEM)
            yield Item(words, label)
        yield from map(self._item, items)

    # --- 表、图 ---

    def _table(self, grid: Grid, caption: Inlines) -> Table:
        label, words = self._caption(caption, labels.TABLE)
        header, rows = (
            tuple(tuple(map(self._cell, row)) for row in part) for part in (grid.header, grid.rows)
        )
        return Table(header, rows, _align(grid), words, label)

    def _cell(self, box: Box) -> Cell:
        """Return a cell; what stands in one that joins another is not seen in Word."""
        if box.joins:
            return _JOINING[box.joins]
        words: list[Inline] = []
        for line in box.lines:
            if line.pieces:
                words += [LineBreak()] if words else []
                words += self._words(line.pieces)
        return Cell(tuple(words)) if words else _NO_CELL

    def _images(self, line: Line) -> Iterator[Image | Paragraph | Enumeration]:
        """Yield the pictures of a line, the caption with the last; words beside them stand before."""
        if line.pieces:
            yield self._text(line.pieces)
        *others, last = line.pictures
        yield from map(Image, others)
        caption = self._next()
        if isinstance(caption, Line) and caption.style == CAPTION and not caption.pictures:
            words = self._words(caption.pieces)
            if not labels.split(words, labels.TABLE)[0]:
                self._at += 1
                label, words = self._caption(words, labels.IMAGE)
                yield Image(last, words, label)
                return
        yield Image(last)

    def _caption(self, words: Inlines, pattern: labels.Pattern) -> tuple[str, Inlines]:
        """Return label and words of a caption, without the gap between them."""
        label, words = labels.split(words, pattern)
        gap = self._layout.caption_gap
        if label and gap and labels.begins(words, gap):
            return label, labels.without(words, gap)
        return label, labels.stripped(words, _BLANKS) if label else words

    # --- 版头、版记 ---

    def _masthead(self, line: Line) -> Masthead:
        """Take the lines above the red line, down to the one with the number."""
        found: dict[str, list[Line]] = {style: [] for style in _MASTHEAD}
        found[line.style].append(line)
        while isinstance(following := self._next(), Line) and following.style in _MASTHEAD:
            if _MASTHEAD.index(following.style) < _MASTHEAD.index(line.style):
                break
            line = following
            found[line.style].append(line)
            self._at += 1
        above = {style: self._words(lines[0].pieces) if lines else () for style, lines in found.items()}
        number, signers = self._numbers(found[DOC_NUMBER])
        return Masthead(above[MARK], number, signers, above[COPY_NUMBER], above[SECRECY], above[URGENCY])

    def _numbers(self, lines: list[Line]) -> tuple[Inlines, tuple[Inlines, ...]]:
        """Return 发文字号, before the first tab, and the names, which have a look of their own."""
        number: list[Piece] = []
        signers: list[Inlines] = []
        for line in lines:
            tabs = _tabs(line)
            number += line.pieces[: tabs[0]] if tabs else line.pieces
            for start, end in pairwise([*tabs, len(line.pieces)]):
                rest = dropwhile(_is_lead, line.pieces[start + 1 : end])
                name = self._words(list(rest))
                signers += [name] if name else []
        return self._words(number), tuple(signers)

    def _imprint(self, grid: Grid) -> Imprint:
        rule = self._layout.imprint_rule
        *above, (organ, date) = (tuple(map(self._cell, row)) for row in grid.rows)
        copies = above[0][0].children if above else ()
        copies = labels.without_end(labels.without(copies, rule.copies_lead), rule.copies_end)
        return Imprint(organ.children, labels.without_end(date.children, rule.printed), copies)

    # --- 附件说明、落款 ---

    def _attachments(self, first: Inlines) -> Attachments:
        """Take the names that follow; a name alone has no number."""
        lead = self._layout.attachment_rule.lead
        names = [labels.without(first, lead), *self._following(ATTACHMENTS, until=lead)]
        if len(names) > 1:
            names = [labels.split(name, labels.ATTACHMENT)[1] for name in names]
        return Attachments(tuple(names))

    def _signature(self, style: str, words: Inlines) -> Signature:
        """Take the organs that follow, and the date."""
        if style == DATE:
            return Signature((), words)
        organs = (words, *self._following(SIGNATURE))
        date = self._next()
        if isinstance(date, Line) and date.style == DATE:
            self._at += 1
            return Signature(organs, self._words(date.pieces))
        return Signature(organs, ())


def _is_lead(piece: Piece) -> bool:
    """Whether some characters stand before the names: they have another look."""
    return piece.look != SIGNER and not piece.figure


def _tabs(line: Line) -> list[int]:
    """Return the places of the tabs that are no part of a figure."""
    return [at for at, piece in enumerate(line.pieces) if piece.text == "\t" and not piece.figure]


def _is_imprint(grid: Grid) -> bool:
    """Whether a table is 版记: one or two rows of two cells, the words in its own style."""
    lines = [line for row in grid.rows for box in row for line in box.lines if line.pieces]
    shaped = not grid.header and len(grid.rows) in (1, 2) and all(len(row) == 2 for row in grid.rows)
    return shaped and bool(lines) and all(line.style == IMPRINT for line in lines)


def _align(grid: Grid) -> tuple[str, ...]:
    """Return how the columns are set: as in the first row that has a cell of its own there, else left.

    A cell over the first columns, which names its row, is set as none of them.
    """
    columns = range(len((grid.rows or grid.header or [[]])[0]))
    return tuple(next(_sides(grid.rows, column), "left") for column in columns)


def _sides(rows: Sequence[Sequence[Box]], column: int) -> Iterator[str]:
    for row in rows:
        joined = row[column : column + 1] if column else row[:2]
        if column < len(row) and row[column].lines and all(each.joins != "left" for each in joined):
            yield row[column].lines[0].align


def _parted(pieces: Sequence[Piece]) -> list[_Labelled]:
    """Part a line at the labels of items; what stands before the first has none."""
    parts: list[_Labelled] = [("", [])]
    for is_label, group in groupby(pieces, key=lambda piece: piece.look == ITEM_LABEL and not piece.figure):
        held = list(group)
        words = "".join(piece.text for piece in held)
        if is_label and (found := labels.ITEM.match(words)):
            rest = words[found.end() :]
            parts.append((found[0], [Piece(rest)] if rest else []))
        else:
            parts[-1][1].extend(held)
    return parts
