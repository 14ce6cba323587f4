"""Blanks: what is still to be filled in is told as such, all of it, each at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data, make_report
from fupin_report.model.values import BLANK, has_blank, may_have_blank

TEXT = """\
format: 1
document:
  type: progress
  title: __乡工作情况汇报
  issuer: 某某乡人民政府
  issuer_kind: __
  sign_date: 20__年6月30日
  signatory: [XX乡人民政府]
period: {year: __}
township:
  name: 清溪乡
  kind: 乡
  admin_villages: __个
  population: {户数: __, persons: 4800}
  economy: {村集体收入: __万元}
plans:
  - text: 继续修〔路名〕路。
"""


@pytest.mark.parametrize(
    "text",
    [
        "__",
        "__户__人",
        "＿＿",
        "_",
        "XX镇",
        "X村",
        "××县",
        "X",
        "某镇",
        "某某",
        "某",
        "〔…〕",
        "〔村名〕",
        "20__年",
    ],
)
def test_a_blank_is_seen(text: str) -> None:
    """Underscores, XX, 某 and brackets to be filled in are blanks, alone or in a text."""
    assert has_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "龙府发〔2015〕12号",
        "某些干部",
        "某种程度",
        "第_一*村",
        "X02",
        "省道X307线",
        "X光机",
        "3×4米",
        "XXL码",
        "x",
        "TEXT",
    ],
)
def test_words_are_no_blanks(text: str) -> None:
    """Numbers of documents and roads, and ordinary words, are left alone."""
    assert not has_blank(text)


@given(st.text("_＿XＸ×某〔〕镇年户单位企业公司a2015 \n，", max_size=12))
def test_a_blank_has_a_mark_that_is_looked_for_first(text: str) -> None:
    """The quick search before the thorough one leaves no blank out."""
    assert has_blank(text) == bool(re.search(BLANK, text) or re.fullmatch("[_＿XＸ×某]+", text.strip()))
    assert may_have_blank(text) or not has_blank(text)


def test_every_blank_is_listed_with_its_place(tmp_path: Path) -> None:
    """One problem a value, whatever its type, in the order of the file; no word about types."""
    file = tmp_path / "data.yaml"
    file.write_text(TEXT, "utf-8")
    with pytest.raises(fr.DataError) as caught:
        fr.load(file)
    assert {problem.code for problem in caught.value.problems} == {"D212"}
    assert [
        (problem.path, problem.position and problem.position.line) for problem in caught.value.problems
    ] == [
        ("document.title", 4),
        ("document.issuer", 5),
        ("document.issuer_kind", 6),
        ("document.sign_date", 7),
        ("document.signatory[0]", 8),
        ("period.year", 9),
        ("township.admin_villages", 13),
        ("township.population.households", 14),
        ("township.economy.村集体收入", 15),
        ("plans[0].text", 17),
    ]
    assert str(caught.value.problems[0]).startswith(
        f"{file}:4:10: 错误 D212 document.title（标题）：还没有填，写的是“__乡工作情况汇报”"
    )


def test_a_draft_may_leave_texts_open() -> None:
    """Open texts of a draft are findings that do not stop it, each with its path."""
    report = make_report(
        document__draft="是",
        document__title="__汇报",
        township__roads=["省道XX线"],
        custom={"产业": {"某村民宿": "12人"}},
        organisations={"mechanisms": ["某某制"]},
    )
    findings = fr.audit(report)
    assert {(finding.code, finding.severity) for finding in findings} == {("X15", fr.Severity.WARNING)}
    assert {finding.paths[0]: finding.title for finding in findings} == {
        "document.title": "标题",
        "township.roads[0]": "过境道路",
        "custom.产业.某村民宿": "其他数据",
        "organisations.mechanisms[0].name": "名称",
    }


def test_a_draft_still_needs_its_numbers() -> None:
    """A number that is not filled in is a problem even in a draft."""
    with pytest.raises(fr.DataError) as caught:
        make_report(document__draft=True, document__title="__汇报", township__admin_villages="__个")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("D212", "township.admin_villages")
    ]


def test_an_open_label_counts() -> None:
    """A label of a mapping can be left open as well."""
    with pytest.raises(fr.DataError) as caught:
        fr.load(make_data(health={"__": "12人"}))
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("D212", "health.__")]


def test_a_report_made_in_python_is_looked_through() -> None:
    """Without a draft, open text is an error of the audit too."""
    report = make_report()
    open_plan = fr.Report.build({**vars(report), "plans": (type(report.plans[0])(text="修〔…〕路。"),)})
    (finding,) = fr.audit(open_plan)
    assert (finding.code, finding.severity, finding.paths) == ("X15", fr.Severity.ERROR, ("plans[0].text",))
