"""What of a tree a Word file can say: two trees of one form look the same to whoever reads the page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any

from fupin_report import document as d
from fupin_report.document import Byline, Document, Inlines, LineBreak, Strong, Table, Text


def word_form(document: Document) -> Document:
    """Return a document as Word keeps it.

    A line end in a typed text is a line break, and none stands within a lead sentence; neighbours of
    one kind (texts, lead sentences, lines under the title) are one; a column in which no row has a cell
    of its own has no alignment; a template's line is not in the file. Everything else is kept.
    """
    blocks: list[d.Block] = []
    for block in map(_form, document.blocks):
        if isinstance(block, Byline) and blocks and isinstance(blocks[-1], Byline):
            blocks[-1] = Byline(blocks[-1].lines + block.lines)
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _form(node: Any) -> Any:
    if isinstance(node, Table):
        told = [any(row[column].joins != "left" for row in node.rows) for column in range(len(node.align))]
        sides = zip(node.align, told, strict=True)
        node = replace(node, align=tuple(side if known else "left" for side, known in sides))
    if isinstance(node, tuple):
        inner = tuple(map(_form, node))
        return _inlines(inner) if inner and all(isinstance(each, d.Inline) for each in inner) else inner
    if is_dataclass(node) and not isinstance(node, (Strong, type)):
        changes = {field.name: _form(getattr(node, field.name)) for field in fields(node)}
        return replace(node, **(changes | {"origin": None} if "origin" in changes else changes))
    return node


def _inlines(inlines: Inlines) -> Inlines:
    """Return inlines with breaks apart and neighbours together."""
    leaves = [(isinstance(each, Strong), leaf) for each in inlines for leaf in _leaves(each)]
    parted = [(strong and leaf != LineBreak(), leaf) for strong, leaf in leaves]
    formed: list[Any] = []
    for strong, group in groupby(parted, key=lambda pair: pair[0]):
        together = _joined([leaf for _, leaf in group])
        formed += [Strong(together)] if strong else together
    return tuple(formed)


def _leaves(inline: d.Inline) -> list[Any]:
    if isinstance(inline, Strong):
        return [leaf for child in inline.children for leaf in _leaves(child)]
    if not isinstance(inline, Text):
        return [inline]
    texts = [Text(text) for text in inline.text.split("\n")]
    broken = [leaf for text in texts for leaf in (LineBreak(), text)][1:]
    return [leaf for leaf in broken if leaf != Text("")]


def _joined(leaves: list[Any]) -> tuple[Any, ...]:
    joined: list[Any] = []
    for leaf in leaves:
        if isinstance(leaf, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + leaf.text)
        else:
            joined.append(leaf)
    return tuple(joined)
