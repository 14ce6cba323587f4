"""X27: a brace on the page is a reference that was not read; who typed it is told where and what to write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data, make_report, render_text
from full import full_report
from fupin_report.audit.text import Proof
from fupin_report.audit.text.braces import braces
from fupin_report.document import Document, Figure, Heading, Paragraph, Signature, Table, Title
from fupin_report.model.fields import Section
from fupin_report.model.values import HouseholdsPersons
from proofs import findings, hits, prose
from town_files import CLEAN, Run, write_data

FORM = "引用写成 {{ 部分.项目 }}"


def told(report: fr.Report, document: Document) -> list[fr.Finding]:
    """Return what X27 says of a report."""
    return [each for each in fr.audit(report, document) if each.code == "X27"]


@pytest.mark.parametrize(
    ("words", "quoted", "advice"),
    [
        ("还有{{ 未消除风险 }}没有消除。", "{{ 未消除风险 }}", "请写成 {{ 防返贫监测.未消除风险 }}"),
        ("{{防返贫监测。未消除风险}}", "{{防返贫监测。未消除风险}}", "请写成 {{ 防返贫监测.未消除风险 }}"),
        (
            "｛｛ identification.entered ｝｝",
            "｛｛ identification.entered ｝｝",
            "{{ identification.entered }}",
        ),
        ("{ 乡镇概况．行政村 }个村", "{ 乡镇概况．行政村 }", "请写成 {{ 乡镇概况.行政村 }}"),
        ("{{ township.admin_villages }个村", "{{ township.admin_villages }", "{{ township.admin_villages }}"),
        ("{ 录入系统.户数 }户", "{ 录入系统.户数 }", "请写成 {{ 精准识别.录入系统.户数 }}"),
        ("共{{ 村名册|count }}个村", "{{ 村名册|count }}", FORM),
        ("共{{ 村名册 }}个村", "{{ 村名册 }}", FORM),
        ("在{{ 乡镇概况 }}里", "{{ 乡镇概况 }}", FORM),
        ("共{{ 没有这项 }}个村", "{{ 没有这项 }}", FORM),
        ("还有{% if 1 %}问题", "{% if 1 %}", "{% %} 只在模板里用"),
        ("还有{# 待核 #}问题", "{# 待核 #}", "{% %} 只在模板里用"),
        ("还有{{问题", "{{", FORM),
        ("还有问题}", "}", FORM),
    ],
)
def test_a_reference_that_was_not_read(words: str, quoted: str, advice: str, tmp_path: Path) -> None:
    """In prose of the data: at its line and column, with what was meant where that is plain."""
    write_data(tmp_path, plans=[{"text": f"继续修路，{words}。"}])
    report = fr.load(tmp_path / "town.yaml")
    (finding,) = told(report, fr.render(report))
    assert finding.severity == fr.Severity.ERROR
    assert finding.paths == ("plans[0].text",)
    assert finding.message.startswith(f"“{quoted}”会原样印出来；")
    assert advice in finding.message
    place = finding.positions[0]
    assert place.text[place.column - 1 :].startswith(quoted)


@pytest.mark.parametrize("name", ["minerals", "roads"])
def test_where_no_reference_is_read_none_is_advised(name: str) -> None:
    """A name is a name, even where a reference would have been right."""
    report = make_report(**{f"township__{name}": ["{{ identification.entered }}矿"]})
    (finding,) = told(report, fr.render(report))
    assert finding.paths == (f"township.{name}[0]",)
    assert finding.message.endswith("这一项里不能引用别处的数，请直接写字")


@pytest.mark.parametrize(
    ("template", "kind", "path", "advice"),
    [
        ("## 今后的{ township.name }打算\n\n甲。", Heading, (), "请写成 {{ township.name }}"),
        ("# {{ township.name }}{汇报\n\n甲。", Title, ("township.name",), "模板里印数据写成"),
        ("{{ township.name }}{{ '}}' }}。", Paragraph, ("township.name",), "多出来的删去"),
        ("{{ '{' }}{{ township.name }}}。", Paragraph, ("township.name",), "模板里印数据写成"),
        ("| 甲 | {乙} |\n|---|---|\n| 丙 | 丁 |", Table, (), "模板里印数据写成"),
        ("甲。\n\n::: 落款\n{township.name}\n2015\n:::", Signature, (), "请写成 {{ township.name }}"),
    ],
)
def test_what_a_template_types(
    template: str, kind: type, path: tuple[str, ...], advice: str, tmp_path: Path
) -> None:
    """In headings, titles, cells and the signature; the place is the template's, never a figure's beside it."""
    report = make_report()
    document = render_text(tmp_path, template, report)
    assert any(document.walk(kind))
    (finding,) = told(report, document)
    assert finding.paths == path
    assert finding.positions[0].file.endswith("probe.md.j2")
    assert advice in finding.message


def test_a_wording_quotes_as_the_data_do(tmp_path: Path) -> None:
    """Its own file is named."""
    wording = tmp_path / "wording.yaml"
    wording.write_text('结束语: 特此报告。\n各节标题: {plans: "{{ 未消除风险 }}后的打算"}\n', "utf-8")
    report = make_report(**CLEAN)
    (finding,) = told(report, fr.render(report, fr.TemplateSet(wording)))
    assert (finding.positions[0].file, finding.positions[0].line) == (str(wording), 2)
    assert finding.message.endswith("请写成 {{ 防返贫监测.未消除风险 }}")


@cache
def full() -> dict[str, Any]:
    """Return the data of a township of which everything is known."""
    return full_report("progress")


def fields(cls: type[Section], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the Chinese names that lead to every field, households and persons apart, but through lists."""
    for each in cls.fields.values():
        if isinstance(each.kind, type) and issubclass(each.kind, Section):
            yield from fields(each.kind, (*path, each.title))
        yield (*path, each.title)
        if each.kind is HouseholdsPersons:
            yield from ((*path, each.title, part) for part in ("户数", "人数"))


