"""A batch of few and of many: whole runs of `fupin-report build`, each over other townships."""

from __future__ import annotations

import shutil
from typing import Any, NamedTuple

from asked import Asked
from cold import PROGRAM, Start, started
from tables import Aim, table
from towns import write_files, write_lines

COUNTS = (1, 10, 100, 1_000, 10_000, 100_000)
_SMALL = 100
"""Batches up to this size are run several times; the best counts."""


class Way(NamedTuple):
    """Where the data lie, and on how many processes the reports are made."""

    source: str
    cores: int

    def __str__(self) -> str:
        return f"{self.source}, {'one core' if self.cores == 1 else 'two cores'}"


FILES, LINES = "YAML files", "JSON lines"
ONE, TWO = Way(FILES, 1), Way(FILES, 2)
_WRITERS = {FILES: write_files, LINES: write_lines}
_NAMES = {FILES: "data", LINES: "data.jsonl"}


def measure(asked: Asked) -> dict[str, Any]:
    """Return for each way and number of reports the whole process."""
    found: dict[str, dict[int, Start]] = {}
    for count in COUNTS:
        if count <= asked.most:
            for way in _ways(count):
                found.setdefault(str(way), {})[count] = _run(asked, way, count)
    return found


def _ways(count: int) -> tuple[Way, ...]:
    return (ONE, TWO, Way(LINES, 2)) if count < COUNTS[-1] else (TWO,)


def _run(asked: Asked, way: Way, count: int) -> Start:
    """Build so many reports from nothing, and remove all of it again."""
    folder = asked.folder / "scale"
    folder.mkdir()
    data, out = folder / _NAMES[way.source], folder / "out"
    _WRITERS[way.source](asked.forms, data, count, asked.seed)
    starts = []
    for _ in range(asked.rounds if count <= _SMALL else 1):
        starts.append(started([PROGRAM, "build", str(data), "-o", str(out), "-j", str(way.cores), "-q"]))
        shutil.rmtree(out)
    shutil.rmtree(folder)
    return Start(*map(min, zip(*starts, strict=True)))


def tables(found: dict[str, Any]) -> list[str]:
    """Return a row for each batch; `to rate` is its time to what the best rate of smaller ones promises."""
    rows = []
    for way, runs in found.items():
        for count, run in runs.items():
            smaller = [each for each in runs if each < count]
            rows.append(
                (
                    f"{way}: {count}",
                    f"{run.seconds:.2f}",
                    f"{count / run.seconds:.1f}",
                    f"{1000 * run.processor / count:.2f}",
                    f"{run.kilobytes / 1024:.1f}",
                    f"{_to_rate(runs, count):.2f}×" if smaller else "",
                )
            )
    return [table(("scale, whole runs", "s", "reports/s", "cpu ms", "peak MB", "to rate"), *rows)]


def _to_rate(runs: dict[int, Start], count: int) -> float:
    rate = max(each / run.seconds for each, run in runs.items() if each < count)
    return runs[count].seconds / (count / rate)


def aims(found: dict[str, Any]) -> list[Aim]:
    """Return whether many take no longer than their rate promises, and what the second core brings."""
    one, two = found[str(ONE)], found[str(TWO)]
    most, both = max(two), max(one)
    gain = Aim(f"two cores, to one: {both} from YAML", "≥", 1.6, one[both].seconds / two[both].seconds)
    if len(two) == 1:
        return [gain]
    promised = f"{most} from YAML, two cores: time, to {most} ÷ rate"
    return [Aim(promised, "≤", 1.3, _to_rate(two, most)), gain]
