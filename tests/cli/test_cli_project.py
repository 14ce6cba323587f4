"""Commands on a project when there is none, or nothing in it: what is the matter, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_report.workspace import begin_township, load_project, start_project
from town_files import Run

_FIRST = "townships/510000101-示例镇/2015H1.yaml"
_OUTSIDE = "这里不在项目里（上面各级都没有 fupin.yaml）；请写明 文件夹（DIR），或到项目里运行；新建用 fupin-report init"


@pytest.fixture
def county(desk: Path) -> Path:
    """A project with one township and one period, at the desk."""
    start_project(desk / "county")
    return desk / "county"


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("new-period", "2015H2"),
        ("add-township", "510000102", "柳林镇"),
        ("compare", "2015H1", "2015H2"),
    ],
)
def test_outside_of_a_project(run: Run, desk: Path, command: tuple[str, ...]) -> None:
    """Without a folder the project around is meant; with one, that folder: neither is a missing file."""
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"错误 E400 {_OUTSIDE}\n" in result.stderr
    (desk / "else").mkdir()
    for folder in ("else", "nowhere"):
        result = run(*command, folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"错误 E400 {folder} 不是项目的文件夹（里面没有 fupin.yaml）；" in result.stderr


@pytest.mark.parametrize("command", [("new-period", "2015H2"), ("add-township", "510000102", "柳林镇")])
def test_the_project_around(
    run: Run, county: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Within a project, in whatever folder of it, none need be named."""
    monkeypatch.chdir(county / "townships/510000101-示例镇")
    assert run(*command).exit_code == 0
    assert len(list(county.glob("townships/*/*.yaml"))) == 3


@pytest.mark.parametrize("command", ["build", "check", "status", "similar"])
@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2015h1", "时期写成 2016H1、2016H2 或 2016，写的是“2015h1”"),
        ("2016H1", "没有 2016H1 的数据，有的是 2015H1；开始这一期：fupin-report new-period 2016H1 county"),
        ("2014", "没有 2014 的数据，有的是 2015H1\n"),
    ],
)
@pytest.mark.usefixtures("county")
def test_a_period_that_is_not_there(run: Run, command: str, period: str, told: str) -> None:
    """A period that is none, or that nobody has, is an error, not an empty success."""
    result = run(command, "county", "--period", period)
    assert result.exit_code == 1
    assert "错误 P804 " in result.output
    assert told in result.output
    assert run(command, "county", "--period", "2015H1").exit_code == 0


@pytest.mark.parametrize("command", [("build",), ("check",), ("status",), ("new-period", "2015H1")])
def test_a_project_without_data(run: Run, county: Path, command: tuple[str, ...]) -> None:
    """Without a period, or without a township, it is told what to write first."""
    (county / _FIRST).unlink()
    result = run(*command, "county")
    assert result.exit_code == 1
    assert "错误 P807 county：各乡镇还没有数据；第一期自己写，" in result.output
    (county / "townships/510000101-示例镇/township.yaml").unlink()
    (county / "townships/510000101-示例镇").rmdir()
    told = run(*command, "county").output
    assert "项目里还没有乡镇；加一个：fupin-report add-township 行政区划代码 名称 county\n" in told


def test_new_period_names_who_has_no_earlier_one(run: Run, county: Path) -> None:
    """A township in its first period is told of, whether others are begun or not."""
    begin_township(load_project(county), "510000102", "柳林镇")
    told = "没有更早的一期的：510000102-柳林镇。第一期自己写，在乡镇的文件夹里新建 2015H2.yaml\n"
    first, second = run("new-period", "2015H2", "county"), run("new-period", "2015H2", "county")
    assert (first.stdout.count("已生成"), first.stderr) == (1, told)
    assert second.stderr == f"没有要起头的：各乡镇都有这一期了，或还没有更早的一期\n{told}"
    assert run("new-period", "2015H2", "county", "--township", "示例镇").stderr.count("\n") == 1
