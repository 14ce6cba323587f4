"""The construct table: a figure keeps its paths through everything a template can do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, render_text, words

ENTERED = ("identification.entered.households", "identification.entered.persons")
NAMES = tuple(f"villages[{i}].name" for i in range(3))

KEEPS = {
    "printed": ("{{ identification.entered.persons }}", "360", [ENTERED[1:]]),
    "a pair has two paths": ("{{ identification.entered }}", "100户360人", [ENTERED]),
    "a section written as a pair": (
        "{{ identification.removed }}",
        "10户40人",
        [("identification.removed.households", "identification.removed.persons")],
    ),
    "our filter": ("{{ identification.entered|persons }}", "360人", [ENTERED]),
    "digits as written": ("{{ township.area }}", "610.60平方公里", [("township.area",)]),
    "part of a quantity": ("{{ township.area.value }}", "610.60", [("township.area",)]),
    "a true zero": ("{% if township.communities %}{{ township.communities }}{% endif %}", "0", None),
    "choice prints its Chinese name": ("{{ township.kind }}", "乡", [("township.kind",)]),
    "Chinese names": ("{{ 精准识别.录入系统.persons }}", "360", [ENTERED[1:]]),
    "a row by its id": ('{{ villages["v2"].name }}', "双河村", [("villages[1].name",)]),
    "a row by its name": ("{{ villages.石桥村.groups }}", "4", [("villages[2].groups",)]),
    "a label": (
        "{{ township.economy.村集体收入.value }}",
        "12.5万元",
        [("township.economy.村集体收入.value",)],
    ),
    "loop": (
        "{% for v in villages %}{{ v.name }}{{ '、' if not loop.last }}{% endfor %}",
        "第_一*村、双河村、石桥村",
        [(name,) for name in NAMES],
    ),
    "nested loop": (
        "{% for v in villages %}{% for m in township.minerals[:1] %}{{ v.groups }}{{ m }}{% endfor %}{% endfor %}",
        "4铁矿6铁矿4铁矿",
        None,
    ),
    "macro": (
        "{% macro pair(hp) %}{{ hp.households }}户{{ hp.persons }}人{% endmacro %}{{ pair(identification.found) }}",
        "110户400人",
        [("identification.found.households",), ("identification.found.persons",)],
    ),
    "caller": (
        "{% macro wrap() %}〔{{ caller() }}〕{% endmacro %}{% call wrap() %}{{ township.name }}{% endcall %}",
        "〔清溪乡〕",
        [("township.name",)],
    ),
    "set": ("{% set n = identification.entered.persons %}{{ n }}", "360", [ENTERED[1:]]),
    "block set": ("{% set s %}共{{ identification.entered.persons }}人{% endset %}{{ s }}", "共360人", None),
    "namespace": (
        "{% set ns = namespace(s='') %}{% for v in villages %}{% set ns.s = ns.s ~ v.name %}{% endfor %}{{ ns.s }}",
        "第_一*村双河村石桥村",
        [(name,) for name in NAMES],
    ),
    "~": ("{{ township.name ~ '人民政府' }}", "清溪乡人民政府", [("township.name",)]),
    "join": (
        "{{ township.minerals|join('、') }}",
        "铁矿、铜|矿、# 一、",
        [(f"township.minerals[{i}]",) for i in range(3)],
    ),
    "map and join": (
        "{{ villages|map(attribute='name')|join('、') }}",
        "第_一*村、双河村、石桥村",
        [(name,) for name in NAMES],
    ),
    "map with a filter": (
        "{{ villages|map(attribute='population')|map('households')|join }}",
        "400户500户300户",
        None,
    ),
    "groupby": (
        "{% for kind, rows in villages|groupby('kind') %}{{ kind }}{{ rows|count }}个{% endfor %}",
        "社区1个行政村2个",
        None,
    ),
    "sort": (
        "{{ villages|sort(attribute='groups', reverse=true)|map(attribute='name')|first }}",
        "双河村",
        [("villages[1].name",)],
    ),
    "selectattr": (
        "{{ villages|selectattr('groups', '>', 4)|map(attribute='name')|join }}",
        "双河村",
        [("villages[1].name",)],
    ),
    "select by a Chinese choice": (
        "{{ villages|selectattr('kind', '==', '社区')|count }}个",
        "1个",
        [("villages[2]",)],
    ),
    "count": ("{{ villages|count }}个", "3个", [("villages",)]),
    "default of what is there": ("{{ township.name|default('某乡') }}", "清溪乡", [("township.name",)]),
    "default of what is absent": ("{{ township.location|default('东部') }}", "东部", []),
    "ternary": ("{{ township.area if township.area else '若干' }}", "610.60平方公里", [("township.area",)]),
    "slice": (
        "{% for v in villages[1:] %}{{ v.name }}{% endfor %}",
        "双河村石桥村",
        [(n,) for n in NAMES[1:]],
    ),
    "unique": ("{{ villages|map(attribute='groups')|unique|join('、') }}", "4、6", None),
    "last": ("{{ township.minerals|last }}", "# 一、", [("township.minerals[2]",)]),
    "a filter of a joined text": ("{{ (township.name ~ '的')|quoted }}", "“清溪乡的”", [("township.name",)]),
    "comparison": (
        "{% if identification.found.persons > 300 and township.kind == '乡' and township.area > 600 %}是{% endif %}",
        "是",
        [],
    ),
    "in": ("{{ '是' if township.kind in ['镇', '乡'] else '否' }}", "是", []),
    "absent is falsy and chainable": ("无{% if township.altitude.max.value %}有{% endif %}", "无", []),
    "absent is empty": ("无{% for e in monitoring.measures %}有{% endfor %}", "无", []),
    "loop counter": ("{% for v in villages %}{{ loop.index }}{% endfor %}", "123", []),
    "counter arithmetic": ("{% for v in villages %}{{ loop.index0 + 10 }}{% endfor %}", "101112", []),
}


@pytest.mark.parametrize(("template", "text", "paths"), KEEPS.values(), ids=KEEPS)
def test_a_figure_keeps_its_paths(
    template: str, text: str, paths: list[tuple[str, ...]] | None, tmp_path: Path
) -> None:
    """What is printed reads as expected and knows where it came from."""
    document = render_text(tmp_path, template)
    assert words(document) == text
    figures = list(document.figures())
    if paths is not None:
        assert [figure.paths for figure in figures] == paths
    else:
        assert figures


def test_a_user_filter_gets_the_plain_value_and_keeps_the_path(tmp_path: Path) -> None:
    """A custom filter sees a number and returns text; the path survives."""

    def doubled(value: int, times: int = 2) -> str:
        assert type(value) is int
        return str(value * times)

    document = render_text(
        tmp_path, "{{ identification.entered.persons|doubled(3) }}", None, {"doubled": doubled}
    )
    assert words(document) == "1080"
    assert [figure.paths for figure in document.figures()] == [ENTERED[1:]]


def test_super_keeps_the_figures_of_the_parent(tmp_path: Path) -> None:
    """What a child takes over with super() is still the parent's figure."""
    from builders import template_folder

    base, child = tmp_path / "base", tmp_path / "child"
    template_folder(base, {"s": "{% block a %}{{ township.name }}{% endblock %}"})
    template_folder(child, {"s": '{% extends "parent" %}{% block a %}{{ super() }}好{% endblock %}'})
    document = fr.render(make_report(), fr.TemplateSet(child, base))
    assert words(document) == "清溪乡好"
    assert [figure.paths for figure in document.figures()] == [("township.name",)]


