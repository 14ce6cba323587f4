"""What `check` shows at a terminal: by section, with excerpts and counts."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

import fupin_report as fr
from builders import make_data
from fupin_report.cli.grouped import print_grouped
from fupin_report.cli.results import Result
from town_files import WRONG_SUM, write_data

_COMMAND = (sys.executable, "-m", "fupin_report")
_NOTE = {"check": "X02", "at": "identification.entered", "note": "十人死亡。"}


def grouped(results: list[Result], *, terminal: bool = False, colours: bool = True) -> str:
    """Return what is printed."""
    out = io.StringIO()
    console = Console(file=out, width=100, highlight=False, force_terminal=terminal, no_color=not colours)
    print_grouped(results, "town.yaml", console)
    return out.getvalue()


def problems(folder: Path, text: str) -> list[Result]:
    file = folder / "a.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(fr.FupinError) as caught:
        fr.load(file)
    return list(caught.value.problems)


def test_problems_stand_under_their_sections(tmp_path: Path) -> None:
    """Chinese titles with counts; under them code, message, excerpt, caret and place of each."""
    text = "format: 1\ndocument: {type: visit}\nperiod: {year: __}\n打算:\n  - 正文: __\n"
    shown = grouped(problems(tmp_path, text)).splitlines()
    assert shown[0] == "town.yaml"
    at = [shown.index(title) for title in ("文稿信息  错误 5", "报告期  错误 1", "打算  错误 1")]
    assert at == sorted(at)
    assert shown[at[1] + 1 : at[1] + 5] == [
        "  错误 D212 年度：还没有填，写的是“__”",
        "      3 | period: {year: __}",
        "        |                ^^",
        f"        {tmp_path}/a.yaml:3:16",
    ]


def test_a_problem_of_the_file_as_a_whole(tmp_path: Path) -> None:
    """What is no YAML belongs to no section."""
    assert "整个文件  错误 1" in grouped(problems(tmp_path, "format: [1\n"))


def test_explained_findings_show_their_note(tmp_path: Path) -> None:
    """A finding that is explained is counted as such, with its note."""
    report = fr.load(write_data(tmp_path, **WRONG_SUM, explanations=[_NOTE]))
    shown = grouped(list(fr.audit(report)))
    assert "精准识别  已说明 1" in shown
    assert "说明：十人死亡。" in shown


def test_findings_without_a_file() -> None:
    """A finding of data without lines has no excerpt."""
    shown = grouped(list(fr.audit(fr.load(make_data(**WRONG_SUM)))))
    assert "错误 X02" in shown
    assert " | " not in shown


def test_a_terminal_gets_colours() -> None:
    """Colours in a terminal, none where the user wants none."""
    results: list[Result] = list(fr.audit(fr.load(make_data(**WRONG_SUM))))
    assert "\x1b[" in grouped(results, terminal=True)
    assert "\x1b[3" not in grouped(results, terminal=True, colours=False)


def at_terminal(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run the command at a terminal of 100 columns; return exit code and what it shows."""
    import pty

    screen, terminal = pty.openpty()
    settings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    settings |= {"TERM": "xterm", "COLUMNS": "100"} | environment
    done = subprocess.run(
        [*_COMMAND, *arguments], cwd=folder, stdout=terminal, env=settings, check=False, timeout=60
    )
    os.close(terminal)
    shown = os.read(screen, 65536).decode("utf-8")
    os.close(screen)
    return done.returncode, shown


@pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")
def test_fields_at_a_terminal(tmp_path: Path) -> None:
    """At a terminal the fields are a table, nothing of which is cut off."""
    _, shown = at_terminal(tmp_path, "fields", "公示", NO_COLOR="1")
    assert "│ notice.phone " in shown
    assert "…" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_at_a_real_terminal(tmp_path: Path, environment: dict[str, str], coloured: bool) -> None:
    """At a terminal results are grouped; NO_COLOR takes the colours away; a pipe gets plain lines."""
    write_data(tmp_path, **WRONG_SUM)
    code, shown = at_terminal(tmp_path, "check", "town.yaml", **environment)
    assert code == 1
    assert "精准识别" in shown
    assert ("\x1b[31m" in shown or "\x1b[1;31m" in shown) is coloured
    piped = subprocess.run(
        [*_COMMAND, "check", "town.yaml"], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    assert piped.stdout.decode("utf-8").startswith("town.yaml:")
