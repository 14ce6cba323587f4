"""A hostile template ends in a clear message, quickly and small."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import render_text
from fupin_report.templating import rewriting

HOSTILE = {
    "nested loops": ("{% for a in villages %}" * 12 + "x" + "{% endfor %}" * 12, "循环|过长"),
    "endless macro": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "太多层|过多"),
    "exponential macro": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "过多|过长",
    ),
    "doubling by ~": (
        "{% set ns = namespace(s='aaaa') %}" + "{% set ns.s = ns.s ~ ns.s %}" * 40 + "{{ ns.s }}",
        "过长",
    ),
    "doubling by block set": (
        "{% set x %}aaaaaaaa{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
        "过长",
    ),
    "doubling by join": (
        "{% set ns = namespace(s='aaaa') %}" + "{% set ns.s = [ns.s, ns.s]|join(ns.s) %}" * 40,
        "过长",
    ),
    "long text in loops": (
        "{% for a in villages %}" * 9 + "x" * 5000 + "{% endfor %}" * 9,
        "过长",
    ),
    "range": ("{{ range(10) }}", "没有“range”"),
    "big power": ("{{ 10 ** 10 ** 10 }}", "算术"),
    "big product": ("{{ 99999999 * 99999999 }}", "太大"),
    "format filter": ("{{ '%999999999s'|format(1) }}", "没有过滤器"),
    "recursion of a loop": (
        "{% for v in villages recursive %}{{ loop(villages) }}{% endfor %}",
        "太多层|过多",
    ),
    "class": ("{{ ''.__class__ }}", "没有下级"),
    "class of a fact": ("{{ township.name.__class__ }}", "是单个的值"),
    "class of a section": ("{{ township.__class__ }}", "没有字段"),
    "private of a section": ("{{ township._value }}", "没有字段"),
    "class of a list": ("{{ villages.__class__ }}", "没有编号或名称"),
    "class of absent": ("{{ township.location.__class__.__mro__ }}", "没有填"),
    "globals of a macro": (
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "没有“__globals__”|unsafe|不成立",
    ),
    "globals of loop": (
        "{% for v in villages %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "没有|unsafe|不成立",
    ),
    "self": ("{{ self.__init__ }}", "没有|unsafe"),
    "attr filter": ("{{ township|attr('_value') }}", "没有过滤器 attr"),
    "map to an attribute": ("{{ [township]|map(attribute='__class__')|join }}", "没有字段"),
    "namespace's class": ("{{ namespace.__class__ }}", "没有|unsafe"),
    "import of a file outside": ("{% import '../../etc/passwd' as x %}", "不存在"),
    "extends a name": ("{% extends 'sections/other.md.j2' %}", "parent"),
}


@pytest.mark.parametrize(("template", "message"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_templates_are_refused(template: str, message: str, tmp_path: Path) -> None:
    """Endless, exponential, huge and escaping templates end in a template error."""
    with pytest.raises(fr.TemplateError) as caught:
        render_text(tmp_path, template)
    assert any(part in str(caught.value) for part in message.split("|")), str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_source_too_long_is_refused(tmp_path: Path) -> None:
    """A template file has a size limit."""
    with pytest.raises(fr.TemplateError, match="模板太长"):
        render_text(tmp_path, "一" * (rewriting.MAX_SOURCE + 1))


def test_every_section_has_a_budget_of_its_own(tmp_path: Path) -> None:
    """One long section leaves the next its full budget."""
    from builders import make_report, template_folder

    loop = "{% for a in villages %}" * 9 + "x" + "{% endfor %}" * 9  # 29 523 rounds
    template_folder(tmp_path, {f"s{i}": loop for i in range(10)})
    document = fr.render(make_report(), fr.TemplateSet(tmp_path))
    assert len(document.blocks) == 10
