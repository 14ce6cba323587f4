"""What `check` looks at: one report after another, each with all that lies around its data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fupin_report.cli.console import Console
from fupin_report.cli.jobs import STDIN, jobs_of
from fupin_report.cli.language import _
from fupin_report.cli.results import Result
from fupin_report.errors import FupinError, Problem, environment_problem

if TYPE_CHECKING:
    from fupin_report.batch import Job
    from fupin_report.model.report import Report
    from fupin_report.pipeline import Code, Earlier
    from fupin_report.templating import TemplateSet
    from fupin_report.workspace import Edition

_LINES = (".jsonl", ".ndjson")
"""Files of many reports. Named here so that one data file needs no batch; a test compares them with its."""


class Case(NamedTuple):
    """One report to be checked, or why it cannot be."""

    source: str
    """What people call it: a path, or `路径:行号` for a line of JSON lines."""
    files: tuple[str, ...] = ()
    """The data files it is made from."""
    read: Callable[[], Report] | None = None
    earlier: Earlier | None = None
    """The data of earlier periods."""
    templates: tuple[str, ...] = ()
    checks: str = ""
    code: str = ""
    problems: tuple[Problem, ...] = ()
    """What is wrong before anything has been read."""


def cases_of(paths: Iterable[str], period: str, *, no_code: bool) -> Iterator[Case]:
    """Yield every report that lies behind paths; what is wrong with a path itself becomes a case, too."""
    for path in paths:
        try:
            yield from _cases_of(path, period, no_code)
        except FupinError as error:
            yield Case(path, problems=error.problems)
        except OSError as error:
            yield Case(path, problems=(environment_problem(error),))


def is_one_file(path: str) -> bool:
    """Whether a path is a data file by itself: no folder, no file of many reports, no URL."""
    return not (path == STDIN or "://" in path or Path(path).suffix.lower() in _LINES or Path(path).is_dir())


def _cases_of(path: str, period: str, no_code: bool) -> Iterator[Case]:
    from fupin_report.workspace import edition_of, township_around

    if is_one_file(path):
        edition = edition_of(Path(path))
        yield _of_edition(edition, no_code) if edition else _of_file(Path(path))
        return
    around = township_around(Path(path)) if Path(path).is_dir() else None
    if around:
        project, township = around
        project.must_have(period)
        editions = (project.edition(township, each) for each in township.periods if period in ("", each))
        yield from (_of_edition(each, no_code) for each in editions)
    else:
        yield from map(_of_job, jobs_of(path, period, no_code=no_code))


def _of_file(path: Path) -> Case:
    from fupin_report.pipeline import load

    return Case(str(path), (str(path),), partial(load, path))


def _of_edition(edition: Edition, no_code: bool) -> Case:
    return Case(
        str(edition.data[-1]),
        tuple(map(str, edition.data)),
        edition.report,
        edition.earlier,
        tuple(map(str, edition.templates)),
        str(edition.checks or ""),
        "" if no_code else str(edition.code or ""),
    )


def _of_job(job: Job) -> Case:
    from fupin_report.model.values import Base

    earlier = {Base(base): data for base, data in job.earlier}
    problems = (job.problem,) if job.problem else ()
    read = partial(_report_of, job, earlier)
    return Case(
        job.source, job.data or (job.source,), read, earlier, job.templates, job.checks, job.code, problems
    )


def _report_of(job: Job, earlier: Earlier) -> Report:
    from fupin_report.batch.places import content_of, is_url
    from fupin_report.pipeline import load_json, load_layers

    if job.line:
        return load_json(job.line, name=job.source)
    return load_layers([content_of(each) if is_url(each) else each for each in job.data], earlier)


class Checking:
    """Checks reports by the same templates and against the same earlier period."""

    def __init__(
        self, layers: tuple[str, ...], checks: str | None, previous: str | None, console: Console
    ) -> None:
        """Read what all reports have in common. Raises `FupinError`, `OSError`."""
        from fupin_report.pipeline import load, read_policy

        self._layers = layers
        self._templates = lru_cache(maxsize=64)(_templates)
        self._templates(layers, "")
        self._policy = read_policy(checks) if checks else None
        self._policy_of = lru_cache(maxsize=64)(read_policy)
        self._previous = load(Path(previous)) if previous else None
        self._console = console

    def results(self, case: Case) -> list[Result]:
        """Return the problems of a report, or the findings in its data and in the words made of them."""
        from fupin_report.audit import audit
        from fupin_report.pipeline import load_earlier, render

        if case.problems or not case.read:
            return list(case.problems)
        try:
            with self._console.stage(_("读取 {file}").format(file=case.source)):
                report = case.read()
                previous = self._previous or load_earlier(report, case.earlier or {})
        except FupinError as error:
            return list(error.problems)
        except OSError as error:
            return [environment_problem(error)]
        policy = self._policy or (self._policy_of(case.checks) if case.checks else None)
        try:
            rules = _code(case.code).rules
            document = render(report, self._templates(self._layers or case.templates, case.code))
        except FupinError as error:  # the figures can be checked without the words
            return [*error.problems, *audit(report, previous=previous, policy=policy)]
        with self._console.stage(_("核对 {file}").format(file=case.source)):
            return list(audit(report, document, previous=previous, policy=policy, more=rules))


def _code(file: str) -> Code:
    from fupin_report.pipeline import load_code

    return load_code(file or None)


def _templates(layers: tuple[str, ...], code: str) -> TemplateSet:
    from fupin_report.templating import TemplateSet

    return TemplateSet(*layers, filters=_code(code).filters)
