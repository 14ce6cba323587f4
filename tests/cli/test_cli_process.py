"""The command as a process: what only a real one shows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from town_files import WRONG_SUM, write_data

_COMMAND = (sys.executable, "-m", "fupin_report")
_HEAVY = {"jinja2", "yaml", "docx", "lxml", "babel", "rich", "concurrent"}
_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*_COMMAND, *arguments], capture_output=True, env=os.environ | environment, check=False, timeout=60
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["render", "--help"], ["render"]])
def test_help_takes_no_library_in(arguments: list[str]) -> None:
    """Help, version and wrong usage are shown before jinja2, yaml, Word and the like are imported."""
    code = (
        "import sys\n"
        "from fupin_report.cli import main\n"
        "try: main()\n"
        "finally: print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    modules = set(done.stderr.splitlines())
    assert ("fupin_report.cli.render" in modules) == (arguments != ["--version"])
    assert ("fupin_report.cli.build" in modules) == (arguments == ["--help"])  # which tells of every command
    assert not modules & _HEAVY
    assert not {"fupin_report.model", "fupin_report.source", "fupin_report.templating"} & modules


def test_what_a_worker_process_loads_takes_no_click_in() -> None:
    """A batch's processes load the file that the command began with: it brings in nothing."""
    code = "import sys, fupin_report.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"click", "inspect", "fupin_report.cli"}


def test_reading_data_takes_no_word_in(desk: Path) -> None:
    """`check` pays neither for Word nor for dates and lists in words."""
    code = "import sys; from fupin_report.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "-q", str(desk / "town.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not set(done.stdout.split()) & {"docx", "lxml", "babel", "rich"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("check", "town.yaml"), 0),
        (("check", "wrong.yaml"), 1),
        (("check",), 2),
        (("check", "nowhere.yaml"), 4),
    ],
)
def test_exit_codes(desk: Path, arguments: tuple[str, ...], code: int) -> None:
    """The process ends with the code of what happened, never with a traceback."""
    write_data(desk, "wrong.yaml", **WRONG_SUM)
    done = _run(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252:strict"},
    ],
)
def test_streams_without_chinese_become_utf8(desk: Path, environment: dict[str, str]) -> None:  # noqa: ARG001
    """A locale that cannot say 错误 does not crash the command; what it says is UTF-8."""
    done = _run("check", "nowhere.yaml", "town.yaml", **environment)
    assert done.stderr.decode("utf-8") == "错误 E501 nowhere.yaml：找不到这个文件或文件夹" + os.linesep
    assert done.stdout.decode("utf-8").startswith("错误 0，警告 0")


def test_streams_that_can_say_it_keep_their_encoding(desk: Path) -> None:  # noqa: ARG001
    """A GBK pipe gets GBK; a character it lacks is written by number."""
    done = _run("check", "无\U00020000.yaml", PYTHONIOENCODING="gbk:strict")
    assert done.stderr.decode("gbk").startswith("错误 E501 无\\U00020000.yaml：找不到")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="需要 /dev/full")
def test_full_disk_behind_standard_output(desk: Path) -> None:  # noqa: ARG001
    """A full disk is told, with the environment's code."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*_COMMAND, "check", "town.yaml"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, done.stderr.decode("utf-8")) == (4, "错误 E503 磁盘满了\n")


@_POSIX
def test_closed_pipe_is_no_traceback(desk: Path) -> None:  # noqa: ARG001
    """A reader that goes away early (`| head`) ends the command quietly."""
    running = subprocess.Popen([*_COMMAND, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) != 0


@_POSIX
def test_interrupt(desk: Path) -> None:
    """Ctrl-C ends the command with 130 and one word, without a traceback."""
    os.mkfifo(desk / "slow.yaml")  # opening it waits for a writer who never comes
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        [*_COMMAND, "check", "-v", "town.yaml", "slow.yaml"], stderr=subprocess.PIPE, env=environment
    )
    assert running.stderr
    while "核对 town.yaml".encode() not in running.stderr.readline():
        pass
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    told = running.stderr.read().decode()
    running.stderr.close()
    assert running.wait(60) == 130
    assert told.strip() == "已中断"


@_POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root 不受权限限制")
def test_read_only_folder(desk: Path) -> None:
    """A folder that cannot be written to is told in Chinese, naming the file that was wanted."""
    closed = desk / "closed"
    closed.mkdir(mode=0o555)
    done = _run("render", "town.yaml", "-t", "templates", "-o", "closed/a.docx")
    assert done.returncode == 4
    assert done.stderr.decode("utf-8").startswith(f"错误 E502 {Path('closed/a.docx')}：没有权限")
