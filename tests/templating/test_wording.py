"""Wordings: order, titles, fixed phrases and tables without a template, over each other like templates."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.document import Figure, Heading, Paragraph, Table, Text, plain_text
from fupin_report.markup.closing import close
from fupin_report.model.report import Report
from fupin_report.templating.layers import SECTIONS, SUFFIX, builtin_folder
from fupin_report.templating.sections import SECTION_TITLES

EXAMPLE = Path(__file__).parents[2] / "examples" / "semiannual.yaml"
REPORT = fr.load(EXAMPLE)


def set_with(*wordings: str) -> fr.Document:
    """Return the example as set with wordings, the first the most specific."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.yaml") for number in range(len(wordings))]
        for path, text in zip(files, wordings, strict=True):
            path.write_text(text, "utf-8")
        return fr.render(REPORT, fr.TemplateSet(*files))


def headings(document: fr.Document) -> list[str]:
    return [plain_text(each.children) for each in document.walk(Heading)]


def paragraphs(document: fr.Document) -> list[str]:
    return [plain_text(each.children) for each in document.walk(Paragraph)]


def test_sections_change_places_go_and_come() -> None:
    """The named ones take each other's places in the order given; the rest stays where it is."""
    plain = headings(fr.render(REPORT))
    swapped = headings(set_with("先后: [plans, problems]\n"))
    problems, plans = plain.index("存在的困难和问题"), plain.index("下半年工作打算")
    assert (swapped[problems], swapped[plans]) == (plain[plans], plain[problems])
    assert sorted(swapped) == sorted(plain)
    assert "存在的困难和问题" not in headings(set_with("去掉: [problems]\n"))
    added = headings(set_with("加上: [{节: responsibility, 在后: problems}]\n"))
    assert set(added) - set(plain) == {"落实帮扶责任"}


def test_a_title_is_said_otherwise_and_keeps_its_level_and_number() -> None:
    """A figure in it is a figure: it leads to the data."""
    document = set_with('各节标题: {plans: "{{ period.year|year }}以后的打算"}\n')
    (found,) = [each for each in document.walk(Heading) if plain_text(each.children).endswith("以后的打算")]
    before = next(each for each in fr.render(REPORT).walk(Heading) if "打算" in plain_text(each.children))
    assert (found.level, found.label) == (before.level, before.label)
    assert [each.paths for each in found.children if isinstance(each, Figure)] == [("period.year",)]
    assert found.origin
    assert found.origin.template.endswith("0.yaml")


def test_fixed_phrases() -> None:
    """Opening, the end of the opening, the end of the text."""
    document = set_with("开头语: 各方大力支持，\n承启语: 现将情况报告如下：\n结束语: 特此报告。\n")
    told = paragraphs(document)
    assert any("各方大力支持。现将情况报告如下：" in each for each in told)
    assert told[-1] == "特此报告。"
    assert not any("取得新进展" in each for each in told)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z", "N"]), min_size=1, max_size=30))
def test_a_phrase_prints_as_it_is_typed(words: str) -> None:
    """No character of it is markup or Jinja; only the closing rule reads it, as it reads templates."""
    typed = words + "尾"
    try:
        document = set_with(f"结束语: {json.dumps(typed, ensure_ascii=False)}\n")
    except fr.SourceError:  # a character that cannot be seen
        return
    assert plain_text(close((Text(typed),))) in (paragraphs(document)[-1], typed)
    assert paragraphs(document)[-1].endswith("尾")


def test_a_table_in_the_place_of_words() -> None:
    """Usual columns or those named; what the table shows is not told in words again."""
    plain = fr.render(REPORT)
    usual = set_with("表格: [{内容: 村名册}]\n")
    named = set_with("表格: [{内容: 项目, 列: [名称, 类别]}]\n")
    assert not list(plain.walk(Table))
    (villages,), (projects,) = list(usual.walk(Table)), list(named.walk(Table))
    assert len(villages.rows) == len(REPORT.villages)
    assert [plain_text(cell.children) for cell in villages.header[0]] == ["序号", "名称"]
    assert [plain_text(cell.children) for cell in projects.header[0]] == ["名称", "类别"]
    assert fr.audit(REPORT, usual) == fr.audit(REPORT, plain)


def test_the_township_over_the_county() -> None:
    """Item by item: what the township does not say is the county's, what it takes out is nobody's."""
    county = "结束语: 特此报告。\n各节标题: {plans: 今后打算, problems: 主要困难}\n"
    document = set_with("各节标题: {plans: 下步打算}\n", county)
    assert {"下步打算", "主要困难"} < set(headings(document))
    assert paragraphs(document)[-1] == "特此报告。"
    assert paragraphs(set_with("结束语: ~\n", county))[-1] != "特此报告。"


