"""One command, one table: ours beside the floor and the peers, in one run, round by round.

`python benchmarks/run.py [--rounds 5] [--json] [--quick] [--data examples/progress.yaml]`
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import cold
import throughput
from entrants import ENTRANTS, ENVIRONMENT, HERE, OURS, Entrant, differences, run, versions
from material import make_material
from stages import BUDGETS
from throughput import Turns

USUAL, QUICK = Turns(6, 0.25), Turns(1, 0.05)
EXAMPLE = HERE.parent / "examples" / "progress.yaml"


def present() -> tuple[list[Entrant], list[str]]:
    """Return who can run, and a line for each who cannot."""
    absent = [f"left out: {each.name} ({each.missing()})" for each in ENTRANTS if each.missing()]
    return [each for each in ENTRANTS if not each.missing()], absent


def check(entrants: list[Entrant], material: Path, data: Path) -> dict[str, int]:
    """Let each write the report once and return the sizes.

    Raises `RuntimeError` for one that does not show the paragraphs, styles and characters of ours.
    """
    sizes = {}
    for each in entrants:
        out = material / "checked.docx"
        run(each.command(material, data, out))
        wrong = list(differences(out, material / "ours.docx"))
        if wrong:
            raise RuntimeError(f"{each.name} writes another report: {wrong[0]}")
        sizes[each.name] = out.stat().st_size
    return sizes


def stage_costs(data: Path, rounds: int, turns: Turns) -> dict[str, list[float]]:
    """Measure the stages in a process of their own."""
    command = [sys.executable, str(HERE / "stages.py"), str(data), *map(str, (rounds, *turns))]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def measure(data: Path, rounds: int, turns: Turns) -> dict[str, Any]:
    """Measure everything."""
    entrants, absent = present()
    loads = [os.getloadavg()[0]]
    with TemporaryDirectory() as folder:
        material = Path(folder)
        make_material(data, material)
        sizes = check(entrants, material, data)
        runs = throughput.measure(entrants, material, data, rounds, turns)
        starts = cold.measure(cold.commands(entrants, material, data), rounds, (turns.times + 1) // 2)
    costs = stage_costs(data, rounds, Turns(turns.times, turns.seconds / 4))
    return {
        "versions": versions(),
        "load": [*loads, os.getloadavg()[0]],
        "notes": absent,
        "bytes": sizes,
        "warm": runs,
        "cold": starts,
        "stages_ms": costs,
    }


# --- tables ---------------------------------------------------------------------------------------


def spread(values: Sequence[float]) -> str:
    """Return how far the rounds lie apart, of their median."""
    return f"{(max(values) - min(values)) / median(values):.0%}"


def table(*rows: tuple[str, ...]) -> str:
    """Set rows in columns, the first row as the head; all columns but the first stand to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *lines = (
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    )
    return "\n".join([head, "-" * len(head), *lines])


def warm_table(found: dict[str, Any]) -> str:
    """Return reports a second; ratios are taken within each round, of processor time."""
    rows = []
    for name, runs in found["warm"].items():
        seconds, processor = zip(*runs, strict=True)
        ratios = [each[1] / ours[1] for each, ours in zip(runs, found["warm"][OURS.name], strict=True)]
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
    head = ("warm, one core", "reports/s", "spread", "cpu ms", "to ours", "spread", "bytes")
    return table(head, *rows)


def cold_table(found: dict[str, Any]) -> str:
    """Return the time and memory of whole processes."""
    rows = []
    for name, starts in found["cold"].items():
        seconds, processor, kilobytes = zip(*starts, strict=True)
        times = (f"{1000 * median(seconds):.0f}", spread(seconds), f"{1000 * median(processor):.0f}")
        rows.append((name, *times, f"{median(kilobytes) / 1024:.1f}"))
    return table(("cold, a whole process", "ms", "spread", "cpu ms", "peak MB"), *rows)


def stages_table(found: dict[str, Any]) -> str:
    """Return the stages beside their budgets."""
    budgets = BUDGETS | {"all of generate": sum(BUDGETS.values())}
    rows = []
    for name, values in found["stages_ms"].items():
        middle, budget = median(values), budgets.get(name)
        beside = (f"{budget:.2f}", f"{middle / budget:.1f}×") if budget else ("", "")
        rows.append((name, f"{middle:.3f}", spread(values), *beside))
    return table(("stage of ours", "cpu ms", "spread", "budget", "of it"), *rows)


def main() -> None:
    """Measure, then print the tables or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one short turn each: only to see that it runs")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--data", type=Path, default=EXAMPLE)
    asked = parser.parse_args()
    found = measure(asked.data.resolve(), asked.rounds, QUICK if asked.quick else USUAL)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    load = " to ".join(f"{each:.2f}" for each in found["load"])
    print(f"{asked.data.name}, {asked.rounds} rounds in turn; {found['versions']}; load {load}\n")
    print(warm_table(found), cold_table(found), stages_table(found), *found["notes"], sep="\n\n")


if __name__ == "__main__":
    main()
