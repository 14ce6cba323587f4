"""What `check` finds: problems of the data and findings of the audit, and how bad each is."""

from __future__ import annotations

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
