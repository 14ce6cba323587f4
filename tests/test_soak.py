"""The long run of the batch does what it says, shortly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import soak

SOAK = Path(__file__).with_name("soak.py")


def test_a_short_run_tells_its_seed_and_each_round() -> None:
    """Killed once, then at full load for a second."""
    settings = ["--rounds", "1", "--kills", "1", "--reports", "24", "--minutes", "0.01", "--seed", "5"]
    environment = {**os.environ, "PYTHONPATH": str(SOAK.parent)}
    done = subprocess.run(
        [sys.executable, str(SOAK), *settings], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "seed 5"
    assert "24 files" in lines[1]
    assert lines[2].startswith("round 1 of 1: kills: 1, when ")
    assert "reports in 0.01 minutes" in lines[3]


def sample(megabytes: float, descriptors: int = 9) -> soak.Sample:
    """Return what a process holds."""
    return soak.Sample(int(megabytes * 1024), descriptors)


def test_memory_that_grows_and_files_left_open_are_told() -> None:
    """A process that holds at the end what it held when it was warm is let pass, however it began."""
    assert soak._compared((sample(10), *[sample(40)] * 9)).startswith("40.0 to 40.0 MB")
    with pytest.raises(SystemExit, match="it grows"):
        soak._compared(tuple(sample(40 + each) for each in range(10)))
    with pytest.raises(SystemExit, match="it grows"):
        soak._compared((*[sample(40)] * 9, sample(40, descriptors=10)))
