"""Processes that start without the script that asked for them.

What Python spawns runs the main script once more, up to its `if __name__ == "__main__":`; a script without
that line would begin all its work anew in each process. Ours need nothing of it: all that they are given
is in this package.
"""

from __future__ import annotations

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
        with _without_script():
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
