"""What `check` finds: problems of the data and findings of the audit, and how bad each is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from fupin_report.cli.language import _
from fupin_report.errors import Problem

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


def record_of(result: Result, file: str) -> dict[str, object]:
    """Return a result as plain data; `file` stands for a place that is not known."""
    if isinstance(result, Problem):
        severity, paths, position, note = "error", [result.path] if result.path else [], result.position, ""
    else:
        severity, paths, note = str(result.severity), list(result.paths), result.explained
        position = result.positions[0] if result.positions else None
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
