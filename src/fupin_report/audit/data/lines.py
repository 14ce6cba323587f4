"""收入标准: the poverty line of the base year."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.data.rules import Facts, Notice, data_rule
from fupin_report.audit.finding import Severity
from fupin_report.model.identification import LineKind


@data_rule("X10", "收入标准", Severity.ERROR)
def poverty_line(facts: Facts) -> Iterator[Notice]:
    """The national line of the base year; other kinds of line, and years not confirmed, only inform."""
    told = facts.report.identification
    if told is None:
        return
    year, line = told.base_year, told.line_yuan
    known = facts.official.lines.get(year)
    official = known or facts.official.unconfirmed.get(year)
    if official is None or line == official:
        return
    paths = ("identification.line_yuan", "identification.base_year")
    local = told.line_kind not in (None, LineKind.NATIONAL)
    if local and line < official:
        message = f"{told.line_kind.gloss if told.line_kind else ''}标准{line}元低于国家标准{official}元"
        yield Notice(message, paths, Severity.INFO)
    elif not local:
        message = f"识别基准年{year}年的国家标准是{official}元，写的是{line}元；地方标准请填“标准类别”"
        yield Notice(message, paths, None if known else Severity.WARNING)
