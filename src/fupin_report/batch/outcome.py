"""What became of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from fupin_report.audit.finding import Finding, Severity
from fupin_report.errors import Problem
from fupin_report.frozen import frozen
from fupin_report.pipeline.final import open_errors

_MISSING = "D207"
"""A field that is missing: often because of what else is wrong, such as its misspelt name."""


class State(StrEnum):
    """How a report ended."""

    MADE = "made"
    """已生成: written now."""
    UNCHANGED = "unchanged"
    """未变: data, templates and layout are those of the file that is there."""
    REFUSED = "refused"
    """数据有错，未生成: the audit found errors that nobody explained."""
    FAILED = "failed"
    """未能生成: data, template or disk; see the problems."""


@frozen
class Output:
    """A file that stands in the output folder."""

    path: str
    sha256: str


@frozen
class Outcome:
    """What became of one job. A value that pickles; never an exception."""

    source: str
    name: str
    state: State
    outputs: tuple[Output, ...] = ()
    findings: tuple[Finding, ...] = ()
    """All findings of the audit, explained or not. Empty for an unchanged report: ask `check`."""
    problems: tuple[Problem, ...] = ()
    """Why nothing was written."""
    timings: Mapping[str, float] = field(default_factory=dict)
    """Seconds by stage: read, render, audit, write."""
    left: tuple[str, ...] = ()
    """Files of an earlier run that still stand, though this one could not make them anew."""

    @property
    def succeeded(self) -> bool:
        """Whether the files that were asked for stand there."""
        return self.state in (State.MADE, State.UNCHANGED)

    @property
    def warnings(self) -> int:
        """How many warnings no explanation settles."""
        return sum(each.severity == Severity.WARNING and not each.explained for each in self.findings)

    @property
    def first_problem(self) -> str:
        """The first thing that is wrong, in one line, and how many more there are."""
        problems = sorted(self.problems, key=lambda each: each.code == _MISSING)
        shown: list[object] = [*problems, *open_errors(self.findings)]
        if not shown:
            return ""
        more = f"（还有 {len(shown) - 1} 处）" if len(shown) > 1 else ""
        return str(shown[0]).partition("\n")[0] + more


def failed(source: str, name: str, problem: Problem) -> Outcome:
    """Return the outcome of a job that one problem stopped."""
    return Outcome(source, name, State.FAILED, problems=(problem,))
