"""Inlines: lead sentences, figures, the lines of a title."""

from __future__ import annotations

from fupin_report.document import Figure, Inline, Inlines, LineBreak, Strong, Text
from fupin_report.markup.closing import close, merge, strip_end
from fupin_report.markup.marks import FIGURE_HERE, Line, wrong
from fupin_report.patterns import expression

_BAR = expression(r"\s*\|\s*")
_STRONG = "**"


def part(line: Line, start: int, end: int) -> Line:
    """Return a stretch of a line with the figures in it, stripped of blanks at its ends."""
    before = line.text.count(FIGURE_HERE, 0, start)
    text = line.text[start:end]
    return Line(text.strip(), line.figures[before : before + text.count(FIGURE_HERE)], line.origin)


def join(pieces: list[Line]) -> Line:
    """Join the lines of a paragraph without a space, as Chinese is written."""
    if len(pieces) == 1:
        return pieces[0]
    text = "".join(piece.text for piece in pieces)
    figures = tuple(figure for piece in pieces for figure in piece.figures)
    return Line(text, figures, pieces[0].origin)


def closed(line: Line) -> Inlines:
    """Read lead sentences and figures, and apply the closing rule."""
    return close(inlines(line))


def inlines(line: Line) -> Inlines:
    """Read lead sentences and figures."""
    if _STRONG not in line.text:
        return tuple(_plain_inlines(line))
    found: list[Inline] = []
    pieces = line.text.split(_STRONG)
    if len(pieces) % 2 == 0:
        raise wrong("T319", "** 没有配对", line)
    at = 0
    for number, piece in enumerate(pieces):
        children = _plain_inlines(Line(piece, line.figures[at:], line.origin))
        at += piece.count(FIGURE_HERE)
        if number % 2 and children:
            found.append(Strong(tuple(children)))
        else:
            found.extend(children)
    return tuple(found)


def _plain_inlines(line: Line) -> list[Text | Figure]:
    children: list[Text | Figure] = []
    figures = iter(line.figures)
    for number, piece in enumerate(line.text.split(FIGURE_HERE)):
        if number:
            children.append(next(figures))
        if piece:
            children.append(Text(piece))
    return merge(child for child in children if child.text)


def title_lines(children: Inlines) -> Inlines:
    """Turn typed bars, and the blanks about them, into line breaks."""
    parts: list[Inline] = []
    for inline in children:
        if isinstance(inline, Text) and "|" in inline.text:
            for number, piece in enumerate(_BAR.split(inline.text)):
                if number and parts:
                    parts.append(LineBreak())
                if piece:
                    parts.append(Text(piece))
        else:
            parts.append(inline)
    return strip_end(tuple(parts))
