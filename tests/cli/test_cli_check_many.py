"""`fupin-report check` of many reports: folders, JSON lines, projects; each finding says whose it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from batches import lines_of_towns, write_broken, write_towns
from builders import make_data, template_folder
from fupin_report.audit import Finding, Severity
from fupin_report.batch import jobs_of_paths
from fupin_report.batch.lines import SUFFIXES
from fupin_report.cli import checking, cli
from fupin_report.cli.results import named
from fupin_report.errors import Problem
from fupin_report.workspace import start_project
from stores import stores, upload
from town_files import CLEAN, WRONG_SUM, Run, write_data

_TOWNSHIP = "county/townships/510000101-示例镇"


def _records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def _line(**changes: Any) -> bytes:
    return json.dumps(make_data(**(CLEAN | changes)), ensure_ascii=False).encode() + b"\n"


def test_folder(run: Run, desk: Path) -> None:
    """Every data file below a folder is checked as it is alone; the end says of how many."""
    write_towns(desk / "in", 2)
    write_data(desk / "in", "sum.yaml", **WRONG_SUM)
    alone = [run("check", each).stdout.splitlines() for each in sorted(Path("in").glob("*.yaml"))]
    result = run("check", "in")
    assert result.exit_code == 1
    *told, last = result.stdout.splitlines()
    assert told == [line for lines in alone for line in lines[:-1]]
    assert last == "共 3 份，有错误的 1 份；错误 1，警告 0，提示 0，已说明 0"


def test_what_build_takes_check_takes(run: Run, desk: Path) -> None:
    """Of a folder with everything in it, `check` looks at the files that `build` makes reports of."""
    write_towns(desk / "in" / "below", 2)
    codes = write_broken(desk / "in")
    (desk / "in" / "layout.yaml").write_text("x: 1\n", "utf-8")
    (desk / "in" / "_note.yaml").write_text("x: 1\n", "utf-8")
    result = run("check", "in")
    jobs = list(jobs_of_paths(["in"]))
    assert result.stdout.splitlines()[-1].startswith(f"共 {len(jobs)} 份，有错误的 {len(codes)} 份；")
    for name, code in codes.items():
        assert code in {each["code"] for each in _records(run("check", f"in/{name}.yaml", "--json"))} | {"S1"}
    built = _records(run("build", "in", "-o", "out", "-t", "templates", "--json"))
    told = _records(run("check", "in", "-t", "templates", "--json"))
    wrong = {each["source"] for each in built if each["state"] not in ("made", "unchanged")}
    assert {each["source"] for each in told if each["severity"] == "error"} == wrong


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_lines_of_a_file(run: Run, desk: Path, suffix: str) -> None:
    """Each finding is named by file and line; lines that are wrong stop no other."""
    lines = _line(), b"\n", b"{broken\n", _line(**WRONG_SUM)
    (desk / f"county{suffix}").write_bytes(b"".join(lines))
    result = run("check", f"county{suffix}")
    assert result.exit_code == 1
    places = [line.split(": ")[0] for line in result.stdout.splitlines() if ": 错误 " in line]
    assert [place.split(":")[:2] for place in places] == [[f"county{suffix}", each] for each in "34"]
    assert result.stdout.endswith("共 3 份，有错误的 2 份；错误 2，警告 0，提示 0，已说明 0\n")


@pytest.mark.usefixtures("desk")
def test_lines_from_standard_input() -> None:
    """`-` takes JSON lines as `build` does, and names them as it does."""
    named = json.dumps({"name": "x", "data": make_data(**CLEAN, **WRONG_SUM)}).encode() + b"\n"
    result = CliRunner().invoke(cli, ["check", "-", "--json"], input=lines_of_towns(2) + named)
    assert result.exit_code == 1
    (found,) = _records(result)
    assert (found["code"], found["file"], found["source"]) == ("X02", "stdin.jsonl:3", "stdin.jsonl:3")


def test_project_and_township(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project is checked layer over layer, all of it or a period or a township; so is the one around."""
    start_project(Path("county"))
    first = Path(_TOWNSHIP, "2015H1.yaml")
    text = first.read_text("utf-8").replace("100户360人", "100户350人")
    Path(_TOWNSHIP, "2015H2.yaml").write_text(text, "utf-8")
    whole, township = run("check", "county"), run("check", _TOWNSHIP)
    assert whole.exit_code == 1
    assert f"{_TOWNSHIP}/2015H2.yaml:11:9: 错误 X02" in whole.stdout
    assert "共 2 份，有错误的 1 份" in whole.stdout
    assert township.stdout == whole.stdout
    assert run("check", "county", "--period", "2015H1").exit_code == 0
    assert "共 1 份" in run("check", _TOWNSHIP, "--period", "2015H1").stdout
    monkeypatch.chdir(desk / "county")
    assert run("check").stdout == whole.stdout.replace("county/", "")


def test_without_a_path_outside_of_a_project(run: Run) -> None:
    """Nothing named and no project around: wrong usage, which says so."""
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "这里不在项目里" in result.stderr


def test_own_words_with_code_of_the_project(run: Run, desk: Path) -> None:
    """Templates of the command line go before those of a project, whose filters they may use."""
    start_project(Path("county"))
    Path("county/rules.py").write_text('FILTERS = {"loud": lambda value: f"{value}！"}\n', "utf-8")
    Path("county/fupin.yaml").write_text("代码: rules.py\n", "utf-8")
    folder = template_folder(desk / "own", {"plans": "# {{ document.title|loud }}\n\n{{ nothing.here }}\n"})
    for path in ("county", f"{_TOWNSHIP}/2015H1.yaml"):
        assert "没有“nothing”" in run("check", path, "-t", folder).stdout


