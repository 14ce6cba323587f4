"""What Jinja and Python say of a template is said in Chinese: every message that Jinja has, and what goes wrong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report, render_text
from fupin_report.templating.jinja_words import in_chinese

_MODULES = ("lexer", "parser", "compiler")
_RAISED = frozenset(("fail", "TemplateSyntaxError", "TemplateAssertionError", "Failure", "exc"))
_PUT_TOGETHER = frozenset(("msg", "' '.join(message)"))
"""Messages that Jinja puts together of parts: :func:`test_templates_that_jinja_cannot_read` has them."""


def messages() -> Iterator[tuple[str, str]]:
    """Yield where Jinja raises an error of a template, and a message as it could read there."""
    for module in _MODULES:
        path = Path(jinja2.__file__).parent / f"{module}.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            if name in _RAISED:
                yield f"{module}:{node.lineno}", sample(node.args[0])


def sample(node: ast.expr) -> str:
    """Return a message with something in the place of what it names."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(sample, node.values))
    if isinstance(node, ast.FormattedValue):
        known = {"pos": "7", "type_name": "filter"}
        return "'x'" if node.conversion == ord("r") else known.get(ast.unparse(node.value), "x")
    return ast.unparse(node)


_MESSAGES = dict(messages())


@pytest.mark.parametrize("message", _MESSAGES.values(), ids=_MESSAGES)
def test_every_message_of_jinja_is_told_in_chinese(message: str) -> None:
    """A message that a new Jinja brings has no words of ours yet, and is noticed here."""
    assert message in _PUT_TOGETHER or message not in in_chinese(message)


def test_the_messages_of_jinja_are_found() -> None:
    """Those of the three modules, not none of them because a name has changed."""
    assert len(_MESSAGES) > 25
    assert set(_MESSAGES.values()) >= _PUT_TOGETHER


