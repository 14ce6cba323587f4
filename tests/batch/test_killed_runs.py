"""A batch that is killed or interrupted: what can be seen is whole, and the next run goes on to the same end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from batches import hidden, write_towns, written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX 的信号")

_BUILD = [sys.executable, "-m", "fupin_report", "build", "in", "-o", "out", "-j", "2"]


def _start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_BUILD, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for_some(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a run has written so many files."""
    limit = time.monotonic() + 60
    while len(written(folder)) < count:
        assert process.poll() is None, process.returncode
        assert time.monotonic() < limit
        time.sleep(0.005)


def _workers(folder: Path) -> list[int]:
    """Return the processes that still work in a folder."""
    return [
        int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit() and _is_in(each, folder)
    ]


def _is_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").resolve() == folder and b"Z" not in (process / "stat").read_bytes().split()[
            2
        ]
    except OSError:
        return False


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with 200 townships, and the files of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("batch")
    write_towns(folder / "in", 200)
    subprocess.run(_BUILD, cwd=folder, check=True, capture_output=True)
    return folder, written(folder / "out")


@pytest.mark.parametrize("after", [1, 60, 150])
def test_killed(tmp_path: Path, undisturbed: tuple[Path, dict[str, str]], after: int) -> None:
    """SIGKILL: every file that can be seen opens, no worker stays, and the next run ends the same."""
    source, wanted = undisturbed
    (tmp_path / "in").symlink_to(source / "in")
    process = _start(tmp_path)
    _wait_for_some(tmp_path / "out", after, process)
    process.kill()
    process.wait()
    limit = time.monotonic() + 10
    while _workers(tmp_path):
        assert time.monotonic() < limit
        time.sleep(0.02)
    for name in written(tmp_path / "out"):
        assert zipfile.ZipFile(tmp_path / "out" / name).testzip() is None
    subprocess.run(_BUILD, cwd=tmp_path, check=True, capture_output=True)
    assert written(tmp_path / "out") == wanted
    assert hidden(tmp_path / "out") == []


def test_interrupted(tmp_path: Path, undisturbed: tuple[Path, dict[str, str]]) -> None:
    """Ctrl-C, to all processes as a terminal sends it: exit 130, no traceback, the next run goes on."""
    source, wanted = undisturbed
    (tmp_path / "in").symlink_to(source / "in")
    process = _start_in_terminal(tmp_path)
    _wait_for_some(tmp_path / "out", 80, process)
    _interrupt(process)
    assert 80 <= len(written(tmp_path / "out")) < 200
    assert hidden(tmp_path / "out") == []
    done = subprocess.run(_BUILD, cwd=tmp_path, check=True, capture_output=True)
    assert "未变" in done.stdout.decode()
    assert written(tmp_path / "out") == wanted


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP, signal.SIGINT])
def test_data_that_were_mended_meanwhile(tmp_path: Path, how: int) -> None:
    """What a run that was broken off had written is ours to replace; what somebody has changed since is not."""
    write_towns(tmp_path / "in", 120)
    process = _start_in_terminal(tmp_path)
    _wait_for_some(tmp_path / "out", 30, process)
    os.killpg(process.pid, how)
    process.communicate(timeout=30)
    changed = next((tmp_path / "out").glob("*.docx"))
    changed.write_bytes(b"PK by hand")
    for path in (tmp_path / "in").iterdir():
        path.write_text(path.read_text("utf-8").replace(".60", ".61"), "utf-8")
    done = subprocess.run(_BUILD, cwd=tmp_path, check=False, capture_output=True)
    assert "已生成 119 份，未能生成 1 份" in done.stdout.decode()
    assert changed.read_bytes() == b"PK by hand"
    assert hidden(tmp_path / "out") == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="需要 /proc")
@pytest.mark.parametrize("processes", [3, 4])
def test_interrupted_while_workers_start(
    tmp_path: Path, undisturbed: tuple[Path, dict[str, str]], processes: int
) -> None:
    """A worker that Python has not quite brought up never hears of it, and has nothing to complain of."""
    (tmp_path / "in").symlink_to(undisturbed[0] / "in")
    process = _start_in_terminal(tmp_path)
    limit = time.monotonic() + 30
    while len(_workers(tmp_path)) < processes:  # the run, what multiprocessing keeps beside it, workers
        assert time.monotonic() < limit
    _interrupt(process)
    assert hidden(tmp_path) == []


def _start_in_terminal(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _BUILD, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def _interrupt(process: subprocess.Popen[bytes]) -> None:
    """Send Ctrl-C to all processes of a run; hear what they say."""
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told.decode().strip()) == (130, "已中断")
