"""`fupin-report build`: what it says, and how it leaves."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from batches import hidden, lines_of_towns, write_broken, write_towns, written
from fupin_report.cli import cli
from fupin_report.cli.build import _FAILURES_TOLD
from stores import stored, stores, upload
from town_files import UNREADABLE, WRONG_SUM, Run, write_data


def test_made_unchanged_failed(desk: Path, run: Run) -> None:
    """The end is told in counts; what failed by its first problem; exit 3 if something did."""
    write_towns(desk / "in", 3)
    done = run("build", "in", "-o", "out")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "已生成 3 份\n", "")
    codes = write_broken(desk / "in")
    done = run("build", "in", "-o", "out")
    assert (done.exit_code, done.stdout) == (3, "未变 3 份，数据有错、未生成 1 份，未能生成 6 份\n")
    assert len(done.stderr.splitlines()) == len(codes)
    assert sorted(written(desk / "out")) == ["乡000.docx", "乡001.docx", "乡002.docx"]


def test_what_else_is_to_be_known(desk: Path, run: Run) -> None:
    """The same problem is told once; older files that still stand and warnings are counted."""
    towns = write_towns(desk / "in", 40)
    (desk / "layout.yaml").write_text("digits: text\n", "utf-8")
    words = ("build", "in", "-o", "out", "--layout", "layout.yaml", "--format", "json")
    assert run(*words).stdout == "已生成 40 份\n"
    (desk / "layout.yaml").write_text("digits: none\n", "utf-8")
    done = run(*words)
    assert (done.exit_code, done.stdout) == (
        3,
        "未能生成 40 份；40 份上次的旧文件还在，没有更新\n",
    )
    problem, left, others = done.stderr.splitlines()
    assert "layout.yaml:1:9: 错误 L" in problem
    assert left == "      上次生成的 乡000.json 还在，没有更新"
    assert others == f"……另有 39 份也是：{problem}"
    (desk / "layout.yaml").unlink()
    write_data(desk / "in", towns[0].name, **(WRONG_SUM | UNREADABLE), township__admin_villages="三")
    (desk / "checks.yaml").write_text("X02: {级别: 警告, 理由: 试行}\n", "utf-8")
    write_data(desk / "in", towns[1].name, **WRONG_SUM)
    done = run("build", "in", "-o", "out", "--checks", "checks.yaml", "--format", "json")
    assert (
        done.stdout == "已生成 39 份，未能生成 1 份；1 份上次的旧文件还在，没有更新；警告 1 处，用 check 看\n"
    )
    assert "（还有 1 处）" in done.stderr


def test_many_that_fail(desk: Path, run: Run) -> None:
    """So many problems as one reads are told, and the others counted."""
    for number in range(45):
        write_data(desk, f"坏{number:02}.yaml", **UNREADABLE)
    (desk / "in").mkdir()
    for path in desk.glob("坏*.yaml"):
        path.rename(desk / "in" / path.name)
    done = run("build", "in", "-o", "out")
    *problems, rest = done.stderr.splitlines()
    assert len(problems) == _FAILURES_TOLD
    assert rest == f"……另有 {45 - _FAILURES_TOLD} 份没有生成，用 --json 看全部"


def test_json_record_of_every_report(desk: Path, run: Run) -> None:
    """`--json`: a line for each, problems and findings with their places; nothing else on that stream."""
    write_towns(desk / "in", 1)
    write_broken(desk / "in")
    records = [json.loads(line) for line in run("build", "in", "-o", "out", "--json").stdout.splitlines()]
    by_name = {each["name"]: each for each in records}
    assert by_name["乡000"]["state"] == "made"
    assert by_name["乡000"]["outputs"][0]["sha256"] == written(desk / "out")["乡000.docx"]
    assert {each["code"] for each in by_name["sum"]["findings"]} >= {"X02"}
    assert by_name["words"]["problems"][0]["line"] > 1


def test_lines_from_standard_input(desk: Path) -> None:
    """`-` reads JSON lines as they come."""
    done = CliRunner().invoke(
        cli, ["build", "-", "-o", "out", "--format", "md,json"], input=lines_of_towns(2)
    )
    assert (done.exit_code, done.stdout) == (0, "已生成 2 份\n")
    assert sorted(written(desk / "out")) == [
        f"stdin-00000{n}.{each}" for n in (1, 2) for each in ("json", "md")
    ]


def test_names_that_meet_stop_all(desk: Path, run: Run) -> None:
    """Two reports of one name: all of them are told, and nothing is written."""
    write_towns(desk / "a", 2)
    write_towns(desk / "b", 2)
    done = run("build", "a", "b", "-o", "out")
    assert done.exit_code == 1
    assert done.stderr.count("R407") == 2
    assert "一份也没有生成" in done.stderr
    assert not (desk / "out").exists()


def test_wrong_words(desk: Path, run: Run) -> None:
    """Unknown formats, files that are no data and files that are not there are told before anything is done."""
    assert run("build", "town.yaml", "-o", "out", "--format", "docx,odt").exit_code == 2
    (desk / "a.docx").write_bytes(b"PK")
    assert "S114" in run("build", "a.docx", "-o", "out").stderr
    done = run("build", "gone.yaml", "town.yaml", "-o", "out")
    assert (done.exit_code, "E501 gone.yaml" in done.stderr) == (3, True)
    assert hidden(desk / "out") == []


def test_from_url_to_url(desk: Path, run: Run) -> None:
    """As with folders; what is wrong is named by its URL, and leaves as it would from a folder."""
    write_towns(desk / "in", 2)
    write_broken(desk / "in")
    with stores():
        upload(desk / "in", "memory://county/in")
        words = ("build", "memory://county/in", "-t", "templates", "-o", "memory://county/out", "-j", "1")
        assert run(*words).stdout == "已生成 2 份，数据有错、未生成 1 份，未能生成 6 份\n"
        done = run(*words, "--json")
        records = {each["source"]: each for each in map(json.loads, done.stdout.splitlines())}
        assert done.exit_code == 3
        assert records["memory://county/in/乡000.yaml"]["state"] == "unchanged"
        assert (
            records["memory://county/in/words.yaml"]["problems"][0]["file"] == "memory://county/in/words.yaml"
        )
        assert run("build", "in", "-t", "templates", "-o", "out").exit_code == 3
        assert stored("memory://county/out") == written(desk / "out")
        done = run("build", "what://a/in", "in/乡000.yaml", "-o", "out")
        assert (done.exit_code, "R418 what://a/in" in done.stderr) == (3, True)
        for out, code in {"what://a": (1, "R418"), "store://nobucket/out": (4, "E501")}.items():
            done = run("build", "in", "-o", out)
            assert (done.exit_code, f"错误 {code[1]} {out}" in done.stderr) == (code[0], True)


def test_nothing_to_do(desk: Path, run: Run) -> None:
    """A folder without data says so."""
    (desk / "empty").mkdir()
    done = run("build", "empty", "-o", "out")
    assert (done.exit_code, done.stdout) == (1, "没有找到数据文件\n")
