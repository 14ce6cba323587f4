"""Who does the work: this process, processes of ours, or any executor; what happens when a worker dies."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, wait
from itertools import islice
from typing import Generic, TypeVar

from fupin_report.errors import FupinError

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

_UnderWay = tuple[tuple[TaskT, ...], "Future[list[ResultT]]"]
_CHUNK = 16
"""Tasks that go to a worker together: some tenth of a second of work."""
_CHUNKS_A_WORKER = 2
"""One in the works, one waiting."""


class Here(Executor):
    """Does the work at once, in this thread: the same way through the code with one process."""

    _max_workers = 1

    def submit(self, function, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Processes(Executor):
    """Processes of ours. When one dies all of them are replaced: their pool cannot say which it was."""

    def __init__(self, count: int) -> None:
        self._max_workers = count
        self._pool = self._new()

    def _new(self) -> Executor:
        from concurrent.futures import ProcessPoolExecutor

        from fupin_report.batch.spawning import Spawn  # brings multiprocessing in

        return ProcessPoolExecutor(self._max_workers, mp_context=Spawn(), initializer=_begin)

    def submit(self, function, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        from concurrent.futures import BrokenExecutor

        from fupin_report.batch.spawning import interrupts_later

        with interrupts_later():
            try:
                return self._pool.submit(function, *args, **kwargs)
            except BrokenExecutor:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._new()
                return self._pool.submit(function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


def _begin() -> None:
    """Leave Ctrl-C to the process that was asked, on Windows, too; end when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)  # what is half written has a temporary name


class Line(Generic[TaskT, ResultT]):
    """Tasks on their way through an executor in chunks, few at a time, results in order.

    A chunk that is lost with its worker is tried once more, task by task, with nothing beside it; a
    task that is lost again is given to `lost`. An executor that is gone for good says so by an error of
    ours, which ends the run. With one worker tasks go one by one, unless they are quicker `together`.
    """

    def __init__(
        self,
        executor: Executor,
        make: Callable[[tuple[TaskT, ...]], list[ResultT]],
        lost: Callable[[TaskT, BaseException], ResultT],
        *,
        together: bool = False,
    ) -> None:
        self._executor, self._make, self._lost = executor, make, lost
        self._is_ours = isinstance(executor, (Here, Processes))
        workers: int = getattr(executor, "_max_workers", 0) or os.cpu_count() or 1
        self._width = 1 if workers == 1 else workers * _CHUNKS_A_WORKER
        self._size = 1 if workers == 1 and not together else _CHUNK
        self._under_way: deque[_UnderWay[TaskT, ResultT]] = deque()

    def results(self, tasks: Iterator[TaskT]) -> Iterator[ResultT]:
        """Yield the result of every task; no more than a few chunks are read ahead.

        Who stops early still waits for what somebody else's executor has begun: it writes files.
        """
        try:
            while chunk := tuple(islice(tasks, self._size)):
                self._under_way.append((chunk, self._executor.submit(self._make, chunk)))
                if len(self._under_way) >= self._width:
                    yield from self._first()
            while self._under_way:
                yield from self._first()
        finally:
            if not self._is_ours:  # ours are shut down, which waits
                wait([future for _, future in self._under_way])

    def _first(self) -> Iterable[ResultT]:
        chunk, future = self._under_way.popleft()
        try:
            return future.result()
        except Exception:
            return self._again([(chunk, future), *self._under_way])

    def _again(self, under_way: list[_UnderWay[TaskT, ResultT]]) -> Iterator[ResultT]:
        """Try again what a dead worker has taken with it, one task at a time and nothing beside it."""
        self._under_way.clear()
        ended = [(chunk, _result_of(future)) for chunk, future in under_way]
        for chunk, results in ended:
            yield from [self._alone(task) for task in chunk] if results is None else results

    def _alone(self, task: TaskT) -> ResultT:
        try:
            return self._executor.submit(self._make, (task,)).result()[0]
        except FupinError:
            raise
        except Exception as error:
            return self._lost(task, error)


def _result_of(future: Future[list[ResultT]]) -> list[ResultT] | None:
    """Wait for a chunk; return nothing for one that was lost, or given up by its executor."""
    try:
        return future.result()
    except Exception:
        return None
