"""One paragraph as XML, and its place between the blocks around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

KEEP_NEXT = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"


class Place(NamedTuple):
    """What the neighbours of a block ask of its first and its last paragraph, as paragraph properties."""

    first: str = ""
    last: str = ""


NOWHERE = Place()
"""Neighbours that ask nothing."""


class Line(NamedTuple):
    """A paragraph to be: style, runs, and what is particular to it."""

    style: str
    content: str
    indent: str = ""
    """Properties that stand after those that keep lines together."""


def paragraph(line: Line, place: Place = NOWHERE) -> str:
    """Return a paragraph that is both the first and the last of its block."""
    keep = place.last + place.first  # keepNext goes before pageBreakBefore
    return f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/>{keep}{line.indent}</w:pPr>{line.content}</w:p>'


def paragraphs(lines: Sequence[Line], place: Place = NOWHERE) -> str:
    """Return the paragraphs of a block."""
    if len(lines) == 1:
        return paragraph(lines[0], place)
    end = len(lines) - 1
    return "".join(
        paragraph(line, Place(place.first if index == 0 else "", place.last if index == end else ""))
        for index, line in enumerate(lines)
    )
