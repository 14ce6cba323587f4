"""批注: what the audit found and where the data come from, beside the very figures, for a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fupin_report import datapath
from fupin_report.audit import Finding
from fupin_report.audit.walk import Contents
from fupin_report.document import Comment, Document
from fupin_report.model.report import Report
from fupin_report.model.sourced import Sourced

CHECKED, SOURCED = "核对", "出处"
"""Authors."""


def annotated(document: Document, report: Report, findings: Iterable[Finding]) -> Document:
    """Return the document with a comment for every finding and every source that the data name.

    A comment stands at the first figure of its data; a finding on words at their paragraph, one
    without a place at the first block. A source stands once, at the first figure of its section or row.
    """
    return replace(document, comments=(*map(_finding, findings), *_sources(document, report)))


def _finding(finding: Finding) -> Comment:
    state = "已说明" if finding.explained else finding.severity.gloss
    lines = [f"{state} {finding.code}：{finding.message}"]
    if finding.explained:
        lines.append(f"说明：{finding.explained}")
    places = dict.fromkeys(str(each) for each in finding.positions)
    if places:
        lines.append("、".join(places))
    block = finding.quote.line - 1 if finding.quote else 0
    # words are meant, not the figures beside them
    return Comment("\n".join(lines), CHECKED, () if finding.quote else finding.paths, block)


def _sources(document: Document, report: Report) -> Iterator[Comment]:
    shown = [path for figure in document.figures() for path in figure.paths]
    for section, place in Contents(report).sections:
        if not isinstance(section, Sourced):
            continue
        told = [f"来源：{section.source}"] if section.source else []
        told += [f"截至{section.as_of}"] if section.as_of else []
        path = next((each for each in shown if datapath.is_within(each, place)), None)
        if told and path:
            yield Comment("，".join(told), SOURCED, (path,))
