"""A document as a proof-reader sees it: its passages in reading order, one text, every character's origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from fupin_report.document import (
    Attachments,
    Block,
    Byline,
    Document,
    Enumeration,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Origin,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Strong,
    Subtitle,
    Table,
    Text,
    Title,
)
from fupin_report.patterns import expression

Known = TypeVar("Known")

SHIELD = "\ue000"
"""Stands in :attr:`Proof.bare` for each character that no rule about wording may look at."""
BRACED = r"[{｛]+[^{}｛｝\n]*[}｝]+|[{}｛｝]+"
"""Braces and what stands between them."""
_TITLES = expression("《[^《》\n]*》")
_LATIN = expression(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9][\w.+-]*@[!-~]+", re.ASCII)
_BRACED = expression(BRACED)
_NO_BRACE = expression("[^{}｛｝]")
_SENTENCE_ENDS = "。！？；\n"
_PLAIN = expression(r"[^\\\[\](){}.*+?|^$]+(?![*+?{])")
_CLASS_OR_ESCAPE = expression(r"\\.|\[[^\]]*\]")
_ESCAPED_MARK = expression(r"\\\W")
_INNERMOST = expression(r"\([^()]*\)")


class Kind(StrEnum):
    """What a passage is on the page."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    SALUTATION = "salutation"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"


PROSE = (Kind.PARAGRAPH, Kind.ITEM)
"""Where sentences stand."""

_Part: TypeAlias = "tuple[Kind, str, Inlines]"
"""Kind, label and inlines of a passage."""
_Flat: TypeAlias = "tuple[Text | Figure, ...]"
"""Words and figures, those of a lead sentence among them, without line breaks."""


