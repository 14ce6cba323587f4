"""The tree as the project's own markup, for reading, comparing, and setting again.

:func:`fupin_report.markup.parse` reads it back: with `figures=True` the same blocks but for number
labels and origins, figures with their paths; of a file written with `provenance=False` the same blocks
with figures as text.

So it is for every tree that the markup can make. What it cannot make comes back as the nearest it
can: a line break outside the title as a newline character, an enumeration of one item as a paragraph,
a run-in heading without a stop with 。.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from fupin_report.document import (
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
    Inlines,
    LineBreak,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Subtitle,
    Table,
    Text,
    Title,
)
from fupin_report.frozen import frozen
from fupin_report.layout import Layout
from fupin_report.markup import escape
from fupin_report.writers.characters import legal

_STOPS = "。："
_RULES = {"left": "---", "center": ":---:", "right": "---:"}
_JOINS = {"left": "<", "above": "^"}
_NOTHING = "，"
"""Typed after a run-in heading that nothing follows: the closing rule takes it away."""


def write(
    document: Document,
    layout: Layout,  # noqa: ARG001 - markup has no look
    *,
    images: Callable[[str], bytes] | None = None,  # noqa: ARG001 - it names its images
    provenance: bool = True,
    describe: Callable[[str], str] | None = None,  # noqa: ARG001 - paths speak for themselves
) -> bytes:
    """Return the document as markup in UTF-8. See `Writer` for the arguments."""
    page = _Page(figures=provenance)
    return legal("\n\n".join([*map(page.block, document.blocks), ""])[:-1]).encode()


@frozen
class _Page:
    figures: bool
    """Whether figures are written with their paths."""

    def block(self, node: Block) -> str:
        """Return the lines of a block."""
        match node:
            case Paragraph():
                return self._paragraph(node)
            case Heading():
                return f"{_sharps(node)} {self._ended(node.children, _STOPS)}"
            case Enumeration():
                return self._enumeration(node)
            case Title():
                return f"# {escape(node.children, figures=self.figures, keep_end=True)}"
            case Table():
                return self._table(node)
            case Image():
                source = escape((Text(node.source),), figures=False)
                return f"![{self._ended(node.caption)}]({source})"
            case Subtitle():
                return _fence("副标题", [self._words(node.children)])
            case Byline():
                return _fence("题下", map(self._words, node.lines))
            case Salutation():
                return _fence("称谓", [self._stopped(node.children, "：")])
            case Attachments():
                return _fence("附件", map(self._ended, node.names))
            case Signature():
                return _fence("落款", map(self._words, (*node.organisations, node.date)))
            case Note():
                return _fence("附注", [self._words(node.children)])
            case Masthead():
                return _fence("版头", self._masthead(node))
            case Imprint():
                copies = [("抄送", node.copies), ("印发机关", node.printed_by), ("印发日期", node.printed_on)]
                return _fence("版记", self._labelled(copies))
            case Annex():
                return _fence("附件页", [])
            case PageBreak():
                return _fence("换页", [])
        assert_never(node)

    def _masthead(self, node: Masthead) -> list[str]:
        before = [("份号", node.copy_number), ("密级", node.secrecy), ("紧急程度", node.urgency)]
        signers = [("签发人", each) for each in node.signers]
        return self._labelled([*before, ("标志", node.mark), ("文号", node.number), *signers])

    def _labelled(self, parts: Iterable[tuple[str, Inlines]]) -> list[str]:
        return [f"{label}：{self._words(words)}" for label, words in parts if words]

    def _words(self, inlines: Inlines, stops: str = "") -> str:
        return escape(_in_one_line(inlines), figures=self.figures, stops=stops)

    def _ended(self, inlines: Inlines, stops: str = "") -> str:
        """Return inlines that would lose a mark at their end."""
        return escape(_in_one_line(inlines), figures=self.figures, stops=stops, keep_end=True)

    def _stopped(self, inlines: Inlines, stop: str, stops: str = "") -> str:
        """Return inlines that end with a stop as it is typed."""
        last = inlines[-1] if inlines else None
        if isinstance(last, Text) and last.text.endswith(stop):
            inlines = (*inlines[:-1], Text(last.text[: -len(stop)]))
        kept = tuple(each for each in _in_one_line(inlines) if each != Text(""))
        return escape(kept, figures=self.figures, stops=stops, after=stop) + stop

    def _paragraph(self, node: Paragraph, items: bool = False) -> str:
        """Return a paragraph in one line; `items` stand in the lines under it."""
        if node.heading is None:
            return self._words(node.children)
        stop = _stop(node.heading.children)
        bare = not node.children
        head = self._stopped(node.heading.children, stop, _STOPS if stop == "：" or bare else stop)
        body = self._words(node.children, "。" if stop == "：" else "")
        return f"{_sharps(node.heading)} {head}{_NOTHING if bare and not items else body}"

    def _enumeration(self, node: Enumeration) -> str:
        lead = [self._paragraph(node.lead, items=True)] if node.lead else []
        items = (f"{number}. {self._words(item.children)}" for number, item in enumerate(node.items, 1))
        return "\n".join([*lead, *items])

    def _table(self, node: Table) -> str:
        caption = [f": {self._ended(node.caption)}"] if node.caption else []
        rule = f"|{'|'.join(map(_RULES.__getitem__, node.align))}|"
        header, rows = map(self._row, node.header), map(self._row, node.rows)
        return "\n".join([*caption, *header, rule, *rows])

    def _row(self, cells: tuple[Cell, ...]) -> str:
        return f"| {' | '.join(map(self._cell, cells))} |"

    def _cell(self, cell: Cell) -> str:
        return _JOINS.get(cell.joins) or self._words(cell.children)


def _in_one_line(inlines: Inlines) -> Inlines:
    return tuple(Text("\n") if isinstance(each, LineBreak) else each for each in inlines)


def _stop(inlines: Inlines) -> str:
    """Return the stop that ends a run-in heading."""
    last = inlines[-1] if inlines else None
    return last.text[-1] if isinstance(last, Text) and last.text.endswith(tuple(_STOPS)) else "。"


def _sharps(heading: Heading) -> str:
    return "#" * (heading.level + 1)


def _fence(name: str, lines: Iterable[str]) -> str:
    return "\n".join([f"::: {name}", *lines, ":::"])
