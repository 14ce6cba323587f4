"""标题分行: lines of a title that break by sense and are about as long (GB/T 9704—2012 §7.3.1).

A title breaks after a name, after 关于 and 的, before the words that name its kind (工作情况汇报), and where
its writer puts `|`; where that leaves a line too long, or a few characters alone on one, also after its year
and before words of the trade (脱贫攻坚); never within 《…》, a name, or a number and its unit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from fupin_report.document import (
    Document,
    Figure,
    Inline,
    Inlines,
    LineBreak,
    Strong,
    Text,
    Title,
    plain_text,
)
from fupin_report.layout import text_width
from fupin_report.patterns import expression

MOST_CHARACTERS = 20
"""Characters of 2号 in 156 mm."""
_EVEN = 6
"""Most characters by which the longest line should pass the shortest."""
_FEWEST, _LEFT_OVER = 6, 0.4
"""Characters of a line, and its part of the longest, below which it looks left over."""
_LONGEST = 120
"""Characters of the longest line that is broken: what is longer is no title."""
_BAR = "|"
_AFTER = expression("关于|的")
_KIND = expression(
    "(?:(?:上|下)?半年|年度|季度)?(?:工作|开展|落实|整改|进展|完成|走访调研)*(?:情况)?(?:的)?"
    "(?:汇报提纲|汇报|报告|总结|公示|请示|计划|方案|要点)$"
)
_YEAR = expression(r"\d年(?:[上下]半年)?")
_WORD = expression(
    "[和与同及暨]?(?:精准扶贫|精准脱贫|脱贫攻坚|巩固拓展|乡村振兴|有效衔接|产业扶贫|驻村帮扶|结对帮扶|建档立卡|扶贫开发)"
)
_WHOLE = expression(r"《[^》]*》|“[^”]*”|（[^）]*）|\d[\d.,]*(?:[A-Za-z%‰℃]+|[\u4e00-\u9fff])?")
"""What stands on one line: titles of papers, quotations, a number with the character of its unit."""
_GAP = 0.25
"""字 that LibreOffice puts between 汉字 and a digit or letter, and cannot be kept from."""
_BESIDE_DIGITS = expression(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_NEVER_FIRST = "的、，：；。）》”"


def set_titles(document: Document, names: Collection[str] = ()) -> Document:
    """Return the document with its titles broken into lines of at most 20 characters.

    The longest line passes the shortest by at most 6 characters where the breaks allow. `names` are those of
    the data: places and organs, each of which stands on one line.
    """
    blocks = tuple(
        replace(block, children=_broken(block.children, names)) if isinstance(block, Title) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def without_bars(title: str) -> str:
    """Return a title of the data without the marks by which its writer breaks it."""
    return title.replace(_BAR, "")


def _broken(children: Inlines, names: Collection[str]) -> Inlines:
    lines = [line for wanted in _wanted_lines(children) for line in _lines(wanted, names)]
    (first, *others) = lines or [()]
    return (*first, *(inline for line in others for inline in (LineBreak(), *line)))


def _wanted_lines(children: Inlines) -> Iterator[Inlines]:
    """Yield the lines that the writer wants."""
    line: list[Inline] = []
    for inline in children:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        elif isinstance(inline, Figure) and _BAR in inline.text:
            first, *others = inline.text.split(_BAR)
            line += _figure(first, inline)
            for other in others:
                yield tuple(line)
                line = _figure(other, inline)
        else:
            line.append(inline)
    yield tuple(line)


def _figure(text: str, figure: Figure) -> list[Inline]:
    return [replace(figure, text=text.strip())] if text.strip() else []


def _lines(line: Inlines, names: Collection[str]) -> Iterator[Inlines]:
    """Yield a line, or the lines it has to be broken into."""
    text = plain_text(line)
    if not text:
        return
    if MOST_CHARACTERS < _width(text) <= _LONGEST:
        yield from _split(line, balanced(text, names))
    else:
        yield line


def balanced(text: str, names: Collection[str] = ()) -> tuple[int, ...]:
    """Return the places where a title is broken into its most even lines.

    >>> balanced("青石镇人民政府关于2015年上半年精准扶贫工作开展情况的报告", ("青石镇人民政府",))
    (9, 21)
    """
    best = _most_even(text, (0, *_places(text, names), len(text)))
    if best.longest > MOST_CHARACTERS or best.shortest < max(_FEWEST, _LEFT_OVER * best.longest):
        more = (0, *_places(text, names, wide=True), len(text))
        best = min(best, _most_even(text, more), key=_Way.looks)
    return best.places


def _most_even(text: str, places: tuple[int, ...]) -> _Way:
    """Return the lines that look best of all that begin at some places."""
    room = max(MOST_CHARACTERS, _widest(text, places))
    least = [half / 2 for half in range(2 * MOST_CHARACTERS + 1)]
    bounds = [*((each, min(room, each + _EVEN)) for each in least), *((each, room) for each in least)]
    return min(filter(None, (_way(text, places, *each) for each in bounds)), key=_Way.looks)


def _width(text: str) -> float:
    """Return the width of a line in 字, with the gaps that some programs put beside digits."""
    return text_width(text) + _GAP * len(_BESIDE_DIGITS.findall(text))


def _widest(text: str, places: tuple[int, ...]) -> float:
    return max(_width(text[start:end]) for start, end in pairwise(places))


class _Way(NamedTuple):
    longest: float
    shortest: float
    places: tuple[int, ...]

    @property
    def uneven(self) -> float:
        return self.longest - self.shortest

    @property
    def cost(self) -> tuple[int, float]:
        return len(self.places), self.longest

    def looks(self) -> tuple[bool, bool, int, float]:
        """Return what tells the better of two ways, the lower the better."""
        return self.longest > MOST_CHARACTERS, self.uneven > _EVEN, len(self.places), self.uneven

    def followed_by(self, width: float, start: int) -> _Way:
        """Return the way with one more line, which begins at a place."""
        places = (*self.places, start) if start else self.places
        return _Way(max(self.longest, width), min(self.shortest, width), places)


def _way(text: str, places: tuple[int, ...], least: float, most: float) -> _Way | None:
    """Return the fewest lines, the longest as short as can be, of all that are within two widths."""
    best: dict[int, _Way] = {0: _Way(0, most, ())}
    for at, end in enumerate(places[1:], start=1):
        for start in places[:at]:
            width = _width(text[start:end])
            if start in best and least <= width <= most:
                way = best[start].followed_by(width, start)
                if end not in best or way.cost < best[end].cost:
                    best[end] = way
    return best.get(len(text))


def _places(text: str, names: Collection[str], *, wide: bool = False) -> list[int]:
    """Return where a title may be broken; `wide`: after its year and before words of the trade, too."""
    known = [found.span() for found in _found(text, names)]
    closed = {
        at
        for start, end in (*known, *(f.span() for f in _WHOLE.finditer(text)))
        for at in range(start + 1, end)
    }
    kind = _KIND.search(text)
    ends = {end for _, end in known} | {found.end() for found in _AFTER.finditer(text)}
    ends |= {kind.start()} if kind else set()
    if wide:
        ends |= {found.end() for found in _YEAR.finditer(text)}
        ends |= {found.start() for found in _WORD.finditer(text)}
    return sorted(at for at in ends - closed - {0, len(text)} if text[at] not in _NEVER_FIRST)


def _found(text: str, names: Iterable[str]) -> Iterator[re.Match[str]]:
    for name in filter(None, names):
        yield from re.finditer(re.escape(name), text)


def _split(line: Inlines, places: Iterable[int]) -> Iterator[Inlines]:
    """Yield the parts of some inlines between places of their text."""
    rest = line
    passed = 0
    for place in places:
        head, rest = _cut(rest, place - passed)
        passed = place
        yield head
    yield rest


def _cut(line: Inlines, place: int) -> tuple[Inlines, Inlines]:
    """Cut some inlines after so many characters."""
    head: list[Inline] = []
    for number, inline in enumerate(line):
        length = len(plain_text((inline,)))
        if place < length:
            before, after = _cut_inline(inline, place)
            return (*head, *before), (*after, *line[number + 1 :])
        head.append(inline)
        place -= length
    return tuple(head), ()


def _cut_inline(inline: Inline, place: int) -> tuple[Inlines, Inlines]:
    if place == 0:
        return (), (inline,)
    if isinstance(inline, Strong):
        head, rest = _cut(inline.children, place)
        return (Strong(head),), (Strong(rest),)  # type: ignore[arg-type]
    assert isinstance(inline, (Text, Figure))
    return (replace(inline, text=inline.text[:place]),), (replace(inline, text=inline.text[place:]),)
