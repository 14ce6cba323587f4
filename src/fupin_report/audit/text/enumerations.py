"""一是、二是: where the items of a list begin in running text, and what number each has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fupin_report.audit.text.reading import Passage
from fupin_report.numerals import counting

NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERS = {counting(number): number for number in range(1, 100)} | {"两": 2}
_IS = re.compile("是(?<=[一二三四五六七八九十]是)(?!一是|[，,]?[一二三四五六七八九十]是)")
_CLAUSE_ENDS = "。；：，;:,"


class Mark(NamedTuple):
    """一是, 二是 …: its places in the text of the passage."""

    start: int
    end: int
    number: int


def value(numeral: str) -> int:
    """Return the number that a small numeral means, Chinese or Arabic; 0 for what is none."""
    return int(numeral) if numeral.isdigit() else _NUMBERS.get(numeral, 0)


def marks(passage: Passage, place: int = 0) -> Iterator[Mark]:
    """Yield the marks of a passage from a place of its text on."""
    text = passage.text
    for found in _IS.finditer(text, place):
        start = found.start()
        while start and text[start - 1] in "一二三四五六七八九十":
            start -= 1
        number = value(text[start : found.start()])
        if number and (not start or text[start - 1] in _CLAUSE_ENDS):
            yield Mark(start, found.end(), number)
