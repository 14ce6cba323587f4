"""Reports a second, warm, on one core: ours beside the floor and the peers, all of the same report."""

from __future__ import annotations

from statistics import median
from typing import Any

import throughput
from asked import Asked
from entrants import DOCX, DOCXTPL, FLOOR, OURS
from tables import Aim, spread, table
from throughput import Run


def measure(asked: Asked) -> dict[str, Any]:
    """Return what a report took each entrant, and its bytes."""
    sizes = asked.sizes
    runs = throughput.measure(asked.entrants, asked.material, asked.data, asked.rounds, asked.turns)
    return {"bytes": sizes, "runs": runs}


def tables(found: dict[str, Any]) -> list[str]:
    """Return reports a second; ratios are taken within each round, of processor time."""
    rows = []
    for name, runs in found["runs"].items():
        seconds, processor = zip(*runs, strict=True)
        ratios = _ratios(runs, found["runs"][OURS.name])
        rows.append(
            (
                name,
                f"{1 / median(seconds):.1f}",
                spread(seconds),
                f"{1000 * median(processor):.2f}",
                f"{median(ratios):.2f}×",
                spread(ratios),
                str(found["bytes"][name]),
            )
        )
    return [table(("warm, one core", "reports/s", "spread", "cpu ms", "to ours", "spread", "bytes"), *rows)]


def aims(found: dict[str, Any]) -> list[Aim]:
    """Return how much faster ours is to be than others, and how much slower than the floor it may be."""
    runs = found["runs"]
    faster = [
        Aim(f"{each.name}: its time, to ours", "≥", wanted, median(_ratios(runs[each.name], runs[OURS.name])))
        for each, wanted in ((DOCXTPL, 25), (DOCX, 5))
        if each.name in runs
    ]
    return [*faster, Aim("ours, to the floor", "≤", 1.6, median(_ratios(runs[OURS.name], runs[FLOOR.name])))]


def _ratios(mine: list[Run], others: list[Run]) -> list[float]:
    return [one[1] / other[1] for one, other in zip(mine, others, strict=True)]
