"""成文日期: the day on which a document is signed, whole."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import Kind, Proof
from fupin_report.audit.text.rules import Hit, rule
from fupin_report.model.report import Report

CODE = "X11"
_ENDS = tuple(f"{sign}(?=）?\n)" for sign in "年月")
"""How a passage ends that is a date without a day, in brackets or not."""


@rule(CODE, "成文日期", Severity.WARNING, name="DAY", clues=_ENDS)
def days(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """A signature has year, month and day (GB/T 9704 §7.3.5.4)."""
    for found in proof.find(r"[0-9]{4}年(?:[0-9]{1,2}月)?(?=）?\n)", Kind.SIGNATURE, Kind.BYLINE):
        message = f"成文日期“{found[0]}”没有写到日：GB/T 9704 要求年、月、日标全，请写成某年某月某日"
        yield Hit(*found.span(), message)


RULES = (days,)
