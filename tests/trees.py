"""Random trees: every one that the markup can make, with any characters a file can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import strategies as st

from fupin_report import document as d
from fupin_report.document import Figure, Inlines, Item, Strong, Text

_T = TypeVar("_T")

CHARACTERS = st.one_of(
    st.sampled_from("\\[](),|*!#:-`<>&\"'1. 　\n\r\t，。：、；！？（）“”《》〈〉〔〕甲乙丙"),
    st.characters(exclude_categories=["Cs"]).filter(lambda char: char in "\t\n\r" or char >= " "),
).filter(lambda char: char not in "\ufffe\uffff")
WORDS = st.text(CHARACTERS, min_size=1, max_size=12)
PATHS = st.lists(
    st.one_of(
        st.sampled_from(["identification.entered.persons", "villages[0].name", 'health["C级,房 (1)"].value']),
        st.text(CHARACTERS, min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=3,
).map(tuple)

_texts = st.builds(Text, WORDS)
_figures = st.builds(Figure, WORDS, PATHS)
_leaves = st.one_of(_texts, _figures)
_strong = st.lists(_leaves, min_size=1, max_size=3).map(lambda each: Strong(tuple(joined(tuple(each)))))
INLINES: st.SearchStrategy[Inlines] = st.lists(st.one_of(_leaves, _strong), min_size=1, max_size=4).map(
    lambda each: joined(tuple(each))
)


def joined(inlines: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return inlines in which no two texts stand side by side."""
    together: list[Any] = []
    for each in inlines:
        if isinstance(each, Text) and together and isinstance(together[-1], Text):
            together[-1] = Text(together[-1].text + each.text)
        else:
            together.append(each)
    return tuple(together)


def _ending(mark: str) -> st.SearchStrategy[Inlines]:
    return INLINES.map(lambda each: joined((*each, Text(mark))))


def _title(lines: list[Inlines]) -> Inlines:
    first, *others = lines
    return first + tuple(node for line in others for node in (d.LineBreak(), *line))


_MARKS = st.text(st.sampled_from("甲乙丙镇政府文件〔〕0189★ ，。：（）"), min_size=1, max_size=8).filter(
    str.strip
)
_names = st.one_of(st.builds(Text, _MARKS), st.builds(Figure, _MARKS, PATHS)).map(lambda each: (each,))
"""Words of one look, without tabs and line breaks: what stands in one line of 版头."""
_or_none = st.one_of(st.just(()), _names)
_mastheads = st.builds(
    d.Masthead,
    _names,
    _names,
    st.lists(_names, min_size=1, max_size=4).map(tuple),
    _or_none,
    _or_none,
    _or_none,
)
_imprints = st.builds(d.Imprint, _names, _names, _or_none)
_headings = st.builds(d.Heading, st.integers(1, 4), INLINES)
_run_in = st.builds(d.Heading, st.integers(1, 4), st.sampled_from("。：").flatmap(_ending))
_run_ins = st.builds(d.Paragraph, st.one_of(st.just(()), INLINES), _run_in)
_paragraphs = st.one_of(st.builds(d.Paragraph, INLINES), _run_ins)
_items = st.lists(st.builds(Item, INLINES), min_size=2, max_size=3).map(tuple)
_lines = st.lists(INLINES, min_size=1, max_size=3).map(tuple)


_MERGES = st.lists(st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(1, 4)] * 2), max_size=3)
"""Rectangles: row and column of the first cell, rows and columns in it."""


@st.composite
def _tables(draw: st.DrawFn) -> d.Table:
    align = draw(st.lists(st.sampled_from(["left", "center", "right"]), min_size=1, max_size=4).map(tuple))
    cells = st.builds(d.Cell, st.one_of(st.just(()), INLINES, _numbers))
    row = st.tuples(*[cells for _ in align])
    header = draw(st.lists(row, min_size=1, max_size=3))
    rows = draw(st.lists(row, max_size=4))
    caption = draw(st.one_of(st.just(()), INLINES))
    return d.Table(merged(header, draw(_MERGES)), merged(rows, draw(_MERGES)), align, caption)


_numbers = st.decimals(-999, 999, places=2).map(lambda number: (Text(str(number)),))


def merged(
    rows: list[tuple[d.Cell, ...]], rectangles: list[tuple[int, int, int, int]]
) -> tuple[tuple[d.Cell, ...], ...]:
    """Return rows in which the cells of each rectangle are one, if none of them is part of another."""
    grid = [list(row) for row in rows]
    taken: set[tuple[int, int]] = set()
    for top, left, height, width in rectangles:
        lines = range(len(grid))[top : top + height]
        inside = {(r, c) for r in lines for c in range(len(grid[r]))[left : left + width]}
        if inside & taken:
            continue
        taken |= inside
        for r, c in inside - {(top, left)}:
            grid[r][c] = d.Cell((), "left" if c > left else "above")
    return tuple(map(tuple, grid))


BLOCKS: st.SearchStrategy[d.Block] = st.one_of(
    st.builds(d.Title, st.lists(INLINES, min_size=1, max_size=3).map(_title)),
    st.builds(d.Subtitle, INLINES),
    st.builds(d.Byline, _lines),
    st.builds(d.Salutation, _ending("：")),
    _headings,
    _paragraphs,
    st.builds(d.Enumeration, _items, st.one_of(st.none(), _paragraphs)),
    _tables(),
    st.builds(d.Image, WORDS, st.one_of(st.just(()), INLINES)),
    st.builds(d.Attachments, _lines),
    st.builds(d.Signature, _lines, INLINES),
    st.builds(d.PageBreak),
    _mastheads,
    st.builds(d.Note, INLINES),
    st.builds(d.Annex),
    _imprints,
)
DOCUMENTS = st.lists(BLOCKS, max_size=5).map(lambda blocks: d.Document(tuple(blocks)))


def unlabelled(document: d.Document) -> d.Document:
    """Return a document without number labels, origins and properties."""
    return d.Document(tuple(map(_unlabelled, document.blocks)))


def _unlabelled(node: Any) -> Any:
    match node:
        case d.Heading() | Item() | d.Image() | d.Table() | d.Annex():
            return replace(node, label="", origin=None)
        case d.Paragraph():
            heading = _unlabelled(node.heading) if node.heading else None
            return replace(node, heading=heading, origin=None)
        case d.Enumeration():
            lead = _unlabelled(node.lead) if node.lead else None
            return replace(node, items=tuple(map(_unlabelled, node.items)), lead=lead, origin=None)
    return replace(node, origin=None)


def figures_as_text(node: _T) -> _T:
    """Return a part of a tree in which figures are text."""
    return _as_text(node)  # type: ignore[no-any-return]


def _as_text(node: Any) -> Any:
    if isinstance(node, Figure):
        return Text(node.text)
    if isinstance(node, tuple):
        return joined(tuple(map(_as_text, node)))
    if hasattr(node, "__dataclass_fields__"):
        return replace(node, **{name: _as_text(getattr(node, name)) for name in node.__dataclass_fields__})
    return node