def test_a_line_after_super_goes_on_with_the_paragraph(tmp_path: Path) -> None:
    """The last line of a block or macro ends once, where it is called."""
    from builders import template_folder

    base, child = tmp_path / "base", tmp_path / "child"
    template_folder(base, {"s": "{% block a %}\n第一句。\n{% endblock %}\n"})
    template_folder(
        child, {"s": '{% extends "parent" %}\n{% block a %}\n{{ super() }}\n第二句。\n{% endblock %}'}
    )
    document = fr.render(make_report(), fr.TemplateSet(child, base))
    assert words(document) == "第一句。第二句。"
    assert len(document.blocks) == 1


def test_what_the_issuer_calls_itself_and_the_period_come_with_their_paths(tmp_path: Path) -> None:
    """A computed name is a figure of the fields it is computed from."""
    from builders import template_folder

    folder = template_folder(tmp_path / "own", {"s": "{{ period.name }}{{ document.voice }}"})
    document = fr.render(make_report(), fr.TemplateSet(folder))
    assert words(document) == "2015年上半年我乡"
    assert [figure.paths for figure in document.figures()] == [
        ("period.year", "period.half"),
        ("document.issuer", "document.issuer_kind"),
    ]


def test_data_named_like_a_method_is_data(tmp_path: Path) -> None:
    """Labels called items or values are labels."""
    report = make_report(health={"items": "3个", "values": "4个", "keys": "5个"})
    document = render_text(
        tmp_path, "{{ health.items.value }}{{ health.values.value }}{{ health['keys'].value }}", report
    )
    assert words(document) == "3个4个5个"


