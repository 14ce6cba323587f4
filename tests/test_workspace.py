"""A county's project: each township its own folder, each period a file, layers over each other; nothing leads out."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

import fupin_report as fr
from batches import written
from fupin_report.workspace import edition_of, load_project, start_project
from town_files import Run

_TOWN = "townships/510000101-示例镇"
_SENTENCE = '{% extends "parent" %}\n{% block heading %}\n## 本县今后的打算\n{% endblock %}\n'


@pytest.fixture
def county(desk: Path) -> Path:
    """A project with two townships, the second with a half-year more."""
    folder = desk / "county"
    start_project(folder)
    second = folder / "townships" / "510000102-柳林镇"
    shutil.copytree(folder / _TOWN, second)
    for path in second.iterdir():
        path.write_text(path.read_text("utf-8").replace("示例镇", "柳林镇"), "utf-8")
    later = (second / "2015H1.yaml").read_text("utf-8")
    later = (
        later.replace("半年: 上半年", "半年: 下半年")
        .replace("2015年7月2日", "2016年1月5日")
        .replace("上半年", "下半年")
    )
    (second / "2015H2.yaml").write_text(later, "utf-8")
    return folder


def test_all_that_is_there_is_made(run: Run, county: Path) -> None:
    """One command makes every township and period; another makes one period; nothing is wrong."""
    done = run("build", "county")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "已生成 3 份\n", "")
    assert sorted(written(county / "out")) == [
        "2015H1/510000101-示例镇.docx",
        "2015H1/510000102-柳林镇.docx",
        "2015H2/510000102-柳林镇.docx",
    ]
    assert run("build", "county", "--period", "2015H2").stdout == "未变 1 份\n"
    assert [each.periods for each in load_project(county).townships] == [("2015H1",), ("2015H1", "2015H2")]


def test_one_townships_own_sentence_is_its_own(run: Run, county: Path) -> None:
    """An override changes that township's reports and nothing anywhere else; the county's, all of them."""
    run("build", "county", "--format", "md")
    before = written(county / "out")
    own = county / "townships" / "510000102-柳林镇" / "templates" / "sections"
    own.mkdir(parents=True)
    (own / "plans.md.j2").write_text(_SENTENCE, "utf-8")
    assert run("build", "county", "--format", "md").stdout == "已生成 2 份，未变 1 份\n"
    after = written(county / "out")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"2015H1/510000102-柳林镇.md", "2015H2/510000102-柳林镇.md"}
    text = (county / "out" / "2015H1" / "510000102-柳林镇.md").read_text("utf-8")
    assert "## 本县今后的打算" in text
    shutil.move(county / "townships" / "510000102-柳林镇" / "templates", county / "templates")
    assert run("build", "county", "--format", "md").stdout == "已生成 1 份，未变 2 份\n"
    (county / _TOWN / "wording.yaml").write_text("各节标题: {plans: 我镇今后的打算}\n", "utf-8")
    assert run("build", "county", "--format", "md").stdout == "已生成 1 份，未变 2 份\n"
    assert "## 我镇今后的打算" in (county / "out" / "2015H1" / "510000101-示例镇.md").read_text("utf-8")
    (county / "wording.yaml").write_text("各节标题: {plan: 打算}\n", "utf-8")
    told = run("build", "county", "--format", "md")
    assert (told.exit_code, told.stdout) == (3, "未能生成 3 份；3 份上次的旧文件还在，没有更新\n")
    assert "wording.yaml:1:" in told.stderr


def test_a_file_of_a_township_is_checked_with_all_around_it(run: Run, county: Path) -> None:
    """`check` and `render` of one file take the layers, the templates and the layout of its project."""
    file = f"county/{_TOWN}/2015H1.yaml"
    assert run("check", file).stdout == "错误 0，警告 0，提示 0，已说明 0\n"
    (county / _TOWN / "township.yaml").write_text(
        (county / _TOWN / "township.yaml").read_text("utf-8").replace("500户2000人", "500户1900人"), "utf-8"
    )
    told = run("check", file).stdout
    assert "township.yaml:" in told
    assert "X01" in told
    edition = edition_of(county / _TOWN / "2015H1.yaml")
    assert edition
    assert [path.name for path in edition.data] == ["defaults.yaml", "township.yaml", "2015H1.yaml"]
    assert edition_of(county.parent / "town.yaml") is None


def test_status(run: Run, county: Path) -> None:
    """What is made, old or missing; what is wrong or open in the data."""

    def told() -> dict[tuple[str, str], list[object]]:
        lines = [json.loads(line) for line in run("status", "county", "--json").stdout.splitlines()]
        return {(each["township"][-3:], each["period"]): list(each.values())[2:] for each in lines}

    assert sorted(str(each[-1]) for each in told().values()) == ["missing", "missing", "missing", "no_data"]
    assert told()["示例镇", "2015H2"] == [0, 0, 0, 0, "no_data"]
    run("build", "county")
    later = county / "townships" / "510000102-柳林镇" / "2015H2.yaml"
    later.write_text(later.read_text("utf-8").replace("100户360人", "100户350人"), "utf-8")
    early = county / _TOWN / "2015H1.yaml"
    early.write_text(
        early.read_text("utf-8").replace("标题: 示例镇2015年上半年扶贫工作总结", "标题: __"), "utf-8"
    )
    found = told()
    assert found["柳林镇", "2015H1"] == [0, 0, 0, 0, "built"]
    assert found["示例镇", "2015H1"] == [0, 1, 0, 0, "stale"]
    assert found["柳林镇", "2015H2"][-1] == "stale"
    assert found["柳林镇", "2015H2"][2] != 0
    assert "要重做" in run("status", "county").stdout


def test_a_county_has_its_own_word_on_checks(run: Run, county: Path) -> None:
    """checks.yaml of the project counts for `check`, `render`, `build` and `status`, and makes stale what it changes."""
    file = county / _TOWN / "2015H1.yaml"
    file.write_text(file.read_text("utf-8").replace("100户360人", "100户350人"), "utf-8")
    assert run("build", "county").exit_code == 3
    (county / "checks.yaml").write_text(
        "X01: {级别: 警告, 理由: 待核}\nX02: {级别: 警告, 理由: 待核}\n", "utf-8"
    )
    (county / "fupin.yaml").write_text("核对: checks.yaml\n", "utf-8")
    assert run("check", file).exit_code == 0
    assert run("render", file, "-o", "a.docx").exit_code == 0
    assert run("build", "county").stdout == "已生成 3 份；警告 2 处，用 check 看\n"
    assert {line.split("\t")[4] for line in run("status", "county").stdout.splitlines()[1:]} == {"0"}


def test_what_is_there_stays(run: Run, county: Path) -> None:
    """`init` overwrites nothing."""
    (county / "fupin.yaml").write_text("输出: 别处\n", "utf-8")
    assert run("init", "county").exit_code == 0
    assert (county / "fupin.yaml").read_text("utf-8") == "输出: 别处\n"


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("县区: 云岭县", "D201"),
        ("输出: ../外面", "P801"),
        ("模板: [/etc]", "P801"),
        ("版式: ../layout.yaml", "P801"),
        ("乡镇: [510000199-没有]", "P803"),
    ],
)
def test_settings_that_cannot_be(county: Path, settings: str, code: str) -> None:
    """Unknown settings, paths that lead out, townships that are not there: each is told."""
    (county / "fupin.yaml").write_text(settings + "\n", "utf-8")
    with pytest.raises(fr.DataError, match=code):
        load_project(county)


def test_a_slip_in_the_name_of_a_period(county: Path) -> None:
    """A file that would be passed over in silence is told of."""
    (county / _TOWN / "2015h2.yaml").write_text("格式: 1\n", "utf-8")
    with pytest.raises(fr.DataError, match=r"P804 .*2015h2\.yaml"):
        load_project(county)


@pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX 的链接")
@pytest.mark.parametrize(
    "name", ["2015H1.yaml", "templates", "layout.yaml", "wording.yaml", "../../templates"]
)
def test_links_that_lead_out_get_nothing(county: Path, tmp_path: Path, name: str) -> None:
    """A township's folder cannot reach for what lies elsewhere."""
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    target = county / _TOWN / name
    if target.exists():
        target.unlink()
    os.symlink(outside, target)
    with pytest.raises(fr.DataError, match="P801"):
        load_project(county)


