"""Values with two forms: a text (`765户3152人`) and an object (`{户数: 765, 人数: 3152}`)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

from fupin_report import datapath
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
from fupin_report.structure.reading import MISSING, Read, Reading, misread, parsed, seen
from fupin_report.structure.scalars import read_text, scalar, within_bounds


def value_reader(kind: Any, each: Field) -> Read:
    """Read a value that has a text form and an object form."""
    parse = partial(kind.parse, units=each.units) if kind is Quantity else kind.parse

    def read(node: Any, path: str, reading: Reading) -> Any:
        if isinstance(node, MappingNode):
            value = _from_object(kind, each, node, path, reading)
        elif isinstance(node, str):
            value = parsed(parse, node.strip(), path, each.title, reading)
        else:
            return reading.bad("D205", path, each.title, f"应写一个值，{seen(node)}")
        return value if value is MISSING else within_bounds(value, each, path, reading)

    return read


def _from_object(kind: Any, each: Field, node: MappingNode, path: str, reading: Reading) -> Any:
    forms = OBJECT_FORMS[kind]
    before = len(reading.problems)
    values: dict[str, Any] = {}
    for key, child in node.items():
        form = forms.get(key)
        if form is None:
            known = "、".join(key for key in forms if not key.isascii())
            message = f"没有“{key}”这一项。这里可以写：{known}"
            reading.bad("D201", datapath.child(path, key), each.title, message, at_key=True)
            continue
        name, read = form
        if name in values:
            message = f"“{key}”写了两次，请留一个"
            reading.bad("D206", datapath.child(path, key), each.title, message, at_key=True)
            continue
        if key != name:
            node.names[name] = key
        if child is not None:
            values[name] = read(child, datapath.child(path, name), reading)
    if len(reading.problems) > before:
        return MISSING
    try:
        return _MAKERS.get(kind, kind)(**_with_unit(kind, values, each))
    except Misread as error:
        return misread(error, path, each.title, reading)
    except TypeError:
        required = "、".join(key for key in forms if not key.isascii())
        return reading.bad("D207", path, each.title, f"没有写全，应有：{required}")


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


def _plain(title: str, parse: Callable[[str], Any]) -> Read:
    return partial(scalar, parse, Field("", title, None))


def _measured(title: str, *units: str) -> Read:
    return value_reader(Quantity, Field("", title, Quantity, units))


def _forms(*parts: tuple[str, str, Read]) -> dict[str, tuple[str, Read]]:
    return {key: (name, read) for name, title, read in parts for key in (name, title)}


_HOUSEHOLDS = _forms(
    ("households", "户数", _plain("户数", count)), ("persons", "人数", _plain("人数", count))
)
OBJECT_FORMS: dict[Any, dict[str, tuple[str, Read]]] = {
    Quantity: _forms(
        ("value", "数值", _plain("数值", decimal)),
        ("unit", "单位", _plain("单位", read_text)),
        ("approx", "约数", _plain("约数", partial(_member, Approx))),
        ("word", "字眼", _plain("字眼", read_text)),
        ("min", "最小", _plain("最小", decimal)),
        ("max", "最大", _plain("最大", decimal)),
    ),
    HouseholdsPersons: _HOUSEHOLDS,
    HouseholdsOrPersons: _HOUSEHOLDS,
    NaturalChange: _forms(
        ("households", "户数", _plain("户数", _signed)), ("persons", "人数", _plain("人数", _signed))
    ),
}
OBJECT_FORMS[Turnout] = _forms(
    ("sessions", "期数", _measured("期数", "期", "场", "次", "场次", "班次")),
    ("attendance", "人次", _measured("人次", "人次")),
)
OBJECT_FORMS[Indicator] = _forms(
    ("label", "名称", _plain("名称", read_text)),
    ("value", "数值", _measured("数值")),
    ("of", "总数", _measured("总数")),
    ("rate", "比率", _measured("比率", "%")),
    ("previous", "上期值", _measured("上期值")),
    ("base", "口径", _plain("口径", Base.parse)),
    ("change", "变化", _plain("变化", _change)),
    ("id", "编号", _plain("编号", read_text)),
) | {"change_pct": ("change", _plain("变化", _change))}
