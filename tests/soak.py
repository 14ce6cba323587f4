"""A long run of the batch: killed at random moments, then left alone at full load.

    python tests/soak.py [--rounds 25] [--kills 100] [--reports 2000] [--minutes 3] [--seed N]

Each round begins with an empty output folder. Its batch is killed at random moments (SIGKILL, the process
that was asked or all of them) and started again; after each kill every visible file must be the very file of
an undisturbed run, all of which python-docx opens. Then the batch is left to finish, and the folder must
be the undisturbed one byte for byte. Prints a line a round, exits 1 on the first fault.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

import docx

from batches import hidden, write_towns, written
from fupin_report.batch import Order, generate_many

_PROCESSES = 2
_BUILD = [sys.executable, "-m", "fupin_report", "build", "in", "-q", "-j", str(_PROCESSES), "-o"]
_SECONDS_TO_END = 10
"""Within which the workers of a killed batch end, too."""
_REPORTS_A_SAMPLE = 100
_GROWTH, _KILOBYTES = 1.05, 2000
"""How far the memory of a process may be, at the end, from what it was when it was warm."""


def main() -> None:
    """Kill batches, then run one for some minutes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=25, help="output folders that are begun")
    parser.add_argument("--kills", type=int, default=100, help="in all rounds together")
    parser.add_argument("--reports", type=int, default=2000, help="of a batch")
    parser.add_argument("--minutes", type=float, default=3, help="at full load, after the rounds")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_towns(folder / "in", asked.reports)
        _with_temporary_folder(folder / "tmp")
        soak = _undisturbed(folder, random.Random(asked.seed))
        for number in range(asked.rounds):
            # as many in each round as can be, the odd ones in the first
            kills = asked.kills // asked.rounds + (number < asked.kills % asked.rounds)
            print(f"round {number + 1} of {asked.rounds}: {soak.round(kills)}", flush=True)
        print(steady(folder, asked.minutes), flush=True)
        if list((folder / "tmp").iterdir()):
            raise SystemExit("temporary files are left")


def _with_temporary_folder(folder: Path) -> None:
    """Let all that asks for temporary files put them there, here and in processes to come."""
    folder.mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


# --- killed ---------------------------------------------------------------------------------------


