"""Cold starts: a whole process from the shell's point of view, its time and its memory; files are warm."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from asked import Asked
from entrants import ENVIRONMENT, HERE, OURS
from programs import NODE
from tables import Aim, spread, table

PROGRAM = str(Path(sys.executable).with_name("fupin-report"))


class Start(NamedTuple):
    """One process from its start to its end."""

    seconds: float
    processor: float
    """Seconds of processor time, of what it started, too; others on the machine do not lengthen it."""
    kilobytes: int
    """Greatest resident memory."""


def started(command: list[str]) -> Start:
    """Start a command and wait for its end. Raises `RuntimeError` with what it complained of."""
    launcher = [sys.executable, "-I", "-S", str(HERE / "launch.py"), *command]
    done = subprocess.run(launcher, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    seconds, processor, kilobytes = done.stdout.split()
    return Start(float(seconds), float(processor), int(kilobytes))


def measure(asked: Asked) -> dict[str, Any]:
    """Return what each command took, one entry a round: the best of its turns in that round."""
    commands = _commands(asked)
    found: dict[str, list[Start]] = {name: [] for name in commands}
    for _ in range(asked.rounds):
        taken: dict[str, list[Start]] = {name: [] for name in commands}
        for _ in range(asked.sized(1, 3)):
            for name, command in commands.items():
                taken[name].append(started(command))
        for name, starts in taken.items():
            seconds, processor, kilobytes = zip(*starts, strict=True)
            found[name].append(Start(min(seconds), min(processor), max(kilobytes)))
    return found


def _commands(asked: Asked) -> dict[str, list[str]]:
    """Return what is started, by name."""
    out = asked.material / "cold.docx"
    ours = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "fupin-report --help": [PROGRAM, "--help"],
        "fupin-report render": [PROGRAM, "render", str(asked.data), "-o", str(out), "--force"],
    }
    peers = {
        each.name: each.command(asked.material, asked.data, out)
        for each in asked.entrants
        if each.script != OURS.script
    }
    return ours | peers | ({"node -e 0": [NODE, "-e", "0"]} if NODE else {})


def tables(found: dict[str, Any]) -> list[str]:
    """Return the time and memory of whole processes."""
    rows = []
    for name, starts in found.items():
        seconds, processor, kilobytes = zip(*starts, strict=True)
        times = (f"{1000 * median(seconds):.0f}", spread(seconds), f"{1000 * median(processor):.0f}")
        rows.append((name, *times, f"{median(kilobytes) / 1024:.1f}"))
    return [table(("cold, a whole process", "ms", "spread", "cpu ms", "peak MB"), *rows)]


def aims(_found: dict[str, Any]) -> list[Aim]:
    """Return nothing: no aim is set for a cold start."""
    return []
