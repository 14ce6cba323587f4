"""What a section may spend: steps and characters, counted inside the environment, without processes."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from itertools import islice

from fupin_report.templating.facts import Misuse

MAX_STEPS = 100_000
"""Loop rounds and calls of one section. A hundred-page report takes some ten thousand."""
MAX_OUTPUT = 4_000_000
"""Characters built by one section, intermediate texts included."""

_HANDFUL = 128
"""Pieces of an output that are counted at once while they are made."""


class Budget:
    """What one section may still spend."""

    __slots__ = ("output", "steps")

    def __init__(self) -> None:
        self.steps, self.output = MAX_STEPS, MAX_OUTPUT


_spending: ContextVar[Budget] = ContextVar("budget")


def new_budget() -> None:
    """Start counting for a new section."""
    _spending.set(Budget())


def pay(count: int = 1) -> None:
    """Pay for rounds and calls. Raises `Misuse` when there is nothing left."""
    budget = _spending.get()
    budget.steps -= count
    if budget.steps < 0:
        raise Misuse(f"模板循环或调用过多（超过 {MAX_STEPS} 次），请检查是否有死循环")


def pay_text(count: int) -> None:
    """Pay for characters. Raises `Misuse` when there is nothing left."""
    budget = _spending.get()
    budget.output -= count
    if budget.output < 0:
        raise Misuse(f"模板产生的文字过长（超过 {MAX_OUTPUT} 字）")


def joined(parts: Iterable[str]) -> str:
    """Join the pieces of an output, counted before they are joined; of an iterator, while it makes them."""
    if type(parts) is list:
        pay_text(sum(map(len, parts)))
        return "".join(parts)
    pieces, rest = [], iter(parts)
    while handful := list(islice(rest, _HANDFUL)):
        pay_text(sum(map(len, handful)))
        pieces += handful
    return "".join(pieces)
