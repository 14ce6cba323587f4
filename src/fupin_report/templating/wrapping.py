"""Filters as templates call them: facts are unwrapped on the way in, and keep their paths on the way out."""

from __future__ import annotations

import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from fupin_report.templating import budget
from fupin_report.templating.arguments import unfit, usage
from fupin_report.templating.facts import Absent, Default, Fact, Misuse, leaf
from fupin_report.templating.lists import Entry, ListView, NoList
from fupin_report.templating.runtime import bounded_loop, printed
from fupin_report.templating.views import View, unwrap

_EMPTY = "列表是空的，没有可印的；请先用 if 判断"


def join(values: Any, separator: str = "") -> str:
    """Join facts or texts with a separator. An absent or empty list has nothing to print and is an error."""
    if isinstance(values, (str, Fact)):
        raise Misuse("join 要的是列表，给的是单个的值")
    texts = [printed(value) for value in bounded_loop(values)]
    if not texts:
        raise values.refusal() if isinstance(values, Absent) else Misuse(_EMPTY)
    between = printed(separator)
    budget.pay_text(sum(map(len, texts)) + len(between) * (len(texts) - 1))
    return between.join(texts)


def mentioning(value: Any, words: Any) -> bool:
    """Whether a text holds one of some words: test `mentioning`. What is absent holds none."""
    if isinstance(value, Absent):
        return False
    if not isinstance(value, (str, Fact)):
        raise Misuse("mentioning 要的是文字")
    if isinstance(words, (str, Fact, int)):
        raise Misuse('mentioning 要写词语的列表，如 mentioning(["工程", "改造"])')
    text = str(value.value if isinstance(value, Fact) else value)
    budget.pay_text(len(text))
    return any(str(unwrap(word)[0]) in text for word in bounded_loop(words))


def count(values: Any) -> Any:
    """Count the entries of a list: a figure whose paths are the list, or the entries picked from it."""
    if isinstance(values, Absent):
        raise values.refusal()
    if isinstance(values, (str, Fact, View)):
        raise Misuse("count 要的是列表，给的是单个的值")
    if isinstance(values, NoList):
        return Default(0)
    if isinstance(values, ListView):
        return Fact(len(values), (values.path,))
    elements = list(bounded_loop(values))
    paths = tuple(path for element in elements for path in _place(element))
    return Fact(len(elements), paths) if paths else len(elements)


def _place(element: Any) -> tuple[str, ...]:
    return (element.path,) if isinstance(element, View) else unwrap(element)[1]


def _charged(value: Any) -> Any:
    """Pay for what a filter is going to read; an iterator becomes a list."""
    if isinstance(value, Fact):
        return value
    if isinstance(value, str):
        budget.pay_text(len(value))
    elif not isinstance(value, (Fact, View, Undefined, Entry, int, Decimal, float, type(None))):
        value = bounded_loop(value)
        if not isinstance(value, (ListView, list, tuple)):
            value = list(value)
        budget.pay_text(sum(len(each) for each in value if isinstance(each, str)))
    return value


def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a pure filter value → text so that the paths of what goes in survive."""
    reads: tuple[str, ...] = getattr(function, "reads", ())

    @functools.wraps(function)
    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        plain, paths = unwrap(_charged(value))
        if reads and isinstance(value, View):
            paths = value.leaves(reads)
        if not paths and isinstance(value, (ListView, tuple, list)):
            raise Misuse(f"过滤器 {name}：{_EMPTY}")
        arguments = [unwrap(each) for each in args]
        for _, more in arguments:
            paths += more
        named = {key: unwrap(each)[0] for key, each in kwargs.items()} if kwargs else {}
        try:
            result = function(plain, *(each[0] for each in arguments), **named)
        except Exception as error:
            if told := unfit(function, len(args), list(kwargs)):  # named in map(…), or by prose
                raise Misuse(f"过滤器 {name} {told}：写成 {usage(name, function)}") from error
            where = f"（{paths[0]}）" if paths else ""
            raise Misuse(f"过滤器 {name}{where}：{error}") from error
        if isinstance(result, str):
            budget.pay_text(len(result))
        return leaf(result, paths) if paths else result

    return filtered
