"""One command, side by side in one run: ours, the floor and the peers, what ours takes by itself, the aims.

`python benchmarks/run.py [warm] [cold] [stages] [sources] [scale] [sizes] [memory]`: without any, all.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import cold
import memory
import scale
import sizes
import sources
import stages
import warm
from asked import Asked
from entrants import ENTRANTS, HERE, versions
from tables import Aim, aims_table

SECTIONS: dict[str, ModuleType] = {
    "warm": warm,
    "cold": cold,
    "stages": stages,
    "sources": sources,
    "scale": scale,
    "sizes": sizes,
    "memory": memory,
}
"""Each has `measure(asked)`, and `tables(found)` and `aims(found)` of what that returns."""
_WITH_PEERS = {"warm", "cold"}
_MOST, _MOST_BESIDE_OTHERS, _MOST_QUICK = 10_000, 1_000, 10


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    sections = f"of {', '.join(SECTIONS)}; all of them when none is named"
    most = f"greatest batch of scale; {_MOST} when scale is named, else {_MOST_BESIDE_OTHERS}"
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=sections)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, choices=scale.COUNTS, help=most)
    parser.add_argument("--data", type=Path, default=HERE.parent / "examples" / "progress.yaml")
    parser.add_argument("--seed", type=int, default=1, help="of the townships")
    parser.add_argument("--quick", action="store_true", help="one short turn each: only to see that it runs")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    unknown = set(asked.sections) - SECTIONS.keys()
    if unknown:
        parser.error(f"no section {', '.join(sorted(unknown))}")
    return asked


def main() -> None:
    """Measure, then print the tables or JSON."""
    line = arguments()
    names = [name for name in SECTIONS if name in line.sections or not line.sections]
    loads = [os.getloadavg()[0]]
    with TemporaryDirectory() as folder:
        asked = Asked(line.data.resolve(), Path(folder), line.rounds, line.quick, _most(line), line.seed)
        found = {name: SECTIONS[name].measure(asked) for name in names}
    loads.append(os.getloadavg()[0])
    aims = [each for name in names for each in SECTIONS[name].aims(found[name])]
    notes = _left_out() if _WITH_PEERS & set(names) else []
    if line.json:
        print(_as_json(found, aims, notes, loads))
    else:
        load = " to ".join(f"{each:.2f}" for each in loads)
        print(f"{line.data.name}, {line.rounds} rounds in turn; {versions()}; load {load}", end="\n\n")
        shown = [table for name in names for table in SECTIONS[name].tables(found[name])]
        print(*shown, *([aims_table(aims)] if aims else []), *notes, sep="\n\n")


def _most(line: argparse.Namespace) -> int:
    """Return the reports of the greatest batch: as many as are asked for, or as there is time for."""
    usual = _MOST if "scale" in line.sections else _MOST_BESIDE_OTHERS
    return int(line.most or (_MOST_QUICK if line.quick else usual))


def _left_out() -> list[str]:
    return [f"left out: {each.name} ({each.missing()})" for each in ENTRANTS if each.missing()]


def _as_json(found: dict[str, Any], aims: list[Aim], notes: list[str], loads: list[float]) -> str:
    told = {
        "versions": versions(),
        "load": loads,
        "notes": notes,
        **found,
        "aims": [each._asdict() | {"reached": each.reached} for each in aims],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
