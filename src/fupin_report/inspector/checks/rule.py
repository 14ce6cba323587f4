"""What a rule is: who asks for it, what it asks, and a function that yields one case a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from fupin_report.inspector import patterns
from fupin_report.inspector.elements import Element, Kind
from fupin_report.inspector.facts import Facts, Paragraph
from fupin_report.inspector.inspection import Place, Point, Strength, Verdict
from fupin_report.inspector.pages import Section
from fupin_report.layout import Layout, mm_to_twips

STANDARD, CUSTOM = Strength.STANDARD, Strength.CUSTOM

MM = 1.0
"""How far a length may be off, mm: the standard's own tolerance (§5.2.1)."""
CHARACTER = 0.15
"""How far an indent may be off, 字."""
LINE_END = 0.6
"""How far 落款 may be off, 字: programs differ in the gap beside a digit."""
SLACK = 0.02
"""Lines and characters by which a page may be short for the rounding of whole twips."""

RUNNING = (Kind.BODY, Kind.HEADING)
"""What the 22 lines are counted of."""
TITLE_BLOCK = (Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE)
WORDS = (
    *(*TITLE_BLOCK, Kind.SALUTATION, *RUNNING, Kind.ATTACHMENTS, Kind.SIGNATURE, Kind.DATE),
    *(Kind.NOTE, Kind.CAPTION),
)
"""What is text of the paper, tables left out."""

_MOST_PLACES, _MOST_FOUND = 5, 3
_BEGINNING = 12


@dataclass(frozen=True)
class Sheet:
    """A file under inspection."""

    facts: Facts
    elements: tuple[Element, ...]
    layout: Layout

    def of(self, *kinds: Kind) -> Iterator[Element]:
        """Yield the elements of some kinds, in order."""
        return (element for element in self.elements if element.kind in kinds)

    @cached_property
    def words(self) -> list[tuple[Element, str]]:
        """The words of each element, without what has rules of its own: numbers, 发文字号, 成文日期."""
        return [(element, _words(element)) for element in self.elements]

    def section(self, element: Element) -> Section:
        """Return the section an element stands in."""
        return self.facts.sections[element.paragraph.section]

    def upright(self, *kinds: Kind) -> Iterator[Element]:
        """Yield the elements of some kinds on sheets that do not lie on their side."""
        return (element for element in self.of(*kinds) if not self.section(element).landscape)


def _words(element: Element) -> str:
    text = element.paragraph.shown.strip()
    if element.kind in (Kind.DATE, Kind.BYLINE):
        return patterns.DATE.sub("", text)
    return patterns.LETTER_NUMBER.sub("□", text[len(element.label) :])


class Case(NamedTuple):
    """One place where a rule is kept or not."""

    found: str
    good: bool
    paragraph: Paragraph | None = None


Check: TypeAlias = Callable[[Sheet], Iterable[Case]]
"""Yields a case a place; none where the rule does not apply."""


class Rule(NamedTuple):
    """One row of the table."""

    name: str
    clause: str
    strength: Strength
    required: Callable[[Layout], str]
    check: Check

    def point(self, sheet: Sheet) -> Point:
        """Look at a file, and say what came of it."""
        cases = list(self.check(sheet))
        wrong = [case for case in cases if not case.good]
        verdict = Verdict.DEVIATES if wrong else Verdict.CONFORMS if cases else Verdict.NOT_APPLICABLE
        found = _found(wrong or cases, counted=bool(wrong)) or "文中没有"
        required = self.required(sheet.layout)
        return Point(self.name, self.clause, self.strength, required, found, verdict, _places(wrong))


def _found(cases: list[Case], *, counted: bool) -> str:
    """Name what was found, the most frequent first."""
    tally = Counter(case.found for case in cases).most_common()
    told = [f"{found}（{count}处）" if counted and count > 1 else found for found, count in tally]
    return "；".join(told[:_MOST_FOUND]) + ("；等" if len(told) > _MOST_FOUND else "")


def _places(cases: list[Case]) -> tuple[Place, ...]:
    paragraphs = [case.paragraph for case in cases if case.paragraph]
    places = (Place(each.number, each.shown.strip().replace("\n", " ")[:_BEGINNING]) for each in paragraphs)
    return tuple(dict.fromkeys(places))[:_MOST_PLACES]


def mm(twips: float) -> float:
    """Return twips as mm."""
    return twips / mm_to_twips(1000) * 1000


def said(value: float, places: int = 1) -> str:
    """Return a number as people write it, without zeros at its end."""
    return f"{round(value, places) + 0.0:.{places}f}".rstrip("0").rstrip(".")


def near(value: float, wanted: float, tolerance: float) -> bool:
    """Whether a value is as wanted, within a tolerance."""
    return abs(value - wanted) <= tolerance + 1e-9
