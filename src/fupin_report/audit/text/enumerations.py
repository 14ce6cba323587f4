"""一是、二是: where the items of a list begin in running text, and what number each has."""

from __future__ import annotations

from typing import NamedTuple

from fupin_report.audit.text.reading import Proof
from fupin_report.numerals import counting
from fupin_report.patterns import expression

NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERS = {counting(number): number for number in range(1, 100)} | {"两": 2}
_IS = expression("[一二三四五六七八九十][一二三四五六七八九十]{0,2}是(?!一是|[，,]?[一二三四五六七八九十]是)")
_CLAUSE_ENDS = "。；：，;:,\n"


class Mark(NamedTuple):
    """一是, 二是 …: its places in the whole text."""

    start: int
    end: int
    number: int


def value(numeral: str) -> int:
    """Return the number that a small numeral means, Chinese or Arabic; 0 for what is none."""
    return int(numeral) if numeral.isdigit() else _NUMBERS.get(numeral, 0)


def marks(proof: Proof) -> list[Mark]:
    """Return the marks of a text in reading order."""
    return proof.once(_find)


def _find(proof: Proof) -> list[Mark]:
    text, found = proof.text, []
    for each in _IS.finditer(text):
        start, end = each.span()
        number = _NUMBERS.get(text[start : end - 1], 0) if text[start - 1] in _CLAUSE_ENDS else 0
        if number:
            found.append(Mark(start, end, number))
    return found