def test_everything_wrong_is_told_at_once_with_its_line() -> None:
    """Sections that nobody has, titles of what has none, digits that are no facts."""
    text = (
        "先后: [plans, problem]\n去掉: [lands]\n各节标题: {service: 2015年服务, title: 题目}\n结束语: 共3条\n"
    )
    with pytest.raises(fr.TemplateError) as caught:
        set_with(text)
    told = [(each.code, each.position and each.position.line) for each in caught.value.problems]
    assert told == [("T341", 1), ("T341", 2), ("T341", 3), ("T341", 4), ("T341", 3)]
    assert "problems" in caught.value.problems[0].message


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_sections_go_by_either_name(data: st.DataObject) -> None:
    """Chinese or English, in any place, and in layers over each other: the same report."""
    order = data.draw(st.permutations(["plans", "problems", "projects"]))
    drop, after = (
        data.draw(st.sampled_from(["land", "party"])),
        data.draw(st.sampled_from(["plans", "title"])),
    )

    def called(section: str) -> str:
        return data.draw(st.sampled_from([section, SECTION_TITLES[section]]))

    def wording(name: Callable[[str], str]) -> tuple[str, str]:
        added = f"加上: [{{节: {name('responsibility')}, 在后: {name(after)}}}]"
        above = f"先后: [{', '.join(map(name, order))}]\n去掉: [{name(drop)}]\n{added}\n"
        return f"{above}各节标题: {{{name('plans')}: 今后打算}}\n", f"各节标题: {{{name('plans')}: 打算}}\n"

    named, plain = set_with(*wording(called)), set_with(*wording(str))
    assert (headings(named), paragraphs(named)) == (headings(plain), paragraphs(plain))


def test_every_section_has_a_chinese_name_of_its_own() -> None:
    """That of the field that it prints; no two sections share one, and none is another's English name."""
    files = {path.name.removesuffix(SUFFIX) for path in (builtin_folder() / SECTIONS).iterdir()}
    assert files == SECTION_TITLES.keys()
    assert len(set(SECTION_TITLES.values())) == len(SECTION_TITLES)
    assert not set(SECTION_TITLES.values()) & set(SECTION_TITLES)
    for name in files & Report.fields.keys():
        assert SECTION_TITLES[name] == Report.fields[name].title


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("各节标题: {plans：今后的打算}\n", "S103", "不用全角“：”"),
        ("各节标题: {打算}\n", "S103", "花括号里各项写成“打算: 内容”"),
        ("各节标题: {打算：今后，问题: 困难}\n", "S103", "不用全角“，”"),
        ("各节标题:\n  打算：今后\n", "D202", "半角冒号加空格"),
        ("各节标题: {打算: 今后, plans: 打算}\n", "T341", "“打算（plans）”这一节的标题写了两次"),
        ("各节标题: {标题: 今后}\n", "T341", "“标题（title）”这一节没有标题"),
        ("去掉: [土]\n", "T341", "是不是 土地（land）？"),
        ("表格: [{内容: 村名册, 列: [名称, 人书]}]\n", "T341", "没有字段 村名册.人书"),
        ("表格: [{内容: 项目, 列: [名秤]}]\n", "T341", "是不是 名称？"),
        ("表格: [{内容: 项目, 列: [受益]}]\n", "T341", "请写明是哪一项，如：受益.村"),
        ("表格: [{内容: 项目, 列: [资金来源]}]\n", "T341", "一格里放不下"),
        ("表格: [{内容: 项目, 列: [受益.户数和人数.户]}]\n", "T341", "有：户数、人数"),
        ("表格: [{内容: 项目, 列: [=名称]}]\n", "T341", "“=”的前面要写项目名"),
        ("表格: [{内容: 致贫原因, 列: [名称]}]\n", "T341", "只有名目和数量两列"),
        ("表格: [{内容: 资金}, {内容: funds}]\n", "T341", "“资金”的表写了两次"),
        ("去掉: [没有]\n", "T341", "打算（plans）、"),
    ],
)
def test_nothing_of_a_wording_is_lost_in_silence(text: str, code: str, message: str) -> None:
    """A title that YAML takes for a name, a section that is named twice, or that nobody has."""
    with pytest.raises(fr.FupinError) as caught:
        set_with(text)
    (problem,) = caught.value.problems
    assert (problem.code, message in problem.message) == (code, True)
    assert problem.position
    assert problem.position.line == text.count("\n")


def test_a_figure_that_is_not_there_is_told_at_its_place() -> None:
    """Path and file of the wording, not of a template."""
    with pytest.raises(fr.TemplateError) as caught:
        set_with('结束语: "共{{ township.populations }}。"\n')
    (problem,) = caught.value.problems
    assert (problem.code, problem.position and problem.position.line) == ("T342", 1)
    assert "population" in problem.message


def test_numbers_in_titles_are_told_with_all_else(tmp_path: Path) -> None:
    """Both titles and the phrase, in one go."""
    file = tmp_path / "wording.yaml"
    file.write_text("各节标题:\n  问题: 一、存在问题\n  打算: （二）打算\n结束语: 共2个\n", "utf-8")
    with pytest.raises(fr.TemplateError) as caught:
        fr.TemplateSet(file)
    told = {(each.code, each.position.line) for each in caught.value.problems if each.position}
    assert told == {("T320", 2), ("T320", 3), ("T341", 4)}
