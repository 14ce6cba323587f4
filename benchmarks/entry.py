"""What the Python entrants share: one report a process, or a loop that is told how long to run."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Write: TypeAlias = Callable[[Path, Path], None]
"""Data file → Word file, from disk to disk."""
Prepare: TypeAlias = Callable[[Path], Write]
"""What is done once a process, from the folder of the material."""


def main(variants: dict[str, Prepare]) -> None:
    """Run `script VARIANT MATERIAL DATA OUT [--loop]`."""
    variant, material, data, out = sys.argv[1:5]
    write = variants[variant](Path(material))
    if "--loop" in sys.argv:
        loop(lambda: write(Path(data), Path(out)))
    else:
        write(Path(data), Path(out))


def loop(once: Callable[[], None]) -> None:
    """Read seconds from standard input until it ends.

    The answer to each: reports written, seconds taken, processor seconds taken.
    """
    for line in sys.stdin:
        wanted, count = float(line), 0
        begin, processor = time.perf_counter(), time.process_time()
        while (taken := time.perf_counter() - begin) < wanted:
            once()
            count += 1
        print(count, taken, time.process_time() - processor, flush=True)


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
