"""What became of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from fupin_report.audit.finding import Finding
from fupin_report.errors import Problem
from fupin_report.frozen import frozen
from fupin_report.pipeline.final import open_errors


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

    @property
    def succeeded(self) -> bool:
        """Whether the files that were asked for stand there."""
        return self.state in (State.MADE, State.UNCHANGED)

    @property
    def first_problem(self) -> str:
        """The first thing that is wrong, in one line."""
        shown: list[object] = [*self.problems, *open_errors(self.findings)]
        return str(shown[0]).partition("\n")[0] if shown else ""


def failed(source: str, name: str, problem: Problem) -> Outcome:
    """Return the outcome of a job that one problem stopped."""
    return Outcome(source, name, State.FAILED, problems=(problem,))
