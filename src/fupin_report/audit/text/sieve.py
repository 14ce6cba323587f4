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
from fupin_report.patterns import expression

_CALLS_A_GROUP = expression(r"\\[1-9]|\(\?P")
"""What only an expression that stands alone can hold."""
_APART = tuple(map(re.compile, ("[0-9，、。；]", f"[^{HAN}]", ".")))
"""Beginnings whose clues are searched for apart: where one stands, as few others as possible are tried."""


class Sieve:
    """Rules, and the clues of all of them together."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._tried = False

    def suspects(self, proof: Proof) -> list[Rule]:
        """Return the rules that may find something in a text, in their order.

        Of the first text all are asked: one text is read sooner than the clues are put together.
        """
        if not self._tried:
            self._tried = True
            return list(self._rules)
        always, bare, whole = self._sorted
        places = always | bare.found(proof.bare) | whole.found(proof.text)
        return [self._rules[place] for place in sorted(places)]

    @cached_property
    def _sorted(self) -> tuple[set[int], _Clues, _Clues]:
        """Places of the rules that are always asked; the clues of the others, by where they are looked for.

        Always asked is a rule without clues, or with one that may begin with anything.
        """
        always, bare, whole = set[int](), _Clues(), _Clues()
        for place, each in enumerate(self._rules):
            begins = [beginning(clue) for clue in each.clues]
            if not begins or not all(begins) or any(map(_CALLS_A_GROUP.search, each.clues)):
                always.add(place)
                continue
            clues = whole if each.quoted else bare
            for begin, clue in zip(begins, each.clues, strict=True):
                clues.add(begin, clue, place)
        return always, bare, whole


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
        for clue, begin in self._expressions.items():
            part = next(number for number, kind in enumerate(_APART) if kind.match(begin))
            parts.setdefault(part, []).append(clue)
        return [re.compile("|".join(part)).search for part in parts.values()]


@lru_cache(maxsize=8)
def sieve(rules: tuple[Rule, ...]) -> Sieve:
    """Return the sieve of some rules: made once, for they are the same for all townships."""
    return Sieve(rules)