def _build(folder: Path, out: str) -> subprocess.Popen[bytes]:
    """Start a batch in a process group of its own."""
    return subprocess.Popen(
        [*_BUILD, out],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _undisturbed(folder: Path, chance: random.Random) -> Soak:
    """Run a batch to its end and open all that it wrote."""
    begin = time.monotonic()
    if _build(folder, "undisturbed").wait():
        raise SystemExit("the undisturbed run failed")
    seconds = time.monotonic() - begin
    files = written(folder / "undisturbed")
    for name in files:
        docx.Document(str(folder / "undisturbed" / name))
    print(f"undisturbed: {len(files)} files in {seconds:.1f} s, all of them open", flush=True)
    return Soak(folder, chance, files, seconds)


@dataclass(frozen=True)
class Soak:
    """What rounds have in common."""

    folder: Path
    chance: random.Random
    files: dict[str, str]
    """Digests of what an undisturbed run writes, by name."""
    seconds: float
    """What an undisturbed run takes."""

    def round(self, kills: int) -> str:
        """Kill a batch so often, let it finish, look at what it leaves; return what was seen."""
        out = self.folder / "killed"
        stood: list[int] = []
        groups: list[int] = []
        while len(stood) < kills:
            batch = _build(self.folder, out.name)
            groups.append(batch.pid)
            try:
                batch.wait(self.chance.uniform(0.1, self.seconds / 2))
            except subprocess.TimeoutExpired:
                self._kill(batch)
                stood.append(self._whole(out))
            else:
                self._finished(out, batch.returncode)  # before it could be killed: once more from nothing
                shutil.rmtree(out)
        last = _build(self.folder, out.name)
        self._finished(out, last.wait())
        _all_ended([*groups, last.pid])
        shutil.rmtree(out)
        told = ", ".join(map(str, stood)) or "none"
        return f"kills: {kills}, when {told} of {len(self.files)} stood; finished as undisturbed"

    def _kill(self, batch: subprocess.Popen[bytes]) -> None:
        if self.chance.random() < 0.5:
            os.killpg(batch.pid, signal.SIGKILL)
        else:
            batch.kill()  # its workers see it, and end
        batch.wait()

    def _whole(self, out: Path) -> int:
        """Return how many visible files there are, each of them as an undisturbed run writes it."""
        found = written(out)
        wrong = [name for name, digest in found.items() if self.files.get(name) != digest]
        if wrong:
            raise SystemExit(f"not as undisturbed: {', '.join(wrong[:5])}")
        return len(found)

    def _finished(self, out: Path, code: int) -> None:
        if code:
            raise SystemExit(f"a run that nobody killed ended with {code}")
        if self._whole(out) != len(self.files):
            raise SystemExit("a finished run left reports out")
        if hidden(out):
            raise SystemExit(f"unfinished files are left: {', '.join(hidden(out)[:5])}")


def _all_ended(groups: list[int]) -> None:
    """Wait for the processes of killed batches, which must end by themselves."""
    until = time.monotonic() + _SECONDS_TO_END
    while left := _running() & set(groups):
        if time.monotonic() > until:
            raise SystemExit(f"processes of a killed batch still run: {sorted(left)}")
        time.sleep(0.05)


def _running() -> set[int]:
    """Return the groups that processes run in; one that has ended and that nobody asks about is none."""
    groups = set()
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            state, _parent, group, *_ = each.read_text("utf-8").rpartition(")")[2].split()
            if state not in "ZX":
                groups.add(int(group))
    return groups


# --- at full load ---------------------------------------------------------------------------------


class Sample(NamedTuple):
    """What a process holds at a moment."""

    kilobytes: int
    """Resident memory."""
    descriptors: int


def steady(folder: Path, minutes: float) -> str:
    """Run batches on processes that stay; return what was seen of this process and of them.

    When all are warm, after a fifth of the time, each holds what it will hold at the end.
    """
    executor = ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn"))
    count, samples = 0, []
    for made in _batches(folder, executor, minutes * 60):
        count += made
        workers = [each.pid for each in active_children() if each.pid]
        samples.append([_sample(each) for each in (os.getpid(), *workers)])
    executor.shutdown()
    if hidden(folder / "steady"):
        raise SystemExit("unfinished files are left")
    series = [_compared(each) for each in zip(*samples, strict=True)]
    return f"{count} reports in {minutes:g} minutes; {'; '.join(series)}"


def _batches(folder: Path, executor: ProcessPoolExecutor, seconds: float) -> Iterator[int]:
    """Make all reports again and again, so long; yield as often as there is something to be sampled."""
    order = Order(str(folder / "steady"), force=True)
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        made = 0
        for outcome in generate_many([folder / "in"], order, executor=executor):
            if not outcome.succeeded:
                raise SystemExit(f"not made: {outcome.first_problem}")
            made += 1
            if made == _REPORTS_A_SAMPLE:
                yield made
                made = 0
        yield made


def _sample(process: int) -> Sample:
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS"))
    return Sample(int(resident.split()[1]), len(os.listdir(f"/proc/{process}/fd")))


def _compared(samples: tuple[Sample, ...]) -> str:
    """Return what a process held when it was warm and at the end. Exits when that is more."""
    fifth = max(1, len(samples) // 5)
    warm, last = samples[fifth : 2 * fifth] or samples, samples[-fifth:]
    before, after = (median(each.kilobytes for each in part) for part in (warm, last))
    opened, left = max(each.descriptors for each in warm), samples[-1].descriptors
    said = f"{before / 1024:.1f} to {after / 1024:.1f} MB, {opened} to {left} open files"
    if after > before * _GROWTH + _KILOBYTES or left > opened:
        raise SystemExit(f"it grows: {said}")
    return said


if __name__ == "__main__":
    main()
