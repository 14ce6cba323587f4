"""说明: an explanation with a note turns a finding into "explained"; shown, never hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from fupin_report import datapath
from fupin_report.audit.finding import Finding, Severity
from fupin_report.model.report import Report

UNUSED = "X26"
_ON_WORDS = re.compile(r"X(?:0[789]|1[246789]|2[14])|(?!X\d\d$).*")
"""Checks that need a document, and those of a user's own: an explanation of one may wait for it."""


def settle(findings: Iterable[Finding], report: Report, *, words: bool = True) -> list[Finding]:
    """Mark what is explained, and add a finding for every explanation that explains nothing.

    Without `words` no check on words has run, and its explanations are not judged.
    """
    used: set[int] = set()
    settled = []
    for finding in findings:
        for index, explanation in enumerate(report.explanations):
            if explanation.check == finding.code and _concerns(explanation.at, finding.paths):
                used.add(index)
                finding = replace(finding, explained=explanation.note)
                break
        settled.append(finding)
    unused = (
        index
        for index, explanation in enumerate(report.explanations)
        if index not in used and (words or not _ON_WORDS.fullmatch(explanation.check))
    )
    return settled + [_unused(index, report) for index in unused]


def _concerns(place: str, paths: tuple[str, ...]) -> bool:
    """Whether a place is one of the paths or lies above one."""
    return any(path == place or path.startswith((f"{place}.", f"{place}[")) for path in paths)


def _unused(index: int, report: Report) -> Finding:
    explanation = report.explanations[index]
    message = f"这条说明没有对应的核对结果（{explanation.check} {explanation.at}），请改正或删去"
    return Finding(UNUSED, Severity.WARNING, message, (datapath.element("explanations", index),), "说明")
