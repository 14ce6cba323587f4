"""What the Python entrants share: one call a process, or a loop that is told how long to run."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

Write: TypeAlias = Callable[[Path, Path], None]
"""Data → Word file or files, from disk to disk."""
Prepare: TypeAlias = Callable[[Path], Write]
"""What is done once a process, from the folder of the material."""


def _one(_data: Path) -> int:
    return 1


def main(variants: dict[str, Prepare], reports: Callable[[Path], int] = _one) -> None:
    """Run `script VARIANT MATERIAL DATA OUT [--loop]`; `reports` says how many one call writes."""
    variant, material, data, out = sys.argv[1:5]
    write = variants[variant](Path(material))
    if "--loop" in sys.argv:
        loop(lambda: write(Path(data), Path(out)), reports(Path(data)))
    else:
        write(Path(data), Path(out))


def loop(once: Callable[[], None], reports: int) -> None:
    """Read seconds from standard input until it ends.

    The answer to each: reports written, seconds taken, processor seconds taken.
    """
    for line in sys.stdin:
        wanted, count = float(line), 0
        begin, used = time.perf_counter(), processor()
        while (taken := time.perf_counter() - begin) < wanted:
            once()
            count += reports
        print(count, taken, processor() - used, flush=True)


def processor() -> float:
    """Return the processor seconds of this process and of all it started, ended or (on Linux) running."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_used, children(os.getpid())))


def children(process: int) -> list[int]:
    """Return the processes that run for another one; none where the system has no `/proc`."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(each) for found in lists for each in found.read_text("ascii").split()]


def _used(process: int) -> float:
    with suppress(OSError):  # it has ended
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def read_page(material: Path) -> dict[str, Any]:
    """Return `page.json`."""
    page: dict[str, Any] = json.loads((material / "page.json").read_text("utf-8"))
    return page


def texts(data: Any, figures: list[list[Any]]) -> list[str]:
    """Return the characters of each figure, cut from a loaded YAML file."""
    return ["".join([each if isinstance(each, str) else _cut(data, *each) for each in f]) for f in figures]


def _cut(node: Any, keys: list[str | int], start: int, end: int) -> str:
    for key in keys:
        node = node[key]
    return str(node)[start:end]
