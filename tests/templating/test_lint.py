"""Templates looked over before a report is made: the model is followed, places are told, nothing good is."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, template_folder
from fupin_report.templating.lint import Remark, lint
from fupin_report.templating.overriding import override

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def told(tmp_path: Path, section: str, report: fr.Report | None = None) -> list[Remark]:
    """Look over one section of a report of its own."""
    return lint(fr.TemplateSet(template_folder(tmp_path / "t", {"s": section})), report)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_built_in_templates_are_clean(example: Path) -> None:
    """And so is the data of every example: nothing in it that its report does not use."""
    assert [str(each) for each in lint(fr.TemplateSet(), fr.load(example))] == []


@pytest.mark.parametrize(
    ("template", "code", "column", "message"),
    [
        ("{{ township.poplation }}", "T330", 13, "是不是 population？"),
        ("{{ 乡镇概况.耕地.水面 }}", "T330", 12, "没有字段 乡镇概况.耕地.水面"),
        ("{% if township.kind == '乡村' %}甲{% endif %}", "T337", 25, "township.kind 不会是“乡村”"),
        ("{% if '竣工' != projects.甲.status %}甲{% endif %}", "T337", 8, "可以写：规划、"),
        ("{% if township.kind in ['镇', '乡村'] %}甲{% endif %}", "T337", 31, "永远不成立"),
        ("{{ projects|selectattr('status', '==', '竣工')|count }}", "T337", 41, "status 不会是“竣工”"),
        ("{% for v in villages %}{{ v.nam }}{% endfor %}", "T330", 29, "是不是 name？"),
        ("{% for v in villages[1:]|sort(attribute='name') %}{{ v.nam }}{% endfor %}", "T330", 56, "name"),
        ("{% set p = villages|first %}{{ p.population.person }}", "T330", 45, "是不是 persons？"),
        ("{{ villages|map(attribute='nme')|join('、') }}", "T330", 28, "name"),
        ("{{ projects|selectattr('categry', '==', '饮水')|count }}", "T330", 25, "category"),
        ("{% for w in projects.甲.works %}{{ w.objekt }}{% endfor %}", "T330", 37, "object"),
        ("{% for e in employment %}{{ e.valeu }}{% endfor %}", "T330", 31, "value"),
        ("{% for e in identification.by_cause %}{{ e.labl }}{% endfor %}", "T330", 44, "label"),
        (
            "{% macro m(v) %}{{ v.nme }}{% endmacro %}{% for v in villages %}{{ m(v) }}{% endfor %}",
            "T330",
            22,
            "name",
        ),
        ("{% macro m(v, w) %}{{ w.nme }}{% endmacro %}{{ m(1, w=villages|last) }}", "T330", 25, "name"),
        ("{{ villages|table('名称', '总人口=人口') }}", "T330", 26, "总人口"),
        ("{{ (township if 1 else township).nme }}", "T330", 34, "name"),
        ("{{ document.title.words }}", "T330", 19, "单个的值"),
        ("{{ period.year.month }}", "T330", 16, "单个的值"),
        ("{{ document.sign_date.yaer }}", "T330", 23, "year"),
        ("{% if vilages %}甲{% endif %}", "T331", 7, "是不是 villages？"),
        ("现有贫困户100户。", "T332", 6, "100"),
        ("{{ '第3名' if villages else '' }}", "T332", 6, "3"),
        ("1. 甲\n1. 乙５", "T332", 5, "５"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    template: str, code: str, column: int, message: str, tmp_path: Path
) -> None:
    """Each alone, with the line that holds it."""
    (remark,) = told(tmp_path, "甲\n" + template)
    assert remark.is_error
    problem = remark.problem
    assert (problem.code, message in problem.message) == (code, True), str(problem)
    assert problem.position
    assert problem.position.file.endswith("s.md.j2")
    assert (problem.position.line, problem.position.column) == (2 + template.count("\n"), column)


@pytest.mark.parametrize(
    "template",
    [
        "{{ villages.双河村.population.persons }}{{ projects['甲'].name }}{{ health.参保率.rate }}",
        "{% for v in villages %}{{ loop.index }}{{ v.population|persons }}{% endfor %}",
        "{% set n = namespace(x=0) %}{% set n.x = 1 %}{{ n.x }}",
        "{% macro m(v, w='') %}{{ v.name }}{{ w }}{% endmacro %}{{ m(villages|last) }}{{ m(projects|first) }}",
        "{{ period.name }}{{ document.voice }}{{ document.genre }}{{ township.area.value }}",
        "{% set x = villages %}{% for v in x if v.kind == '社区' %}{{ v.name }}{% else %}{{ x|count }}{% endfor %}",
        "{{ identification.by_cause|table }}{{ villages|table('序号', 'population.persons=人/人数') }}",
        "{{ wording.closing }}{% if wording.tables.villages %}甲{% endif %}",
        "{% if township.kind == '乡' or township.kind in ['镇', 'town'] or township.name == '甲' %}甲{% endif %}",
        "{{ projects|selectattr('status', 'in', ['完工', 'planned'])|count }}{{ projects|selectattr('name')|count }}",
        "1. 甲\n1. 乙\n\n一是丙，三个村。",
    ],
)
def test_what_is_right_is_not_told(template: str, tmp_path: Path) -> None:
    """Names, labels, computed fields, macros called with different things, list markers."""
    assert [str(each) for each in told(tmp_path, template)] == []


def test_everything_at_once_and_what_jinja_cannot_read(tmp_path: Path) -> None:
    """Files are looked over one by one; one that is no template hides nothing of the others."""
    folder = template_folder(
        tmp_path, {"a": "{{ township.nme }}", "b": "{% if %}", "c": "{{ villages|nofilter }}2"}
    )
    codes = [
        (Path(each.problem.position.file).name[0], each.problem.code)
        for each in lint(fr.TemplateSet(folder))
        if each.problem.position
    ]
    assert codes == [("a", "T330"), ("b", "T304"), ("c", "T304")]


def test_data_that_no_template_uses(tmp_path: Path) -> None:
    """Once a field, with how many and where; what is printed, asked for or quoted is used."""
    template = "{{ document.title }}{% if township.minerals %}{% endif %}{{ township.name }}{% for v in villages %}{{ v.name }}{{ v.population }}{% endfor %}{{ problems[0].text }}"
    report = make_report(problems=[{"text": "共{{ township.area }}"}], projects=[])
    messages = [
        each.problem.message for each in told(tmp_path, template, report) if each.problem.code == "T335"
    ]
    assert any("villages[0].groups等 3 处" in each for each in messages)
    assert not any(
        "township.name" in each or "township.minerals" in each or "villages[0].name" in each
        for each in messages
    )
    assert not any("township.area" in each for each in messages)


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ("{% block heading %}\n## 打算\n{% endblock %}\n", True),
        ("{% block heading %}{% endblock %}{% block plans %}{% endblock %}\n## 打算\n", True),
        ('{% extends "parent" %}\n{% block heading %}\n## 打算\n{% endblock %}\n', False),
        ("{% set n = 1 %}{% block heading %}甲{% endblock %}{% block plans %}乙{% endblock %}\n", False),
        ("{% block own %}\n## 打算\n{% endblock %}\n", False),
        ("## 打算\n", False),
    ],
)
def test_a_file_that_should_extend_the_one_below(source: str, is_told: bool, tmp_path: Path) -> None:
    """It holds some of the blocks below and replaces all, or says beside its blocks what they say."""
    base = "{% block heading %}甲{% endblock %}{% block plans %}乙{% endblock %}"
    below = template_folder(tmp_path / "below", {"s": base})
    above = template_folder(tmp_path / "above", {"s": source})
    remarks = [each for each in lint(fr.TemplateSet(above, below)) if each.problem.code == "T336"]
    assert [each.is_error for each in remarks] == [False] * is_told
    assert all("第一行写上" in each.problem.message for each in remarks)


@pytest.mark.parametrize("asked", ["{{ say.poor(period) }}", "{{ super() }}"])
def test_what_is_missing_without_extends_is_told(asked: str, tmp_path: Path) -> None:
    """A name that the file below sets, or the block below, is not there: the reason is said."""
    base = '{% import "phrases/common.md.j2" as say %}{% block heading %}甲{% endblock %}'
    below = template_folder(tmp_path / "below", {"s": base})
    above = template_folder(tmp_path / "above", {"s": f"{{% block heading %}}{asked}{{% endblock %}}"})
    with pytest.raises(fr.TemplateError) as caught:
        fr.render(make_report(), fr.TemplateSet(above, below))
    assert '这个文件没有写 {% extends "parent" %}' in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("phrases", "lines"),
    [
        ("承启语: 现将情况报告如下\n结束语: 特此报告\n", [1, 2]),
        ("开头语: 各方支持\n承启语: 现将情况报告如下：\n结束语: 特此报告。\n", []),
        ("结束语: （特此报告。）\n", []),
    ],
)
def test_a_phrase_that_ends_in_no_mark(phrases: str, lines: list[int], tmp_path: Path) -> None:
    """It ends a paragraph, and prints as it is typed; the opening goes on in a sentence."""
    wording = tmp_path / "wording.yaml"
    wording.write_text(phrases, "utf-8")
    found = [each.problem for each in lint(fr.TemplateSet(wording)) if each.problem.code == "T338"]
    assert [each.position and each.position.line for each in found] == lines


def test_overrides_that_moved_or_are_never_reached(tmp_path: Path) -> None:
    """The text below changed; the block around was replaced; the section is dropped by a wording."""
    base = template_folder(
        tmp_path / "base",
        {
            "s": "{% block a %}甲\n{% block b %}乙{% endblock %}{% endblock %}",
            "t": "{% block c %}丙{% endblock %}",
        },
    )
    town = tmp_path / "town"
    templates = fr.TemplateSet(base)
    for section, block in (("s", "b"), ("t", "c")):
        path, text = override(section, block, templates.layer, town)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    county = template_folder(
        tmp_path / "county", {"s": '{% extends "parent" %}{% block a %}县{% endblock %}'}, outline=[]
    )
    (county / "progress.yaml").write_text("- s\n- t\n", "utf-8")
    assert [each.problem.code for each in lint(fr.TemplateSet(town, base))] == []
    remarks = lint(fr.TemplateSet(town, county, base))
    assert [(each.problem.code, each.is_error) for each in remarks] == [("T334", False)]
    (base / "sections/t.md.j2").write_text("{% block c %}丙丙{% endblock %}", "utf-8")
    (tmp_path / "wording.yaml").write_text("去掉: [s]\n", "utf-8")
    remarks = lint(fr.TemplateSet(tmp_path / "wording.yaml", town, base))
    assert [each.problem.code for each in remarks] == ["T333", "T334", "T334"]
    assert "+丙丙" in remarks[0].problem.message


@pytest.mark.parametrize(
    ("template", "code", "message"),
    [
        ("## 五、今后的打算\n", "T320", "请删去“五、”"),
        ("甲\n\n### （一）打算\n", "T320", "请删去“（一）”"),
        ("全乡辖{{ 行政村 }}。", "T331", "没有“行政村”。是不是 乡镇概况.行政村？"),
        ("{{ admin_villages }}", "T331", "是不是 township.admin_villages？"),
        ("{{ township.name }乡", "T304", "“}”写得不是地方：{{ 要用 }} 结束"),
    ],
)
def test_what_a_report_would_refuse_is_told_before(
    template: str, code: str, message: str, tmp_path: Path
) -> None:
    """With what was meant."""
    (each,) = told(tmp_path, template)
    assert each.is_error
    assert each.problem.code == code
    assert message in each.problem.message


@pytest.mark.parametrize(
    ("heading", "lost"),
    [("今后的打算", True), ("## 今后的打算", False), ("{{ document.title }}", False), ("{# 不要 #}", False)],
)
def test_a_heading_that_would_print_as_text_is_told(heading: str, lost: bool, tmp_path: Path) -> None:
    """Where the block below is a heading; who leaves it out, or has it made, knows what he does."""
    file = tmp_path / "t" / "sections" / "plans.md.j2"
    file.parent.mkdir(parents=True)
    file.write_text(
        f'{{% extends "parent" %}}\n{{% block heading %}}\n{heading}\n{{% endblock %}}\n', "utf-8"
    )
    found = lint(fr.TemplateSet(tmp_path / "t"))
    assert [(each.problem.code, each.is_error) for each in found] == ([("T339", False)] if lost else [])