UNREADABLE = {
    "unknown tag": (
        "{% extend 'parent' %}",
        "没有 {% extend %} 这种语句，或多写、错写了结束语句。是不是 extends？",
    ),
    "unknown end": ("{% if 1 %}{% endfi %}", "写了 {% endfi %}，前面的 {% if %} 还没有结束"),
    "end too much": ("{% endif %}", "没有 {% endif %} 这种语句"),
    "crossed": ("{% if 1 %}{% for a in [] %}{% endif %}{% endfor %}", "前面的 {% for %} 还没有结束"),
    "no end": ("{% if 1 %}", "缺 {% endif %}"),
    "open tag": ("{% if 1", "{% 没有用 %} 结束"),
    "open print": ("{{ period.year", "{{ 没有用 }} 结束"),
    "open comment": ("{# 原文", "{# 没有用 #} 结束"),
    "open raw": ("{% raw %}甲", "{% raw %} 没有用 {% endraw %} 结束"),
    "one equals sign in a test": ("{% if period.year = 2015 %}甲{% endif %}", "比较相等写 =="),
    "one equals sign in a print": ("{{ period.year = 2015 }}", "比较相等写 =="),
    "full-width brackets": ("{{ vary（'甲'） }}", "用了全角的 （"),
    "no character of Jinja": ("{{ period$ }}", "不认识的字符“$”"),
    "full-width quotes": ("{{ period[“year”] }}", "用了全角的 “"),
    "too much in a print": ("{{ period.year period.half }}", "{{ }} 里多出了“period”"),
    "too much in a tag": ("{% if period.year period %}甲{% endif %}", "{% %} 里多出了“period”"),
    "nothing in a tag": ("{% %}", "{% 后面要写语句"),
    "nothing to test": ("{% if %}甲{% endif %}", "这里缺少内容"),
    "no in": ("{% for a villages %}{% endfor %}", "应为“in”，写的是“villages”"),
    "no name": ("{% set = 3 %}", "写得不是地方"),
    "brackets": ("{{ (period.year] }}", "括号没有配对：这里应为“)”，写的是“]”"),
    "bracket too much": ("{{ period.year) }}", "“)”写得不是地方"),
    "block twice": ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "“a”这一块写了两次"),
    "hyphen in a block": ("{% block a-b %}{% endblock %}", "不用减号"),
    "backslash": (r"{{ '\x' }}", "要印 \\ 请写两个"),
    "backslash at the end": (r"{{ '\N{甲}' }}", "要印 \\ 请写两个"),
    "loop as a name": ("{% for loop in villages %}{% endfor %}", "循环的变量不能叫 loop"),
    "order of parameters": ("{% macro m(a=1, b) %}{% endmacro %}", "写了默认值的要排在后面"),
    "order of arguments": ("{{ vary(a=1, 2) }}", "要排在后面"),
    "call of nothing": ("{% call period %}{% endcall %}", "后面要写宏"),
    "two tests": ("{{ 1 is odd is even }}", "一个 is 只跟一个判断"),
    "number after a point": ("{{ period.'a' }}", "“.”后面要写名称或序号"),
    "underline": ("{% from 'phrases/common.md.j2' import _a %}", "以下划线开头的名称不能 import"),
    "assigned to a text": ("{% set 'a' = 1 %}", "这个名称不能赋值"),
    "assigned to a constant": ("{% set true = 1 %}", "这个名称不能赋值"),
    "caller": ("{% macro m(caller) %}{{ caller() }}{% endmacro %}", "参数 caller 要有默认值"),
    "extends within": ("{% if 1 %}{% extends 'parent' %}{% endif %}", "extends"),
    "required": ("{% block a required %}甲{% endblock %}", "只能有空白和注释"),
}
UNFIT = {
    "letters and numbers": ("{{ period.year > '2014' }}", "一边是数，一边是文字；比大小的数不加引号"),
    "a name and a number": (
        "{% if township.name < 3 %}{% endif %}",
        "“<”两边比不出大小：一边是文字，一边是数",
    ),
    "a section and a number": ("{% if township >= 3 %}{% endif %}", "一边是有下级各项的一节，一边是数"),
    "a list and a number": ("{% if villages > 3 %}{% endif %}", "一边是列表，一边是数"),
    "sorted by nothing": ("{{ villages|sort|count }}", '要写按哪一项排，如 sort(attribute="name")'),
    "grouped by nothing": (
        "{{ villages|groupby|count }}",
        "groupby 少了参数 attribute：写成 groupby(attribute",
    ),
    "a group as one": (
        "{% for g in villages|groupby('kind') %}{{ g.grouper }}{% endfor %}",
        "{% for 名称, 各条 in",
    ),
    "rounded to nothing": (
        "{{ township.area|rounded }}",
        "过滤器 rounded 少了参数 digits：写成 rounded(digits)",
    ),
    "rounded twice": ("{{ township.area|rounded(1, 2) }}", "多写了参数，最多 1 个"),
    "rounded otherwise": ("{{ township.area|rounded(places=1) }}", "没有参数 places"),
    "rounded each": ("{{ villages|map('rounded')|join }}", "过滤器 rounded 少了参数 digits"),
    "mentioning nothing": ("{{ township.name is mentioning }}", "判断 mentioning 少了参数 words"),
    "mentioning a text": ("{{ township.name is mentioning('乡') }}", 'mentioning(["工程", "改造"])'),
    "mentioning a number": ("{{ township.name is mentioning(3) }}", 'mentioning(["工程", "改造"])'),
    "persons of something": (
        "{{ identification.entered|persons(3) }}",
        "过滤器 persons 不写参数：写成 persons",
    ),
    "divided by nought": ("{{ 1 / 0 }}", "不能除以 0"),
    "rest of nought": ("{{ 1 % 0 }}{{ 1 // 0 }}", "不能除以 0"),
    "loop misspelt": ("{% for v in villages %}{{ loop.lsat }}{% endfor %}", "loop 没有这一项。是不是 last？"),
    "map of a name": ("{{ villages|map('name')|join }}", 'map(attribute="name")'),
    "map of nothing": ("{{ villages|map|join }}", 'map(attribute="name")'),
    "map of something": ("{{ villages|map(attribute='name', by=1)|join }}", "map 没有参数 by"),
    "chosen by nothing": ("{{ villages|selectattr|count }}", "selectattr("),
    "chosen by an unknown test": ("{{ villages|select('odds')|count }}", "没有判断 odds"),
    "part of a list": ("{{ villages['a':]|count }}", "起止要写整数"),
    "in a number": ("{{ 3 in 4 }}", "这里要的是列表或文字，写的是数"),
    "in a section": ("{{ 3 in township }}", "写的是有下级各项的一节"),
    "round a section": ("{% for v in township %}{% endfor %}", "这里要的是列表或文字"),
    "namespace without names": ("{% set n = namespace(1) %}", "namespace 里要写名称"),
    "namespace without the name": ("{% set n = namespace(a=1) %}{{ n.b }}", "namespace 里没有“b”"),
    "block with arguments": ("{% block a %}{{ self.a(1) }}{% endblock %}", "括号里不写参数"),
    "vary by name": ("{{ vary('甲', way='乙') }}", "vary 的参数不对"),
    "column that is a number": ("{{ villages|table(3) }}", "表的各列写项目名"),
}


@pytest.mark.parametrize(("template", "message"), (UNREADABLE | UNFIT).values(), ids=UNREADABLE | UNFIT)
def test_templates_that_are_wrong_are_told_so_in_chinese(template: str, message: str, tmp_path: Path) -> None:
    """In the line where it is, with what to write instead."""
    with pytest.raises(fr.TemplateError) as caught:
        render_text(tmp_path, f"甲\n{template}", make_report())
    (problem,) = caught.value.problems
    assert message in problem.message, problem.message
    assert problem.position
    assert problem.position.line in (1, 2)
    assert not _ENGLISH.search(problem.message), problem.message


_ENGLISH = re.compile(r"[A-Za-z']{3,} [A-Za-z']{2,} [A-Za-z']{2,}")

_PIECES = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "if",
        "for",
        "in",
        "endif",
        "endfor",
        "set",
        "=",
        "==",
        "is",
        "not",
    ),
    *(
        "period.year",
        "villages",
        "township",
        "loop.index",
        "'甲'",
        "3",
        "0",
        "(",
        ")",
        "[",
        "]",
        ",",
        "|",
        ".",
    ),
    *("sort", "first", "join", "map", "rounded", "count", ">", "<", "~", "-", "/", "\n", "甲"),
)


@settings(max_examples=300, deadline=None)
@given(template=st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join))
def test_whatever_is_typed_is_told_in_chinese(
    template: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No sentence of Jinja's or Python's own comes through."""
    try:
        render_text(tmp_path_factory.mktemp("t"), template, make_report())
    except fr.TemplateError as error:
        for problem in error.problems:
            assert not _ENGLISH.search(problem.message), problem.message
