"""What a file says of other places in it: figures quoted in prose, and the user's own checks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from fupin_report import datapath
from fupin_report.model.fields import Section
from fupin_report.model.identities import parse_check
from fupin_report.model.report import Report
from fupin_report.model.routes import check_names
from fupin_report.model.values import Prose
from fupin_report.model.values.words import REFERENCE
from fupin_report.structure.reading import Reading


def check_references(report: Report, reading: Reading) -> None:
    """Record D220 for every quoted path that leads nowhere, with the place of the text that quotes it."""
    for place, title, text in reading.quoting:
        for reference in REFERENCE.finditer(text):
            reason = _reason_against(report, reference[1])
            if reason:
                reading.bad("D220", place, title, f"引用的“{reference[1]}”{reason}")


def check_own_checks(report: Report, reading: Reading) -> None:
    """Record D221 for every line under 自定义核对 that cannot be read, or names what there is not."""
    for index, line in enumerate(report.checks):
        try:
            check_names(parse_check(line), Report)
        except ValueError as error:
            path = datapath.element("checks", index)
            reading.bad("D221", path, Report.fields["checks"].title, str(error))


def _reason_against(report: Report, path: str) -> str:
    value: Any = report
    for segment in datapath.split(path):
        try:
            value = _step(value, segment)
        except LookupError:
            return f"不存在（没有“{segment}”）"
        if value is None or value in ("", ()):
            return "没有填"
    if isinstance(value, (tuple, Mapping)):
        return "是一组数据，请写明是哪一项"
    if isinstance(value, Section) and value.text_form is None:
        return "有下级各项，请写明是哪一项"
    return "是整段文字，引用的应是数或名称" if isinstance(value, Prose) else ""


def _step(value: Any, segment: str | int) -> Any:
    """Return what stands one step down a path. Raises `LookupError`."""
    if isinstance(value, Section):
        return getattr(value, value.keys[str(segment)].name)
    if isinstance(value, Mapping):
        return value[segment]
    if isinstance(value, tuple):
        return value[segment] if isinstance(segment, int) else _named(value, segment)
    if dataclasses.is_dataclass(value) and segment in {each.name for each in dataclasses.fields(value)}:
        return getattr(value, str(segment))
    raise LookupError(segment)


def _named(rows: tuple[Any, ...], name: str) -> Any:
    for row in rows:
        if name in (getattr(row, key, None) for key in ("id", "label", "name")):
            return row
    raise LookupError(name)
