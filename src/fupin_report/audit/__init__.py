"""The audit: what does not add up, with both sides, the difference and the lines. It never corrects."""

from __future__ import annotations

from dataclasses import replace

from fupin_report.audit.evaluate import check_identities
from fupin_report.audit.explanations import settle
from fupin_report.audit.finding import Finding, Severity
from fupin_report.model.report import Report

__all__ = ["Finding", "Severity", "audit"]


def audit(report: Report) -> list[Finding]:
    """Return everything in a report that does not agree, explained or not, in file order."""
    findings = [_placed(finding, report) for finding in settle(check_identities(report), report)]
    return sorted(findings, key=_line)


def _placed(finding: Finding, report: Report) -> Finding:
    positions = (report.source_map.locate(path) for path in finding.paths)
    return replace(finding, positions=tuple(position for position in positions if position))


def _line(finding: Finding) -> int:
    return finding.positions[0].line if finding.positions else 0
