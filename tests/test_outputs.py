"""What can stand in the way of a file: each is told in Chinese, leaves nothing half written, destroys nothing."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

import fupin_report as fr
from builders import make_report, render_text
from fixture_files import run_command
from town_files import NAME, Run

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")
_RENDER = ("render", "town.yaml", "-t", "templates")


def _mounted(folder: Path, options: str) -> Iterator[Path]:
    """Mount a disk of its own on a folder; skip where that is not allowed."""
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("不能挂载 tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def read_only(desk: Path) -> Iterator[Path]:
    """A disk that cannot be written to, not even by root."""
    yield from _mounted(desk / "disk", "ro,size=16k")


@pytest.fixture
def small(desk: Path) -> Iterator[Path]:
    """A disk of two pages of memory, one of them taken."""
    for disk in _mounted(desk / "disk", "size=8k"):
        (disk / "old.docx").write_text("从前的文件", "utf-8")
        yield disk


def test_read_only_disk(desk: Path, read_only: Path) -> None:
    """A disk that is read-only is said to be, by the name that was asked for."""
    done = run_command(*_RENDER, "-o", "disk/a.docx", folder=desk)
    assert (done.code, done.told) == (4, "错误 E502 disk/a.docx：磁盘是只读的\n")
    assert list(read_only.iterdir()) == []


@pytest.mark.parametrize("name", ["a.docx", "old.docx"])
def test_full_disk(desk: Path, small: Path, name: str) -> None:
    """A disk that is full leaves no piece of the new file, and the old one whole."""
    done = run_command(*_RENDER, "-o", f"disk/{name}", "--force", folder=desk)
    assert (done.code, done.told) == (4, f"错误 E503 disk/{name}：磁盘满了\n")
    assert [path.name for path in small.iterdir()] == ["old.docx"]
    assert (small / "old.docx").read_text("utf-8") == "从前的文件"


@_POSIX
@pytest.mark.parametrize("name", ["镇" * 98 + "a.docx", "a" * 295 + ".json"])
def test_name_of_three_hundred_bytes(desk: Path, name: str) -> None:
    """A name too long for a disk is told with the limit."""
    assert len(name.encode()) == 300
    before = sorted(desk.rglob("*"))
    done = run_command(*_RENDER, "-o", name, folder=desk)
    message = f"错误 E505 {name}：名称太长（一般不超过 255 字节，约 80 个汉字）\n"
    assert (done.code, done.told) == (4, message)
    assert sorted(desk.rglob("*")) == before


def test_folder_of_the_name_of_the_document(desk: Path, run: Run) -> None:
    """A folder that is called like the document stays a folder."""
    (desk / f"{NAME}.docx").mkdir()
    result = run(*_RENDER)
    assert result.exit_code == 1
    assert result.stderr == f"错误 R404 {NAME}.docx：这是文件夹，请写出要生成的文件名\n"
    assert list((desk / f"{NAME}.docx").iterdir()) == []


def test_file_in_the_way_of_a_folder(run: Run) -> None:
    """A file in the middle of a path is said to be one."""
    result = run(*_RENDER, "-o", "town.yaml/a.docx")
    assert result.exit_code == 4
    assert result.stderr.startswith(f"错误 E506 {Path('town.yaml/a.docx')}：路径中间有一段是文件")


def _held_by_word(*_: object) -> NoReturn:
    """Refuse as Windows does when another program has the file open."""
    error: Any = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = 32
    raise error


def _no_links(*_: object) -> NoReturn:
    raise OSError(errno.EPERM, "no second names")


@pytest.mark.parametrize("force", [("--force",), ()], ids=["over an old file", "under a new name"])
def test_file_open_in_word(
    desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch, force: tuple[str, ...]
) -> None:
    """On Windows a file that Word holds cannot be replaced: the message asks to close it."""
    old = desk / "a.docx"
    if force:
        old.write_text("从前的文件", "utf-8")
    monkeypatch.setattr(os, "link", _no_links)
    monkeypatch.setattr(os, "replace", _held_by_word)
    result = run(*_RENDER, "-o", "a.docx", *force)
    assert result.exit_code == 4
    assert result.stderr == "错误 E504 a.docx：没有权限，或文件可能正被 Word 或 WPS 打开，请关闭后再试\n"
    assert old.read_text("utf-8") == "从前的文件" if force else not old.exists()
    assert not list(desk.glob(".*.part"))


def test_disk_full_in_the_middle_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written of a file before the disk was full is taken away again."""
    document = render_text(tmp_path / "templates", "一段话。", make_report())
    write = os.write
    written: list[int] = []

    def write_then_fill(descriptor: int, data: memoryview) -> int:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(write(descriptor, data[:100]))
        return written[0]

    monkeypatch.setattr(os, "write", write_then_fill)
    with pytest.raises(OSError, match="磁盘满了") as caught:
        fr.write(document, tmp_path / "a.docx")
    assert caught.value.filename == str(tmp_path / "a.docx")
    assert written == [100]
    assert [path.name for path in tmp_path.iterdir()] == ["templates"]


_STOPPED = """
import os, sys, time
def stop(*_):
    print("写到一半", file=sys.stderr, flush=True)
    time.sleep(60)
os.link = os.replace = stop
from fupin_report.cli import main
main()
"""
"""The command, held up for a minute between writing a file and giving it its name."""


@_POSIX
@pytest.mark.parametrize("force", [("--force",), ()], ids=["over an old file", "under a new name"])
def test_interrupt_in_the_middle_of_writing(desk: Path, force: tuple[str, ...]) -> None:
    """Ctrl-C while a file is written: exit 130, no piece of it left, the old one whole."""
    old = desk / "a.docx"
    if force:
        old.write_text("从前的文件", "utf-8")
    before = sorted(desk.rglob("*"))
    command = [sys.executable, "-c", _STOPPED, *_RENDER, "-o", "a.docx", *force]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stderr
        assert running.stderr.readline().decode() == "写到一半\n"
        running.send_signal(signal.SIGINT)
        told = running.stderr.read().decode()
    assert (running.returncode, told.strip()) == (130, "已中断")
    assert sorted(desk.rglob("*")) == before
    assert not force or old.read_text("utf-8") == "从前的文件"
