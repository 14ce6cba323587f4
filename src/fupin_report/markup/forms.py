"""Forms: what a stretch of markup says, with holes where the figures of a report go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from fupin_report.document import (
    Block,
    Document,
    Enumeration,
    Figure,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Strong,
    Title,
)
from fupin_report.markup.marks import FIGURE_HERE

HOLE = Figure(FIGURE_HERE, ())
"""Stands for a figure in a form."""
Form: TypeAlias = tuple[tuple[Block, bool], ...]
"""Blocks, and whether there are holes in them."""
_PLAIN = (Title, Heading, Paragraph, Enumeration)


def form_of(blocks: tuple[Block, ...]) -> Form | None:
    """Return the form of blocks that were read with holes; nothing where they are more than plain text."""
    if not all(isinstance(block, _PLAIN) for block in blocks):
        return None
    return tuple((block, any(True for _ in Document((block,)).figures())) for block in blocks)


def filled(form: Form, figures: tuple[Figure, ...]) -> Iterator[Block]:
    """Yield the blocks of a form with figures in its holes, in their order."""
    rest = iter(figures)
    for block, has_holes in form:
        yield _block(block, rest) if has_holes else block


def _block(block: Block, figures: Iterator[Figure]) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, figures)
        case Enumeration():
            lead = block.lead and _paragraph(block.lead, figures)
            items = [Item(_inlines(each.children, figures), each.label, each.origin) for each in block.items]
            return Enumeration(tuple(items), lead, block.origin)
        case Heading():
            return _heading(block, figures)
        case Title():
            return Title(_inlines(block.children, figures), block.origin)
    raise TypeError(f"no plain text: {block}")


def _paragraph(paragraph: Paragraph, figures: Iterator[Figure]) -> Paragraph:
    heading = paragraph.heading and _heading(paragraph.heading, figures)
    return Paragraph(_inlines(paragraph.children, figures), heading, paragraph.origin)


def _heading(heading: Heading, figures: Iterator[Figure]) -> Heading:
    return Heading(heading.level, _inlines(heading.children, figures), heading.label, heading.origin)


def _inlines(typed: Inlines, figures: Iterator[Figure]) -> Inlines:
    return tuple(
        [
            next(figures)
            if inline is HOLE
            else Strong(_inlines(inline.children, figures))  # type: ignore[arg-type]
            if type(inline) is Strong
            else inline
            for inline in typed
        ]
    )
