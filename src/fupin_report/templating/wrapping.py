"""Filters as templates call them: facts are unwrapped on the way in, and keep their paths on the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fupin_report.templating.budget import Budget, bounded_concat, spending
from fupin_report.templating.facts import Absent, Fact, Misuse
from fupin_report.templating.views import ListView, View, unwrap


def bounded_loop(sequence: Any) -> Any:
    budget = spending.get()
    if isinstance(sequence, (ListView, list, tuple)):
        budget.step(len(sequence))
        return sequence
    if isinstance(sequence, str):
        raise Misuse("文字不能逐字循环")
    return _counted(sequence, budget)


def _counted(sequence: Iterable[Any], budget: Budget) -> Iterator[Any]:
    for element in sequence:
        budget.step()
        yield element


def concatenated(values: list[Any]) -> str:
    """`a ~ b`, counted."""
    return bounded_concat(str(value) for value in values)


def sliced(value: Any, start: Any, stop: Any, every: Any) -> Any:
    if isinstance(value, (str, Fact)):
        raise Misuse("不能截取文字的一段")
    return list(value)[start:stop:every] if not isinstance(value, ListView) else value[start:stop:every]


def join(values: Any, separator: str = "") -> str:
    """Join facts or texts with a separator. An absent or empty list has nothing to print and is an error."""
    if isinstance(values, (str, Fact)):
        raise Misuse("join 要的是列表，给的是单个的值")
    texts = [str(value) for value in bounded_loop(values)]
    if not texts:
        raise Misuse(
            values.reason if isinstance(values, Absent) else "列表是空的，没有可印的；请先用 if 判断"
        )
    return bounded_concat(str(separator).join(texts))


def count(values: Any) -> Any:
    """Count the entries of a list: a figure whose paths are the list, or the entries picked from it."""
    if isinstance(values, Absent):
        raise Misuse(values.reason)
    if isinstance(values, (str, Fact, View)):
        raise Misuse("count 要的是列表，给的是单个的值")
    if isinstance(values, ListView):
        return Fact(len(values), (values.path,))
    elements = list(bounded_loop(values))
    paths = tuple(path for element in elements for path in _place(element))
    return Fact(len(elements), paths) if paths else len(elements)


def _place(element: Any) -> tuple[str, ...]:
    return (element._path,) if isinstance(element, View) else unwrap(element)[1]


def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a pure filter value → text so that the paths of what goes in survive."""
    reads: tuple[str, ...] = getattr(function, "reads", ())

    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        plain, paths = unwrap(value)
        if reads and isinstance(value, View):
            paths = value.leaves(reads)
        if not paths and isinstance(value, (ListView, tuple, list)):
            raise Misuse(f"过滤器 {name}：列表是空的，没有可印的；请先用 if 判断")
        arguments = [unwrap(each) for each in args]
        paths += tuple(path for each in arguments for path in each[1])
        named = {key: unwrap(each)[0] for key, each in kwargs.items()}
        try:
            result = function(plain, *(each[0] for each in arguments), **named)
        except Exception as error:
            where = f"（{paths[0]}）" if paths else ""
            raise Misuse(f"过滤器 {name}{where}：{error}") from error
        if isinstance(result, str):
            spending.get().write(len(result))
        return Fact(result, paths) if paths else result

    return filtered
