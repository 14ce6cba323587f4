"""What a template can ask for, and what asking costs nothing more than."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, render_text, words

HOLDS = {
    "a word": ('township.name is mentioning(["村", "溪"])', True),
    "no word": ('township.name is mentioning(["村", "镇"])', False),
    "no words at all": ("township.name is mentioning([])", False),
    "what is absent": ('township.location is mentioning(["村"])', False),
    "a typed text": ('"清溪乡人民政府" is mentioning(["人民"])', True),
    "words of the data": ("('盛产铁矿' ~ township.kind) is mentioning(township.minerals)", True),
}


@pytest.mark.parametrize(("test", "holds"), HOLDS.values(), ids=HOLDS)
def test_mentioning(test: str, holds: bool, tmp_path: Path) -> None:
    """One word is enough; what is absent mentions nothing."""
    document = render_text(tmp_path, f"{{{{ '有' if {test} else '无' }}}}")
    assert words(document) == ("有" if holds else "无")


def test_mentioning_is_of_texts(tmp_path: Path) -> None:
    """A list is no text."""
    with pytest.raises(fr.TemplateError, match="mentioning 要的是文字"):
        render_text(tmp_path, '{{ "x" if villages is mentioning(["村"]) else "" }}')


LEFT_OUT = {
    "in a row": ("{% for each in villages %}{{ each.farmland }}{% endfor %}", "villages[0].farmland"),
    "by its Chinese name": ("{{ villages[1].耕地 }}", "villages[1].farmland"),
    "below what is left out": ("{{ villages[2].farmland.total }}", "villages[2].farmland"),
    "through a filter": ("{{ villages[1].farmland|hectares }}", "villages[1].farmland"),
    "of a macro": ("{% macro m(each) %}{{ each.farmland }}{% endmacro %}{{ m(villages[1]) }}", "villages[1]"),
}


@pytest.mark.parametrize(("template", "path"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_left_out_is_told_by_its_path(template: str, path: str, tmp_path: Path) -> None:
    """A row has no path of its own for what it does not have, and yet the message names it."""
    with pytest.raises(fr.TemplateError) as caught:
        render_text(tmp_path, template)
    assert path in str(caught.value)
    assert "没有填" in str(caught.value)


def test_a_list_that_is_left_out_knows_where_it_would_be(tmp_path: Path) -> None:
    """It can be gone through, tested and counted: its number leads to its place."""
    report = make_report(villages=None)
    text = "{% for each in villages %}有{% endfor %}{{ '有' if villages else '无' }}{{ villages|count }}个"
    document = render_text(tmp_path, text, report)
    assert words(document) == "无0个"
    assert [figure.paths for figure in document.figures()] == [("villages",)]


def test_a_default_knows_where_it_would_be(tmp_path: Path) -> None:
    """Whoever prints what was not written is led to the field that could have said it."""
    document = render_text(tmp_path, "{{ document.signature_at }}")
    assert words(document) == "文末"
    assert [figure.paths for figure in document.figures()] == [("document.signature_at",)]


def test_names_that_macros_and_namespaces_do_not_have(tmp_path: Path) -> None:
    """They are unknown names, told at the line."""
    for template in (
        "{% set ns = namespace(a=1) %}{{ ns.b }}",
        '{% import "phrases/common.md.j2" as say %}{{ say.nothing }}',
        '{% import "phrases/common.md.j2" as say %}{{ say.nothing() }}',
    ):
        with pytest.raises(fr.TemplateError, match="没有“(b|nothing)”"):
            render_text(tmp_path, template)


CALLS = {
    "too many": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", "宏 m 有 1 个参数，给了 2 个"),
    "unknown": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}", "宏 m 没有参数 b"),
    "none": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "宏少给了参数 a"),
    "no caller": (
        "{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}",
        "没有写 caller()，不能用 call",
    ),
    "a caller that nobody gave": ("{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}", "只能在 call 里用"),
    "a figure": ("{{ township.name() }}", "township.name"),
    "a text": ("{{ 'a'() }}", "不能加括号调用"),
    "a text by another name": ("{% set a = 'a' %}{{ a() }}", "不能加括号调用"),
    "a loop that is not recursive": (
        "{% for v in villages %}{{ loop(villages) }}{% endfor %}",
        "只有写了 recursive",
    ),
}


@pytest.mark.parametrize(("template", "message"), CALLS.values(), ids=CALLS)
def test_a_call_that_does_not_fit_is_told(template: str, message: str, tmp_path: Path) -> None:
    """Which macro, and what it takes."""
    with pytest.raises(fr.TemplateError) as caught:
        render_text(tmp_path, template)
    assert message in str(caught.value)


LOOPS = {
    "counting": (
        "{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}",
        "1032 2121 3210",
    ),
    "length and depth": ("{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }}", "310 310 310"),
    "ends": ("{{ '首' if loop.first else '' }}{{ '尾' if loop.last else '中' }}", "首中 中 尾"),
    "taking turns": ("{{ loop.cycle('甲', '乙') }}", "甲 乙 甲"),
    "neighbours": (
        "{{ '无' if loop.first else loop.previtem.groups }}{{ '无' if loop.last else loop.nextitem.groups }}",
        "无6 44 6无",
    ),
    "changed": ("{{ '变' if loop.changed(v.kind) else '同' }}", "变 同 变"),
    "of a loop given to a macro": ("{{ told(loop) }}", "1 2 3"),
}


@pytest.mark.parametrize(("asked", "text"), LOOPS.values(), ids=LOOPS)
def test_a_loop_knows_where_it_is(asked: str, text: str, tmp_path: Path) -> None:
    """Jinja's loop, but for what leads out of it."""
    macro = "{% macro told(round) %}{{ round.index }}{% endmacro %}"
    loop = "{% for v in villages %}" + asked + "{{ '' if loop.last else '／' }}{% endfor %}"
    assert words(render_text(tmp_path, macro + loop)) == text.replace(" ", "／")


def test_a_loop_that_calls_itself(tmp_path: Path) -> None:
    """Recursion goes down as far as the data do."""
    template = (
        "{% for v in villages recursive %}{{ v.name }}"
        "{% if loop.depth < 2 %}（{{ loop(villages[1:2]) }}）{% endif %}{% endfor %}"
    )
    assert words(render_text(tmp_path, template)) == "第_一*村（双河村）双河村（双河村）石桥村（双河村）"


def test_blocks_call_each_other(tmp_path: Path) -> None:
    """`self.name()` says a block again; a scoped block sees what is around it."""
    template = (
        "{% block a %}甲{% endblock %}{{ self.a() }}"
        "{% for v in villages %}{% block b scoped %}{{ v.groups }}{% endblock %}{% endfor %}"
    )
    assert words(render_text(tmp_path, template)) == "甲甲464"


def test_an_import_that_sees_the_names_around_it(tmp_path: Path) -> None:
    """`with context` lets a macro of another file know what this one has set."""
    from builders import template_folder

    template_folder(
        tmp_path,
        {
            "own": "{% macro told() %}{{ word }}{{ township.name }}{% endmacro %}",
            "s": '{% set word = "在" %}{% import "sections/own.md.j2" as own with context %}{{ own.told() }}',
            "t": '{% from "sections/own.md.j2" import told with context %}{% set word = "不在" %}{{ told() }}',
        },
        outline=["s"],
    )
    assert words(fr.render(make_report(), fr.TemplateSet(tmp_path))) == "在清溪乡"
