"""Fields of one text: numbers, words, dates, choices."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from fupin_report.datapath import Place
from fupin_report.model.fields import Field
from fupin_report.model.values import (
    Misread,
    PartialDate,
    Prose,
    Quantity,
    count,
    has_blank,
    may_have_blank,
    truth,
)
from fupin_report.patterns import expression
from fupin_report.structure.reading import MAX_PROSE, MAX_TEXT, MISSING, Read, Reading, seen


def text_reader(
    parse: Callable[[str], Any],
    title: str,
    *,
    limits: Limits | None = None,
    longest: int = MAX_TEXT,
    bare: Callable[[str], str] = str.strip,
) -> Read:
    """Return the reader of a text; `bare` takes off what does not count."""

    def read(node: Any, place: Place, reading: Reading) -> Any:
        if not isinstance(node, str):
            return reading.bad("D205", place, title, f"应写一个值，{seen(node)}")
        text = bare(node)
        if len(text) > longest:
            return reading.bad("D205", place, title, f"有 {len(text)} 字，太长，最多 {longest} 字")
        if "#" in text and (note := _NOTE.search(text)):
            message = f"“{note[0].strip()}”是说明，不是内容：# 前面要空一格，或删去"
            return reading.bad("D205", place, title, message)
        try:
            value = parse(text)
        except Misread as error:
            return reading.misread(error, text, place, title)
        if may_have_blank(text) and has_blank(text):
            reading.open_text(place, title, text)
        return value if limits is None else limits(value, place, reading)

    return read


_NOTE = expression(r"#\s*(?:[^#\n]*；)?(?:必填|选写：|如：).*")
"""What a new data file says of a field, behind its value: a comment, where a space stands before the #."""


def scalar_reader(parse: Callable[[str], Any], each: Field) -> Read:
    """Return the reader of a field of one text."""
    return text_reader(parse, each.title, limits=limits_of(each))


def prose_reader(each: Field) -> Read:
    """Return the reader of a field that may hold paragraphs, and quote figures."""
    read_text = text_reader(read_prose, each.title, longest=MAX_PROSE)

    def read(node: Any, place: Place, reading: Reading) -> Any:
        value = read_text(node, place, reading)
        if value is not MISSING and "{{" in value:
            reading.quoting.append((place, each.title, value))
        return value

    return read


Limits: TypeAlias = Callable[[Any, Place, Reading], Any]
"""Returns a value that was read, or records D214 for a number beyond what is plausible."""


def limits_of(each: Field) -> Limits | None:
    """Return what keeps a field's numbers within their bounds, if there are any."""
    least, most = each.bounds
    if least is None and most is None:
        return None
    lowest, highest = Decimal(least or 0), Decimal(most or 0)

    def limits(value: Any, place: Place, reading: Reading) -> Any:
        low, high = _ends(value)
        if (least is not None and low < lowest) or (most is not None and high > highest):
            expected = _range(least, most, each.units[0] if each.units else "")
            return reading.bad("D214", place, each.title, f"{expected}，写的是“{value}”")
        return value

    return limits


def _ends(value: Any) -> tuple[Any, Any]:
    """Return the least and the greatest number of a value."""
    if isinstance(value, Quantity):
        return value.value, value.value if value.upper is None else value.upper
    return value, value


def _range(least: Any, most: Any, unit: str) -> str:
    if least == most:
        return f"应为{least}{unit}"
    if most is None:
        return f"不能小于{least}{unit}" if least else "不能是负数"
    return f"不能大于{most}{unit}" if least is None else f"应在{least}至{most}{unit}之间"


def read_text(text: str) -> str:
    if not text:
        raise Misread("D205", "内容是空的，请填写，或删去这一行")
    if "\n" in text:
        raise Misread("D205", "这一项只写一行，不能换行")
    return text


def read_name(text: str) -> str:
    """Read what a place or an organ is called, which is never said in quotes."""
    if text[:1] == "“" and text.find("”") == len(text) - 1:
        raise Misread("D205", f"{text}外面的“ ”会印在报告里，请删去")
    return read_text(text)


_NAMED = expression(r"[省州市县乡镇村局府]$")
"""The end of an example that is the name of a place or an organ."""


def _reader_of_text(each: Field) -> Callable[[str], str]:
    return read_name if _NAMED.search(each.example) else read_text


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
    str: _reader_of_text,
    bool: lambda _: truth,
    PartialDate: lambda _: PartialDate.parse,
}
"""How the text of a field is read, by its type."""
