"""雷同: what texts of different townships, or of one township in two periods, have in common.

Figures and short facts are masked, titles of papers and quoted terms taken out: they have to be alike. What
comes from the built-in templates is told apart, for nobody copied it; likeness is measured on the rest.
Work grows with the length of all texts, not with the number of pairs: only texts that share a phrase which
few others use are ever compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from fupin_report.document import (
    Document,
    Enumeration,
    Figure,
    Heading,
    Inlines,
    Origin,
    Paragraph,
    Table,
    plain_text,
)
from fupin_report.frozen import frozen
from fupin_report.patterns import expression

LEAST = 0.3
"""Likeness from which on a pair is told."""
_PHRASE = 8
"""Characters of a phrase that is compared."""
_SAMPLED = 4
"""One phrase in so many is looked at, chosen by its own characters, so that texts choose alike."""
_SHORT_FACT = 12
"""Characters of a fact that is masked; longer ones are sentences of the data."""
_RARE = 30
"""Texts that may share a phrase before it counts as a formula, and no longer for a pair."""
_MANY = 5
"""Texts that share a sentence from which on it is told by itself."""
_SHORTEST = 8
"""Characters of a sentence that is no formula."""
_MASK = "□"
_OFFICIAL = expression("《[^》]*》|“[^”]{1,12}”")
_SENTENCE = expression("[^。！？；\n]+")
_DIGITS = expression(r"[0-9０-９][0-9０-９.,%‰]*")
_DATE = expression(r"(?P<year>20\d\d)年(?:(?P<half>[上下]半年)|(?P<month>\d{1,2})月)?")


@frozen
class Told:
    """A text to be compared, and what is known of it."""

    name: str
    """Township, or file."""
    period: str
    """`2015H1`; texts of one name and other periods are its earlier or later ones."""
    document: Document
    names: tuple[str, ...] = ()
    """The township's own names: its, its villages'."""


@frozen
class Shares:
    """Where the characters of a text come from; together 1."""

    name: str
    period: str
    base: float
    """Typed in built-in templates."""
    own: float
    """Typed in the township's or county's templates and wordings."""
    data: float
    """Facts and sentences of the data."""


@frozen
class Pair:
    """Two texts that are alike."""

    first: tuple[str, str]
    """Name and period."""
    second: tuple[str, str]
    likeness: float
    """Share of the smaller text's phrases that the other has, what comes from built-in templates apart."""
    sentences: tuple[str, ...]
    """Sentences of the data or of own templates that stand in both, figures masked."""


@frozen
class Stray:
    """A name of another township, or a date of a period gone by, in a text."""

    name: str
    period: str
    word: str
    whose: str
    """Township the name belongs to; the earlier period of a date."""
    sentence: str


@frozen
class Common:
    """A sentence that many texts of a period have, though no built-in template says it."""

    sentence: str
    count: int
    period: str


@frozen
class Likeness:
    """雷同: what was found, the likest first."""

    shares: tuple[Shares, ...]
    pairs: tuple[Pair, ...]
    strays: tuple[Stray, ...]
    common: tuple[Common, ...]


@dataclass(slots=True)
class _Text:
    """A text taken apart."""

    told: Told
    sentences: list[str] = field(default_factory=list)
    """As written, of data and own templates."""
    words: list[str] = field(default_factory=list)
    """Every sentence, heading and cell as written, in which names are looked for."""
    masked: dict[str, str] = field(default_factory=dict)
    """Masked sentence → as written."""
    phrases: set[int] = field(default_factory=set)
    characters: Counter[str] = field(default_factory=Counter)


def likeness(texts: Iterable[Told], *, least: float = LEAST) -> Likeness:
    """Compare texts: those of one period with each other, those of one name with its earlier ones."""
    read = [_read(each) for each in texts]
    pairs = (pair for pair in _pairs(read) if pair.likeness >= least)
    strays = [*_foreign_names(read), *_old_dates(read)]
    shares = tuple(map(_shares, read))
    likest = sorted(pairs, key=lambda each: (-each.likeness, each.first, each.second))
    return Likeness(shares, tuple(likest), tuple(strays), tuple(_common(read)))


# --- one text -----------------------------------------------------------------------------------


def _read(told: Told) -> _Text:
    text = _Text(told, words=list(_asides(told.document)))
    ours = next(told.document.figures(), None) is not None
    for children, origin in _paragraphs(told.document):
        # a Word file of ours keeps its figures and not its origins: what is no figure is a template's
        base = origin.built_in if origin else ours
        for sentence in _sentences(children):
            _take(text, sentence, base)
    return text


def _asides(document: Document) -> Iterator[str]:
    """Yield what stands outside the sentences: headings, cells, captions."""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Table):
            yield plain_text(block.caption)
            yield from (cell.text for row in (*block.header, *block.rows) for cell in row)


