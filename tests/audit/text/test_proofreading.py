"""The engine: from a hit to the sentence, the data lines, the template line; explanations; users' own rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_data, make_report, template_folder
from fupin_report.audit.text import RULES, Hit, Kind, Proof, proofread, rule
from fupin_report.audit.text.reading import compiled
from fupin_report.document import (
    Byline,
    Cell,
    Document,
    Enumeration,
    Figure,
    Heading,
    Image,
    Item,
    LineBreak,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Strong,
    Subtitle,
    Table,
    Text,
    Title,
)
from proofs import findings, prose, report_of

TOWN = """\
format: 1
document: {type: progress, title: 清溪乡工作汇报, issuer: 清溪乡人民政府, issuer_kind: town_gov,
  sign_date: 2015-06-30, signatory: [清溪乡人民政府]}
period: {year: 2015}
township: {name: 清溪乡, kind: 乡, admin_villages: 3, population: 1200户4800人}
plans:
  - text: 截止2014年底,修路3公里。
"""
NOTE = """\
explanations:
  - {check: X17, at: 'plans[0].text', note: 沿用原文}
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A data file with two slips in one plan."""
    file = tmp_path / "town.yaml"
    file.write_text(TOWN, "utf-8")
    return file


def templates(folder: Path, section: str) -> fr.TemplateSet:
    """Return a set with one section."""
    return fr.TemplateSet(template_folder(folder / "templates", {"probe": section}))


def test_a_slip_of_the_data_is_shown_with_its_sentence_and_its_line(town: Path) -> None:
    """The caret stands under the words, on the page and in the file."""
    report = fr.load(town)
    document = fr.render(report, templates(town.parent, "第一段。\n\n打算：{{ plans[0].text }}"))
    comma, until = sorted(fr.audit(report, document), key=lambda each: each.rule)
    assert (comma.code, comma.rule, comma.severity) == ("X24", "P1", fr.Severity.ERROR)
    assert comma.paths == ("plans[0].text",)
    assert str(until).splitlines() == [
        f"{town}:7:11: 警告 X17 plans[0].text：后面接时间用“截至”；“截止”是停止的意思，后面不接时间",
        "      文稿第2段：",
        "    2 | 打算：截止2014年底,修路3公里。",
        "      |       ^^^^",
        "    7 |   - text: 截止2014年底,修路3公里。",
        "      |           ^^^^",
    ]


def test_a_slip_of_the_template_is_shown_with_the_line_that_typed_it(town: Path) -> None:
    """The paths of the figures in the sentence stay at hand, for an explanation."""
    report = fr.load(town)
    document = fr.render(
        report, templates(town.parent, "\n\n加强组织领导,辖{{ township.admin_villages }}个村。")
    )
    (finding,) = fr.audit(report, document)
    assert finding.paths == ("township.admin_villages",)
    (position,) = finding.positions
    assert (Path(position.file).name, position.line) == ("probe.md.j2", 3)


def test_an_explanation_settles_a_slip(town: Path) -> None:
    """By code and place, as it settles any other finding."""
    town.write_text(TOWN + NOTE, "utf-8")
    report = fr.load(town)
    document = fr.render(report, templates(town.parent, "{{ plans[0].text }}"))
    assert {finding.rule: finding.explained for finding in fr.audit(report, document)} == {
        "P1": "",
        "截止": "沿用原文",
    }


def test_an_explanation_of_words_that_no_data_stand_behind(town: Path) -> None:
    """No place in the data leads there: X26 says which file is to be named, and naming it explains them."""
    own = templates(town.parent, "布署修路工作。\n")

    def findings(place: str) -> list[fr.Finding]:
        town.write_text(TOWN + f"explanations:\n  - {{check: X17, at: '{place}', note: 沿用原文}}\n", "utf-8")
        report = fr.load(town)
        return [each for each in fr.audit(report, fr.render(report, own)) if each.code in ("X17", "X26")]

    found = {each.code: each for each in findings("plans[0].text")}
    unused = found["X26"]
    assert not found["X17"].explained
    assert (unused.positions[0].file, unused.positions[0].line) == (str(town), TOWN.count("\n") + 2)
    told = "；文稿第1段的 X17 是模板里的话，位置写模板的文件名："
    assert told in unused.message
    settled = findings(unused.message.rpartition(told)[2])
    assert {(each.code, each.explained) for each in settled} == {("X17", "沿用原文")}


def test_without_a_document_an_explanation_of_words_is_not_judged(town: Path) -> None:
    """It may be needed once there is one; of figures it is judged as ever."""
    town.write_text(TOWN + NOTE, "utf-8")
    assert fr.audit(fr.load(town)) == []
    assert [each.code for each in fr.audit(fr.load(town), prose("修路。"))] == ["X26"]
    town.write_text(TOWN + NOTE.replace("X17", "X02"), "utf-8")
    assert [each.code for each in fr.audit(fr.load(town))] == ["X26"]


def test_a_rule_of_ones_own_is_one_function() -> None:
    """Decorated, it stands beside the built-in ones or alone."""

    @rule("U01", "套话", fr.Severity.INFO)
    def cliches(proof: Proof, report: fr.Report) -> Iterator[Hit]:
        for found in proof.find("狠抓落实"):
            yield Hit(*found.span(), f"{report.document.issuer}少说“{found[0]}”")

    document = prose("狠抓落实,修路。")
    report = make_report()
    assert {each.code for each in fr.audit(report, document, rules=(*RULES, cliches))} == {"U01", "X24"}
    (finding,) = fr.audit(report, document, rules=[cliches])
    assert finding.message == "清溪乡人民政府少说“狠抓落实”"
    assert finding.severity is fr.Severity.INFO


def test_a_rule_looks_only_where_its_signs_are() -> None:
    """Signs are characters of which one must be there."""

    @rule("U02", "试", signs="甲乙")
    def always(proof: Proof, report: fr.Report) -> Iterator[Hit]:
        yield Hit(1, 2, f"{report.period.year}年：{proof.text[1]}")

    assert findings("丙丁", rules=[always]) == []
    assert len(findings("丙乙", rules=[always])) == 1


def test_every_kind_of_block_is_read() -> None:
    """In reading order, with labels; pictures and page breaks have no words."""
    document = Document(
        (
            Title((Text("工作"), LineBreak(), Text("汇报"))),
            Subtitle((Text("——副题"),)),
            Byline(((Text("清溪乡"),), (Text("（2015年）"),))),
            Salutation((Text("各位领导："),)),
            Heading(1, (Text("概况"),), "一、"),
            Paragraph((Strong((Text("领先"), Figure("句。", ("a",)))), Text("正文。")), Heading(2, (Text("小题。"),), "（一）")),
            Enumeration((Item((Text("修路；"),), "一是"), Item((Text("通水。"),), "二是"))),
            Enumeration((Item((Text("甲；"),), "一是"), Item((Text("乙。"),), "二是")), Paragraph((Text("引："),))),
            Table((((Cell((Text("村"),))),),), ((Cell((Text("3"),)),),), ("left",), (Text("表题"),), "表1"),
            Image("a.png", (Text("图题"),)),
            PageBreak(),
            Signature(((Text("乡政府"),),), (Text("2015年6月30日"),)),
        )
    )  # fmt: skip
    proof = Proof(document)
    assert [(passage.kind.value, passage.text) for passage in proof.passages] == [
        ("title", "工作汇报"),
        ("subtitle", "——副题"),
        ("byline", "清溪乡"),
        ("byline", "（2015年）"),
        ("salutation", "各位领导："),
        ("heading", "一、概况"),
        ("paragraph", "（一）小题。领先句。正文。"),
        ("item", "一是修路；"),
        ("item", "二是通水。"),
        ("paragraph", "引：一是甲；二是乙。"),
        ("caption", "表题"),
        ("cell", "村"),
        ("cell", "3"),
        ("caption", "图题"),
        ("signature", "乡政府"),
        ("signature", "2015年6月30日"),
    ]
    for passage in proof.passages:
        assert proof.text[passage.start : passage.end] == passage.text
        assert proof.passage_at(passage.start) == passage
    lead = proof.passages[6]
    place = proof.text.index("句")
    assert [figure.paths for figure in lead.figures(place, place + 1)] == [("a",)]
    assert list(lead.figures(place - 1, place)) == []
    assert lead.typed(place - 1, place + 1)
    assert not lead.typed(place, place + 1)
    assert {Kind.TITLE, Kind.CELL} <= {passage.kind for passage in proof.passages}


def test_titles_of_documents_and_addresses_are_shielded() -> None:
    """Places stay the same; the whole text keeps them."""
    proof = Proof(prose("见《关于布署工作的通知》，http://a.cn/布，a.b@c.cn。"))
    assert len(proof.bare) == len(proof.text)
    assert list(proof.find("布署")) == []
    assert len(list(proof.find("布署", quoted=True))) == 1
    assert list(proof.find("cn")) == []


def test_quoted_titles_are_not_proof_read() -> None:
    """Whatever stands in the name of a document is its author's."""
    assert findings("落实《关于布署截止2014年底，其它帐目清理工作的通知》要求。") == []


