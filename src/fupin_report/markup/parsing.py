"""From rendered text to the tree, stretch by stretch.

A stretch is what stands between blank lines. What is typed of one is the same report after report: it is
read once, as a form, and other figures are put into it. Where a figure has a say in what is made of the
stretch, it is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from fupin_report.document import Block, Document, Figure, Properties
from fupin_report.errors import TemplateError
from fupin_report.markup.blocks import ALONE, blocks
from fupin_report.markup.closing import STRENGTH
from fupin_report.markup.escaping import settled, with_marks
from fupin_report.markup.forms import HOLE, Form, filled, form_of
from fupin_report.markup.marks import FIGURE_HERE, ORIGIN, last_origin, lines, without_figures
from fupin_report.patterns import expression

_FORMS_KEPT = 1024
_LONGEST = 3000
"""Characters of a stretch that is kept: what is longer is a table, or found nowhere else."""
_GAP = expression(f"\n(?:(?:[ \t\r]|{ORIGIN.pattern})*\n)+")
"""Line ends with nothing typed between them."""


def parse(
    markup: str,
    properties: Properties | None = None,
    shown: Callable[[str], str] = str,
    *,
    figures: bool = False,
) -> Document:
    """Read rendered markup into a tree without number labels.

    `shown` gives the name of a template as people read it, for the origins of blocks. `figures=True`
    reads `[360](identification.entered.persons)` as a figure: so the writer `md` writes them, while
    what a template types is never one.
    Raises `TemplateError` T31x, T32x for markup that says nothing, at the template line that made it.
    """
    if figures or "\\" in markup:
        cut = lines(*without_figures(with_marks(markup, figures)), shown)
        found = settled(tuple(blocks(cut, numbered=figures)))
    else:
        found = tuple(_by_stretches(*without_figures(markup), shown))
    return Document(found, properties or Properties())


def _by_stretches(typed: str, figures: tuple[Figure, ...], shown: Callable[[str], str]) -> Iterator[Block]:
    """Read stretch by stretch. What is typed of most has been read for another report."""
    at = 0
    for begin, stretch in _stretches(typed):
        count = stretch.count(FIGURE_HERE)
        own, at = figures[at : at + count], at + count
        form = _form(stretch, shown) if _is_common(stretch, own) else None
        if form is None:
            yield from blocks(lines(stretch, own, shown, last_origin(typed[:begin], shown)))
        else:
            yield from filled(form, own)


@lru_cache(maxsize=_FORMS_KEPT)
def _form(stretch: str, shown: Callable[[str], str]) -> Form | None:
    """Return the blocks of a stretch with holes for its figures; nothing where they are no plain text."""
    holes = (HOLE,) * stretch.count(FIGURE_HERE)
    try:
        return form_of(tuple(blocks(lines(stretch, holes, shown))))
    except TemplateError:  # told of the true figures
        return None


def _stretches(typed: str) -> Iterator[tuple[int, str]]:
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


def _is_common(stretch: str, figures: tuple[Figure, ...]) -> bool:
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
