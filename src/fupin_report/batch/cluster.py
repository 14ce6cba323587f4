"""A cluster that somebody else started: the same work, on the workers of a Dask scheduler.

Workers read the data and write the reports themselves, so they need this library and a way to both: URLs, or
the same folders under the same names (a network drive). What goes over the wire is names and outcomes, as
pickles: a scheduler is to be trusted as one trusts a colleague with one's keyboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

from fupin_report.errors import Problem, RenderError

SCHEME = "dask://"
_WAIT = 10
"""Seconds to wait for a scheduler to answer."""
_BETWEEN_LOOKS = 0.2
"""Seconds between two looks at whether it is still there."""


@contextmanager
def executor_of(address: str) -> Iterator[Executor]:
    """Give the executor of an address like `dask://HOST:8786`.

    Raises `RenderError` R415 for an address of another kind, a scheduler that does not answer or has no
    workers, R416 when the extra `[dask]` is not installed.
    """
    if not address.startswith(SCHEME):
        raise RenderError(Problem("R415", f"集群的地址写成 {SCHEME}主机:端口，写的是“{address}”"))
    try:
        from distributed import Client
    except ImportError:
        message = "要在集群上生成，请先安装：pip install 'fupin-report[dask]'"
        raise RenderError(Problem("R416", message)) from None
    place = f"tcp://{address.removeprefix(SCHEME)}"
    try:
        client: Any = Client(place, timeout=_WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise RenderError(Problem("R415", f"{address} 没有回应：请看调度器开了没有（{error}）")) from error
    with client:
        workers = sum(each["nthreads"] for each in client.scheduler_info(n_workers=-1)["workers"].values())
        if not workers:
            raise RenderError(Problem("R415", f"{address} 还没有做事的进程，请先启动 dask worker"))
        cluster = _Cluster(client, workers)
        with cluster.watched():
            yield cluster


class _Cluster(Executor):
    """Hands work to the scheduler, which gives it to another worker when one is lost."""

    def __init__(self, client: Any, workers: int) -> None:
        self._max_workers = workers
        self._client = client
        self._pool = client.get_executor(pure=False)
        self._under_way: set[Future[Any]] = set()
        self._ended = Event()

    def submit(self, function, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        if self._is_gone():
            raise _gone()
        future = self._pool.submit(function, *args, **kwargs)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Give up what is under way when the scheduler is gone: Dask would let it be waited for for ever."""
        watch = Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield
        finally:
            self._ended.set()
            watch.join()

    def _watch(self) -> None:
        while not self._ended.wait(_BETWEEN_LOOKS):
            if self._is_gone():
                for future in tuple(self._under_way):
                    with suppress(InvalidStateError):  # it has just ended by itself
                        future.set_exception(_gone())

    def _is_gone(self) -> bool:
        return bool(self._client.status != "running")


def _gone() -> RenderError:
    message = "集群没有了（调度器停了，或网络断了）；已经生成的都在，下次接着做其余的"
    return RenderError(Problem("R415", message))
