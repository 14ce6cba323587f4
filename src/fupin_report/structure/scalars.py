"""Fields of one text: numbers, words, dates, choices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fupin_report.model.fields import Field
from fupin_report.model.values import Misread, PartialDate, Prose, Quantity, count, truth
from fupin_report.structure.reading import MAX_PROSE, MAX_TEXT, MISSING, Reading, parsed, seen


def scalar(parse: Callable[[str], Any], each: Field, node: Any, path: str, reading: Reading) -> Any:
    if not isinstance(node, str):
        return reading.bad("D205", path, each.title, f"应写一个值，{seen(node)}")
    longest = MAX_PROSE if parse is read_prose else MAX_TEXT
    value = parsed(parse, node.strip(), path, each.title, reading, longest)
    if parse is read_prose and value is not MISSING and "{{" in value:
        reading.quoting.append((path, each.title, value))
    return value if value is MISSING else within_bounds(value, each, path, reading)


def within_bounds(value: Any, each: Field, path: str, reading: Reading) -> Any:
    """Return a value whose numbers lie within the field's bounds, or record D214."""
    least, most = each.bounds
    for number in _numbers(value) if least is not None or most is not None else ():
        if (least is not None and number < least) or (most is not None and number > most):
            expected = _range(least, most, each.units[0] if each.units else "")
            return reading.bad("D214", path, each.title, f"{expected}，写的是“{value}”")
    return value


def _range(least: Any, most: Any, unit: str) -> str:
    if least == most:
        return f"应为{least}{unit}"
    if most is None:
        return f"不能小于{least}{unit}" if least else "不能是负数"
    return f"不能大于{most}{unit}" if least is None else f"应在{least}至{most}{unit}之间"


def _numbers(value: Any) -> list[Any]:
    if isinstance(value, Quantity):
        return [value.value] if value.upper is None else [value.value, value.upper]
    return [value]


def read_text(text: str) -> str:
    if not text:
        raise Misread("D205", "内容是空的，请填写，或删去这一行")
    if "\n" in text:
        raise Misread("D205", "这一项只写一行，不能换行")
    return text


def read_prose(text: str) -> Prose:
    if not text:
        raise Misread("D205", "内容是空的，请填写，或删去这一行")
    return Prose(text)


def read_year(text: str) -> int:
    year = count(text, ("年",))
    if not 1900 <= year <= 2100:
        raise Misread("D214", f"年份应写四位数，写的是“{text}”")
    return year


SCALARS: dict[Any, Callable[[Field], Callable[[str], Any]]] = {
    int: lambda each: partial(count, units=each.units),
    str: lambda _: read_text,
    Prose: lambda _: read_prose,
    bool: lambda _: truth,
    PartialDate: lambda _: PartialDate.parse,
}