_ECONOMY = "乡镇概况:\n  经济:\n    财政收入: {{编号: e1, 数值: {now}{more}}}\n"


def test_an_earlier_value_comes_from_the_earlier_file(run: Run, county: Path) -> None:
    """By its id and 口径; the figure leads to that file; a value typed otherwise is found."""
    town = county / "townships" / "510000102-柳林镇"
    for period, now, more in (("2015H1", "80万元", ""), ("2015H2", "86万元", ", 口径: 环比")):
        path = town / f"{period}.yaml"
        path.write_text(path.read_text("utf-8") + _ECONOMY.format(now=now, more=more), "utf-8")
    edition = edition_of(town / "2015H2.yaml")
    assert edition
    report = edition.report()
    assert report.township
    place = report.source_map.locate("township.economy.财政收入.previous")
    assert (str(report.township.economy["财政收入"].previous), place and Path(place.file).name) == (
        "80万元",
        "2015H1.yaml",
    )
    place = report.source_map.locate("township.economy.财政收入.value")
    assert place
    assert Path(place.file).name == "2015H2.yaml"
    told = run("render", str(town / "2015H2.yaml"), "-o", "-", "--format", "txt").stdout
    assert "财政收入86万元，环比增长7.5%（上期80万元）" in told
    assert run("build", "county", "--period", "2015H2").stdout == "已生成 1 份\n"
    earlier = town / "2015H1.yaml"
    earlier.write_text(earlier.read_text("utf-8").replace("80万元", "81万元"), "utf-8")
    assert (
        run("build", "county", "--period", "2015H2").stdout == "已生成 1 份\n"
    )  # it is made of that file, too
    later = town / "2015H2.yaml"
    later.write_text(later.read_text("utf-8").replace("口径: 环比", "口径: 环比, 上期值: 82万元"), "utf-8")
    found = run("check", str(later)).stdout
    assert "错误 X22" in found
    assert "差1万元" in found