def test_blanks_of_the_data_are_told_once() -> None:
    """By the audit of the data; a blank that a template typed is told by the words."""
    report = fr.load(make_data(document__draft=True, document__title="__乡工作汇报"))
    figure = Title((Figure("__乡工作汇报", ("document.title",)),))
    typed = Paragraph((Text("__镇有12个村。"),))
    assert [each.rule for each in fr.audit(report, Document((figure,)))] == [""]
    assert [each.rule for each in fr.audit(report, Document((figure, typed)))] == ["", "P23"]
    clean = report_of()
    assert [each.rule for each in proofread(clean, Document((figure,))) if each.code == "X15"] == ["P23"]


def test_an_empty_document_has_nothing_wrong() -> None:
    """No passages, no findings."""
    assert findings(Document(())) == []
    assert findings(Document((PageBreak(), Image("a.png")))) == []


def test_figures_read_back_from_word_are_told_with_their_paths(town: Path) -> None:
    """The document may have been through a Word file."""
    report = fr.load(town)
    document = fr.render(report, templates(town.parent, "{{ plans[0].text }}"))
    again = fr.read_docx(fr.serialize(document))
    assert [each.paths for each in fr.audit(report, again)] == [("plans[0].text",), ("plans[0].text",)]


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("截止(?=年底|目前)", "截止"),
        ("千(?<=[0-9]千)(?![米|克])", "千"),
        ("等+…+", ""),
        ("布署|沿续", ""),
        ("第([1-4])(?=书记|产业)", "第"),
        (r"\.(?=[0-9])", ""),
        ("[一二]个", ""),
        ("看清?楚", "看"),
        ("请予?(?:批复|审批)", "请"),
    ],
)
def test_a_search_is_not_made_where_it_cannot_succeed(pattern: str, needed: str) -> None:
    """The characters that every match begins with must be there."""
    assert compiled(pattern)[1] == set(needed)
