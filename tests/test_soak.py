"""The long run of the batch does what it says, shortly."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import soak
from batches import written
from fupin_report.batch.places.place import TEMPORARY

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


def test_a_folder_that_is_not_the_undisturbed_one_is_told(tmp_path: Path) -> None:
    """Another file, one too few, an unfinished one, a run that failed."""
    (tmp_path / "a.docx").write_bytes(b"a")
    files = written(tmp_path)
    whole = soak.Soak(tmp_path, random.Random(1), files, 1)
    whole._finished(tmp_path, 0)
    with pytest.raises(SystemExit, match="ended with 3"):
        whole._finished(tmp_path, 3)
    with pytest.raises(SystemExit, match="left reports out"):
        replace(whole, files=files | {"b.docx": "b"})._finished(tmp_path, 0)
    with pytest.raises(SystemExit, match=r"not as undisturbed: a\.docx"):
        replace(whole, files={"a.docx": "b"})._whole(tmp_path)
    (tmp_path / f"{TEMPORARY}1.part").touch()
    with pytest.raises(SystemExit, match="unfinished"):
        whole._finished(tmp_path, 0)


def test_a_process_that_outlives_its_batch_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as it runs; one that has ended is none, even if nobody has asked about it."""
    monkeypatch.setattr(soak, "_SECONDS_TO_END", 0.2)
    left = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    with pytest.raises(SystemExit, match=str(left.pid)):
        soak._all_ended([left.pid])
    left.kill()
    soak._all_ended([left.pid])
    left.communicate()
