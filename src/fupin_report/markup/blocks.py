"""Blocks: from lines to the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

from fupin_report.document import (
    Annex,
    Attachments,
    Block,
    Byline,
    Enumeration,
    Heading,
    Image,
    Imprint,
    Inlines,
    Item,
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
from fupin_report.markup.closing import append, close, strip_end
from fupin_report.markup.escaping import TYPED_NUMBER
from fupin_report.markup.inlines import closed, inlines, join, part, title_lines
from fupin_report.markup.marks import DATA_BREAK, Line, wrong
from fupin_report.markup.tables import table
from fupin_report.patterns import expression

ALONE: dict[str, Callable[..., Annex | PageBreak]] = {"换页": PageBreak, "附件页": Annex}
"""Blocks without entries."""
_HEADING = expression(r"(#{1,6})\s*(.*)", re.DOTALL)
_ITEM = expression(r"\d+\.\s+(.*)", re.DOTALL)
_IMAGE = expression(r"!\[(.*)\]\((.*)\)", re.DOTALL)
_FENCE = expression(r":::\s*(.*)", re.DOTALL)
_CAPTION = expression(r":\s+(.*)", re.DOTALL)
_Kind = Literal["blank", "break", "heading", "fence", "table", "image", "item", "words", "odd"]


def _kind(text: str) -> _Kind:
    """Return what a line begins; `words` go on with a paragraph above them, `odd` are words that do not."""
    if not text:
        return "blank"
    if text == DATA_BREAK:
        return "break"
    if text.startswith(":::"):
        return "fence"
    if text[0] == "#":
        return "heading"
    if text[0] == "|" or _CAPTION.fullmatch(text):
        return "table"
    if _IMAGE.fullmatch(text):
        return "image"
    if _ITEM.fullmatch(text):
        return "item"
    return "odd" if text.startswith(("![", DATA_BREAK)) else "words"


def blocks(lines: list[Line], *, numbered: bool = False) -> Iterator[Block]:
    """Read blocks from lines; `numbered` lets headings begin with numbers, which are otherwise never typed.

    Raises `TemplateError` T31x, T32x at the template line that made what cannot be read.
    """
    return _Parser(lines, numbered=numbered).blocks()


ORDINAL = "T320"
"""The code of a heading's number that is typed."""


def ordinal_in_heading(typed: str) -> str:
    """Say that a heading's number is not to be typed."""
    return f"小标题的序号由程序编，请删去“{typed}”"


class _Parser:
    """Reads blocks from lines."""

    def __init__(self, lines: list[Line], *, numbered: bool = False) -> None:
        self._lines = lines
        self._numbered = numbered
        self._at = 0

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            yield from self._block(self._lines[self._at])

    def _block(self, line: Line) -> Iterator[Block]:
        match _kind(line.text):
            case "blank" | "break":
                self._at += 1
            case "heading":
                yield from self._heading(line)
            case "fence":
                yield from self._fence(line)
            case "table":
                yield self._table(line)
            case "image":
                yield self._image(line)
            case "item":
                yield from self._enumeration(None, line)
            case _:
                yield from self._paragraph(None, line)

    def _next_is(self, *kinds: _Kind) -> bool:
        return self._at < len(self._lines) and _kind(self._lines[self._at].text) in kinds

    def _next_lines(self, *kinds: _Kind) -> Iterator[Line]:
        """Take the lines of some kinds that come next."""
        while self._next_is(*kinds):
            self._at += 1
            yield self._lines[self._at - 1]

    def _heading(self, line: Line) -> Iterator[Block]:
        found = _HEADING.fullmatch(line.text)
        assert found
        self._at += 1
        level = len(found[1]) - 1
        text = part(line, found.start(2), len(line.text))
        if level > 4:
            raise wrong("T312", "小标题最多四级（## 到 #####）", line)
        if level == 0:
            title = title_lines(closed(text))
            if title:
                yield Title(title, line.origin)
            return
        typed = None if self._numbered else TYPED_NUMBER.match(text.text)
        if typed:
            raise wrong(ORDINAL, ordinal_in_heading(typed[0]), line)
        head, body = _split_run_in(text)
        heading = Heading(level, strip_end(closed(head)), origin=line.origin)
        if body.text:
            ended = Heading(level, append(heading.children, head.text[-1]), origin=line.origin)
            yield from self._paragraph(ended, body)
        elif self._next_is("item") and text.text.endswith(("。", "：")):
            ended = Heading(level, append(heading.children, text.text[-1]), origin=line.origin)
            yield from self._enumeration(Paragraph((), ended, line.origin), line)
        elif heading.children:
            yield heading

    def _paragraph(self, heading: Heading | None, line: Line) -> Iterator[Block]:
        """Read a paragraph from its first line on; after a run-in heading that line is already consumed."""
        if heading is None:
            self._at += 1
        children = closed(join([line, *self._next_lines("words")]))
        paragraph = Paragraph(children, heading, line.origin)
        if self._next_is("item"):
            yield from self._enumeration(paragraph, line)
        elif children or heading:
            yield paragraph

    def _enumeration(self, lead: Paragraph | None, line: Line) -> Iterator[Block]:
        items = []
        for first in self._next_lines("item"):
            found = _ITEM.fullmatch(first.text)
            assert found
            begin = part(first, found.start(1), len(first.text))
            rest = self._next_lines("words", "break")  # an item is one paragraph, whatever the data break
            children = closed(join([begin, *(line for line in rest if line.text != DATA_BREAK)]))
            if children:
                items.append(Item(children, origin=first.origin))
        if lead and not lead.children and not lead.heading:
            lead = None
        if len(items) > 1:
            yield Enumeration(tuple(items), lead, line.origin)
        elif items and lead is None:  # one item is no enumeration
            yield Paragraph(items[0].children, None, items[0].origin)
        elif items and lead:
            yield replace(lead, children=close(lead.children + items[0].children))
        elif lead:
            yield lead

    def _image(self, line: Line) -> Image:
        found = _IMAGE.fullmatch(line.text)
        assert found
        self._at += 1
        caption = closed(part(line, *found.span(1)))
        source = plain_text(inlines(part(line, *found.span(2))))
        if not source:
            raise wrong("T313", "图片要写文件名：![题注](文件)", line)
        return Image(source, strip_end(caption), origin=line.origin)

    def _fence(self, line: Line) -> Iterator[Block]:
        found = _FENCE.fullmatch(line.text)
        assert found
        name = found[1].strip()
        self._at += 1
        if name in ALONE:
            yield ALONE[name](origin=line.origin)
            if self._at < len(self._lines) and self._lines[self._at].text == ":::":
                self._at += 1
            return
        entries = []
        while self._at < len(self._lines) and not self._lines[self._at].text.startswith(":::"):
            if self._lines[self._at].text not in ("", DATA_BREAK):
                entries.append(self._lines[self._at])
            self._at += 1
        if self._at == len(self._lines):
            raise wrong("T314", f"“::: {name}”没有结束，末尾要有一行 :::", line)
        self._at += 1
        if name in _LABELS:
            yield _labelled(name, entries, line)
        elif said := tuple(filter(None, map(closed, entries))):
            yield _fenced(name, said, line)

    def _table(self, line: Line) -> Table:
        caption: Inlines = ()
        found = _CAPTION.fullmatch(line.text)
        if found:
            caption = strip_end(closed(part(line, found.start(1), len(line.text))))
            self._at += 1
        rows = []
        while self._at < len(self._lines) and self._lines[self._at].text[:1] == "|":
            rows.append(self._lines[self._at])
            self._at += 1
        return table(rows, caption, line)


