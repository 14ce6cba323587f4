r"""The markup between templates and the tree: a small subset of Markdown.

===============================  ==================================================================
`# 标题`                         title; `|` breaks its line
`## 标题` … `##### 标题`         headings of level 1 to 4; numbers are never typed
`### 小标题。正文…`              a run-in heading: text follows the first 。 or ： on the same line
blank line                       new paragraph; a single newline joins without a space
`1. …`                           item of an enumeration 一是…；二是…。, in the paragraph above when
                                 no blank line stands between
`**…**`                          lead sentence
`: 题注` and `| a | b |` lines   table with caption; `|---|` ends the header, `:` in it aligns
`![题注](文件)`                  picture
`::: 称谓` … `:::`               block: 副标题 题下 称谓 附件 落款 换页, one entry a line
===============================  ==================================================================

Marks. Text of the data comes as `\x02paths\x1ftext\x03` and is never read as markup. Marks
`\x01template:line\x03` say which line of a template made what follows.

Closing rule (收口). A template may end every optional clause with ， and leave out any clause: of two
punctuation marks typed side by side the stronger stays, a mark after nothing goes, and so do
brackets and quotes around nothing. Only typed marks are touched, never the data's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fupin_report.document import (
    Attachments,
    Block,
    Byline,
    Cell,
    Document,
    Enumeration,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    LineBreak,
    Origin,
    PageBreak,
    Paragraph,
    Properties,
    Salutation,
    Signature,
    Strong,
    Subtitle,
    Table,
    Text,
    Title,
    plain_text,
)
from fupin_report.errors import Position, Problem, TemplateError

FIGURE = re.compile("\x02([^\x01-\x03\x1f]+)\x1f([^\x01-\x03\x1f]*)\x03")
"""A figure's mark: paths, parted by \\x1e, and text."""
ORIGIN = re.compile("\x01([^\x01-\x03\x1f]+):(\\d+)\x03")
_MARK = re.compile(f"{FIGURE.pattern}|{ORIGIN.pattern}")
_FIGURE_HERE, _ORIGIN_HERE = "\x02", "\x01"
_CONTROL = re.compile("[\x00\x03-\x08\x0b\x0c\x0e-\x1f]")


def figure_mark(paths: tuple[str, ...], text: str) -> str:
    """Return the mark of a text that came from the data."""
    return f"\x02{chr(0x1E).join(paths)}\x1f{text}\x03"


def origin_mark(template: str, line: int) -> str:
    """Return the mark that says which line of a template made what follows."""
    return f"\x01{template}:{line}\x03"


def parse(markup: str, properties: Properties | None = None, shown: Callable[[str], str] = str) -> Document:
    """Read rendered markup into a tree without number labels.

    `shown` gives the name of a template as people read it, for the origins of blocks.
    Raises `TemplateError` T31x for markup that says nothing, at the template line that made it.
    """
    return Document(tuple(_Parser(_lines(markup, shown)).blocks()), properties or Properties())


# --- 行 -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its marks taken out: U+0002 stands where a figure was."""

    text: str
    figures: tuple[Figure, ...]
    origin: Origin | None


def _lines(markup: str, shown: Callable[[str], str]) -> list[_Line]:
    """Take the marks out, then cut into lines."""
    skeleton, figures, origins = _take_marks(markup, shown)
    _check_whole(skeleton, len(figures), len(origins))
    lines, origin = [], None
    next_figure, next_origin = iter(figures), iter(origins)
    for raw in skeleton.split("\n"):
        for _ in range(len(raw) - len(raw.lstrip(_ORIGIN_HERE))):
            origin = next(next_origin)
        made_by = origin  # what is in force at the first character; later marks concern the next line
        for _ in range(raw.lstrip(_ORIGIN_HERE).count(_ORIGIN_HERE)):
            origin = next(next_origin)
        text = raw.replace(_ORIGIN_HERE, "").strip(" \t\r")
        held = tuple(next(next_figure) for _ in range(text.count(_FIGURE_HERE)))
        lines.append(_Line(text, held, made_by))
    return lines


def _check_whole(skeleton: str, figures: int, origins: int) -> None:
    """Refuse control characters that are no mark, as a mark cut in two leaves them."""
    whole = skeleton.count(_FIGURE_HERE) == figures and skeleton.count(_ORIGIN_HERE) == origins
    if not whole or _CONTROL.search(skeleton):
        raise TemplateError(Problem("T311", "模板里出现了控制字符，或切断了数据的标记"))


