"""Inlines to runs; figures keep a mark that tells where they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from fupin_report.document import Figure, Inline, Inlines, LineBreak, Strong, Text
from fupin_report.layout import Layout
from fupin_report.wordmarks import BOOKMARK, STRONG
from fupin_report.writers.docx.comments import Margin
from fupin_report.writers.docx.picture import Pictures
from fupin_report.writers.docx.runs import LINE_BREAK, runs, words


@dataclass(slots=True)
class Sheet:
    """One document on its way to Word: the layout, and what is gathered while it is written."""

    layout: Layout
    pictures: Pictures
    figures: list[Figure] | None = field(default_factory=list)
    """Figures met so far, for the provenance part; None when it is not wanted."""
    margin: Margin | None = None
    """Where comments go; None when there are none."""


def inlines(nodes: Inlines, sheet: Sheet, style: str = "") -> str:
    """Return the runs of some inlines; `style` names a character style."""
    return "".join(
        [words(node.text, style) if type(node) is Text else _inline(node, sheet, style) for node in nodes]
    )


def _inline(node: Inline, sheet: Sheet, style: str) -> str:
    match node:
        case Figure():
            return _figure(node, sheet, style)
        case Text():
            return words(node.text, style)
        case Strong():
            return inlines(node.children, sheet, STRONG)
        case LineBreak():
            return LINE_BREAK
    assert_never(node)


def _figure(node: Figure, sheet: Sheet, style: str) -> str:
    """Return the runs of a figure: in a hidden bookmark by which its paths are found, and with comments."""
    content = runs(node.text, style)
    if sheet.figures is not None:
        sheet.figures.append(node)
        number = len(sheet.figures)
        content = (
            f'<w:bookmarkStart w:id="{number}" w:name="{BOOKMARK}{number}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
    return sheet.margin.about(node, content) if sheet.margin is not None else content