def _fenced(name: str, entries: tuple[Inlines, ...], line: Line) -> Block:
    match name:
        case "副标题":
            return Subtitle(entries[0], line.origin)
        case "题下":
            return Byline(entries, line.origin)
        case "称谓":
            return Salutation(append(strip_end(entries[0]), "："), line.origin)
        case "附件":
            return Attachments(tuple(strip_end(entry) for entry in entries), line.origin)
        case "附注":
            return Note(entries[0], line.origin)
        case "落款":
            if len(entries) < 2:
                raise wrong("T317", "落款至少两行：单位，最后一行是日期", line)
            return Signature(entries[:-1], entries[-1], line.origin)
    raise wrong("T318", f"没有“{name}”这种块；可用：{_FENCES}", line)


_FENCES = "副标题、题下、称谓、附件、落款、附注、版头、版记、附件页、换页"
_LABELS = {
    "版头": ("份号", "密级", "紧急程度", "标志", "文号", "签发人"),
    "版记": ("抄送", "印发机关", "印发日期"),
}
"""Blocks of which each entry begins with what it is: `文号：龙府发〔2015〕12号`."""


def _labelled(name: str, entries: list[Line], line: Line) -> Masthead | Imprint:
    labels = _LABELS[name]
    found: dict[str, tuple[Inlines, ...]] = {}
    for entry in entries:
        label, colon, _ = entry.text.partition("：")
        if label not in labels or not colon:
            known = "、".join(f"{each}：" for each in labels)
            raise wrong("T322", f"“{name}”的每一行要以这些字样开头：{known}", entry)
        if words := closed(part(entry, len(label) + 1, len(entry.text))):
            found[label] = (*found.get(label, ()), words)
    return _masthead(found, line) if name == "版头" else _imprint(found, line)


def _masthead(parts: dict[str, tuple[Inlines, ...]], line: Line) -> Masthead:
    if not {"标志", "文号", "签发人"} <= parts.keys():
        raise wrong("T321", "版头至少要有标志、文号、签发人", line)
    number, secrecy, urgency = (parts.get(each, ((),))[0] for each in ("份号", "密级", "紧急程度"))
    mark, doc_number = parts["标志"][0], parts["文号"][0]
    return Masthead(mark, doc_number, parts["签发人"], number, secrecy, urgency, line.origin)


def _imprint(parts: dict[str, tuple[Inlines, ...]], line: Line) -> Imprint:
    if not {"印发机关", "印发日期"} <= parts.keys():
        raise wrong("T321", "版记至少要有印发机关和印发日期", line)
    copies = parts.get("抄送", ((),))[0]
    return Imprint(parts["印发机关"][0], parts["印发日期"][0], copies, line.origin)


def _split_run_in(text: Line) -> tuple[Line, Line]:
    """Cut a heading line after its first 。, or first ： with text behind it."""
    for mark in "。：":
        end = text.text.find(mark) + 1
        if end and (end < len(text.text)):
            return part(text, 0, end), part(text, end, len(text.text))
    return text, Line("", (), text.origin)
