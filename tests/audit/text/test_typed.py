"""X28: a number that a template types has no fact behind it, and no report is made with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data, make_report, render_text, template_folder
from fupin_report.numerals import typed_numbers
from fupin_report.templating.lint import lint
from proofs import findings
from town_files import CLEAN, Run, write_data

EXAMPLES = Path(__file__).parents[3] / "examples"


def told(template: str, folder: Path, **changes: object) -> list[str]:
    """Return the numbers that X28 tells of in what a template makes."""
    report = make_report(**changes)
    found = fr.audit(report, render_text(folder, template, report))
    return [each.message.split("“")[1].split("”")[0] for each in found if each.code == "X28"]


@pytest.mark.parametrize(
    ("template", "numbers"),
    [
        ("全镇有贫困户312户。", ["312"]),
        ("全镇有贫困户{{ 5 }}户。", ["5"]),
        ('{% set x="312户" %}贫困户{{ x }}。', ["312"]),
        ("## 2015年打算\n\n甲。", ["2015"]),
        ("# 2015年汇报\n\n甲。", ["2015"]),
        ("占96.50%，**共３户**。", ["96.50", "３"]),
        ("| 户 | 人 |\n|---|---|\n| 1户 | 2 |", ["1", "2"]),
        ("| 户 |\n|---|\n| 4 |\n| 5 |", ["4", "5"]),
        (": 表 12户\n| 户 |\n|---|\n| 甲 |", ["12"]),
        ("1. 甲5户\n1. 乙", ["5"]),
        ("甲。\n\n::: 落款\n{{ township.name }}\n2015年7月\n:::", ["2015", "7"]),
        ("{{ township.admin_villages }}0个村。", ["0"]),
    ],
)
def test_typed_numbers_are_told(template: str, numbers: list[str], tmp_path: Path) -> None:
    """Wherever they come from: words, literals, variables; in any place on the page."""
    assert told(template, tmp_path) == numbers


@pytest.mark.parametrize(
    "template",
    [
        "{{ township.admin_villages }}个村，{{ identification.entered }}，{{ villages|count }}个。",
        "{{ villages|table('序号', '名称', '户数和人口') }}",
        "### 甲\n\n甲。\n\n### 乙\n\n1. 丙\n1. 丁",
        "#### 甲\n\n甲。\n\n##### 乙\n\n丙。",
        "{% for v in villages %}（{{ loop.index }}）{{ v.name }}。\n\n{% endfor %}",
        "| 序号 | 名 |\n|---|---|\n{% for v in villages %}| {{ loop.index }} | {{ v.name }} |\n{% endfor %}",
        "“两不愁三保障”，“十三五”期间，第一书记。",
        "落实《扶贫开发纲要（2011—2020年）》（〔2015〕18号）第3条。",
        "{{ plans[0].text }}",
    ],
)
def test_facts_numbering_and_names_are_left_alone(template: str, tmp_path: Path) -> None:
    """Numbers of the data, in prose too; labels set by the program or counted by a loop; names of documents."""
    assert told(template, tmp_path, plans=[{"text": "还有312户没有水。"}]) == []


def test_a_document_that_no_template_made_is_not_judged() -> None:
    """Words without an origin, as of a Word file read back."""
    assert [each for each in findings("全镇有贫困户312户。") if each.code == "X28"] == []


def test_it_leads_to_the_template_line(tmp_path: Path) -> None:
    """With the words that are meant."""
    report = make_report()
    document = render_text(tmp_path, "甲。\n\n全镇有贫困户312户。", report)
    (finding,) = [each for each in fr.audit(report, document) if each.code == "X28"]
    assert (finding.positions[0].file, finding.positions[0].line) == (
        str(tmp_path / "sections" / "probe.md.j2"),
        3,
    )
    assert finding.quote is not None
    assert finding.quote.text[finding.quote.column - 1 :][: finding.quote.width] == "312"
    assert finding.severity == fr.Severity.ERROR


@pytest.mark.parametrize("place", ["probe.md.j2", "sections/probe.md.j2"])
def test_it_is_explained_at_its_template(place: str, tmp_path: Path) -> None:
    """Words that no fact stands beside have no place in the data: the file of the template is one."""
    note = {"check": "X28", "at": place, "note": "热线号码"}
    report = fr.load(make_data(**CLEAN) | {"explanations": [note]})
    found = fr.audit(report, render_text(tmp_path, "拨打12345。", report))
    assert [each.explained for each in found if each.code in ("X26", "X28")] == ["热线号码"]


def test_another_template_explains_nothing(tmp_path: Path) -> None:
    """The note is left over, and told."""
    note = {"check": "X28", "at": "other.md.j2", "note": "热线号码"}
    report = fr.load(make_data(**CLEAN) | {"explanations": [note]})
    found = fr.audit(report, render_text(tmp_path, "拨打12345。", report))
    assert {each.code for each in found if not each.explained} >= {"X26", "X28"}


@settings(deadline=None)  # templates are written and compiled
@given(st.text("户2０《》〔〕.第条号 5", max_size=30))
def test_templates_check_and_audit_say_the_same(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    """What one finds in a line of words the other finds on the page."""
    typed = [each[0] for each in typed_numbers(words)]
    folder = tmp_path_factory.mktemp("same")
    template_folder(folder, {"probe": f"甲{words}。"})
    templates = fr.TemplateSet(folder)
    linted = [each for each in lint(templates) if each.problem.code == "T332"]
    report = make_report()
    found = [each for each in fr.audit(report, fr.render(report, templates)) if each.code == "X28"]
    assert bool(linted) == bool(typed) == bool(found)


def test_render_and_build_stop_at_it(tmp_path: Path, run: Run) -> None:
    """Not only `templates check`."""
    templates = template_folder(tmp_path / "own", {"town": "# {{ document.title }}\n\n全镇有贫困户312户。\n"})
    (tmp_path / "data").mkdir()
    path = write_data(tmp_path / "data")
    for command in (
        ("check", str(path), "-t", str(templates)),
        ("render", str(path), "-t", str(templates), "-o", str(tmp_path / "a.docx")),
        ("build", str(path.parent), "-t", str(templates), "-o", str(tmp_path / "out")),
    ):
        result = run(*command)
        assert result.exit_code != 0
        assert "X28" in result.output
    assert not (tmp_path / "a.docx").exists()