class Passage(NamedTuple):
    """A paragraph, a heading, a cell: what stands by itself on the page."""

    kind: Kind
    label: str
    """Number set by the program, 一、 or 一是; the text begins with it."""
    text: str
    start: int
    """Where it begins in the whole text."""
    inlines: _Flat
    origin: Origin | None
    number: int
    """Number of its block in the document, from 1."""
    level: int
    """Level of a heading, else 0."""

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends in the whole text."""
        return self.start, self.end

    def words(self) -> Iterator[tuple[int, int]]:
        """Yield where words that a template typed begin and end in the whole text."""
        at = self.start
        for inline in self.inlines:
            after = at + len(inline.text)
            if type(inline) is Text:
                yield at, after
            at = after

    def figures(self, start: int, end: int) -> Iterator[Figure]:
        """Yield the figures between two places of the whole text; touching is not enough."""
        at = self.start
        for inline in self.inlines:
            after = at + len(inline.text)
            if isinstance(inline, Figure) and at < end and start < after:
                yield inline
            at = after

    def figure_around(self, start: int, end: int) -> tuple[Figure, int] | None:
        """Return the figure in which two places of the whole text lie, and where it begins."""
        at = self.start
        for inline in self.inlines:
            after = at + len(inline.text)
            if isinstance(inline, Figure) and at <= start and end <= after:
                return inline, at
            at = after
        return None

    def typed(self, start: int, end: int) -> bool:
        """Whether any character between two places was typed in a template."""
        at = self.start
        for inline in self.inlines:
            after = at + len(inline.text)
            if not isinstance(inline, Figure) and at < end and start < after:
                return True
            at = after
        return False


class Proof:
    """The whole text of a document, to be searched by rules."""

    __slots__ = ("_known", "_starts", "bare", "passages", "text")

    text: str
    """All passages, a newline before and after each."""
    bare: str
    """The same, with the insides of 《》 and {} and addresses of the web shielded: places are the same."""
    passages: tuple[Passage, ...]

    def __init__(self, document: Document) -> None:
        self.passages = tuple(_passages(document))
        self.text = "\n" + "".join([passage.text + "\n" for passage in self.passages])
        self.bare = self._shielded()
        self._starts = [passage.start for passage in self.passages]
        self._known: dict[Any, Any] = {}

    def find(self, pattern: str, *kinds: Kind, quoted: bool = False) -> Iterator[re.Match[str]]:
        """Yield where a regular expression matches, in passages of some kinds only.

        Titles of documents and addresses are left out unless `quoted`. A newline ends a passage.
        """
        regex, lead = compiled(pattern)
        if not all(map(self.text.__contains__, lead)):
            return
        for found in regex.finditer(self.text if quoted else self.bare):
            if not kinds or self.passage_at(found.start()).kind in kinds:
                yield found

    def has(self, pattern: str) -> bool:
        """Whether a regular expression matches anywhere, titles of documents included."""
        regex, lead = compiled(pattern)
        return all(map(self.text.__contains__, lead)) and regex.search(self.text) is not None

    def has_any(self, characters: Iterable[str]) -> bool:
        """Whether one of some characters occurs at all."""
        return any(map(self.text.__contains__, characters))

    def once(self, function: Callable[[Proof], Known]) -> Known:
        """Return what a function says of this text, asked only once however many rules want it."""
        if function not in self._known:
            self._known[function] = function(self)
        known: Known = self._known[function]
        return known

    def passage_at(self, place: int) -> Passage:
        """Return the passage that holds a place."""
        return self.passages[bisect_right(self._starts, place) - 1]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends; a semicolon parts sentences too."""
        return self._around(place, _SENTENCE_ENDS)

    def clause_at(self, place: int) -> tuple[int, int]:
        """Return where the clause around a place begins and ends: what stands between commas."""
        return self._around(place, _SENTENCE_ENDS + "，：")

    def quoted_at(self, place: int) -> bool:
        """Whether a place stands inside “”."""
        passage = self.passage_at(place)
        before = self.text[passage.start : place]
        return before.count("“") > before.count("”")

    def _around(self, place: int, ends: str) -> tuple[int, int]:
        start, end = place, place
        while start and self.text[start - 1] not in ends:
            start -= 1
        while self.text[end] not in ends:
            end += 1
        return start, end if self.text[end] == "\n" else end + 1

    def _shielded(self) -> str:
        bare = self.text
        if "《" in bare:
            bare = _TITLES.sub(lambda found: f"《{SHIELD * (len(found[0]) - 2)}》", bare)
        if "@" in bare or "://" in bare or "www." in bare:
            bare = _LATIN.sub(lambda found: SHIELD * len(found[0]), bare)
        if "{" in bare or "｛" in bare:
            bare = _BRACED.sub(lambda found: _NO_BRACE.sub(SHIELD, found[0]), bare)
        return bare


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Return a compiled pattern, and the characters without which it cannot match.

    Each is compiled once, and only when a text has these characters: most texts have few of them.
    """
    return expression(pattern), frozenset(_lead(pattern))


def _lead(pattern: str) -> str:
    """Return the characters that every match begins with; none where that is not plain to see."""
    rest, nested = _CLASS_OR_ESCAPE.sub("", pattern), ""
    while rest != nested:
        rest, nested = _INNERMOST.sub("", rest), rest
    lead = _PLAIN.match(pattern)
    return "" if "|" in rest or lead is None else lead[0]


def beginning(pattern: str) -> str:
    """Return the character that every match begins with; none where that is not plain to see."""
    escaped = _ESCAPED_MARK.match(pattern)
    lead = _lead(f"{SHIELD}{pattern[2:]}" if escaped else pattern)
    return pattern[1] if lead and escaped else lead[:1]


def _passages(document: Document) -> Iterator[Passage]:
    start = 1
    for number, block in enumerate(document.blocks, 1):
        level = block.level if isinstance(block, Heading) else 0
        origin = None if isinstance(block, PageBreak) else block.origin
        for kind, label, inlines in _parts(block):
            text, flat = _characters(inlines)
            yield Passage(kind, label, text, start, flat, origin, number, level)
            start += len(text) + 1


def _parts(block: Block) -> Iterator[_Part]:
    match block:
        case Paragraph():
            yield Kind.PARAGRAPH, "", _paragraph(block)
        case Heading():
            yield Kind.HEADING, block.label, (_set(block.label), *block.children)
        case Enumeration():
            yield from _enumeration(block)
        case Table():
            yield Kind.CAPTION, "", block.caption
            for row in (*block.header, *block.rows):
                for cell in row:
                    yield Kind.CELL, "", cell.children
        case Title():
            yield Kind.TITLE, "", block.children
        case Subtitle():
            yield Kind.SUBTITLE, "", block.children
        case Salutation():
            yield Kind.SALUTATION, "", block.children
        case Byline():
            yield from ((Kind.BYLINE, "", line) for line in block.lines)
        case Image():
            yield Kind.CAPTION, "", block.caption
        case Attachments():
            yield from ((Kind.ATTACHMENT, "", name) for name in block.names)
        case Signature():
            yield from ((Kind.SIGNATURE, "", line) for line in (*block.organisations, block.date))


class _Label(Text):
    """A number that the program sets, 一、 or 一是: no words of a template."""

    __slots__ = ()


@lru_cache(maxsize=256)
def _set(label: str) -> Text:
    """Return a label as words; there are few of them."""
    return _Label(label)


def _paragraph(paragraph: Paragraph) -> Inlines:
    """Return the inlines of a paragraph with its run-in heading before it."""
    if paragraph.heading is None:
        return paragraph.children
    return (_set(paragraph.heading.label), *paragraph.heading.children, *paragraph.children)


def _enumeration(block: Enumeration) -> Iterator[_Part]:
    if block.lead is None:
        for item in block.items:
            yield Kind.ITEM, item.label, (_set(item.label), *item.children)
        return
    items = [inline for item in block.items for inline in (_set(item.label), *item.children)]
    yield Kind.PARAGRAPH, "", (*_paragraph(block.lead), *items)


def _characters(inlines: Inlines) -> tuple[str, _Flat]:
    """Return the characters of a passage on one line, and the words and figures that they belong to."""
    try:  # mostly there is nothing else
        return "".join([inline.text for inline in inlines]), cast(_Flat, inlines)  # type: ignore[union-attr]
    except AttributeError:
        flat = tuple(_flat(inlines))
        return "".join([inline.text for inline in flat]), flat


def _flat(inlines: Inlines) -> Iterator[Text | Figure]:
    inline: Inline
    for inline in inlines:
        if isinstance(inline, Strong):
            yield from inline.children
        elif isinstance(inline, (Text, Figure)):
            yield inline
