"""Which rules are worth asking: a few searches for the clues of all of them, instead of one for each.

Most documents have nothing wrong in most ways, and every search takes its time to say so. Here the clues
of many rules are the alternatives of one expression. Each begins with a certain character; where one is
found, only the rules with a clue of that beginning are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from fupin_report.audit.text.reading import Proof, beginning
from fupin_report.audit.text.rules import HAN, Rule

_CALLS_A_GROUP = re.compile(r"\\[1-9]|\(\?P")
"""What only an expression that stands alone can hold."""
_APART = tuple(map(re.compile, ("[0-9，、。；]", f"[^{HAN}]", ".")))
"""Beginnings whose clues are searched for apart: where one stands, as few others as possible are tried."""


class Sieve:
    """Rules, and the clues of all of them together."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._always: set[int] = set()
        """Places of the rules that are always asked: without a clue, or with one that may begin anyhow."""
        self._bare, self._whole = _Clues(), _Clues()
        for place, each in enumerate(rules):
            begins = [beginning(clue) for clue in each.clues]
            if not begins or not all(begins) or any(map(_CALLS_A_GROUP.search, each.clues)):
                self._always.add(place)
                continue
            clues = self._whole if each.quoted else self._bare
            for begin, clue in zip(begins, each.clues, strict=True):
                clues.add(begin, clue, place)

    def suspects(self, proof: Proof) -> list[Rule]:
        """Return the rules that may find something in a text, in their order."""
        places = self._always | self._bare.found(proof.bare) | self._whole.found(proof.text)
        return [self._rules[place] for place in sorted(places)]


class _Clues:
    """Expressions, and the places of the rules that they are clues of."""

    def __init__(self) -> None:
        self._places: dict[str, set[int]] = {}
        self._expressions: dict[str, str] = {}

    def add(self, begin: str, expression: str, place: int) -> None:
        """Take in a clue of a rule, and the character that it begins with."""
        self._expressions[expression] = begin
        self._places.setdefault(begin, set()).add(place)

    def found(self, text: str) -> set[int]:
        """Return the places of the rules of which a clue may stand in a text."""
        places: set[int] = set()
        for search in self._searches:
            start = 0
            while found := search(text, start):
                places |= self._places[found[0][0]]
                start = found.start() + 1
        return places

    @cached_property
    def _searches(self) -> list[Callable[[str, int], re.Match[str] | None]]:
        parts: dict[int, list[str]] = {}
        for expression, begin in self._expressions.items():
            part = next(number for number, kind in enumerate(_APART) if kind.match(begin))
            parts.setdefault(part, []).append(expression)
        return [re.compile("|".join(part)).search for part in parts.values()]


@lru_cache(maxsize=8)
def sieve(rules: tuple[Rule, ...]) -> Sieve:
    """Return the sieve of some rules: made once, for they are the same for all townships."""
    return Sieve(rules)