_CODE = """\
from fupin_report.audit.data import Notice, data_rule

FILTERS = {"shouted": lambda text: f"{text}！"}


@data_rule("U01", "自己的规则")
def few(facts):
    if len(facts.report.villages) < 3:
        yield Notice("村太少", ("villages",))


RULES = [few]
"""


def test_a_countys_own_filters_and_rules(run: Run, county: Path) -> None:
    """A module that the settings name; `--no-code` leaves it alone; what is wrong with it has a line."""
    (county / "fupin.yaml").write_text("代码: rules.py\n", "utf-8")
    (county / "rules.py").write_text(_CODE, "utf-8")
    sections = county / _TOWN / "templates/sections"
    own = '{% extends "parent" %}\n{% block heading %}\n## {{ township.name|shouted }}\n{% endblock %}\n'
    file = f"county/{_TOWN}/2015H1.yaml"
    assert "警告 U01" in run("check", file).stdout
    assert "U01" not in run("check", file, "--no-code").stdout
    sections.mkdir(parents=True)
    (sections / "plans.md.j2").write_text(own, "utf-8")
    assert "示例镇！" in run("render", file, "-o", "-", "--format", "txt").stdout
    assert run("build", "county", "--period", "2015H1").stdout == "已生成 2 份；警告 2 处，用 check 看\n"
    refused = run("build", "county", "--no-code", "--period", "2015H1", "-o", "other")
    assert (refused.exit_code, "没有过滤器 shouted" in refused.stderr) == (3, True)
    (county / "rules.py").write_text("FILTERS = {}\nraise ValueError('坏了')\n", "utf-8")
    told = run("check", file).stdout
    assert "rules.py:2:1: 错误 T340" in told
    (county / "fupin.yaml").write_text("代码: ../rules.py\n", "utf-8")
    assert "P801" in run("check", file).stdout


def test_argument_before_environment_before_project(
    run: Run, county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest project upward; what the environment names; what the command line names."""
    for name in ("one", "two"):
        (county.parent / f"{name}.yaml").write_text(f"结束语: 第{name}。\n", "utf-8")
    (county / "wording.yaml").write_text("结束语: 县里的。\n", "utf-8")
    file = f"{_TOWN}/2015H1.yaml"
    monkeypatch.chdir(county)

    def last(*words: str) -> str:
        lines = run("render", file, "-o", "-", "--format", "txt", *words).stdout.splitlines()
        return next(line.strip() for line in lines if line.endswith(("县里的。", "第one。", "第two。")))

    assert last() == "县里的。"
    monkeypatch.setenv("FUPIN_REPORT_TEMPLATES", str(county.parent / "one.yaml"))
    assert last() == "第one。"
    assert last("-t", str(county.parent / "two.yaml")) == "第two。"
    monkeypatch.chdir(county / _TOWN)
    assert run("build", "--period", "2015H1", "-v").stdout == "已生成 2 份\n"
    assert len(run("status").stdout.splitlines()) == 5
    monkeypatch.chdir(county.parent)
    assert "不在项目里" in run("build").stderr


def test_city_and_province_by_the_code(run: Run, county: Path) -> None:
    """The city's words over the province's, the county's over both; other cities' are not asked."""
    for code, words in (("51", "省里的打算"), ("5100", "市里的打算"), ("5101", "别的市的打算")):
        sections = county / "regions" / code / "sections"
        sections.mkdir(parents=True)
        text = '{% extends "parent" %}\n{% block heading %}\n## ' + words + "\n{% endblock %}\n"
        (sections / "plans.md.j2").write_text(text, "utf-8")
    file = f"county/{_TOWN}/2015H1.yaml"
    assert "市里的打算" in run("render", file, "-o", "-", "--format", "txt").stdout
    shutil.rmtree(county / "regions/5100")
    assert "省里的打算" in run("render", file, "-o", "-", "--format", "txt").stdout
    shutil.move(county / "regions/5101", county / "templates")
    assert "别的市的打算" in run("render", file, "-o", "-", "--format", "txt").stdout
    os.symlink(county.parent, county / "regions/5100")
    assert "P801" in run("check", file).stdout


@pytest.mark.parametrize(
    "setting", ["版式: layuot.yaml", "模板: [省模板]", "核对: none.yaml", "代码: none.py"]
)
def test_settings_that_name_what_is_not_there(run: Run, county: Path, setting: str) -> None:
    """A misspelt layout would else be the standard one, in silence."""
    (county / "fupin.yaml").write_text(f"{setting}\n", "utf-8")
    for command in ("build", "status"):
        done = run(command, "county")
        assert (done.exit_code, "P808" in done.stderr) == (1, True)