def _take_marks(markup: str, shown: Callable[[str], str]) -> tuple[str, list[Figure], list[Origin]]:
    """Put one placeholder for every mark; figures and origins come back in order."""
    figures: list[Figure] = []
    origins: list[Origin] = []
    names: dict[str, str] = {}
    pieces = _MARK.split(markup)  # text, paths, figure, template, line, text, …
    skeleton = [pieces[0]]
    for at in range(1, len(pieces), 5):
        paths, text, template, line, following = pieces[at : at + 5]
        if paths is not None:
            figures.append(Figure(text, tuple(paths.split("\x1e"))))
            skeleton.append(_FIGURE_HERE)
        else:
            name = names.get(template) or names.setdefault(template, shown(template))
            origins.append(Origin(name, int(line)))
            skeleton.append(_ORIGIN_HERE)
        skeleton.append(following)
    return "".join(skeleton), figures, origins


# --- 块 -----------------------------------------------------------------------------------------

_HEADING = re.compile(r"(#{1,6})\s*(.*)", re.DOTALL)
_ITEM = re.compile(r"\d+\.\s+(.*)", re.DOTALL)
_IMAGE = re.compile(r"!\[(.*)\]\((.*)\)", re.DOTALL)
_FENCE = re.compile(r":::\s*(.*)", re.DOTALL)
_CAPTION = re.compile(r":\s+(.*)", re.DOTALL)
_RULE = re.compile(r"\s*:?-+:?\s*")


