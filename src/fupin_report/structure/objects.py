"""Values with two forms: a text (`765户3152人`) and an object (`{户数: 765, 人数: 3152}`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Any, TypeAlias

from fupin_report.datapath import Place
from fupin_report.model.fields import Field
from fupin_report.model.values import (
    Approx,
    Base,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    Misread,
    NaturalChange,
    Quantity,
    Turnout,
    count,
    decimal,
)
from fupin_report.source import MappingNode
from fupin_report.structure.reading import MISSING, Read, Reading
from fupin_report.structure.scalars import limits_of, read_text, scalar_reader, text_reader

Signed: TypeAlias = Annotated[int, "signed"]
"""A change: +3, -15."""
Change: TypeAlias = Annotated[str, "change"]
"""A change with its unit: +39.53%."""


def value_reader(kind: Any, each: Field) -> Read:
    """Read a value that has a text form and an object form."""
    parse = partial(kind.parse, units=each.units) if kind is Quantity else kind.parse
    limits = limits_of(each)
    from_text = text_reader(parse, each.title, limits=limits)

    def read(node: Any, place: Place, reading: Reading) -> Any:
        if not isinstance(node, MappingNode):
            return from_text(node, place, reading)
        value = _from_object(kind, each, node, place, reading)
        return limits(value, place, reading) if limits and value is not MISSING else value

    return read


def _from_object(kind: Any, each: Field, node: MappingNode, place: Place, reading: Reading) -> Any:
    forms = _part_readers(kind)
    before = len(reading.problems)
    values: dict[str, Any] = {}
    for key, child in node.items():
        form = forms.get(key)
        if form is None:
            known = "、".join(part.title for part in OBJECT_FORMS[kind])
            message = f"没有“{key}”这一项。这里可以写：{known}"
            reading.bad("D201", (place, key), each.title, message, at_key=True)
            continue
        name, read = form
        if name in values:
            message = f"“{key}”写了两次，请留一个"
            reading.bad("D206", (place, key), each.title, message, at_key=True)
            continue
        if key != name:
            node.names[name] = key
        if child is not None:
            values[name] = read(child, (place, name), reading)
    if len(reading.problems) > before:
        return MISSING
    try:
        return _MAKERS.get(kind, kind)(**_with_unit(kind, values, each))
    except Misread as error:
        return reading.unfit(error, place, each.title)
    except TypeError:
        required = "、".join(part.title for part in OBJECT_FORMS[kind])
        return reading.bad("D207", place, each.title, f"没有写全，应有：{required}")


def _with_unit(kind: Any, values: dict[str, Any], each: Field) -> dict[str, Any]:
    if kind is Quantity and each.units:
        unit = values.setdefault("unit", each.units[0])
        if unit not in each.units:
            raise Misread("D208", f"单位应为{'、'.join(each.units)}，写的是“{unit}”")
    return values


def _quantity(
    value: Any = None,
    min: Any = None,
    max: Any = None,
    unit: str = "",
    approx: Approx = Approx.EXACT,
    word: str = "",
) -> Quantity:
    if (value is None) == (min is None and max is None) or (min is None) != (max is None):
        raise Misread("D204", "请写“数值”，或“最小”和“最大”")
    return Quantity(min if value is None else value, unit, approx, word, max)


_MAKERS: dict[Any, Any] = {Quantity: _quantity}


def _member(enum: type[StrEnum], text: str) -> StrEnum:
    try:
        return enum(text)
    except ValueError:
        raise Misread("D209", f"应为下列之一：{'、'.join(enum)}；写的是“{text}”") from None


def _change(text: str) -> str:
    """Read `+39.53%`; a bare number is a percentage, growth when it has no sign."""
    signed = text if text[:1] in "+-" else f"+{text}"
    return signed if signed.endswith(("%", "个百分点")) else f"{signed}%"


def _signed(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    return sign * count(text.lstrip("+-") if text[:1] in ("+", "-") else text)


@cache
def _part_readers(kind: Any) -> dict[str, tuple[str, Read]]:
    return {key: (part.name, _part_reader(part)) for key, part in object_keys(kind).items()}


def _part_reader(part: Field) -> Read:
    if part.kind is Quantity:
        return value_reader(Quantity, part)
    return scalar_reader(_PARTS[part.kind], part)


_PARTS: dict[Any, Callable[[str], Any]] = {
    int: count,
    Signed: _signed,
    Decimal: decimal,
    str: read_text,
    Approx: partial(_member, Approx),
    Base: Base.parse,
    Change: _change,
}


def object_keys(kind: Any) -> dict[str, Field]:
    """Return the parts of a value's object form by either key."""
    keys = {key: part for part in OBJECT_FORMS[kind] for key in (part.name, part.title)}
    return keys | {alias: keys[name] for alias, name in _ALIASES.get(kind, {}).items()}


_PAIR = (Field("households", "户数", int), Field("persons", "人数", int))
OBJECT_FORMS: Mapping[Any, tuple[Field, ...]] = {
    Quantity: (
        Field("value", "数值", Decimal),
        Field("unit", "单位", str),
        Field("approx", "约数", Approx),
        Field("word", "字眼", str),
        Field("min", "最小", Decimal),
        Field("max", "最大", Decimal),
    ),
    HouseholdsPersons: _PAIR,
    HouseholdsOrPersons: _PAIR,
    NaturalChange: (Field("households", "户数", Signed), Field("persons", "人数", Signed)),
    Turnout: (
        Field("sessions", "期数", Quantity, ("期", "场", "次", "场次", "班次")),
        Field("attendance", "人次", Quantity, ("人次",)),
    ),
    Indicator: (
        Field("label", "名称", str),
        Field("value", "数值", Quantity),
        Field("of", "总数", Quantity),
        Field("rate", "比率", Quantity, ("%",)),
        Field("previous", "上期值", Quantity),
        Field("base", "口径", Base),
        Field("change", "变化", Change),
        Field("id", "编号", str),
    ),
}
"""What can be written under a value instead of its text form."""

_ALIASES: Mapping[Any, Mapping[str, str]] = {Indicator: {"change_pct": "change"}}
