"""The audit: what does not add up, with both sides, the difference and the lines. It never corrects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fupin_report.audit.blanks import check_blanks
from fupin_report.audit.evaluate import check_identities
from fupin_report.audit.explanations import settle
from fupin_report.audit.finding import Finding, Severity
from fupin_report.model.report import Report

__all__ = ["Finding", "Severity", "audit"]


def audit(report: Report) -> list[Finding]:
    """Return everything in a report that does not agree, explained or not, in file order."""
    findings = [_placed(finding, report) for finding in settle(_checks(report), report)]
    return sorted(findings, key=_line)


def _checks(report: Report) -> Iterator[Finding]:
    yield from check_identities(report)
    yield from check_blanks(report)


def _placed(finding: Finding, report: Report) -> Finding:
    positions = (report.source_map.locate(path) for path in finding.paths)
    return replace(finding, positions=tuple(position for position in positions if position))


def _line(finding: Finding) -> int:
    return finding.positions[0].line if finding.positions else 0
