"""Where the data come from, and on how many cores: files, lines, memory, with the audit and without."""

from __future__ import annotations

from statistics import median
from typing import Any

import throughput
from asked import Asked
from entrants import Entrant
from tables import Aim, spread, table
from throughput import Run, Turns
from towns import write_files, write_lines

_ONE_BY_ONE = {
    "report": "a Report",
    "mapping": "a mapping",
    "json": "JSON text",
    "file": "a YAML file",
}
_BATCHES = {"files": "batch, YAML files", "lines": "batch, JSON lines"}
_AUDITS = ("unchecked", "audited")


def measure(asked: Asked) -> dict[str, Any]:
    """Return what a report took in each way, over the same townships."""
    townships = asked.folder / "sources"
    townships.mkdir()
    count = asked.sized(8, 96)  # a multiple of what goes to two workers together
    write_files(asked.forms, townships / "yaml", count, asked.seed)
    write_lines(asked.forms, townships / "lines.jsonl", count, asked.seed)
    entrants = [Entrant(each, "peers/ours.py", each, "fupin_report") for each in _variants()]
    turns = Turns(1, asked.turns.seconds)
    return {
        "townships": count,
        "runs": throughput.measure(entrants, townships, townships, asked.rounds, turns),
    }


def _variants() -> list[str]:
    """Return what `peers/ours.py` calls the ways."""
    return [
        *(f"{source} {audit}" for audit in _AUDITS for source in _ONE_BY_ONE),
        *(f"{source} {audit} {cores}" for audit in _AUDITS for source in _BATCHES for cores in (1, 2)),
    ]


def tables(found: dict[str, Any]) -> list[str]:
    """Return a row for each source, without the audit and with it."""
    runs = found["runs"]
    rows = [
        (f"{name}, {audit}", *_one_core(runs[f"{source} {audit}"]), "", "", "")
        for audit in _AUDITS
        for source, name in _ONE_BY_ONE.items()
    ]
    rows += [
        (f"{name}, {audit}", *_one_core(runs[f"{source} {audit} 1"]), *_two_cores(runs, f"{source} {audit}"))
        for audit in _AUDITS
        for source, name in _BATCHES.items()
    ]
    head = (
        f"sources, {found['townships']} townships",
        "reports/s",
        "spread",
        "cpu ms",
        "two cores",
        "cpu ms",
        "gain",
    )
    return [table(head, *rows)]


def _one_core(runs: list[Run]) -> tuple[str, str, str]:
    seconds, processor = zip(*runs, strict=True)
    return f"{1 / median(seconds):.1f}", spread(seconds), f"{1000 * median(processor):.2f}"


def _two_cores(runs: dict[str, list[Run]], variant: str) -> tuple[str, str, str]:
    seconds, processor = zip(*runs[f"{variant} 2"], strict=True)
    return f"{1 / median(seconds):.1f}", f"{1000 * median(processor):.2f}", f"{_gain(runs, variant):.2f}×"


def _gain(runs: dict[str, list[Run]], variant: str) -> float:
    """Return how many times as many reports a second two cores make as one, within each round."""
    return median(
        one[0] / two[0] for one, two in zip(runs[f"{variant} 1"], runs[f"{variant} 2"], strict=True)
    )


def aims(found: dict[str, Any]) -> list[Aim]:
    """Return what the second core is to bring, once its process has begun."""
    return [Aim("two cores, to one: batch of YAML files", "≥", 1.6, _gain(found["runs"], "files audited"))]
