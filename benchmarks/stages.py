"""What each stage of our own way costs, in milliseconds, beside its budget.

Only public functions are called; a stage that
has no name of its own is the difference of two that have.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import yaml
from asked import Asked
from entrants import HERE, run
from tables import Aim, spread, table
from throughput import Turns

import fupin_report as fr
from fupin_report import markup, numbering
from fupin_report.source import read_yaml
from fupin_report.structure import structure
from fupin_report.writers.docx.body import body
from fupin_report.writers.docx.inline import Sheet
from fupin_report.writers.docx.picture import Pictures

BUDGETS = {
    "YAML events and positions": 0.45,
    "structure": 0.15,
    "Jinja and facts": 0.25,
    "marks, parse, number": 0.30,
    "XML": 0.15,
    "zip and write": 0.15,
}
"""Milliseconds for a report of two to four pages, warm, on one core."""
Timed = dict[str, Callable[[], Any]]


def timed(data: Path, out: Path) -> Timed:
    """Return what is timed, by name."""
    text = data.read_text("utf-8")
    source = read_yaml(text, str(data))
    report = fr.load(data)
    parse = _captured(report)
    parsed, document = parse(), fr.render(report)
    layout = fr.Layout()
    return {
        "events": lambda: _drained(text),
        "read_yaml": lambda: read_yaml(text, str(data)),
        "structure": lambda: structure(source),
        "load": lambda: fr.load(data),
        "render": lambda: fr.render(report),
        "parse": parse,
        "number": lambda: numbering.number(parsed),
        "body": lambda: body(document, Sheet(layout, Pictures(layout, None))),
        "write": lambda: fr.write(document, out, layout=layout, overwrite=True),
        "audit": lambda: fr.audit(report),
        "proofread": lambda: fr.audit(report, document),
        "generate": lambda: fr.generate(data, out, overwrite=True, check=False),
    }


def _drained(text: str) -> None:
    event = yaml.CSafeLoader(text).get_event
    while event().__class__ is not yaml.StreamEndEvent:
        pass


def _captured(report: fr.Report) -> Callable[[], fr.Document]:
    """Return a call of the parser with the markup of a report."""
    with patch.object(markup, "parse", side_effect=markup.parse) as parse:
        fr.render(report)
    args, options = parse.call_args
    return lambda: markup.parse(*args, **options)


def milliseconds(once: Callable[[], Any], seconds: float) -> float:
    """Return the processor time of one call over some seconds of calls: others do not lengthen it."""
    count, begin, taken = 0, time.process_time(), 0.0
    while not count or taken < seconds:
        once()
        count, taken = count + 1, time.process_time() - begin
    return 1000 * taken / count


def stages(found: dict[str, float]) -> dict[str, float]:
    """Return the stages of one round from what was timed."""
    return {
        "open and decode": found["load"] - found["read_yaml"] - found["structure"],
        "YAML events and positions": found["read_yaml"],
        "  of which libyaml and its events": found["events"],
        "structure": found["structure"],
        "Jinja and facts": found["render"] - found["parse"] - found["number"],
        "marks, parse, number": found["parse"] + found["number"],
        "  of which number": found["number"],
        "XML": found["body"],
        "zip and write": found["write"] - found["body"],
        "all of generate": found["generate"],
        "audit of the figures": found["audit"],
        "audit of the words": found["proofread"] - found["audit"],
    }


def measure(asked: Asked) -> dict[str, Any]:
    """Return the milliseconds of each stage, one a round, measured in a process of their own."""
    turns = asked.turns
    arguments = (asked.data, asked.rounds, turns.times, turns.seconds / 4)
    found: dict[str, Any] = json.loads(run([sys.executable, str(HERE / "stages.py"), *map(str, arguments)]))
    return found


def tables(found: dict[str, Any]) -> list[str]:
    """Return the stages beside their budgets."""
    budgets = BUDGETS | {"all of generate": sum(BUDGETS.values())}
    rows = []
    for name, values in found.items():
        middle, budget = median(values), budgets.get(name)
        beside = (f"{budget:.2f}", f"{middle / budget:.1f}×") if budget else ("", "")
        rows.append((name, f"{middle:.3f}", spread(values), *beside))
    return [table(("stage of ours", "cpu ms", "spread", "budget", "of it"), *rows)]


def aims(_found: dict[str, Any]) -> list[Aim]:
    """Return nothing: each stage has its budget beside it."""
    return []


# --- the process of their own ---------------------------------------------------------------------


def in_rounds(data: Path, rounds: int, turns: Turns) -> dict[str, list[float]]:
    """Return the milliseconds of each stage, one a round: from the best turn of each call in that round."""
    with TemporaryDirectory() as folder:
        calls = timed(data, Path(folder) / "stages.docx")
        _round(calls, turns)  # warm
        each_round = [stages(_round(calls, turns)) for _ in range(rounds)]
    return {stage: [found[stage] for found in each_round] for stage in each_round[0]}


def _round(calls: Timed, turns: Turns) -> dict[str, float]:
    taken = [
        {name: milliseconds(once, turns.seconds) for name, once in calls.items()} for _ in range(turns.times)
    ]
    return {name: min(each[name] for each in taken) for name in calls}


def main() -> None:
    """Print the stages as JSON: `stages.py DATA ROUNDS TURNS SECONDS`."""
    data, rounds, count, seconds = sys.argv[1:]
    print(json.dumps(in_rounds(Path(data), int(rounds), Turns(int(count), float(seconds)))))


if __name__ == "__main__":
    main()
