"""A long run of the batch: killed at random moments, then left alone; what stands is whole, memory and files stay flat.

`python tests/soak.py [--kills 100] [--reports 2000] [--minutes 3]`; prints what it saw, exits 1 on the first fault.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from batches import hidden, write_towns, written

_BUILD = [sys.executable, "-m", "fupin_report", "build", "in", "-o"]


def _build(folder: Path, out: str) -> subprocess.Popen[bytes]:
    """Start a batch on two processes in a session of its own."""
    command = [*_BUILD, out, "-j", "2", "-q"]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _whole(folder: Path) -> int:
    """Return how many visible files there are; each must open."""
    names = [path for path in folder.rglob("*.docx") if not path.name.startswith(".")]
    for path in names:
        if zipfile.ZipFile(path).testzip() is not None:
            raise SystemExit(f"broken: {path}")
    return len(names)


def killed(folder: Path, kills: int, chance: random.Random) -> None:
    """Kill batches at random moments until they have been killed so often; the end is as if nothing had been."""
    begin = time.monotonic()
    if _build(folder, "undisturbed").wait():
        raise SystemExit("the undisturbed run failed")
    usual = time.monotonic() - begin
    done = rounds = 0
    while done < kills:
        rounds += 1
        out = f"killed{rounds}"
        while done < kills:
            process = _build(folder, out)
            try:
                process.wait(chance.uniform(0.2, usual / 2))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                done += 1
                _whole(folder / out)
                continue
            break
        if _build(folder, out).wait() or written(folder / out) != written(folder / "undisturbed"):
            raise SystemExit(f"not the same end after {done} kills")
        if hidden(folder / out):
            raise SystemExit("unfinished files are left")
    print(f"{done} kills in {rounds} rounds; each end byte for byte as undisturbed ({usual:.1f} s a run)")


def steady(folder: Path, minutes: float) -> None:
    """Run at full load in this process; memory and open files after a fifth of the time must be those at the end."""
    from fupin_report.batch import Order, generate_many

    samples: list[tuple[int, int]] = []
    begin, count = time.monotonic(), 0
    while time.monotonic() - begin < minutes * 60:
        for outcome in generate_many([folder / "in"], Order(str(folder / "steady"), force=True), processes=1):
            count += outcome.succeeded
        samples.append((_resident(), len(os.listdir("/proc/self/fd"))))
    early, last = samples[len(samples) // 5], samples[-1]
    print(f"{count} reports; resident {early[0]} KB to {last[0]} KB, open files {early[1]} to {last[1]}")
    if last[0] > early[0] * 1.05 + 2000 or last[1] > early[1]:
        raise SystemExit("it grows")


def _resident() -> int:
    """Return the resident memory of this process in KB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_towns(folder / "in", asked.reports)
        killed(folder, asked.kills, random.Random(asked.seed))
        steady(folder, asked.minutes)


if __name__ == "__main__":
    main()
