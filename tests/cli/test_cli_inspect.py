from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from hostile import valid
from town_files import Run


@pytest.fixture
def ours(desk: Path) -> Path:
    """A file of ours on the desk."""
    path = desk / "ours.docx"
    path.write_bytes(valid())
    return path


@pytest.fixture
def plain(desk: Path) -> Path:
    """A file that follows nothing of the standard, on the desk."""
    document = docx.Document()
    document.add_paragraph("甲乙，丙丁。")
    document.save(str(desk / "plain.docx"))
    return desk / "plain.docx"


@pytest.mark.usefixtures("ours")
def test_nothing_deviates(run: Run) -> None:
    """A file in order is counted, and the exit code is 0."""
    result = run("inspect", "ours.docx")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.startswith("ours.docx：偏离标准 0，偏离惯例 0，符合 ")


@pytest.mark.usefixtures("plain")
def test_deviations_come_first_the_standards_before_the_others(run: Run) -> None:
    """Only deviations are listed, in columns parted by tabs; the exit code is 1."""
    result = run("inspect", "plain.docx")
    assert result.exit_code == 1
    *rows, summary = result.stdout.splitlines()
    cells = [row.split("\t") for row in rows]
    assert cells[0][:7] == [
        "plain.docx",
        "偏离",
        "标准",
        "用纸幅面",
        "§5.1",
        "210×297毫米",
        "215.9×279.4毫米",
    ]
    assert [row[2] for row in cells] == sorted((row[2] for row in cells), reverse=True)
    assert {row[1] for row in cells} == {"偏离"}
    assert "第1段“甲乙，丙丁。”" in result.stdout
    assert summary.startswith(f"plain.docx：偏离标准 {sum(row[2] == '标准' for row in cells)}，")


@pytest.mark.usefixtures("ours")
def test_custom_alone_does_not_fail(run: Run, desk: Path) -> None:
    """A deviation from custom is listed, and the exit code stays 0."""
    document = docx.Document(str(desk / "ours.docx"))
    document.styles["Normal"].paragraph_format.widow_control = True
    document.save(str(desk / "changed.docx"))
    result = run("inspect", "changed.docx")
    assert "\t偏离\t惯例\t孤行控制\t" in result.stdout
    assert result.exit_code == 0


@pytest.mark.usefixtures("ours")
def test_all_lists_what_conforms_and_what_does_not_apply(run: Run) -> None:
    """--all lists every point."""
    rows = run("inspect", "--all", "ours.docx").stdout.splitlines()[:-1]
    assert {row.split("\t")[1] for row in rows} == {"符合", "不适用"}
    assert len(rows) > 100


@pytest.mark.usefixtures("plain")
def test_json_has_every_point(run: Run) -> None:
    """--json writes one line a point, whatever its verdict."""
    result = run("inspect", "--json", "plain.docx")
    points = [json.loads(line) for line in result.stdout.splitlines()]
    assert points[0] == {
        "file": "plain.docx",
        "name": "用纸幅面",
        "clause": "§5.1",
        "strength": "标准",
        "required": "210×297毫米",
        "found": "215.9×279.4毫米",
        "verdict": "偏离",
        "places": [],
    }
    assert {"paragraph": 1, "text": "甲乙，丙丁。"} in next(p for p in points if p["name"] == "正文字号")[
        "places"
    ]
    assert {point["verdict"] for point in points} == {"符合", "偏离", "不适用"}
    assert result.exit_code == 1


@pytest.mark.usefixtures("ours", "plain")
def test_refused_file_does_not_stop_the_others(run: Run, desk: Path) -> None:
    """What is no Word file, or is not there, is told on standard error; the others are inspected."""
    (desk / "broken.docx").write_bytes(b"PK")
    result = run("inspect", "broken.docx", "ours.docx")
    assert (result.exit_code, "错误 W503 broken.docx：" in result.stderr) == (1, True)
    assert "ours.docx：偏离标准 0" in result.stdout
    result = run("inspect", "nowhere.docx", "plain.docx")
    assert (result.exit_code, "错误 E501 nowhere.docx" in result.stderr) == (4, True)
    assert "plain.docx：" in result.stdout


@pytest.mark.usefixtures("ours")
def test_quiet_says_nothing_of_a_file_in_order(run: Run) -> None:
    """-q leaves out the counts."""
    assert run("inspect", "-q", "ours.docx").output == ""


@pytest.mark.usefixtures("plain")
def test_table_at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal the points stand in a table that cuts nothing off."""
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    shown = run("inspect", "plain.docx").stdout
    assert "结论" in shown
    assert "│" in shown
    assert "215.9×279.4毫米" in shown
