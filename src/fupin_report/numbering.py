"""Numbers and closing marks: 一、 （一） 1. （1） for headings, 一是 for items, 表1 and 图1.

They are set here and never typed, so that a section that drops out leaves no hole. The ladder is
GB/T 9704—2012 §7.3.3; the marks between items follow GB/T 15834—2011.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from fupin_report.document import (
    Annex,
    Block,
    Document,
    Enumeration,
    Figure,
    Heading,
    Image,
    Inlines,
    Item,
    Paragraph,
    Table,
    Text,
    plain_text,
)
from fupin_report.numerals import counting

_SENTENCE_ENDS = "。！？…"
_ENDS = _SENTENCE_ENDS + "；，、："


def number(document: Document) -> Document:
    """Return the document with every label set.

    Headings under which nothing stands are left out, as are those of built-in templates whose siblings all
    went: what is not divided has no parts. What somebody typed in a template of their own stays.
    """
    filled = _without_lone_headings(_without_empty_headings(document.blocks))
    blocks = tuple(_close_enumeration(block) for block in filled)
    return replace(document, blocks=_Counter().label(blocks))


@lru_cache(maxsize=256)
def heading_label(level: int, position: int) -> str:
    """Return the label of a heading: level 1 to 4, position from 1."""
    match level:
        case 1:
            return f"{counting(position)}、"
        case 2:
            return f"（{counting(position)}）"
        case 3:
            return f"{position}."
        case 4:
            return f"（{position}）"
    raise ValueError(f"headings have levels 1 to 4, not {level}")


@lru_cache(maxsize=256)
def item_label(position: int) -> str:
    """Return the label of an item of an enumeration: 一是, 二是 …"""
    return f"{counting(position)}是"


class _Counter:
    """Counts headings on the ladder, tables and pictures."""

    def __init__(self) -> None:
        self._headings = [0, 0, 0, 0]
        self._tables = self._images = self._annexes = 0
        self._several = False

    def label(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        self._several = sum(isinstance(block, Annex) for block in blocks) > 1
        return tuple(self._label(block) for block in blocks)

    def _label(self, block: Block) -> Block:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(heading=Heading() as heading):
                return Paragraph(block.children, self._heading(heading), block.origin)
            case Enumeration():
                lead: Any = self._label(block.lead) if block.lead else None
                items = [
                    Item(each.children, item_label(i), each.origin) for i, each in enumerate(block.items, 1)
                ]
                return Enumeration(tuple(items), lead, block.origin)
            case Table() if block.caption:
                self._tables += 1
                return replace(block, label=f"表{self._tables}")
            case Image() if block.caption:
                self._images += 1
                return replace(block, label=f"图{self._images}")
            case Annex():
                self._annexes += 1
                return replace(block, label=f"附件{self._annexes}" if self._several else "附件")
        return block

    def _heading(self, heading: Heading) -> Heading:
        index = heading.level - 1
        self._headings[index] += 1
        self._headings[heading.level :] = [0] * (4 - heading.level)
        label = heading_label(heading.level, self._headings[index])
        return Heading(heading.level, heading.children, label, heading.origin)


def _without_empty_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop headings that are followed by a heading of their own or a higher level, or by the end."""
    kept: list[Block] = []
    nearest = 0  # level of the heading that follows; 0 is the end of the text
    bare = True  # whether nothing stands between here and that heading
    for block in reversed(blocks):
        if isinstance(block, Heading):
            if bare and block.level >= nearest:
                continue
            nearest, bare = block.level, True
        elif _run_in_level(block):
            nearest, bare = _run_in_level(block), True
        elif _is_body(block):
            bare = False
        kept.append(block)
        if isinstance(block, Heading) or _run_in_level(block):
            bare = True
    return tuple(reversed(kept))


def _without_lone_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Drop built-in headings that stand right below their parent and are its only part, without parts."""
    kept: list[Block] = []
    following = 0  # level of the heading that follows; 0 is the end of the text
    for block, before in zip(reversed(blocks), reversed((None, *blocks[:-1])), strict=False):
        if isinstance(block, Heading):
            lone = isinstance(before, Heading) and before.level < block.level > following
            following = block.level
            if lone and block.origin and block.origin.built_in:
                continue
        kept.append(block)
    return tuple(reversed(kept))


def _run_in_level(block: Block) -> int:
    paragraph = block.lead if isinstance(block, Enumeration) else block
    if isinstance(paragraph, Paragraph) and paragraph.heading:
        return paragraph.heading.level
    return 0


def _is_body(block: Block) -> bool:
    return isinstance(block, (Paragraph, Enumeration, Table, Image))


def _close_enumeration(block: Block) -> Block:
    """Set the marks between items: ； and a last 。, or 。 throughout where an item has a 。 of its own."""
    if not isinstance(block, Enumeration):
        return block
    whole = any(_has_sentence_inside(item.children) for item in block.items)
    last = len(block.items) - 1
    items = [
        Item(_ended(item.children, "。" if whole or index == last else "；"), item.label, item.origin)
        for index, item in enumerate(block.items)
    ]
    return Enumeration(tuple(items), block.lead, block.origin)


def _has_sentence_inside(inlines: Inlines) -> bool:
    text = plain_text(inlines)
    ended_by_data = isinstance(inlines[-1], Figure) and text[-1] in _SENTENCE_ENDS
    return ended_by_data or any(end in text[:-1] for end in _SENTENCE_ENDS)


def _ended(inlines: Inlines, mark: str) -> Inlines:
    """End an item with a mark. A mark of the data stays; a typed one gives way."""
    last = inlines[-1]
    if isinstance(last, Text):
        text = last.text.rstrip(_ENDS) + mark
        return (*inlines[:-1], Text(text))
    return inlines if plain_text(inlines)[-1] in _ENDS else (*inlines, Text(mark))
