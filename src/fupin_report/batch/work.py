"""The work on one report, where it is done: in this process, in another one, or on another machine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from typing import TypeVar

from fupin_report import pipeline
from fupin_report.audit import Finding, Policy, audit
from fupin_report.batch.digest import digest_of_job
from fupin_report.batch.jobs import Job, Order
from fupin_report.batch.journal import Note, note
from fupin_report.batch.manifest import Entry
from fupin_report.batch.outcome import Outcome, Output, State, failed
from fupin_report.batch.parcels import Parcel, named
from fupin_report.batch.places import Place, content_of, place_of, placed
from fupin_report.errors import FupinError, Problem, RenderError, environment_problem
from fupin_report.frozen import frozen
from fupin_report.layout import Layout
from fupin_report.model.report import Report
from fupin_report.model.values import Base
from fupin_report.pipeline import Content, Earlier
from fupin_report.pipeline.final import checked
from fupin_report.pipeline.pdf import to_pdf
from fupin_report.templating import TemplateSet

_DoneT = TypeVar("_DoneT")
PDF = "pdf"


@frozen
class Task:
    """A job on its way to whoever does it."""

    job: Job
    known: Mapping[str, Entry]
    """What is known of the files it made the last time, by name."""
    problem: Problem | None = None
    """What is wrong with the job itself."""
    parcels: tuple[Parcel, ...] = ()
    """What it needs of the machine it comes from, when that may be another one."""


@frozen
class Result:
    """An outcome, and what the manifest shall remember, by name."""

    outcome: Outcome
    entries: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class _Begun:
    """A report that has its words, and is not in its files yet."""

    task: Task
    key: str
    findings: tuple[Finding, ...]
    contents: dict[str, bytes]
    """Content of each file by name; a PDF is a Word file until LibreOffice has set it."""
    watch: _Watch


def make_all(tasks: tuple[Task, ...], order: Order, common: bytes) -> list[Result]:
    """Make the reports of a chunk. No task stops the others; one LibreOffice sets all their PDFs."""
    begun = [_told(task, partial(_begin, task, order, common)) for task in tasks]
    if PDF in order.formats:
        _set_pages([each for each in begun if isinstance(each, _Begun)])
    results = [
        each if isinstance(each, Result) else _told(each.task, partial(_finish, each, order))
        for each in begun
    ]
    return [_complete(result, task, order) for task, result in zip(tasks, results, strict=True)]


def lost(task: Task, error: BaseException, *, order: Order) -> Result:
    """Return the result of a task that took its worker with it, twice."""
    why = f"{type(error).__name__}: {error}".rstrip(": ")
    problem = Problem("E509", f"做这一份的进程两次意外退出（{why}），其余的不受影响", task.job.source)
    return _complete(Result(failed(task.job.source, task.job.name, problem)), task, order)


def _complete(result: Result, task: Task, order: Order) -> Result:
    """Return a result with the names that people know, and with the older files that nobody replaced."""
    outcome = named(result.outcome, task.parcels) if task.parcels else result.outcome
    if task.known and not outcome.succeeded:
        outcome = replace(outcome, left=_left(task.known, place_of(order.folder)))
    return result if outcome is result.outcome else replace(result, outcome=outcome)


def _left(known: Mapping[str, Entry], place: Place) -> tuple[str, ...]:
    """Return which of the files that an earlier run made still stand."""
    with suppress(FupinError, OSError):  # a place without an answer has been told of
        return tuple(name for name in known if place.stamp(name) is not None)
    return ()


def _told(task: Task, work: Callable[[], _DoneT]) -> _DoneT | Result:
    """Do some of the work on a report. Whatever is wrong with it is in the outcome."""
    problems: tuple[Problem, ...]
    try:
        return work()
    except FupinError as error:
        problems = error.problems
    except OSError as error:
        problems = (environment_problem(error),)
    except (RecursionError, MemoryError) as error:
        what = "套得太深" if isinstance(error, RecursionError) else "内存不够"
        problems = (Problem("E507", f"{what}，这一份没有生成", task.job.source),)
    return Result(Outcome(task.job.source, task.job.name, State.FAILED, problems=problems))


def _begin(task: Task, order: Order, common: bytes) -> _Begun | Result:
    if task.problem:
        return Result(failed(task.job.source, task.job.name, task.problem))
    job, order = _received(task, order)
    data = {name: content_of(name) for name in job.files}
    key = digest_of_job(job, common, [data[name].data for name in job.files])
    standing = {} if order.force else _standing(task, order, key)
    if standing:
        outputs = tuple(Output(name, entry.sha256) for name, entry in standing.items())
        moved = {name: entry for name, entry in standing.items() if entry is not task.known[name]}
        return Result(Outcome(job.source, job.name, State.UNCHANGED, outputs), moved)
    return _worded(replace(task, job=job), order, key, data)


def _received(task: Task, order: Order) -> tuple[Job, Order]:
    """Return job and order with what was sent at the places where it is now."""
    if not task.parcels:
        return task.job, order
    place = place_of(order.folder)
    here = {each.name: each.received(place) for each in task.parcels}
    return task.job.with_settings(here), order.with_settings(here)


def _worded(task: Task, order: Order, key: str, data: Mapping[str, Content]) -> _Begun | Result:
    """Give a report its words, and its files their bytes."""
    job, watch = task.job, _Watch()
    with watch.of("read"):
        periods = {Base(base): [data[name] for name in names] for base, names in job.earlier}
        report = _load(job, data, periods)
        earlier = pipeline.load_earlier(report, periods) if order.audit else {}
        settings = job.layout or order.layout
        layout = _layout(settings, _edited(settings))
    with watch.of("render"):
        folders = (*job.templates, *order.templates)
        templates = _templates(folders, job.code, tuple(map(_edited, (*folders, job.code))))
        document = named(pipeline.render(report, templates), task.parcels)
    with watch.of("audit"):
        checks = job.checks or order.checks
        policy = _policy(checks, _edited(checks))
        more = pipeline.load_code(job.code or None).rules
        findings = (
            tuple(audit(report, document, previous=earlier, policy=policy, more=more)) if order.audit else ()
        )
    try:
        document = checked(document, findings, allow_errors=order.allow_errors)
    except RenderError:
        return Result(Outcome(job.source, job.name, State.REFUSED, (), findings, (), watch.seconds))
    with watch.of("write"):
        contents = {
            name: pipeline.serialize(
                document,
                "docx" if format_name == PDF else format_name,
                layout=layout,
                provenance=order.provenance and format_name != PDF,
                images=_around(job).picture,
                report=report,
            )
            for name, format_name in zip(order.names(job), order.formats, strict=True)
        }
    return _Begun(task, key, findings, contents, watch)


def _set_pages(begun: list[_Begun]) -> None:
    """Let LibreOffice set all Word files that shall be PDF; where it fails, each is left to itself."""
    waiting = [(each, name) for each in begun for name in each.contents if name.endswith(f".{PDF}")]
    try:
        pages = to_pdf([each.contents[name] for each, name in waiting])
    except RenderError:
        return
    for (each, name), content in zip(waiting, pages, strict=True):
        each.contents[name] = content


def _finish(begun: _Begun, order: Order) -> Result:
    job, place, entries = begun.task.job, place_of(order.folder), {}
    with begun.watch.of("write"):
        for name, content in begun.contents.items():
            if name.endswith(f".{PDF}") and not content.startswith(b"%PDF"):
                content = to_pdf([content])[0]
            known = begun.task.known.get(name)
            entries[name] = _put(content, place, name, begun.key, known, order)
    outputs = tuple(Output(name, entry.sha256) for name, entry in entries.items())
    timings = begun.watch.seconds
    return Result(Outcome(job.source, job.name, State.MADE, outputs, begun.findings, (), timings), entries)


def _standing(task: Task, order: Order, key: str) -> dict[str, Entry]:
    """Return the entries of all files of a report if they stand as they would be made; else nothing."""
    place, found = place_of(order.folder), {}
    for name in order.names(task.job):
        known = task.known.get(name)
        entry = known.confirmed(place, name) if known and known.key == key else None
        if entry is None:
            return {}
        found[name] = entry
    return found


def _load(job: Job, data: Mapping[str, Content], periods: Earlier) -> Report:
    if job.line:
        return pipeline.load_json(job.line, name=job.source)
    return pipeline.load_layers([data[name] for name in job.data], periods)


def _around(job: Job) -> Place:
    """Return where the pictures of a report lie: beside its data."""
    return placed(job.data[-1] if job.data else job.source)[0]


def _edited(name: str) -> int:
    """Return when a folder or a file was last changed: a process that lives on reads it then anew."""
    try:
        return os.stat(name).st_mtime_ns if name else 0
    except OSError:  # told by who reads it
        return -1


@lru_cache(maxsize=64)
def _layout(settings: str, _changed: int) -> Layout | None:
    return pipeline.read_layout(settings) if settings else None


@lru_cache(maxsize=64)
def _policy(file: str, _changed: int) -> Policy | None:
    return pipeline.read_policy(file) if file else None


@lru_cache(maxsize=64)
def _templates(folders: tuple[str, ...], code: str, _changed: tuple[int, ...]) -> TemplateSet:
    return TemplateSet(*folders, filters=pipeline.load_code(code or None).filters)


def _put(content: bytes, place: Place, name: str, key: str, known: Entry | None, order: Order) -> Entry:
    """Write a file unless it stands already. Raises `RenderError` R410 over a file somebody changed."""
    found = sha256(content).hexdigest()
    if not order.force and not _may_be_replaced(place, name, found, known):
        message = "文件在上次生成以后被改过，或不是批量生成的；要留下请改名或移走，要覆盖请加 --force"
        raise RenderError(Problem("R410", message, place.called(name)))
    note(place, Note(key, found, name))
    return Entry(key, found, *place.put(name, content, durable=order.durable))


def _may_be_replaced(place: Place, name: str, sha: str, known: Entry | None) -> bool:
    """Whether nothing of the user's is lost when a file is written anew.

    A run that was killed may have written the very file without remembering it; a PDF, which nobody
    changes by hand and which is never the same twice, is known by its maker.
    """
    stamp = place.stamp(name)
    if stamp is None or (known and known.describes(stamp)):
        return True
    content = place.read(name)
    if content.startswith(b"%PDF-") and b"LibreOffice" in content:
        return True
    standing = sha256(content).hexdigest()
    return standing == sha or (known is not None and standing == known.sha256)


class _Watch:
    """Times the stages of the work."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin
