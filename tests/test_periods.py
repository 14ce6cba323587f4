"""A project from one half-year to the next: what begins the new file, what changed, what was promised."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fupin_report as fr
from corpus import township
from fupin_report.comparison import compare
from fupin_report.model.values import Indicator
from fupin_report.source import read_yaml, to_yaml
from fupin_report.structure.reading import BLANK
from fupin_report.workspace import load_project, start_project
from fupin_report.workspace.next_period import begun
from town_files import Run

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
TOWN = "townships/510000101-示例镇"
_DRAFT = "草稿: 是"


def problems(text: str, tmp_path: Path) -> list[fr.Problem]:
    """Return what is wrong with a data file."""
    path = tmp_path / "new.yaml"
    path.write_text(text, "utf-8")
    try:
        fr.load(path)
    except fr.DataError as error:
        return list(error.problems)
    return []


def sources() -> list[tuple[str, str]]:
    """Return data files by name: the examples and generated townships."""
    made = [(f"township {seed}", yaml.safe_dump(township(seed), allow_unicode=True)) for seed in range(12)]
    return [(path.stem, path.read_text("utf-8")) for path in EXAMPLES] + made


@pytest.mark.parametrize(("name", "text"), sources(), ids=[name for name, _ in sources()])
def test_a_new_period_is_open_in_every_figure(name: str, text: str, tmp_path: Path) -> None:
    """What is wrong with it is that it is not filled in, and nothing else; no figure of the last one stays."""
    new = begun(read_yaml(text, name), "2015H1", "2015H2")
    found = problems(new, tmp_path)
    assert found
    assert {each.code for each in found} <= {BLANK, "D207", "D213"}, [str(each) for each in found]
    data = [line for line in new.splitlines() if not line.lstrip().startswith("#")]
    left = re.findall(r"(?:: |\[|- )(\d[\d.]*[^\s,}\]]*)", "\n".join(data))
    kept = re.findall(r"(?:上期值|previous): ([^,}\n]+)", new)
    known = {"1", "2015", "2013", "2014", "2736", "2736元", "2800", "7800", *(each.strip() for each in kept)}
    assert [each for each in left if each.strip("'") not in known] == []


def test_values_become_earlier_values() -> None:
    """Of indicators in either form; one with an id and a 口径 leaves it to the earlier file."""
    text = """\
就业: {外出务工: 3200人, 公益性岗位: {数值: 45个, 口径: 较上年末, 编号: e1}}
健康: {参保率: {比率: 98.5%}}
项目: [{名称: 甲, 类别: 道路, 状态: 完工}, {名称: 乙, 类别: 道路, 状态: 在建, 资金规模: 3万元}]
打算: [{小标题: 修路, 正文: 年底前通车, 时限: 2015年12月}]
"""
    new = begun(read_yaml(text, ""), "2015H1", "2015H2")
    assert "外出务工: {数值: __, 上期值: 3200人, 口径: 环比}" in new
    assert "公益性岗位: {编号: e1, 数值: __, 口径: 较上年末}" in new
    assert "参保率: {比率: __, 上期值: 98.5%, 口径: 环比}" in new
    assert "甲" not in new
    assert "{名称: 乙, 类别: 道路, 状态: __, 资金规模: __}" in new
    assert "#   - 修路：年底前通车：2015年12月" in new
    assert "同比" in begun(read_yaml(text, ""), "2014H1", "2015H1")


_TREES = st.recursive(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8),
        _TREES,
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_reads_back(tree: dict[str, object]) -> None:
    """Names like `no`, `0522`, `: #`, `{` are texts and stay texts."""
    try:
        assert read_yaml(to_yaml(tree), "").root == tree
    except fr.SourceError as error:  # what no data file may hold
        assert {each.code for each in error.problems} <= {"S110", "S108", "S106"}


def test_a_project_grows(run: Run, desk: Path) -> None:
    """A township and a period more; nothing that is there is touched; blanks are counted by status."""
    start_project(desk / "county")
    before = {path: path.read_bytes() for path in (desk / "county").rglob("*.yaml")}
    assert run("add-township", "510000102", "柳林镇", "county").exit_code == 0
    done = run("new-period", "2015H2", "county")
    assert done.stdout == f"已生成 {Path('county', TOWN, '2015H2.yaml')}\n"
    assert all(path.read_bytes() == data for path, data in before.items())
    assert "没有要起头的" in run("new-period", "2015H2", "county").stderr
    assert [each.periods for each in load_project(desk / "county").townships] == [("2015H1", "2015H2"), ()]
    states = [json.loads(line) for line in run("status", "county", "--json").stdout.splitlines()]
    assert [each["blanks"] > 3 for each in states] == [False, True, False, False]
    assert [each["problems"] for each in states] == [0, 0, 0, 0]
    assert [each["output"] for each in states] == ["missing", "missing", "no_data", "no_data"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add-township", "51000010", "柳林镇", "county"), "P805"),
        (("add-township", "510000102", "../柳林镇", "county"), "P805"),
        (("add-township", "510000101", "柳林镇", "county"), "P806"),
        (("new-period", "2015h2", "county"), "P804"),
        (("new-period", "2015H2", "county", "--township", "没有镇"), "P803"),
    ],
)
def test_what_cannot_begin(run: Run, desk: Path, words: tuple[str, ...], code: str) -> None:
    """Codes, names and periods that are none; nothing is written."""
    start_project(desk / "county")
    before = sorted((desk / "county").rglob("*"))
    result = run(*words)
    assert (result.exit_code, code in result.stderr) == (1, True)
    assert sorted((desk / "county").rglob("*")) == before


def test_two_periods_side_by_side() -> None:
    """Rows by id or name wherever they stand; exact differences; what is new, what is gone, what was promised."""
    text = next(path for path in EXAMPLES if path.stem == "annual").read_text("utf-8")
    before = fr.load(yaml.safe_load(text) | {})  # a mapping keeps the order of its rows
    data = yaml.safe_load(text)
    data["村名册"].reverse()
    data["村名册"][-1]["建档立卡"] = "17户50人"
    data["产业"][0]["面积"] = "6350.5亩"
    del data["就业"]["本地就业"]
    data["就业"]["扶贫车间"] = "3个"
    found = compare(before, fr.load(data))
    told = {
        each.path: (each.title, each.before, each.after, each.difference, each.percent)
        for each in found.changes
    }
    assert told == {
        "villages.v1.registered.households": ("石桥社区建档立卡", "18户", "17户", "-1户", "-5.6%"),
        "villages.v1.registered.persons": ("石桥社区建档立卡", "52人", "50人", "-2人", "-3.8%"),
        "industries.茶叶.area_mu": ("茶叶面积", "6200亩", "6350.5亩", "+150.5亩", "+2.4%"),
        "employment.扶贫车间": ("扶贫车间", "", "3个", "", ""),
        "employment.本地就业": ("本地就业", "520人", "", "", ""),
    }
    assert [each.due for each in found.promises] == ["", "2025年12月", "2025年6月"]
    assert len(found.outcomes) == 2
    assert compare(before, before).changes == ()


@given(st.decimals(0, 10**7, places=2), st.decimals(0, 10**7, places=2))
@settings(max_examples=100, deadline=None)
def test_a_difference_is_exact(one: Decimal, other: Decimal) -> None:
    """As subtraction on paper, with its sign."""
    reports = []
    for value in (one, other):
        data = yaml.safe_load(EXAMPLES[0].read_text("utf-8"))
        data["就业"] = {"收入": f"{value}万元"}
        reports.append(fr.load(data))
    changes = [each for each in compare(*reports).changes if each.path == "employment.收入"]
    if one == other:
        assert not changes
    else:
        assert Decimal(changes[0].difference.removesuffix("万元")) == other - one
    assert isinstance(reports[0].employment["收入"], Indicator)


def test_comparing_at_the_command_line(run: Run, desk: Path) -> None:
    """Two files, or two periods of a project; as text, JSON and a Word file that is read back."""
    start_project(desk / "county")
    path = desk / "county" / TOWN / "2015H1.yaml"
    later = path.read_text("utf-8").replace("2015年上半年", "2015年下半年").replace("上半年", "下半年")
    later = later.replace("2015年7月2日", "2016年1月4日").replace("350亩", "420亩")
    path.with_name("2015H2.yaml").write_text(later, "utf-8")
    told = run("compare", "2015H1", "2015H2", "county").stdout
    assert re.search(r"茶叶面积\s+350亩\s+420亩\s+\+70亩\s+\+20.0%", told)
    (record,) = [
        json.loads(line)
        for line in run("compare", "2015H1", "2015H2", "county", "--format", "json").stdout.splitlines()
    ]
    assert record["changes"][0]["difference"] == "+70亩"
    done = run("compare", "2015H1", "2015H2", "county", "--format", "docx")
    (target,) = desk.glob("*.docx")
    assert (done.exit_code, target.name) == (0, "示例镇2015年下半年与2015年上半年对照.docx")
    assert [heading.text for heading in fr.read_docx(target).walk(fr.Heading)][:2] == [
        "变化的数",
        "上期的打算",
    ]
    assert (
        run("compare", "2015H1", "2015H2", "county", "--format", "docx").exit_code == 1
    )  # nothing is overwritten
    assert "没有哪个乡镇" in run("compare", "2014H1", "2015H2", "county").stderr
