"""Reports a second, warm: each entrant in a process of its own, all of them in turn, round by round."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from entrants import ENVIRONMENT, Entrant


class Run(NamedTuple):
    """What one report took in one round, in seconds."""

    seconds: float
    processor: float
    """Processor time, which others on the machine do not lengthen."""


class Turns(NamedTuple):
    """How a round is cut: whatever disturbs a turn can only lengthen it, so the best one counts."""

    times: int
    seconds: float


class Worker:
    """A process that writes reports for as long as it is told."""

    def __init__(self, entrant: Entrant, material: Path, data: Path, out: Path) -> None:
        command = [*entrant.command(material, data, out), "--loop"]
        self._process = subprocess.Popen(
            command, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, seconds: float) -> Run:
        """Write reports for some seconds."""
        assert self._process.stdin
        assert self._process.stdout
        print(seconds, file=self._process.stdin, flush=True)
        count, taken, processor = map(float, self._process.stdout.readline().split())
        return Run(taken / count, processor / count)

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()


def measure(
    entrants: list[Entrant], material: Path, data: Path, rounds: int, turns: Turns
) -> dict[str, list[Run]]:
    """Return what a report took each entrant, one entry a round: the best of its turns in that round."""
    workers = {
        each.name: Worker(each, material, data, material / f"loop{number}.docx")
        for number, each in enumerate(entrants)
    }
    runs: dict[str, list[Run]] = {name: [] for name in workers}
    _round(workers, turns)  # warm
    for _ in range(rounds):
        for name, run in _round(workers, turns).items():
            runs[name].append(run)
    for worker in workers.values():
        worker.close()
    return runs


def _round(workers: dict[str, Worker], turns: Turns) -> dict[str, Run]:
    """Let all write in turn, several times; each time another one begins."""
    names = list(workers)
    taken: dict[str, list[Run]] = {name: [] for name in names}
    for turn in range(turns.times):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            taken[name].append(workers[name].run(turns.seconds))
    return {name: Run(*map(min, zip(*each, strict=True))) for name, each in taken.items()}