@given(st.sampled_from(sorted(fields(fr.Report))), st.booleans(), st.sampled_from("。．."), st.data())
@settings(deadline=None)  # the first report is read and made
def test_what_is_advised_is_read(names: tuple[str, ...], whole: bool, dot: str, data: st.DataObject) -> None:
    """Whatever path is meant, with its section or without: put in as advised, it is a reference."""
    opening, closing = data.draw(st.sampled_from([("{", "}"), ("{{", "}"), ("｛｛", "｝｝"), ("{", "}}")]))
    written = f"{opening} {dot.join(names if whole else names[1:] or names)} {closing}"
    document = render_prose(f"还有{written}没有解决。")
    (finding,) = [each for each in findings(document) if each.code == "X27"]
    advised = finding.message.partition("请写成 ")[2]
    try:
        fr.load(full() | {"plans": [{"text": f"还有{advised}没有解决。"}]})
    except fr.DataError as error:
        assert [each.message[-3:] for each in error.problems] == ["没有填"]  # a field that there is


def render_prose(words: str) -> Document:
    """Return a document of one sentence of the data."""
    return Document((Paragraph((Figure(words, ("plans[0].text",)),)),))


def test_a_name_with_a_brace_is_explained() -> None:
    """What is really called so stays possible."""
    data = make_data(township__minerals=["{甲}矿"])
    note = {"check": "X27", "at": "township.minerals[0]", "note": "企业注册名如此"}
    report = fr.load(data | {"explanations": [note]})
    found = [each for each in fr.audit(report, fr.render(report)) if each.code in ("X26", "X27")]
    assert [each.explained for each in found] == ["企业注册名如此"]


def test_braces_are_not_read_as_punctuation() -> None:
    """The dot of a path is no 间隔号, its half-width brackets are no brackets of a sentence."""
    assert [each.code for each in findings("还有{{ 防返贫监测.未消除风险 }没有消除。")] == ["X27"]
    assert hits("汉字.汉字", "X24", "P15")


@given(st.text("村镇{}｛｝.。 |%", max_size=40))
def test_every_brace_is_told_and_nothing_else(words: str) -> None:
    """All braces lie in what is told, each once; a text without any has nothing to tell."""
    proof = Proof(prose(words))
    found = list(braces.hits(proof, make_report()))
    inside = "".join(proof.text[each.start : each.end] for each in found)
    assert [each for each in inside if each in "{}｛｝"] == [each for each in words if each in "{}｛｝"]
    assert len(proof.bare) == len(proof.text)


def test_check_and_render_stop_at_it(tmp_path: Path, run: Run) -> None:
    """It is an error, at file, line and column, before a page is made."""
    path = write_data(tmp_path, plans=[{"text": "还有{{ 未消除风险 }}没有消除。"}])
    checked = run("check", str(path))
    assert checked.exit_code == 1
    assert "错误 X27 plans[0].text：“{{ 未消除风险 }}”会原样印出来" in checked.stdout
    assert run("render", str(path), "-o", str(tmp_path / "a.docx")).exit_code != 0
    assert not (tmp_path / "a.docx").exists()
