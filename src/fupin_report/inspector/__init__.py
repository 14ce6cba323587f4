"""Inspection of any Word file against GB/T 9704—2012, from its XML, without setting a page.

:mod:`~fupin_report.inspector.reading` finds what is effectively true of each paragraph,
:mod:`~fupin_report.inspector.elements` what each paragraph is, and the tables in
:mod:`~fupin_report.inspector.checks` what is asked of it.
"""

from __future__ import annotations

from fupin_report.inspector.checks import RULES
from fupin_report.inspector.checks.rule import Sheet
from fupin_report.inspector.elements import recognise
from fupin_report.inspector.inspection import Inspection, Place, Point, Strength, Verdict
from fupin_report.inspector.reading import read_facts
from fupin_report.layout import Layout

__all__ = ["Inspection", "Place", "Point", "Strength", "Verdict", "inspect"]


def inspect(content: bytes, layout: Layout) -> Inspection:
    """Return every point of a Word file. Raises `SourceError` W5xx for what is none, or no safe one."""
    facts = read_facts(content)
    sheet = Sheet(facts, recognise(facts), layout)
    return Inspection(tuple(rule.point(sheet) for rule in RULES))
