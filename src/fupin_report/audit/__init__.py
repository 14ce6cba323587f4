"""The audit: what does not add up, with both sides, the difference and the lines. It never corrects.

With a document its words are proof-read as well; the rules are in :mod:`fupin_report.audit.text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from fupin_report.audit.blanks import any_blank, check_blanks
from fupin_report.audit.data import RULES, DataRule, Facts, Official
from fupin_report.audit.evaluate import check_identities
from fupin_report.audit.explanations import settle
from fupin_report.audit.finding import Finding, Severity
from fupin_report.audit.policy import Policy, read_policy
from fupin_report.model.report import Report

if TYPE_CHECKING:
    from fupin_report.audit.text import Rule
    from fupin_report.document import Document
    from fupin_report.model.values import Base

__all__ = ["Finding", "Policy", "Severity", "audit", "read_policy"]


def audit(
    report: Report,
    document: Document | None = None,
    *,
    rules: Iterable[Rule | DataRule] | None = None,
    previous: Report | Mapping[Base, Report] | None = None,
    official: Official | None = None,
    policy: Policy | None = None,
    more: Iterable[Rule | DataRule] = (),
) -> list[Finding]:
    """Return everything in a report that does not agree, explained or not, in file order.

    With the document made of it the words are proof-read too. Without, an explanation of a check on
    words is left alone. `rules` stand in the place of ours of their kind, on data or on words;
    `more` come to ours; `previous` is the report of the earlier period, or several by the 口径 that speaks
    of them; `official` holds lines and bands of a county's own, `policy` how bad it takes which check.
    """
    own = None if rules is None else tuple(rules)
    findings = _checks(report, document, own, tuple(more), Facts(report, previous, official))
    if policy:
        findings = policy.applied(findings)
    settled = settle(findings, report, words=document is not None)
    file = report.source_map.file
    return sorted((_placed(finding, report) for finding in settled), key=lambda each: _place(each, file))


def _checks(
    report: Report,
    document: Document | None,
    rules: tuple[Rule | DataRule, ...] | None,
    more: tuple[Rule | DataRule, ...],
    facts: Facts,
) -> Iterator[Finding]:
    yield from check_identities(report, facts.sections)
    if any_blank(facts.contents.words):
        yield from check_blanks(report)
    on_data = [each for each in rules or () if isinstance(each, DataRule)] or RULES
    for each in (*on_data, *(each for each in more if isinstance(each, DataRule))):
        yield from each.findings(facts)
    if document is not None:
        from fupin_report.audit.text import RULES as TEXT_RULES  # figures alone need not wait for it
        from fupin_report.audit.text import proofread

        on_words = [each for each in rules or () if not isinstance(each, DataRule)] or TEXT_RULES
        own = (each for each in more if not isinstance(each, DataRule))
        yield from proofread(report, document, (*on_words, *own))


def _placed(finding: Finding, report: Report) -> Finding:
    if finding.positions:
        return finding
    positions = (report.source_map.locate(path) for path in finding.paths)
    return replace(finding, positions=tuple(position for position in positions if position))


def _place(finding: Finding, file: str) -> tuple[bool, int]:
    """Order by lines of the data file; what stands elsewhere, in a template say, comes after."""
    first = finding.positions[0] if finding.positions else None
    return (first is not None and first.file != file, first.line if first else 0)