class _Parser:
    """Reads blocks from lines."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def blocks(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.text:
                self._at += 1
                continue
            yield from self._block(line)

    def _block(self, line: _Line) -> Iterator[Block]:
        first = line.text[0]
        if first == "#" and (found := _HEADING.fullmatch(line.text)):
            self._at += 1
            yield from self._heading(line, found)
        elif line.text.startswith(":::"):
            yield from self._fence(line)
        elif first == "|" or _CAPTION.fullmatch(line.text):
            yield self._table(line)
        elif found := _IMAGE.fullmatch(line.text):
            self._at += 1
            yield self._image(line, found)
        elif _ITEM.fullmatch(line.text):
            yield from self._enumeration(None, line)
        else:
            yield from self._paragraph(None, line)

    def _heading(self, line: _Line, found: re.Match[str]) -> Iterator[Block]:
        level = len(found[1]) - 1
        text = _part(line, found.start(2), len(line.text))
        if level > 4:
            raise _wrong("T312", "小标题最多四级（## 到 #####）", line)
        if level == 0:
            title = _title_lines(close(_inlines(text)))
            if title:
                yield Title(title, line.origin)
            return
        head, body = _split_run_in(text)
        heading = Heading(level, _strip_end(close(_inlines(head))), origin=line.origin)
        if body.text:
            ended = replace(heading, children=_append(heading.children, head.text[-1]))
            yield from self._paragraph(ended, body)
        elif self._next_is_item() and text.text.endswith(("。", "：")):
            ended = replace(heading, children=_append(heading.children, text.text[-1]))
            yield from self._enumeration(Paragraph((), ended, line.origin), line)
        elif heading.children:
            yield heading

    def _next_is_item(self) -> bool:
        return self._at < len(self._lines) and bool(_ITEM.fullmatch(self._lines[self._at].text))

    def _paragraph(self, heading: Heading | None, line: _Line) -> Iterator[Block]:
        """Read a paragraph from its first line on; after a run-in heading that line is already consumed."""
        pieces = [line]
        if heading is None:
            self._at += 1
        while self._at < len(self._lines) and _continues(self._lines[self._at].text):
            pieces.append(self._lines[self._at])
            self._at += 1
        children = close(_join(pieces))
        paragraph = Paragraph(children, heading, line.origin)
        if self._next_is_item():
            yield from self._enumeration(paragraph, line)
        elif children or heading:
            yield paragraph

    def _enumeration(self, lead: Paragraph | None, line: _Line) -> Iterator[Block]:
        items = []
        while self._next_is_item():
            first = self._lines[self._at]
            found = _ITEM.fullmatch(first.text)
            assert found
            self._at += 1
            pieces = [_part(first, found.start(1), len(first.text))]
            while self._at < len(self._lines) and _continues(self._lines[self._at].text):
                pieces.append(self._lines[self._at])
                self._at += 1
            children = close(_join(pieces))
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

    def _image(self, line: _Line, found: re.Match[str]) -> Image:
        caption = close(_inlines(_part(line, *found.span(1))))
        source = plain_text(_inlines(_part(line, *found.span(2))))
        if not source:
            raise _wrong("T313", "图片要写文件名：![题注](文件)", line)
        return Image(source, _strip_end(caption), origin=line.origin)

    def _fence(self, line: _Line) -> Iterator[Block]:
        found = _FENCE.fullmatch(line.text)
        assert found
        name = found[1].strip()
        self._at += 1
        if name == "换页":
            yield PageBreak(line.origin)
            if self._at < len(self._lines) and self._lines[self._at].text == ":::":
                self._at += 1
            return
        entries = []
        while self._at < len(self._lines) and not self._lines[self._at].text.startswith(":::"):
            inlines = close(_inlines(self._lines[self._at]))
            if inlines:
                entries.append(inlines)
            self._at += 1
        if self._at == len(self._lines):
            raise _wrong("T314", f"“::: {name}”没有结束，末尾要有一行 :::", line)
        self._at += 1
        if entries:
            yield _fenced(name, tuple(entries), line)

    def _table(self, line: _Line) -> Table:
        caption: Inlines = ()
        found = _CAPTION.fullmatch(line.text)
        if found:
            caption = _strip_end(close(_inlines(_part(line, found.start(1), len(line.text)))))
            self._at += 1
        rows: list[list[_Line]] = []
        rule: list[str] = []
        header: list[list[_Line]] = []
        while self._at < len(self._lines) and self._lines[self._at].text.startswith("|"):
            cells = _cells(self._lines[self._at])
            if not rule and rows and all(_RULE.fullmatch(cell.text) for cell in cells):
                rule, header, rows = [cell.text.strip() for cell in cells], rows, []
            else:
                rows.append(cells)
            self._at += 1
        if not rule:
            raise _wrong("T315", "表格的表头下面要有一行 |---|---|", line)
        if any(len(row) != len(rule) for row in header + rows):
            raise _wrong("T316", f"表格各行的列数不同，应都是 {len(rule)} 列", line)
        return Table(
            _table_rows(header), _table_rows(rows), tuple(map(_alignment, rule)), caption, "", line.origin
        )


def _continues(text: str) -> bool:
    """Whether a line goes on with the paragraph above it."""
    return (
        bool(text)
        and text[0] not in "#|"
        and not text.startswith((":::", "!["))
        and not (_ITEM.fullmatch(text) or _CAPTION.fullmatch(text))
    )


def _fenced(name: str, entries: tuple[Inlines, ...], line: _Line) -> Block:
    match name:
        case "副标题":
            return Subtitle(entries[0], line.origin)
        case "题下":
            return Byline(entries, line.origin)
        case "称谓":
            return Salutation(_append(_strip_end(entries[0]), "："), line.origin)
        case "附件":
            return Attachments(tuple(_strip_end(entry) for entry in entries), line.origin)
        case "落款":
            if len(entries) < 2:
                raise _wrong("T317", "落款至少两行：单位，最后一行是日期", line)
            return Signature(entries[:-1], entries[-1], line.origin)
    raise _wrong("T318", f"没有“{name}”这种块；可用：副标题、题下、称谓、附件、落款、换页", line)


def _wrong(code: str, message: str, line: _Line) -> TemplateError:
    position = Position(line.origin.template, line.origin.line, 1) if line.origin else None
    return TemplateError(Problem(code, message, position=position))


def _cells(line: _Line) -> list[_Line]:
    """Cut a table line at its typed bars; a bar of the data is inside a figure and out of reach."""
    text = line.text
    inner_end = len(text) - 1 if text.endswith("|") and len(text) > 1 else len(text)
    cells, start = [], 1
    for end in [*(i for i in range(1, inner_end) if text[i] == "|"), inner_end]:
        cells.append(_part(line, start, end))
        start = end + 1
    return cells


def _table_rows(rows: list[list[_Line]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(Cell(close(_inlines(cell))) for cell in row) for row in rows)


def _alignment(rule: str) -> str:
    if rule.startswith(":") and rule.endswith(":"):
        return "center"
    return "right" if rule.endswith(":") else "left"


def _split_run_in(text: _Line) -> tuple[_Line, _Line]:
    """Cut a heading line after its first 。, or first ： with text behind it."""
    for mark in "。：":
        end = text.text.find(mark) + 1
        if end and (end < len(text.text)):
            return _part(text, 0, end), _part(text, end, len(text.text))
    return text, _Line("", (), text.origin)


# --- 行内 ---------------------------------------------------------------------------------------


def _part(line: _Line, start: int, end: int) -> _Line:
    """Return a stretch of a line with the figures in it, stripped of blanks at its ends."""
    before = line.text.count(_FIGURE_HERE, 0, start)
    text = line.text[start:end]
    return _Line(text.strip(), line.figures[before : before + text.count(_FIGURE_HERE)], line.origin)


def _join(pieces: list[_Line]) -> Inlines:
    """Join the lines of a paragraph without a space, as Chinese is written."""
    text = "".join(piece.text for piece in pieces)
    figures = tuple(figure for piece in pieces for figure in piece.figures)
    return _inlines(_Line(text, figures, pieces[0].origin))


def _inlines(line: _Line) -> Inlines:
    """Read lead sentences and figures."""
    if "**" not in line.text:
        return tuple(_plain_inlines(line))
    inlines: list[Inline] = []
    pieces = line.text.split("**")
    if len(pieces) % 2 == 0:
        raise _wrong("T319", "** 没有配对", line)
    at = 0
    for number, piece in enumerate(pieces):
        children = _plain_inlines(_Line(piece, line.figures[at:], line.origin))
        at += piece.count(_FIGURE_HERE)
        if number % 2 and children:
            inlines.append(Strong(tuple(children)))
        else:
            inlines.extend(children)
    return tuple(inlines)


def _plain_inlines(line: _Line) -> list[Text | Figure]:
    children: list[Text | Figure] = []
    figures = iter(line.figures)
    for number, piece in enumerate(line.text.split(_FIGURE_HERE)):
        if number:
            children.append(next(figures))
        if piece:
            children.append(Text(piece))
    return [child for child in children if child.text]


def _title_lines(inlines: Inlines) -> Inlines:
    """Turn typed bars into line breaks."""
    parts: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and "|" in inline.text:
            for number, piece in enumerate(inline.text.split("|")):
                if number and parts:
                    parts.append(LineBreak())
                if piece.strip():
                    parts.append(Text(piece.strip()))
        else:
            parts.append(inline)
    return _strip_end(tuple(parts))


# --- 收口 ---------------------------------------------------------------------------------------

_STRENGTH = {"、": 1, "，": 2, "：": 3, "；": 4, "。": 5, "！": 6, "？": 6}
_MARKS = "".join(_STRENGTH)
_DOUBLED = re.compile(f"[{_MARKS}]{{2,}}")
_HOLLOW = re.compile(r"（[、，；：]*）|“”|《》|〈〉|〔〕")
_BEFORE_BRACKET = re.compile(r"[、，；：。]+([）”》〉])")
_AFTER_BRACKET = re.compile(r"([（“《〈])[、，；：。]+")


def close(inlines: Inlines) -> Inlines:
    """Apply the closing rule (收口) to a run of inlines: see the module's page."""
    merged = _merge(inlines)
    closed: list[Inline] = []
    for number, inline in enumerate(merged):
        if not isinstance(inline, Text):
            closed.append(inline)
            continue
        text = _close_text(inline.text)
        text = _after(text, closed[-1] if closed else None)
        following = merged[number + 1] if number + 1 < len(merged) else None
        if isinstance(following, (Figure, Strong)) and following:
            text = (
                text if not text or text[-1] not in "、，" or not _starts_with_mark(following) else text[:-1]
            )
        if text:
            closed.append(Text(text))
    return tuple(closed)


