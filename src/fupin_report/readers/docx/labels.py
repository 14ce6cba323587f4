"""Number labels as they stand in a file: 一、 （一） 1. （1） 一是 表1 附件：1."""

from __future__ import annotations

import re
from typing import TypeAlias

from fupin_report.document import Inlines, Text
from fupin_report.numerals import DIGITS, counting
from fupin_report.patterns import expression

Pattern: TypeAlias = re.Pattern[str]
_COUNT = f"[{DIGITS}十百千万亿]+"
HEADING = {
    level: expression(pattern)
    for level, pattern in enumerate((f"{_COUNT}、", f"（{_COUNT}）", r"[0-9]+\.", "（[0-9]+）"), start=1)
}
"""Label of a heading by its level."""
ITEM = expression(f"{_COUNT}是")
FIRST_ITEM = f"{counting(1)}是"
TABLE = expression("表[0-9]+")
IMAGE = expression("图[0-9]+")
ATTACHMENT = expression(r"[0-9]+\.")


def split(words: Inlines, label: Pattern) -> tuple[str, Inlines]:
    """Take a label off the beginning of some inlines; without one it is empty. Figures hold no labels."""
    if words and isinstance(words[0], Text) and (found := label.match(words[0].text)):
        return found[0], without(words, found[0])
    return "", words


def without(words: Inlines, start: str) -> Inlines:
    """Drop what the text of some inlines begins with, if it does."""
    return _from(words, len(start)) if begins(words, start) else words


def without_end(words: Inlines, end: str) -> Inlines:
    """Drop what the text of some inlines ends with, if it does."""
    if not words or not isinstance(words[-1], Text) or not words[-1].text.endswith(end):
        return words
    rest = words[-1].text[: -len(end)]
    return (*words[:-1], Text(rest)) if rest else words[:-1]


def stripped(words: Inlines, characters: str) -> Inlines:
    """Drop certain characters from the beginning of the text of some inlines."""
    if not words or not isinstance(words[0], Text):
        return words
    text = words[0].text
    return _from(words, len(text) - len(text.lstrip(characters)))


def begins(words: Inlines, start: str) -> bool:
    """Whether some inlines begin with certain words that are no figure."""
    return bool(words) and isinstance(words[0], Text) and words[0].text.startswith(start)


def _from(words: Inlines, place: int) -> Inlines:
    """Cut the first text of some inlines off at a place."""
    first, *others = words
    assert isinstance(first, Text)
    return (Text(first.text[place:]), *others) if first.text[place:] else tuple(others)