REFUSED = {
    "subtraction": ("{{ identification.found.persons - identification.entered.persons }}", "算术"),
    "concatenation with +": ("{{ township.name + '人民政府' }}", "连接文字用 ~"),
    "negation": ("{{ -township.admin_villages }}", "算术"),
    "repetition": ("{{ 'a' * 1000 }}", "算术"),
    "sum": ("{{ villages|sum(attribute='groups') }}", "sum"),
    "absent printed": ("{{ township.location }}", "township.location 没有填"),
    "absent below absent": ("{{ township.altitude.max }}", "township.altitude 没有填"),
    "absent compared": (
        "{% if township.grassland > 3 %}x{% endif %}",
        "township.grassland 没有填，比不出大小",
    ),
    "compared with absent": (
        "{{ township.area <= township.grassland }}",
        "township.grassland 没有填，比不出",
    ),
    "absent under a label": (
        "{{ township.economy.村集体收人 }}",
        "没有填，不能印；请先用 if 判断。是不是 村集体收入？",
    ),
    "absent through a filter": ("{{ township.rural|persons }}", "township.rural 没有填"),
    "absent joined": ("{{ township.rivers|join }}", "列表是空的"),
    "absent through ~": ("{{ '在' ~ township.location }}", "没有填"),
    "unknown field": ("{{ township.popluation }}", "是不是 population"),
    "unknown field in a test": ("{% if township.alt %}{% endif %}", "没有字段 township.alt"),
    "unknown name": ("{{ townshp.name }}", "没有“townshp”"),
    "unknown name in a test": ("{% if townshp %}{% endif %}", "没有“townshp”"),
    "unknown filter": ("{{ township.name|nonesuch }}", "nonesuch"),
    "unknown test": ("{% if township is callable %}{% endif %}", "callable"),
    "a section printed": ("{{ township }}", "township 有下级各项"),
    "a list printed": ("{{ villages }}", "villages 是列表"),
    "an indicator printed": ("{{ township.economy.村集体收入 }}", "有下级各项"),
    "a yes or no printed": ("{{ document.draft }}", "是/否"),
    "none printed": ("{{ none }}", "没有可印的"),
    "control character in the source": ("a\x02b", "控制字符"),
    "control character in a quoted string": ("{{ '\\x02a.b\\x1f999\\x03' }}", "控制字符"),
    "part that is none": ("{{ identification.entered.户 }}", "entered 没有 户，它有：户数、人数"),
    "part of a quantity that is none": ("{{ township.area.亩 }}", "township.area 没有 亩，它有：数值、单位"),
    "method of a text": ("{{ township.name.upper() }}", "township.name 是单个的值"),
    "method of a typed text": ("{{ 'a'.ljust(9) }}", "没有下级 ljust"),
    "a slice of a text": ("{{ ('a' ~ township.name)[:3] }}", "截取"),
    "a letter of a text": ("{{ ('a' ~ township.name)[0] }}", "截取"),
    "include": ("{% include 'sections/probe.md.j2' %}", "不用 include"),
    "filter on a wrong value": ("{{ township.name|persons }}", "过滤器 persons（township.name）"),
    "row that is not there": ("{{ villages['v9'].name }}", "没有编号或名称为“v9”"),
    "index past the end": ("{{ villages[7].name }}", "只有 3 条"),
    "letters of a text": ("{% for c in 'abc' %}{{ c }}{% endfor %}", "逐字"),
    "syntax": ("{% if %}", "模板语法错误"),
}


@pytest.mark.parametrize(("template", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_template_may_not_do_is_refused_with_its_place(
    template: str, message: str, tmp_path: Path
) -> None:
    """The error says what is wrong, and names the template and the line."""
    with pytest.raises(fr.TemplateError) as caught:
        render_text(tmp_path, f"第一行\n{template}\n")
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.position is not None
    assert problem.position.file.endswith("probe.md.j2")
    assert problem.position.line == 2
