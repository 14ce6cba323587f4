"""Inlines: lead sentences, figures, the lines of a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fupin_report.document import Figure, Inline, Inlines, LineBreak, Strong, Text
from fupin_report.markup.closing import STRENGTH, close, merge, strip_end
from fupin_report.markup.marks import FIGURE_HERE, Line, wrong

_BAR = re.compile(r"\s*\|\s*")
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


_SLOT = Figure(FIGURE_HERE, ())
"""Stands for a figure in what is kept of a typed line."""


def closed(line: Line) -> Inlines:
    """Read lead sentences and figures, and apply the closing rule.

    What is typed is the same report after report, and is read once; a figure that begins or ends with a
    mark has a say in what the closing rule takes away beside it.
    """
    text, figures, _ = line
    typed = None if _have_a_say(figures) else _typed(text)
    if typed is None:
        return close(inlines(line))
    return _filled(typed, iter(figures)) if figures else typed


def _have_a_say(figures: tuple[Figure, ...]) -> bool:
    """Whether the closing rule looks at any of the figures: it is empty, or begins or ends with a mark."""
    for figure in figures:
        text = figure.text
        if not text or text[0] in STRENGTH or text[-1] in STRENGTH:
            return True
    return False


@lru_cache(maxsize=2**12)
def _typed(text: str) -> Inlines | None:
    """Return what is typed in a line, a slot for each figure; nothing where ** has no pair."""
    if text.count(_STRONG) % 2:
        return None
    return close(inlines(Line(text, (_SLOT,) * text.count(FIGURE_HERE), None)))


def _filled(typed: Inlines, figures: Iterator[Figure]) -> Inlines:
    """Return inlines with the figures in their slots."""
    return tuple(
        [
            next(figures)
            if inline is _SLOT
            else Strong(_filled(inline.children, figures))  # type: ignore[arg-type]
            if type(inline) is Strong
            else inline
            for inline in typed
        ]
    )


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
