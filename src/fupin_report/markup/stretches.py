"""Stretches of markup between blank lines: what is typed is the same report after report, and is read once.

A :class:`Form` is what a stretch says with holes where its figures were. The figures of another report are
put into the holes, and all is as if it had been read anew. Where that is not so, it is: :func:`is_common`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from fupin_report.document import (
    Annex,
    Block,
    Document,
    Enumeration,
    Figure,
    Heading,
    Inlines,
    Item,
    PageBreak,
    Paragraph,
    Strong,
    Title,
)
from fupin_report.markup.closing import STRENGTH
from fupin_report.markup.marks import FIGURE_HERE, ORIGIN
from fupin_report.patterns import expression

FORMS_KEPT = 1024
_LONGEST = 3000
"""Characters of a stretch that is kept: what is longer is a table, or found nowhere else."""
ALONE: dict[str, Callable[..., Annex | PageBreak]] = {"换页": PageBreak, "附件页": Annex}
"""Blocks without entries."""
HOLE = Figure(FIGURE_HERE, ())
"""Stands for a figure in a form."""
Form: TypeAlias = tuple[tuple[Block, bool], ...]
"""Blocks, and whether there are holes in them."""

_GAP = expression(f"\n(?:(?:[ \t\r]|{ORIGIN.pattern})*\n)+")
"""Line ends with nothing typed between them."""
_PLAIN = (Title, Heading, Paragraph, Enumeration)


def stretches(typed: str) -> Iterator[tuple[int, str]]:
    """Yield the stretches of what is typed and where each begins; a block between ::: is not cut."""
    begin = 0
    for gap in _GAP.finditer(typed):
        stretch = typed[begin : gap.start()]
        if ":::" in stretch and _is_open(stretch):
            continue
        if stretch:
            yield begin, stretch
        begin = gap.end()
    if begin < len(typed):
        yield begin, typed[begin:]


def _is_open(stretch: str) -> bool:
    """Whether a stretch may end within a block. One without entries may have an end of its own or none."""
    lines = (line.strip() for line in ORIGIN.sub("", stretch).split("\n"))
    marks = [line.removeprefix(":::").strip() for line in lines if line.startswith(":::")]
    return len(marks) % 2 == 1 or any(mark in ALONE for mark in marks)


def is_common(stretch: str, figures: tuple[Figure, ...]) -> bool:
    """Whether what is made of a stretch does not depend on its figures, nor on what stands before it.

    The closing rule looks at a figure that is empty, or begins or ends with a mark.
    """
    if stretch[0] != "\x01" or len(stretch) > _LONGEST:
        return False
    for figure in figures:
        text = figure.text
        if not text or text[0] in STRENGTH or text[-1] in STRENGTH:
            return False
    return True


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