def _paragraphs(document: Document) -> Iterator[tuple[Inlines, Origin | None]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.children, block.origin
        elif isinstance(block, Enumeration):
            yield from ((item.children, block.origin) for item in block.items)


class _Run(NamedTuple):
    """A stretch of a sentence."""

    words: str
    of_data: bool
    is_fact: bool
    """Whether it is a figure, a name, a list of names: what every text has in its own way."""


def _sentences(children: Inlines) -> Iterator[tuple[_Run, ...]]:
    """Yield sentences as runs of text."""
    runs: list[_Run] = []
    for each in children:
        text, of_data = plain_text((each,)), isinstance(each, Figure)
        is_fact = isinstance(each, Figure) and (len(each.paths) > 1 or len(text) < _SHORT_FACT)
        *ended, rest = re.split("(?<=[。！？；\n])", text)
        for piece in ended:
            yield (*runs, _Run(piece, of_data, is_fact))
            runs = []
        if rest:
            runs.append(_Run(rest, of_data, is_fact))
    if runs:
        yield tuple(runs)


def _take(text: _Text, runs: tuple[_Run, ...], base: bool) -> None:
    """Add a sentence; what built-in templates typed is counted and not compared."""
    typed = "base" if base else "own"
    for run in runs:
        text.characters["data" if run.of_data else typed] += len(run.words)
    compared = [_MASK if run.is_fact else run.words for run in runs if run.of_data or not base]
    written = "".join(run.words for run in runs).strip("。！？；\n")
    masked = _DIGITS.sub(_MASK, _OFFICIAL.sub(_MASK, "".join(compared))).strip("。！？；\n")
    text.words.append(written)
    if len(masked.replace(_MASK, "")) < _SHORTEST:
        return
    text.sentences.append(written)
    text.masked.setdefault(masked, written)
    phrases = (masked[at : at + _PHRASE].encode() for at in range(len(masked) - _PHRASE + 1))
    text.phrases |= {key for key in map(crc32, phrases) if key % _SAMPLED == 0}


def _shares(text: _Text) -> Shares:
    total = max(1, sum(text.characters.values()))
    base, own, data = (text.characters[each] / total for each in ("base", "own", "data"))
    return Shares(text.told.name, text.told.period, base, own, data)


# --- two texts ----------------------------------------------------------------------------------


def _pairs(texts: Sequence[_Text]) -> Iterator[Pair]:
    users: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for phrase in text.phrases:
            users[phrase].append(number)
    for text in texts:  # a formula makes nobody alike
        text.phrases = {phrase for phrase in text.phrases if len(users[phrase]) <= _RARE}
    met = {pair for numbers in users.values() if len(numbers) <= _RARE for pair in combinations(numbers, 2)}
    for one, other in met:
        first, second = texts[one], texts[other]
        if _comparable(first.told, second.told):
            yield _pair(first, second)


def _comparable(one: Told, other: Told) -> bool:
    """Whether two texts are of one period, or of one township."""
    return one.period == other.period or one.name == other.name


def _pair(one: _Text, other: _Text) -> Pair:
    shared = len(one.phrases & other.phrases)
    sentences = tuple(masked for masked in one.masked if masked in other.masked)
    least = max(1, min(len(one.phrases), len(other.phrases)))
    first, second = ((each.told.name, each.told.period) for each in (one, other))
    return Pair(first, second, round(shared / least, 3), sentences)


def _common(texts: Sequence[_Text]) -> Iterator[Common]:
    """Yield sentences that many texts of a period have, the commonest first."""
    counted = Counter((masked, text.told.period) for text in texts for masked in text.masked)
    for (sentence, period), count in counted.most_common():
        if count < _MANY:
            return
        yield Common(sentence, count, period)


# --- names and dates ----------------------------------------------------------------------------


def _foreign_names(texts: Sequence[_Text]) -> Iterator[Stray]:
    """Yield names of other townships and their villages; those that a township has itself are its own."""
    owner = {name: text.told.name for text in texts for name in text.told.names if len(name) > 1}
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in sorted(owner, key=len, reverse=True):
        by_start[name[:2]].append(name)
    for text in texts:
        own = set(text.told.names)
        for sentence in text.words:
            for name in _names_in(sentence, by_start):
                if name not in own and owner[name] != text.told.name:
                    yield Stray(text.told.name, text.told.period, name, owner[name], sentence)


def _names_in(sentence: str, by_start: dict[str, list[str]]) -> Iterator[str]:
    """Yield the names in a sentence, the longest at each place."""
    at = 0
    while at < len(sentence) - 1:
        names = by_start.get(sentence[at : at + 2], ())
        found = next((name for name in names if sentence.startswith(name, at)), "")
        if found:
            yield found
        at += len(found) or 1


def _old_dates(texts: Sequence[_Text]) -> Iterator[Stray]:
    """Yield sentences that stand in the township's earlier text, figures apart, with a date gone by."""
    by_name: dict[str, list[_Text]] = defaultdict(list)
    for text in sorted(texts, key=lambda each: each.told.period):
        by_name[text.told.name].append(text)
    for row in by_name.values():
        for one, other in combinations(row, 2):
            if one.told.period == other.told.period:
                continue
            before = {_DIGITS.sub(_MASK, sentence): sentence for sentence in one.sentences}
            for sentence in other.sentences:
                same = before.get(_DIGITS.sub(_MASK, sentence), "")
                date = _DATE.search(sentence)
                if date and date[0] in same and not _is_of(date, other.told.period):
                    yield Stray(other.told.name, other.told.period, date[0], one.told.period, sentence)


def _is_of(date: re.Match[str], period: str) -> bool:
    """Whether a date may be one of the period itself: its year, its half, a month of it."""
    half = {"上半年": "H1", "下半年": "H2"}.get(date["half"] or "")
    if date["month"]:
        half = "H1" if int(date["month"]) <= 6 else "H2"
    return date["year"] == period[:4] and (half is None or not period[4:] or half == period[4:])


__all__ = ["LEAST", "Common", "Likeness", "Pair", "Shares", "Stray", "Told", "likeness"]
