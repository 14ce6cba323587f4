"""定稿: a final document has no error that nobody explained; what has is a draft, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fupin_report.audit import Finding, Severity
from fupin_report.document import Document
from fupin_report.errors import Problem, RenderError


def checked(document: Document, findings: Iterable[Finding], *, allow_errors: bool) -> Document:
    """Return the document as it may be written: as it is, or marked as a draft.

    Raises `RenderError` with every error that no explanation settles, and R411.
    """
    errors = [] if document.properties.draft else open_errors(findings)
    if errors and not allow_errors:
        raise RenderError([*map(_problem, errors), Problem("R411", _advice(len(errors)))])
    return replace(document, properties=replace(document.properties, draft=True)) if errors else document


def open_errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the errors that no explanation settles."""
    return [each for each in findings if each.severity == Severity.ERROR and not each.explained]


def _problem(finding: Finding) -> Problem:
    path = finding.paths[0] if finding.paths else ""
    place = finding.positions[0] if finding.positions else None
    return Problem(finding.code, finding.message, path, finding.title, place)


def _advice(count: int) -> str:
    advice = "请改正；确实如此的，在数据的“说明”里写明；先要看看样子，加 allow_errors=True 生成草稿"
    return f"有 {count} 处错误没有说明，没有生成。{advice}"
