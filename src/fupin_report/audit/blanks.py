"""空白: what a draft leaves open is listed, all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from fupin_report import datapath
from fupin_report.audit.finding import Finding, Severity
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    has_blank,
)
from fupin_report.patterns import expression

CODE = "X15"
_WITHOUT_WORDS = (int, Decimal, Choice, PartialDate, HouseholdsPersons, HouseholdsOrPersons, NaturalChange)
"""Values that are read digit by digit: nothing in them can be left open."""


BLANK_SIGNS = "_＿XＸ×〔某"
"""Characters of which one stands in every blank."""
_SIGN = expression(f"[{BLANK_SIGNS}]")


def any_blank(words: Iterable[str]) -> bool:
    """Whether a blank may stand in any of the words of a report: the quick answer, mostly no."""
    return any(has_blank(each) for each in words if _SIGN.search(each))


def check_blanks(report: Report) -> Iterator[Finding]:
    """Yield a finding for every text that is not filled in: a warning in a draft, else an error."""
    severity = Severity.WARNING if report.document.draft else Severity.ERROR
    for text, path, title in _texts(report, "", ""):
        if has_blank(text):
            yield Finding(CODE, severity, f"还没有填，写的是“{text}”", (path,), title)


def _texts(value: Any, path: str, title: str) -> Iterator[tuple[str, str, str]]:
    """Yield every value as text, and every label of a mapping, with path and title."""
    if isinstance(value, _WITHOUT_WORDS):
        return
    if isinstance(value, str):
        yield value, path, title
    elif isinstance(value, Section):
        for name, inner in vars(value).items():
            if name in value.fields:
                yield from _texts(inner, datapath.child(path, name), value.fields[name].title)
    elif isinstance(value, tuple):
        for index, row in enumerate(value):
            yield from _texts(row, datapath.element(path, index), title)
    elif isinstance(value, Mapping):
        for label, row in value.items():
            yield label, datapath.child(path, label), title
            rest = row.labelled("") if isinstance(row, Indicator) else row
            yield from _texts(rest, datapath.child(path, label), title)
    else:
        yield str(value), path, title
