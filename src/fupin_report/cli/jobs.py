"""What the paths of a command line mean: every report that lies behind them, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fupin_report.batch import Job
    from fupin_report.workspace import Edition

STDIN = "-"


def jobs_of(path: str, period: str, *, no_code: bool, leaving_out: str = "") -> Iterator[Job]:
    """Yield the jobs of a project, a data file, a folder, a file of JSON lines or, for `-`, of such lines.

    `period` chooses among those of a project.
    Raises as `jobs_of_paths`, `load_project` and `Project.must_have`.
    """
    from fupin_report.batch import jobs_of_lines, jobs_of_paths
    from fupin_report.workspace import SETTINGS, load_project

    if path == STDIN:
        yield from jobs_of_lines(sys.stdin.buffer, "stdin.jsonl")
    elif Path(path, SETTINGS).is_file():
        project = load_project(Path(path))
        project.must_have(period)
        yield from (job_of(each, no_code=no_code) for each in project.editions(period))
    else:
        yield from jobs_of_paths([path], leaving_out=leaving_out)


def job_of(edition: Edition, *, no_code: bool = False) -> Job:
    """Return the job that makes an edition; its output is `2015H1/510000101-龙泉镇`."""
    from fupin_report.batch import Job

    return Job(
        str(edition.data[-1]),
        f"{edition.period}/{edition.township}",
        tuple(map(str, edition.data)),
        templates=tuple(map(str, edition.templates)),
        layout=str(edition.layout or ""),
        checks=str(edition.checks or ""),
        code="" if no_code else str(edition.code or ""),
        earlier=tuple((base.value, tuple(map(str, data))) for base, data in edition.earlier.items()),
    )