def test_a_template_names_the_data_it_failed_on(run: Run, desk: Path) -> None:
    """What is found in a template says whose report it is about, in text and as JSON; alone it need not."""
    write_towns(desk / "in", 2)
    folder = template_folder(desk / "own", {"town": "# {{ document.title }}\n\n{{ nothing.here }}\n"})
    text = run("check", "in", "-t", folder).stdout
    assert [line for line in text.splitlines() if "数据：" in line] == [
        f"      数据：in/乡00{number}.yaml" for number in (0, 1)
    ]
    found = _records(run("check", "in", "-t", folder, "--json"))
    assert {each["source"] for each in found} == {"in/乡000.yaml", "in/乡001.yaml"}
    assert all(each["file"].endswith("town.md.j2") for each in found if each["code"].startswith("T"))
    assert "数据：" not in run("check", "in/乡000.yaml", "-t", folder).stdout


def test_words_typed_in_a_template_name_the_data_they_are_printed_with(run: Run, desk: Path) -> None:
    """A typed sentence stands in a template that is the same for all: each finding says whose report."""
    write_towns(desk / "in", 2)
    folder = template_folder(desk / "own", {"town": "# {{ document.title }}\n\n布署工作。\n"})
    told = run("check", "in", "-t", folder).stdout
    assert told.count("“布署”应为“部署”") == told.count("      数据：in/乡00") == 2


def test_finding_without_a_place_is_named_by_its_data() -> None:
    """What stands in no file at all is told where a place would stand; what names its file is not changed."""
    finding = Finding("X14", Severity.ERROR, "只有一个标题", ())
    assert named(finding, "a.jsonl:3", ("a.jsonl:3",)) == f"a.jsonl:3: {finding}"
    problem = Problem("S102", "太大", "a.yaml")
    assert named(problem, "a.yaml", ("a.yaml",)) == str(problem)


def test_refused_paths_stop_no_other(run: Run, desk: Path) -> None:
    """What is not there is told on standard error, whatever kind it is of; the others are checked."""
    write_towns(desk / "in", 1)
    result = run("check", "gone.jsonl", "gone.yaml", "in")
    assert result.exit_code == 4
    assert [line.split("：")[0] for line in result.stderr.splitlines()] == [
        "错误 E501 gone.jsonl",
        "错误 E501 gone.yaml",
    ]
    assert result.stdout == "共 1 份，有错误的 0 份；错误 0，警告 0，提示 0，已说明 0\n"


def test_a_broken_project_stops_no_other(run: Run) -> None:
    """A project with something wrong in it is told as a whole, once; what comes after it is checked."""
    start_project(Path("county"))
    Path(_TOWNSHIP, "2015h2.yaml").write_text("格式: 1\n", "utf-8")
    Path(_TOWNSHIP, "x.yaml").write_text("格式: 1\n", "utf-8")
    result = run("check", "county", "town.yaml")
    assert result.stdout.count("错误 P804") == 2
    assert result.stdout.endswith("共 2 份，有错误的 1 份；错误 2，警告 0，提示 0，已说明 0\n")


def test_folder_without_data(run: Run, desk: Path) -> None:
    """No data: the count would be praise."""
    (desk / "empty").mkdir()
    assert run("check", "empty").stdout == "没有找到数据文件\n"


def test_files_behind_urls(run: Run, desk: Path) -> None:
    """Data behind a URL are checked, too; what cannot be reached says so."""
    write_towns(desk / "in", 1)
    write_data(desk / "in", "sum.yaml", **WRONG_SUM)
    with stores():
        upload(desk / "in", "memory://county/in")
        for path in ("memory://county/in", "memory://county/in/sum.yaml"):
            assert "memory://county/in/sum.yaml:" in run("check", path).stdout
        assert "R418 what://a/in" in run("check", "what://a/in").stdout


def test_fix_of_many(run: Run, desk: Path) -> None:
    """`--fix` mends every data file of a folder; lines of another program's it leaves alone."""
    for name in ("a.yaml", "b.yaml"):
        (desk / "in").mkdir(exist_ok=True)
        write_data(desk / "in", name, plans=[{"text": "布署修路工作。"}])
    (desk / "c.jsonl").write_bytes(_line(plans=[{"text": "布署修路工作。"}]))
    before = (desk / "c.jsonl").read_bytes()
    result = run("check", "in", "c.jsonl", "--fix", "--yes")
    assert all("部署修路工作" in (desk / "in" / name).read_text("utf-8") for name in ("a.yaml", "b.yaml"))
    assert (desk / "c.jsonl").read_bytes() == before
    assert "c.jsonl:1：" in result.stderr


def test_endless_lines_are_told_as_they_come() -> None:
    """Findings are printed before the next line is read: nothing is kept."""
    command = [sys.executable, "-m", "fupin_report", "check", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(_line(**WRONG_SUM))
            process.stdin.flush()
            told = json.loads(os.read(process.stdout.fileno(), 1 << 16))
            assert told["source"] == f"stdin.jsonl:{number}"
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def test_kinds_of_files_are_those_of_the_batch() -> None:
    """What `check` takes for a file of many reports is what `build` does."""
    assert checking._LINES == SUFFIXES
