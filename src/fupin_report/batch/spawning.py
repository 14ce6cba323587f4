"""Processes that start without the script that asked for them.

What Python spawns runs the main script once more, up to its `if __name__ == "__main__":`; a script without
that line would begin all its work anew in each process. Ours need nothing of it: all that they are given
is in this package. Ctrl-C, which a terminal sends to all processes, is not theirs either.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

_turn = threading.Lock()


class Process(SpawnProcess):
    """A process of ours; it is imported by its name, so it stands in a module."""

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:
        with _without_script(), _without_interrupts():
            return SpawnProcess._Popen(process_obj)


class Spawn(SpawnContext):
    """The way to start them, for a pool."""

    Process = Process


@contextmanager
def _without_script() -> Iterator[None]:
    """Let the main module be an empty one, from which multiprocessing concludes that none is to be run."""
    with _turn:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script


@contextmanager
def interrupts_later() -> Iterator[None]:
    """Let Ctrl-C wait until something is done that must be done whole.

    A pool that is interrupted while it starts its processes forgets some of them; Python would then wait
    for them for ever.
    """
    usual, came = signal.getsignal(signal.SIGINT), threading.Event()
    if threading.current_thread() is not threading.main_thread() or not callable(usual):
        yield  # it comes to another thread, or not at all
        return
    signal.signal(signal.SIGINT, lambda *_: came.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if came.is_set():
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start what never gets Ctrl-C: a blocked signal stays blocked in what is started meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
