"""Text tree → sections, in one pass: both key languages, every problem collected.

Structuring stands beside the model, not in it: the model says what a field is, this room reads it.
"""

from __future__ import annotations

import typing
from typing import Any

from fupin_report.errors import DataError
from fupin_report.model.fields import Section
from fupin_report.model.report import Report, unmet_requirements
from fupin_report.source import SourceMap
from fupin_report.structure.reading import Reading, in_file_order
from fupin_report.structure.references import check_explanations, check_own_checks, check_references
from fupin_report.structure.sections import section_reader

__all__ = ["structure", "structure_as"]

SectionT = typing.TypeVar("SectionT", bound=Section)


def structure(source: SourceMap) -> Report:
    """Read a report from a tree. Raises `DataError` with all problems, in file order."""
    reading = Reading(source)
    report: Any = section_reader(Report)(source.root, None, reading)
    if not _is_draft(report):
        reading.problems += reading.blanks
    if not reading.problems:
        for path, title, message in unmet_requirements(report):
            reading.bad("D207", path, title, message)
        check_references(report, reading)
        check_own_checks(report, reading)
        check_explanations(report, reading)
    if reading.problems:
        raise DataError(in_file_order(reading.problems))
    report.__dict__["source_map"] = source
    return typing.cast(Report, report)


def structure_as(cls: type[SectionT], source: SourceMap) -> SectionT:
    """Read one section from a tree of its own: settings, say. Raises `DataError` with all problems."""
    reading = Reading(source)
    found: Any = section_reader(typing.cast(Any, cls))(source.root, None, reading)
    if reading.problems:
        raise DataError(in_file_order(reading.problems))
    return typing.cast(SectionT, found)


def _is_draft(report: Any) -> bool:
    """Whether what could be read of a report calls itself a draft."""
    document = getattr(report, "document", None)
    return bool(getattr(document, "draft", False))