def _merge(inlines: Inlines) -> list[Inline]:
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + inline.text)
        else:
            merged.append(inline)
    return merged


def _close_text(text: str) -> str:
    before = None
    while text != before:
        before = text
        text = _HOLLOW.sub("", text)
        text = _DOUBLED.sub(lambda marks: max(marks[0], key=_STRENGTH.__getitem__), text)
        text = _AFTER_BRACKET.sub(r"\1", text)
    return _BEFORE_BRACKET.sub(_closing_bracket, text)


def _closing_bracket(found: re.Match[str]) -> str:
    """Before a closing bracket a full stop may stand (a whole sentence in quotes), a comma may not."""
    marks, bracket = found[0][:-1], found[1]
    return "。" + bracket if "。" in marks and bracket == "”" else bracket


def _after(text: str, previous: Inline | None) -> str:
    """Drop a typed mark that follows nothing, or a mark of the data that is at least as strong."""
    if not text or text[0] not in _STRENGTH:
        return text
    if previous is None or isinstance(previous, LineBreak):
        return text[1:]
    end = plain_text((previous,))[-1:]
    if end in _STRENGTH and _STRENGTH[end] >= _STRENGTH[text[0]]:
        return text[1:]
    return text


def _starts_with_mark(inline: Inline) -> bool:
    return plain_text((inline,))[:1] in _STRENGTH


def _strip_end(inlines: Inlines) -> Inlines:
    """Drop a typed mark at the end: headings, captions and titles have none (GB/T 15834)."""
    if inlines and isinstance(inlines[-1], Text):
        text = inlines[-1].text.rstrip(_MARKS)
        return (*inlines[:-1], Text(text)) if text else inlines[:-1]
    return inlines


def _append(inlines: Inlines, text: str) -> Inlines:
    if inlines and isinstance(inlines[-1], Text):
        return (*inlines[:-1], Text(inlines[-1].text + text))
    return (*inlines, Text(text))
