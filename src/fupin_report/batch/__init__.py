"""批量: many reports at once, on one core or many; nothing is lost when something breaks.

:mod:`.sources` finds the :mod:`jobs <.jobs>`, :mod:`.work` makes one report, :mod:`.pool` decides where,
:mod:`.manifest` remembers what stands in the output folder and what it was made from (:mod:`.digest`).
Data and output are in :mod:`.places`, on this machine or behind URLs; what somebody else's processes need
besides, :mod:`.parcels` send them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from itertools import chain, islice

from fupin_report.batch.cluster import executor_of
from fupin_report.batch.digest import digest_of_job, digest_of_order
from fupin_report.batch.jobs import Job, Names, Order, check_names
from fupin_report.batch.lines import jobs_of_lines
from fupin_report.batch.manifest import Entry, Manifest, consulted, opened
from fupin_report.batch.outcome import Outcome, Output, State
from fupin_report.batch.parcels import Parcel, Post
from fupin_report.batch.places import content_of, place_of
from fupin_report.batch.pool import Here, Line, Processes
from fupin_report.batch.sources import jobs_of_paths
from fupin_report.batch.work import PDF, Task, lost, make_all
from fupin_report.errors import FupinError, environment_problem

__all__ = [
    "Job",
    "Order",
    "Outcome",
    "Output",
    "State",
    "check_names",
    "executor_of",
    "generate_many",
    "is_current",
    "jobs_of_lines",
    "jobs_of_paths",
]

_Send = Callable[[Iterable[str]], tuple[Parcel, ...]]
"""Sends folders and files of this machine to the processes that need them."""
WORTH_PROCESSES = 150
"""Reports from which on several processes are quicker, their start included."""


def generate_many(
    jobs: Iterable[Job | str | os.PathLike[str]],
    order: Order,
    *,
    processes: int | None = None,
    executor: Executor | None = None,
) -> Generator[Outcome, None, None]:
    """Make many reports; yield what became of each, in the order of the jobs.

    `jobs` may be paths or URLs (see :func:`jobs_of_paths`), data that a script put together (:meth:`Job.of`)
    or both, and may never end: a few chunks at a time are under way, nothing is kept. One bad report never
    stops the others. `executor` does the work in the place of our own processes; whoever gave it shuts it
    down, and its processes need to see nothing but data and output folder. Without one there are as many
    `processes` as cores, and none below some 150 reports.

    Stopping early (closing the iterator, Ctrl-C) leaves finished files, and no others.

    Raises `RenderError` R408 when another run works in the output folder, R409 for a manifest that
    cannot be read, R417–R419 for a URL to write to that cannot be reached, R420 for templates of all that
    are too large to be sent; `SourceError` S114 for a path that is no data; `OSError` for a template
    folder or a settings file that cannot be read, and for an output folder that cannot be made;
    `TypeError` for jobs that are none.
    """
    found = _jobs_of(jobs, order)
    first = list(islice(found, WORTH_PROCESSES))
    if processes is None:
        processes = (os.cpu_count() or 1) if len(first) == WORTH_PROCESSES else 1
    place = place_of(order.folder)
    with opened(place) as manifest:
        outcomes = partial(_outcomes, chain(first, found), order, manifest)
        if executor:
            yield from outcomes(executor, Post(place).send)
            return
        own = Here() if processes == 1 else Processes(processes)
        try:
            yield from outcomes(own, _keep)
        finally:
            own.shutdown(wait=True, cancel_futures=True)


def is_current(job: Job, order: Order) -> bool:
    """Whether the files of a job stand as a run by this order would make them. Raises `OSError`."""
    place = place_of(order.folder)
    with consulted(place) as manifest:
        if manifest is None:
            return False
        data = [content_of(name).data for name in job.files]
        key = digest_of_job(job, digest_of_order(order), data)
        entries = {name: manifest.entry(name) for name in order.names(job)}
    return all(each and each.key == key and each.confirmed(place, name) for name, each in entries.items())


def _jobs_of(jobs: Iterable[Job | str | os.PathLike[str]], order: Order) -> Iterator[Job]:
    if isinstance(jobs, (str, os.PathLike, Mapping)):
        raise TypeError(f"jobs is one {type(jobs).__name__}; write a list of them")
    for job in jobs:
        if isinstance(job, Mapping):
            raise TypeError("a mapping has no name of an output; write Job.of(name, mapping)")
        if isinstance(job, Job):
            yield job
        else:
            yield from jobs_of_paths([job], leaving_out=order.folder)


def _outcomes(
    jobs: Iterable[Job], order: Order, manifest: Manifest, executor: Executor, send: _Send
) -> Iterator[Outcome]:
    make = partial(make_all, order=order, common=digest_of_order(order))
    line = Line(executor, make, partial(lost, order=order), together=PDF in order.formats)
    for result in line.results(_tasks(jobs, order, manifest, send)):
        for name, entry in result.entries.items():
            manifest.put(name, entry)
        yield result.outcome


def _tasks(jobs: Iterable[Job], order: Order, manifest: Manifest, send: _Send) -> Iterator[Task]:
    names, common = Names(), send(order.settings)
    for job in jobs:
        clash = names.clash(job)
        problem = clash or job.problem
        known = {} if clash else _known(manifest, order.names(job))
        own: tuple[Parcel, ...] = ()
        try:
            own = send(job.settings)
        except FupinError as error:
            problem = error.problems[0]
        except OSError as error:
            problem = environment_problem(error)
        yield Task(job, known, problem, (*common, *own))


def _known(manifest: Manifest, names: Iterable[str]) -> dict[str, Entry]:
    return {name: entry for name in names if (entry := manifest.entry(name))}


def _keep(names: Iterable[str]) -> tuple[Parcel, ...]:  # noqa: ARG001 - see _Send
    """Send nothing: the processes are ours, and on this machine."""
    return ()
