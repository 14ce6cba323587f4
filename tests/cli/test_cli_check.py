from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from town_files import UNREADABLE, WRONG_SUM, Run, write_data

_NOTE = {"check": "X02", "at": "identification.entered", "note": "十人死亡。"}


def _lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_nothing_wrong(run: Run) -> None:
    """Data in order are counted, and the exit code is 0."""
    result = run("check", "town.yaml")
    assert (result.exit_code, result.stdout) == (0, "错误 0，警告 0，提示 0，已说明 0\n")


def test_finding_with_its_line(run: Run, desk: Path) -> None:
    """An error finding is shown with place, line and caret; the exit code is 1."""
    write_data(desk, **WRONG_SUM)
    result = run("check", "town.yaml")
    assert result.exit_code == 1
    first, line, caret, *_, last = result.stdout.splitlines()
    assert first.startswith("town.yaml:")
    assert "错误 X02 identification.entered.persons" in first
    assert "100户350人" in line
    assert "^" in caret
    assert last == "错误 1，警告 0，提示 0，已说明 0"


def test_explained_finding_is_shown_and_passes(run: Run, desk: Path) -> None:
    """A finding with a note is shown as explained, and does not fail the check."""
    write_data(desk, **WRONG_SUM, explanations=[_NOTE])
    result = run("check", "town.yaml")
    assert result.exit_code == 0
    assert "已说明 X02" in result.stdout
    assert "说明：十人死亡。" in result.stdout
    assert result.stdout.endswith("错误 0，警告 0，提示 0，已说明 1\n")


def test_warnings_pass(run: Run, desk: Path) -> None:
    """A warning alone does not fail the check."""
    write_data(desk, explanations=[_NOTE])
    result = run("check", "town.yaml")
    assert result.exit_code == 0
    assert result.stdout.endswith("错误 0，警告 1，提示 0，已说明 0\n")


def test_all_files_at_once(run: Run, desk: Path) -> None:
    """One file with problems does not hide the findings of the next."""
    write_data(desk, "a.yaml", **UNREADABLE)
    write_data(desk, "b.yaml", **WRONG_SUM)
    result = run("check", "a.yaml", "b.yaml", "town.yaml")
    assert result.exit_code == 1
    assert "a.yaml:" in result.stdout
    assert "b.yaml:" in result.stdout
    assert result.stdout.endswith("错误 2，警告 0，提示 0，已说明 0\n")


def test_missing_file_does_not_stop_the_others(run: Run, desk: Path) -> None:
    """A file that is not there is told on standard error; the exit code is the environment's."""
    write_data(desk, "b.yaml", **WRONG_SUM)
    result = run("check", "nowhere.yaml", "b.yaml")
    assert result.exit_code == 4
    assert result.stderr == "错误 E501 nowhere.yaml：找不到这个文件或文件夹\n"
    assert result.stdout.endswith("错误 1，警告 0，提示 0，已说明 0\n")


def test_nothing_is_counted_when_nothing_was_found(run: Run) -> None:
    """Without one file that could be looked at there are no counts: 错误 0 would sound like praise."""
    result = run("check", "nowhere.yaml")
    assert (result.exit_code, result.stdout) == (4, "")


def test_json_of_a_finding(run: Run, desk: Path) -> None:
    """--json prints a finding as one line, with all its paths and its place."""
    write_data(desk, **WRONG_SUM, explanations=[_NOTE])
    (line,) = _lines(run("check", "town.yaml", "--json").stdout)
    message = line.pop("message")
    assert "350人" in message
    assert line.pop("paths")[0] == "identification.entered.persons"
    assert line.pop("line") > 1
    assert line.pop("column") > 1
    assert line.pop("source") == "town.yaml"
    assert line == {"code": "X02", "severity": "error", "file": "town.yaml", "explained": "十人死亡。"}


def test_json_of_a_problem(run: Run, desk: Path) -> None:
    """--json prints a data problem as an error nobody can explain away."""
    write_data(desk, **UNREADABLE)
    result = run("check", "town.yaml", "--json")
    (line,) = _lines(result.stdout)
    assert result.exit_code == 1
    assert (line["severity"], line["explained"]) == ("error", None)
    assert line["paths"] == ["identification.entered"]


def test_json_of_a_file_without_lines(run: Run, desk: Path) -> None:
    """A problem of the file as a whole has no line."""
    path = desk / "big.yaml"
    path.write_bytes(b"#" * 3_000_000)
    (line,) = _lines(run("check", path, "--json").stdout)
    assert (line["code"], line["line"], line["column"]) == ("S102", None, None)
    assert line["file"] == str(path)


def test_quiet_shows_errors_only(run: Run, desk: Path) -> None:
    """-q leaves out warnings and counts, never errors."""
    write_data(desk, "warned.yaml", explanations=[_NOTE])
    assert run("check", "-q", "warned.yaml").output == ""
    write_data(desk, "wrong.yaml", **WRONG_SUM)
    result = run("check", "-q", "wrong.yaml")
    assert result.exit_code == 1
    assert "错误 X02" in result.stdout
    assert "错误 1，" not in result.stdout


def test_verbose_times_each_file(run: Run) -> None:
    """-v tells how long reading and checking took."""
    result = run("check", "-v", "town.yaml")
    assert "读取 town.yaml：" in result.stderr
    assert "核对 town.yaml：" in result.stderr
