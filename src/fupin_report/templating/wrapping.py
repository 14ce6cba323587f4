"""Filters as templates call them: facts are unwrapped on the way in, and keep their paths on the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from fupin_report.templating.budget import Budget, bounded_concat, spending
from fupin_report.templating.facts import Absent, Fact, Misuse
from fupin_report.templating.views import Entry, ListView, View, unwrap


def printable(value: Any) -> Any:
    """Return what may be printed: a text, a whole number, a fact. Raises `Misuse` for all else."""
    kind = type(value)
    if kind is str or kind is Fact:
        return value
    if isinstance(value, (str, Fact, View, ListView, Undefined)) or type(value) is int:
        return value  # a view, a list or an undefined says itself why it cannot be printed
    if value is None:
        raise Misuse("这里没有可印的内容（None）")
    raise Misuse("这里不是可印的文字或数")


def paid(steps: int) -> None:
    """Pay for a long body of a loop, macro or block."""
    spending.get().step(max(0, steps))


def weighed(value: Any) -> Any:
    """Pay for a comparison, as long as what is compared."""
    if type(value) is Fact:  # as most are
        return value
    if isinstance(value, (str, ListView, list, tuple)):
        spending.get().step(len(value) // (1000 if isinstance(value, str) else 1))
    return value


def listed(elements: Any) -> Any:
    """Refuse lists in lists: of lists that hold the one before twice, forty are a terabyte."""
    if any(isinstance(each, (list, tuple)) for each in elements):
        raise Misuse("列表里不放列表")
    return elements


def bounded_loop(sequence: Any) -> Any:
    budget = spending.get()
    if isinstance(sequence, Absent):
        return sequence
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
    return bounded_concat(str(printable(value)) for value in values)


def sliced(value: Any, start: Any, stop: Any, every: Any) -> Any:
    if isinstance(value, (str, Fact)):
        raise Misuse("不能截取文字的一段")
    value = bounded_loop(value)
    return list(value)[start:stop:every] if not isinstance(value, ListView) else value[start:stop:every]


def join(values: Any, separator: str = "") -> str:
    """Join facts or texts with a separator. An absent or empty list has nothing to print and is an error."""
    if isinstance(values, (str, Fact)):
        raise Misuse("join 要的是列表，给的是单个的值")
    texts = [str(printable(value)) for value in bounded_loop(values)]
    if not texts:
        raise Misuse(
            values.reason if isinstance(values, Absent) else "列表是空的，没有可印的；请先用 if 判断"
        )
    between = str(printable(separator))
    spending.get().write(len(between) * (len(texts) - 1))
    bounded_concat(texts)
    return between.join(texts)


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
    return (element.path,) if isinstance(element, View) else unwrap(element)[1]


def _charged(value: Any) -> Any:
    """Pay for what a filter is going to read; an iterator becomes a list."""
    if isinstance(value, str):
        spending.get().write(len(value))
    elif not isinstance(value, (Fact, View, Undefined, Entry, int, Decimal, float, type(None))):
        value = bounded_loop(value)
        if not isinstance(value, (ListView, list, tuple)):
            value = list(value)
        spending.get().write(sum(len(each) for each in value if isinstance(each, str)))
    return value


def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a pure filter value → text so that the paths of what goes in survive."""
    reads: tuple[str, ...] = getattr(function, "reads", ())

    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        plain, paths = unwrap(_charged(value))
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
