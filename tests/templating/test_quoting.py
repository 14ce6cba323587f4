"""Prose of the data: its own words, and figures it quotes as {{ path }}."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data, make_report, render_text, template_folder, words
from fupin_report.document import Enumeration, Paragraph, plain_text


def plan(text: str, **changes: object) -> fr.Report:
    """Return a report whose one plan says something."""
    return make_report(plans=[{"text": text}], **changes)


def test_a_quoted_path_is_a_figure(tmp_path: Path) -> None:
    """{{ path }} and {{ path|filter }} print the fact with its path."""
    text = (
        "现有{{ identification.entered }}，其中{{identification.entered|persons}}在{{ villages[1].name }}。"
    )
    document = render_text(tmp_path, "{{ plans[0].text }}", plan(text))
    assert words(document) == "现有100户360人，其中360人在双河村。"
    assert [figure.paths[0] for figure in document.figures()] == [
        "plans[0].text",
        "identification.entered.households",
        "plans[0].text",
        "identification.entered.households",
        "plans[0].text",
        "villages[1].name",
        "plans[0].text",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{{ township }}",
        "{% if 1 %}",
        "{{ a.b|c|d }}",
        "{{ a.b() }}",
        "{# x #}",
        "{{",
        "# 一、",
        "**粗**",
    ],
)
def test_anything_else_in_braces_is_literal_text(text: str, tmp_path: Path) -> None:
    """Data are never run as a template, nor read as markup."""
    document = render_text(tmp_path, "{{ plans[0].text }}", plan(text))
    assert words(document) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ township.nmae }}", "引用的“township.nmae”不存在（没有“nmae”）"),
        ("{{ township.location }}", "没有填"),
        ("{{ villages.无此村.name }}", "没有“无此村”"),
        ("{{ villages[9].name }}", "不存在"),
        ("{{ plans[0].text }}", "是整段文字"),
        ("{{ document.basis_documents }}", "没有填"),
        ("{{ township.minerals[0] }}{{ a.b }}", "“a.b”不存在"),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error_of_the_data(text: str, message: str) -> None:
    """A misspelt path is reported at the line of the text, before anything is rendered."""
    with pytest.raises(fr.DataError) as caught:
        plan(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("D220", "plans[0].text")
    assert message in problem.message


@pytest.mark.parametrize(
    ("text", "figure", "path"),
    [
        ("{{ 精准识别.录入系统.户数 }}", "100", "identification.entered.households"),
        ("{{ identification.录入系统.人数 }}", "360", "identification.entered.persons"),
        ("{{ 培训[0].期次人次.期数 }}", "4期", "training[0].trained.sessions"),
        ("{{ 培训[0].期次人次.人次 }}", "112人次", "training[0].trained.attendance"),
        ("{{ 乡镇概况.经济.村集体收入.上期值 }}", "10万元", "township.economy.村集体收入.previous"),
        ("{{ 乡镇概况.经济.村集体收入.数值.单位 }}", "万元", "township.economy.村集体收入.value"),
        ("{{ 文稿信息.成文日期.年 }}", "2015", "document.sign_date"),
    ],
)
def test_parts_of_a_value_go_by_their_chinese_names(
    text: str, figure: str, path: str, tmp_path: Path
) -> None:
    """Households, sessions, the value of an indicator, in prose and in templates alike."""
    prose = render_text(tmp_path, "{{ plans[0].text }}", plan(text, training=_TRAINING))
    template = render_text(tmp_path, text, plan("修路。", training=_TRAINING))
    for document in (prose, template):
        (found,) = document.figures()
        assert (found.text, found.paths) == (figure, (path,))


_TRAINING = [{"topic": ["建档立卡业务"], "trained": "4期112人次"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 乡镇概况.经济.村集体收人.数值 }}", "没有“村集体收人”）。是不是“村集体收入”？"),
        ("{{ 乡镇概况.经济.村集体收入 }}", "请写明是哪一项，如：{{ 乡镇概况.经济.村集体收入.数值 }}"),
        ("{{ 乡镇概况.经济.村集体收入.面积 }}", "可以写：名称、数值、总数、比率、上期值、口径、变化"),
        ("{{ 精准识别.路入系统 }}", "是不是“录入系统”？"),
        ("{{ 精准识别.录入系统.户书 }}", "是不是“户数”？"),
        ("{{ 健康.参保率.数值 }}", "不存在（“健康”没有填）"),
        ("{{ 培训[0] }}{{ a.b }}", "请写明是哪一项，如：{{ 培训[0].期次人次 }}"),
        ("{{ 培训[3].期次人次 }}", "共 1 条，从 0 数起"),
        ("{{ 文稿信息.落款单位 }}", "请写明是哪一项，如：{{ 文稿信息.落款单位[0] }}"),
    ],
)
def test_what_is_meant_by_a_path_that_leads_nowhere(text: str, message: str) -> None:
    """The nearest name, the names there are, or an example that can be quoted."""
    with pytest.raises(fr.DataError) as caught:
        plan(text, training=_TRAINING)
    problem = caught.value.problems[0]
    assert problem.code == "D220"
    assert message in problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ township.name|wan }}", "过滤器 wan（township.name）：应为金额"),
        ("{{ township.area|rouned }}", "没有过滤器 rouned。是不是 rounded？"),
        ("{{ township.area.准数 }}", "是“是/否”，不能直接印"),
    ],
)
def test_what_cannot_be_printed_in_prose_is_told_where_it_is_written(
    text: str, message: str, tmp_path: Path
) -> None:
    """In the data file, not in the template that prints the prose."""
    file = tmp_path / "乡.yaml"
    data = make_data(plans=[{"text": f"共{text}。"}])
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    with pytest.raises(fr.TemplateError) as caught:
        fr.render(fr.load(file))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.title) == ("T345", "plans[0].text", "正文")
    assert message in problem.message
    assert problem.position
    assert (problem.position.file, text in problem.position.text) == (str(file), True)


def test_a_wrong_reference_is_told_in_its_own_line(tmp_path: Path) -> None:
    """Of a text of several lines, the one that quotes, at the very words; in the layer that holds it."""
    low, high = tmp_path / "township.yaml", tmp_path / "2015H1.yaml"
    low.write_text(json.dumps(make_data(plans=None), ensure_ascii=False), "utf-8")
    high.write_text("打算:\n  - 正文: |\n      第一行，\n      共{{ 乡镇概况.人口 }}。\n", "utf-8")
    with pytest.raises(fr.DataError) as caught:
        fr.load_layers([low, high])
    (problem,) = caught.value.problems
    assert problem.position
    start = problem.position.column - 1
    assert (problem.position.file, problem.position.line) == (str(high), 4)
    assert problem.position.text[start : start + problem.position.width] == "{{ 乡镇概况.人口 }}"


def test_an_unknown_filter_in_prose_is_an_error(tmp_path: Path) -> None:
    """Filters are known when the report is rendered."""
    with pytest.raises(fr.TemplateError, match="没有过滤器 nonesuch"):
        render_text(tmp_path, "{{ plans[0].text }}", plan("{{ township.area|nonesuch }}"))


def test_a_blank_line_parts_paragraphs_and_a_newline_joins(tmp_path: Path) -> None:
    """Chinese lines join without a space, Latin words with one."""
    document = render_text(tmp_path, "{{ plans[0].text }}", plan("第一行，\n第二行。use\nof\n\n  第二段。\n"))
    assert words(document) == "第一行，第二行。use of\n第二段。"


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters="\ufffe\uffff{"), min_size=1
    )
)
def test_any_text_reaches_the_page_character_for_character(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No character of the data is markup, template or mark."""
    if not text.strip():
        return
    try:
        report = make_report(township__minerals=[text, "铁矿"])
    except fr.DataError:  # a blank such as __ is refused before
        return
    document = render_text(tmp_path_factory.mktemp("t"), "{{ township.minerals[0] }}好", report)
    (paragraph,) = document.walk(Paragraph)
    first, *_ = document.figures()
    assert first.text == text.strip()
    assert paragraph.children[0] == first


def test_paragraphs_of_the_data_stay_in_their_item(tmp_path: Path) -> None:
    """A blank line in a text starts a paragraph in running text, but breaks no enumeration."""
    plans = [{"text": "甲。\n\n乙。"}, {"text": "丙。"}]
    section = "{{ plans[0].text }}\n\n{% for plan in plans %}\n1. {{ plan.text }}\n{% endfor %}"
    folder = template_folder(tmp_path / "own", {"s": section})
    first, second, items = fr.render(make_report(plans=plans), fr.TemplateSet(folder)).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(items, Enumeration)
    assert [plain_text(block.children) for block in (first, second)] == ["甲。", "乙。"]
    assert [plain_text(item.children) for item in items.items] == ["甲。乙。", "丙。"]
