"""Cold starts: a whole process from the shell's point of view, its time and its memory; files are warm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from entrants import ENVIRONMENT, HERE, OURS, Entrant


class Start(NamedTuple):
    """One process from its start to its end."""

    seconds: float
    processor: float
    """Seconds of processor time, which others on the machine do not lengthen."""
    kilobytes: int
    """Greatest resident memory."""


def commands(entrants: list[Entrant], material: Path, data: Path) -> dict[str, list[str]]:
    """Return what is started, by name."""
    program = str(Path(sys.executable).with_name("fupin-report"))
    out = str(material / "cold.docx")
    started = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "fupin-report --help": [program, "--help"],
        "fupin-report render": [program, "render", str(data), "-o", out, "--force"],
    }
    started |= {
        each.name: each.command(material, data, Path(out)) for each in entrants if each.script != OURS.script
    }
    node = shutil.which("node")
    return started | ({"node -e 0": [node, "-e", "0"]} if node else {})


def measure(started: dict[str, list[str]], rounds: int, turns: int) -> dict[str, list[Start]]:
    """Return what each command took, one entry a round: the best of its turns in that round."""
    found: dict[str, list[Start]] = {name: [] for name in started}
    for _ in range(rounds):
        taken: dict[str, list[Start]] = {name: [] for name in started}
        for _ in range(turns):
            for name, command in started.items():
                taken[name].append(_once(command))
        for name, starts in taken.items():
            seconds, processor, kilobytes = zip(*starts, strict=True)
            found[name].append(Start(min(seconds), min(processor), max(kilobytes)))
    return found


def _once(command: list[str]) -> Start:
    launcher = [sys.executable, "-I", "-S", str(HERE / "launch.py"), *command]
    done = subprocess.run(launcher, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    seconds, processor, kilobytes = done.stdout.split()
    return Start(float(seconds), float(processor), int(kilobytes))
