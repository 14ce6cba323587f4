"""What a section, and a report, may spend: steps and characters, counted inside, without processes."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from itertools import islice

from fupin_report.templating.facts import Misuse

MAX_STEPS = 100_000
"""Loop rounds and calls of one section. A hundred-page report takes some ten thousand."""
MAX_OUTPUT = 4_000_000
"""Characters built by one section, intermediate texts included."""

MAX_REPORT_STEPS, MAX_REPORT_OUTPUT = 1_000_000, 12_000_000
"""The same of all sections of a report: one hostile outline must not hold up a batch."""
_HANDFUL = 128
"""Pieces of an output that are counted at once while they are made."""


class Budget:
    """What may still be spent: by one section, where nothing else is said."""

    __slots__ = ("output", "steps")

    def __init__(self, steps: int = MAX_STEPS, output: int = MAX_OUTPUT) -> None:
        self.steps, self.output = steps, output


_spending: ContextVar[Budget] = ContextVar("budget")


def new_budget() -> None:
    """Start counting for a new section."""
    _spending.set(Budget())


def settle(report: Budget) -> None:
    """Take what a section has spent from what its report may spend. Raises `Misuse` when it is too much."""
    section = _spending.get()
    report.steps -= MAX_STEPS - section.steps
    report.output -= MAX_OUTPUT - section.output
    if report.steps < 0 or report.output < 0:
        raise Misuse("整份文稿的循环、调用或文字过多，请减少节数，或看看哪一节重复得太多")


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
