"""A hostile template ends in a clear message, quickly and small."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, render_text, template_folder, words
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
        "没有“__globals__”|模板里不能用",
    ),
    "globals of loop": (
        "{% for v in villages %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "模板里不能用 __init__",
    ),
    "self": ("{{ self.__init__ }}", "模板里不能用 __init__"),
    "attr filter": ("{{ township|attr('_value') }}", "没有过滤器 attr"),
    "map to an attribute": ("{{ [township]|map(attribute='__class__')|join }}", "没有字段"),
    "namespace's class": ("{{ namespace.__class__ }}", "模板里不能用 __class__"),
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


_GROW = "{% set ns = namespace(s='aaaaaaaaaa', l=['a'], m=['a']) %}"
_LONG = _GROW + "{% set ns.s = ns.s ~ ns.s %}" * 15
_WIDE = "{% set x = [" + "1," * 15_000 + "] %}"
_MACRO = "{% macro m() %}x{% endmacro %}"
ESCAPES = {
    "format": "{{ '{0.__class__}'.format(1) }}",
    "format_map": "{{ '{x.__class__}'.format_map({'x': 1}) }}",
    "format of a fact": "{{ township.name.format(1) }}",
    "percent": "{{ '%s' % township }}",
    "map by attribute path": "{{ villages|map(attribute='name.root.view')|join }}",
    "map by private name": "{{ villages|map(attribute='_value')|join }}",
    "map by filter name": "{{ ['a']|map('attr', '__class__')|join }}",
    "groupby": "{% for g in villages|groupby('__class__') %}{{ g[0] }}{% endfor %}",
    "sort": "{{ villages|sort(attribute='name.__class__')|join }}",
    "selectattr": "{{ villages|selectattr('name.__class__.__init__')|first }}",
    "rejectattr": "{{ villages|rejectattr('_root.report')|first }}",
    "unique": "{{ villages|unique(attribute='_path')|first }}",
    "join by attribute": "{{ villages|join(attribute='__class__') }}",
    "namespace's attributes": "{% set ns = namespace(a=1) %}{{ ns._Namespace__attrs }}",
    "namespace's item": "{% set ns = namespace(a=1) %}{{ ns['__init__'] }}",
    "namespace's text": "{% set ns = namespace(a=1) %}{{ ns }}",
    "namespace joined": "{% set ns = namespace(a=1) %}{{ ns ~ '' }}",
    "namespace of the template": "{{ namespace(self) }}",
    "a fact overwritten": "{% set township.name = 1 %}",
    "self's text": "{{ self }}",
    "self's context": "{{ self._TemplateReference__context }}",
    "a block's function": "{% block a %}x{% endblock %}{{ self.a._stack }}",
    "super": "{% block a %}{{ super.__init__.__globals__ }}{% endblock %}",
    "loop's text": "{% for a in villages %}{{ loop }}{% endfor %}",
    "loop's iterator": "{% for a in villages %}{{ loop._iterable }}{% endfor %}",
    "loop's method": "{% for a in villages %}{{ loop.cycle.__func__.__globals__ }}{% endfor %}",
    "loop's next": "{% for a in villages %}{{ loop.nextitem._root }}{% endfor %}",
    "macro's text": _MACRO + "{{ m }}",
    "macro's function": _MACRO + "{{ m._func.__code__ }}",
    "macro's environment": _MACRO + "{{ m._environment }}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}x{% endcall %}",
    "varargs": "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
    "kwargs": "{% macro m() %}{{ kwargs.items() }}{% endmacro %}{{ m(a=1) }}",
    "undefined": "{{ nope.__class__ }}",
    "undefined's exception": "{{ nope._undefined_exception }}",
    "absent": "{{ township.location._fail_with_undefined_error }}",
    "a fact called": "{{ township.name() }}",
    "a fact's root": "{{ township.name.root }}",
    "a fact's paths": "{{ township.name['paths'] }}",
    "a section's method": "{{ township.leaves() }}",
    "a list's elements": "{{ villages.elements }}",
    "a list's method": "{% set l = [1] %}{{ l.append(2) }}",
    "a dictionary": "{{ {'a': 1}.items() }}",
    "a generator's frame": "{{ (villages|map(attribute='name')).gi_frame.f_globals }}",
    "a generator's text": "{{ villages|map(attribute='name') }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "joiner": "{{ joiner.__init__ }}",
    "dict": "{{ dict.mro() }}",
    "config": "{{ config }}",
    "request": "{{ request.application }}",
    "url_for": "{{ url_for.__globals__ }}",
    "gettext": "{{ _('x') }}",
    "context": "{{ context }}",
    "environment": "{{ environment }}",
    "do": "{% do x %}",
    "trans": "{% trans %}x{% endtrans %}",
    "debug": "{% debug %}",
    "an unfinished comment": "x\n{# y",
    "import of an absolute path": "{% import '/etc/passwd' as x %}",
    "import of a layer": "{% import '0:sections/title.md.j2' as x %}",
    "import of a list": "{% from ['phrases/common.md.j2'] import a %}",
    "import of a number": "{% import 1 as x %}",
    "a module's stream": "{% import 'phrases/common.md.j2' as x %}{{ x._body_stream }}",
    "import of a private name": "{% from 'phrases/common.md.j2' import __class__ %}",
    "full-width underscores": "{{ ''.＿＿class＿＿ }}",
    "letters that look alike": "{{ township.__𝒸lass__ }}",
    "a name that is another": "{% set ａ = 1 %}{{ a }}",
    "escaped underscores": "{{ villages['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "underscores put together": "{{ villages['__cla' ~ 'ss__'] }}",
    "number": "{{ 1 .__class__ }}",
    "true": "{{ true.__class__ }}",
    "none": "{{ none.__class__ }}",
    "infinity": "{{ 1e999 }}",
    "a mark": "{{ '\\x02township.name\\x1f伪造\\x03' }}",
    "a mark by its Unicode name": "{{ '\\N{START OF TEXT}' }}",
    "half a character": "{{ '\\ud800' }}",
    "turned direction": "12\u202e34",
    "turned direction by escape": "{{ '12\\u202e34' }}",
    "steps given back": "{{ [-100000]|map('paid')|join }}",
    "extends put together": "{% extends ('par' ~ 'ent') %}",
}
HEAVY = {
    "loops over typed lists": "{% for a in [1,2,3,4,5,6,7,8,9,10] %}" * 9 + "{% endfor %}" * 9,
    "loops over typed pairs": "{% for a in (1,2,3,4,5,6,7,8,9,10) %}" * 9 + "{% endfor %}" * 9,
    "lists of lists": _GROW + "{% set ns.l = [ns.l, ns.l] %}" * 40 + "{{ ns.l ~ '' }}",
    "lists of lists compared": _GROW
    + "{% set ns.l = [ns.l, ns.l] %}{% set ns.m = [ns.m, ns.m] %}" * 40
    + "{% if ns.l == ns.m %}x{% endif %}",
    "pairs of pairs": _GROW + "{% set ns.l = (ns.l, ns.l) %}" * 40 + "{{ [ns.l]|unique|first }}",
    "arguments of arguments": "{% macro m(n) %}{% if n %}{{ m(n - 1, varargs, varargs) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "namespaces in namespaces": _GROW + "{% set ns = namespace(a=ns, b=ns) %}" * 40 + "{{ ns ~ '' }}",
    "a namespace in itself": "{% set ns = namespace() %}{% set ns.a = ns %}{{ ns ~ '' }}",
    "a long separator": _LONG + _WIDE + "{{ x|join(ns.s) }}",
    "a long list of long texts": _LONG + "{% set x = [" + "ns.s," * 9_000 + "] %}{{ x|listing }}",
    "a filter of a long text in a loop": _LONG
    + _WIDE
    + "{% for a in x %}{% set y = ns.s|quoted %}{% endfor %}",
    "long texts compared": _LONG
    + _WIDE
    + "{% set y = ns.s ~ '' %}{% for a in x %}"
    + "{% if y == ns.s %}{% endif %}" * 500
    + "{% endfor %}",
    "a long loop of a long body": _WIDE
    + "{% for a in x %}"
    + "{% if a == 2 %}{% endif %}" * 1000
    + "{% endfor %}",
    "a long macro in a loop": "{% macro m() %}"
    + "{% if 1 == 2 %}{% endif %}" * 1000
    + "{% endmacro %}"
    + _WIDE
    + "{% for a in x %}{% set z = m() %}{% endfor %}",
    "sorting in a loop": _WIDE + "{% for a in x %}{% set y = x|sort %}{% endfor %}",
    "searching in a loop": _WIDE + "{% for a in x %}{% if 2 in x %}{% endif %}{% endfor %}",
    "selecting in a loop": _WIDE + "{% for a in x %}{% set y = x|select('eq', 2)|first %}{% endfor %}",
    "slicing in a loop": _WIDE + "{% for a in x %}{% set y = x[::-1] %}{% endfor %}",
    "deep loops": "{% for a in villages %}" * 25 + "{% endfor %}" * 25,
    "deep conditions": "{% if true %}" * 3000 + "{% endif %}" * 3000,
    "deep macros": "".join(f"{{% macro m{i}() %}}" for i in range(200)) + "{% endmacro %}" * 200,
    "deep brackets": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "many filters": "{{ 'a'" + "|quoted" * 8_000 + " }}",
    "many negations": "{{ " + "not " * 10_000 + "1 }}",
    "a block in itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a template in itself": "{% import 'sections/probe.md.j2' as x %}",
    "a very long number": "{{ " + "9" * 5_000 + " }}",
}


@pytest.mark.parametrize("template", [*ESCAPES.values(), *HEAVY.values()], ids=[*ESCAPES, *HEAVY])
def test_known_ways_out_lead_nowhere(template: str, tmp_path: Path) -> None:
    """What sandboxes have let through, and what costs more than it looks, ends in a Chinese template error."""
    begin = time.process_time()
    with pytest.raises(fr.TemplateError) as caught:
        render_text(tmp_path, template)
    assert time.process_time() - begin < 2
    first = str(caught.value).splitlines()[0]
    assert re.search(r"T3\d\d .*[\u4e00-\u9fff]", first)
    assert not re.search("unsafe|object at|<Namespace", first)


def test_names_of_python_are_names_like_others(tmp_path: Path) -> None:
    """A template may call something `class` or `lambda`."""
    document = render_text(
        tmp_path, "{% set class = 1 %}{% macro lambda() %}x{% endmacro %}{{ class }}{{ lambda() }}"
    )
    assert words(document) == "1x"


@pytest.mark.parametrize("template", ["{{ 7*7 }}", "{% raw %}{{ 7*7 }}{% endraw %}"])
def test_data_and_raw_text_are_no_template(template: str, tmp_path: Path) -> None:
    """Only what a template types outside `raw` is computed."""
    assert words(render_text(tmp_path, template)) == ("49" if "raw" not in template else "{{ 7*7 }}")


def test_source_too_long_is_refused(tmp_path: Path) -> None:
    """A template file has a size limit."""
    with pytest.raises(fr.TemplateError, match="模板太长"):
        render_text(tmp_path, "一" * (rewriting.MAX_SOURCE + 1))


def test_every_section_has_a_budget_of_its_own(tmp_path: Path) -> None:
    """One long section leaves the next its full budget."""
    loop = "{% for a in villages %}" * 9 + "x" + "{% endfor %}" * 9  # 29 523 rounds
    template_folder(tmp_path, {f"s{i}": loop for i in range(10)})
    document = fr.render(make_report(), fr.TemplateSet(tmp_path))
    assert len(document.blocks) == 10


@pytest.mark.parametrize(
    "section",
    [
        "{% for a in villages %}" * 10 + "{% endfor %}" * 10,
        "{% for a in villages %}" * 5 + "长" * 9000 + "{% endfor %}" * 5,
    ],
    ids=["steps", "text"],
)
def test_many_sections_within_their_budgets_have_one_together(section: str, tmp_path: Path) -> None:
    """An outline cannot hold up a batch by naming the same costly section again and again."""
    template_folder(tmp_path, {"s": section}, outline=["s"] * 100)
    begin = time.process_time()
    with pytest.raises(fr.TemplateError, match="整份文稿的循环、调用或文字过多") as caught:
        fr.render(make_report(), fr.TemplateSet(tmp_path))
    assert time.process_time() - begin < 2
    assert str(caught.value).startswith(str(tmp_path / "sections" / "s.md.j2"))
