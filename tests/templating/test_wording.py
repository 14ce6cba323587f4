"""Wordings: order, titles, fixed phrases and tables without a template, over each other like templates."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.document import Figure, Heading, Paragraph, Table, Text, plain_text
from fupin_report.markup.closing import close

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


def test_a_figure_that_is_not_there_is_told_at_its_place() -> None:
    """Path and file of the wording, not of a template."""
    with pytest.raises(fr.TemplateError) as caught:
        set_with('结束语: "共{{ township.populations }}。"\n')
    (problem,) = caught.value.problems
    assert (problem.code, problem.position and problem.position.line) == ("T342", 1)
    assert "population" in problem.message
