"""A rule of proof-reading: a code, a severity, and a function that yields what it dislikes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import Kind, Proof
from fupin_report.frozen import frozen
from fupin_report.model.report import Report

HAN = "一-鿿〇"
"""Chinese characters, as the inside of a character class."""
COUNTED = "户|人|名|个|次|件|期|亩|公里|座|口|条|处|头|只|场|项|所|家|株|台|套"
"""Measure words, as alternatives."""
NUMBER = r"[0-9]+(?:\.[0-9]+)?"


@frozen
class Hit:
    """What a rule dislikes, by its place in the whole text."""

    start: int
    end: int
    message: str
    """What is wrong and how to write it: one Chinese sentence."""
    fix: str | None = None
    """What may stand in the place of the words without a second thought; None where somebody must think."""


Check: TypeAlias = Callable[[Proof, Report], Iterable[Hit]]
Message: TypeAlias = "str | Callable[[re.Match[str]], str]"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of proof-reading."""

    code: str
    """Code of the check, `X24`."""
    name: str
    """Which of the rules under that code, `P7`."""
    severity: Severity
    title: str
    """What it is about, in Chinese."""
    check: Check
    signs: frozenset[str] = frozenset()
    """Characters of which one must occur before it is worth looking; empty: always look."""
    clues: tuple[str, ...] = ()
    """Expressions of which one must match before it is worth looking; empty: always look."""
    quoted: bool = False
    """Whether the clues are looked for in titles of documents and addresses as well."""

    def hits(self, proof: Proof, report: Report) -> Iterable[Hit]:
        """Return what the rule dislikes in a text."""
        if self.signs and not proof.has_any(self.signs):
            return ()
        return self.check(proof, report)


def rule(
    code: str,
    title: str,
    severity: Severity = Severity.WARNING,
    *,
    name: str = "",
    signs: str = "",
    clues: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a function::

    @rule("U01", "套话")
    def cliches(proof, report):
        for found in proof.find("狠抓落实"):
            yield Hit(*found.span(), "“狠抓落实”请写明做了什么")

    audit(report, document, rules=(*RULES, cliches))

    With `clues` it is asked only where one of these expressions matches.
    """

    def decorate(check: Check) -> Rule:
        return Rule(code, name, severity, title, check, frozenset(signs), clues)

    return decorate


def pattern(
    code: str,
    name: str,
    severity: Severity,
    title: str,
    regex: str | tuple[str, ...],
    message: Message,
    *,
    signs: str = "",
    gate: tuple[str, ...] = (),
    kinds: Iterable[Kind] = (),
    quoted: bool = False,
    fix: Message | None = None,
) -> Rule:
    """Make a rule of a regular expression, or of several.

    In the message `{0}` stands for the match, `{1}` for its first group. A function may write the
    message instead; the empty text means that nothing is wrong. A search is quick where the expression
    begins with one certain character; where it cannot, `gate` names expressions that do, and of which
    one must match somewhere before the search is made. `fix` gives what may safely stand in the place of
    the match, in the same ways; it must change no figure.
    """
    regexes = (regex,) if isinstance(regex, str) else regex

    def check(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
        if gate and not any(proof.has(each) for each in gate):
            return
        for each in regexes:
            for found in proof.find(each, *kinds, quoted=quoted):
                said = _said(message, found)
                if said:
                    yield Hit(*found.span(), said, None if fix is None else _said(fix, found))

    return Rule(code, name, severity, title, check, frozenset(signs), gate or regexes, quoted or bool(gate))


def _said(message: Message, found: re.Match[str]) -> str:
    return message(found) if callable(message) else message.format(found[0], *found.groups())
