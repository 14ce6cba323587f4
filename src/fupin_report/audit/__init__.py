"""The audit: what does not add up, with both sides, the difference and the lines. It never corrects.

With a document its words are proof-read as well; the rules are in :mod:`fupin_report.audit.text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fupin_report.audit.blanks import check_blanks
from fupin_report.audit.evaluate import check_identities
from fupin_report.audit.explanations import settle
from fupin_report.audit.finding import Finding, Severity
from fupin_report.model.report import Report

if TYPE_CHECKING:
    from fupin_report.audit.text import Rule
    from fupin_report.document import Document

__all__ = ["Finding", "Severity", "audit"]


def audit(
    report: Report, document: Document | None = None, *, rules: Iterable[Rule] | None = None
) -> list[Finding]:
    """Return everything in a report that does not agree, explained or not, in file order.

    With the document made of it the words are proof-read too, by `rules` or else all of ours. Without,
    an explanation of a check on words is left alone.
    """
    settled = settle(_checks(report, document, rules), report, words=document is not None)
    file = report.source_map.file
    return sorted((_placed(finding, report) for finding in settled), key=lambda each: _place(each, file))


def _checks(report: Report, document: Document | None, rules: Iterable[Rule] | None) -> Iterator[Finding]:
    yield from check_identities(report)
    yield from check_blanks(report)
    if document is not None:
        from fupin_report.audit.text import RULES, proofread  # a check of figures alone need not wait for it

        yield from proofread(report, document, RULES if rules is None else rules)


def _placed(finding: Finding, report: Report) -> Finding:
    if finding.positions:
        return finding
    positions = (report.source_map.locate(path) for path in finding.paths)
    return replace(finding, positions=tuple(position for position in positions if position))


def _place(finding: Finding, file: str) -> tuple[bool, int]:
    """Order by lines of the data file; what stands elsewhere, in a template say, comes after."""
    first = finding.positions[0] if finding.positions else None
    return (first is not None and first.file != file, first.line if first else 0)
