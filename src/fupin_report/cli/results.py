"""What `check` finds: problems of the data and findings of the audit, and how bad each is."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, TypeAlias

from fupin_report.cli.language import _
from fupin_report.errors import Position, Problem

if TYPE_CHECKING:
    from fupin_report.audit import Finding

Result: TypeAlias = "Problem | Finding"

COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "explained": "green"}


def words_of_states() -> Iterator[tuple[str, str]]:
    """Yield each state with its name, the worst first."""
    yield "error", _("错误")
    yield "warning", _("警告")
    yield "info", _("提示")
    yield "explained", _("已说明")


def state_of(result: Result) -> str:
    """Return how bad a result is; what is explained is no longer bad."""
    if isinstance(result, Problem):
        return "error"
    return "explained" if result.explained else str(result.severity)


def named(result: Result, source: str, files: Collection[str]) -> str:
    """Return a result as text that names the report it concerns, wherever it stands.

    `files` are those of the report: a place in one of them says enough. A place in a template, or none,
    may be that of many reports.
    """
    place = _place_of(result)
    if place is None:
        known = isinstance(result, Problem) and result.path in {source, *files}
        return str(result) if known else f"{source}: {result}"
    if place.file in {source, *files}:
        return str(result)
    return "\n".join((str(result), "      " + _("数据：{source}").format(source=source)))


def _place_of(result: Result) -> Position | None:
    if isinstance(result, Problem):
        return result.position
    return result.positions[0] if result.positions else None


def record_of(result: Result, file: str) -> dict[str, object]:
    """Return a result as plain data; `file` stands for a place that is not known."""
    if isinstance(result, Problem):
        severity, paths, note = "error", [result.path] if result.path else [], ""
    else:
        severity, paths, note = str(result.severity), list(result.paths), result.explained
    position = _place_of(result)
    return {
        "code": result.code,
        "severity": severity,
        "message": result.message,
        "paths": paths,
        "file": position.file if position else file,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "explained": note or None,
    }


def json_line(record: dict[str, object]) -> bytes:
    """Return a record as a line of JSON."""
    # a half character, in the name of a file say, becomes \udc80, which is JSON as well
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
