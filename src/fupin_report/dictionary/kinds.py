"""What kind of value a field takes: its Chinese name, an example, a placeholder."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from fupin_report.model.fields import Field, Section, Year
from fupin_report.model.indicators import KNOWN_LABELS
from fupin_report.model.values import (
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Pledge,
    Prose,
    Quantity,
    SetPhrase,
    Turnout,
)
from fupin_report.patterns import expression
from fupin_report.structure.objects import Change, Signed

BLANK = "__"
"""What a place to be filled in looks like."""

_SAMPLES: Mapping[Any, tuple[str, Any]] = {
    int: ("整数", 12),
    Signed: ("增减", "+3"),
    Year: ("年份", 2015),
    Decimal: ("数字", Decimal("12.5")),
    str: ("文字", ""),
    Prose: ("段落", ""),
    bool: ("是或否", "是"),
    Change: ("变化", "+39.53%"),
    PartialDate: ("日期", PartialDate(2015, 6, 30)),
    Quantity: ("数量", Decimal("12.5")),
    HouseholdsPersons: ("户数和人数", HouseholdsPersons(765, 3152)),
    HouseholdsOrPersons: ("户数或人数", HouseholdsOrPersons(156, 410)),
    NaturalChange: ("户数和人数的增减", NaturalChange(3, -15)),
    Turnout: ("期次和人次", Turnout.parse("4期112人次")),
    Pledge: ("定额", Pledge.parse("1个村3至5户5件以上")),
    SetPhrase: ("提法", SetPhrase("四个一", ("一名领导", "一个单位", "一名第一书记", "一个工作队"))),
    Indicator: ("指标", Indicator.parse("12个 / 15个，同比10个")),
}
"""Kind → its name and a value; the value's text form is the example."""
_COUNTING = frozenset(("个", "个村", "村", "户", "人", "名", "件", "次", "场", "轮", "场次", "天", "个月"))
"""Units of which there is no half."""
_NUMBER = expression(r"\d+(?:\.\d+)?")


def row_kind(kind: Any) -> Any:
    """Return what a list or mapping holds; the kind itself otherwise."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        return row_kind(typing.get_args(kind)[0])
    return row_kind(typing.get_args(kind)[1]) if origin is Mapping else kind


def is_list(each: Field) -> bool:
    """Whether a field takes a list."""
    return typing.get_origin(each.kind) is tuple


def is_mapping(each: Field) -> bool:
    """Whether a field takes labels that the writer chooses."""
    return typing.get_origin(each.kind) is Mapping


def section_of(each: Field) -> type[Section] | None:
    """Return the section that a field, or each row of it, is; None for plain values."""
    kind = row_kind(each.kind)
    return kind if isinstance(kind, type) and issubclass(kind, Section) else None


def choices(kind: Any) -> tuple[str, ...]:
    """Return what a closed list offers, in the words of reports; nothing for other kinds."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(getattr(member, "gloss", member.value) for member in kind)
    return ()


def known_labels(cls: type[Section], each: Field) -> Mapping[str, tuple[str, ...]]:
    """Return the labels that are usual in a mapping of indicators, with their units."""
    if not is_mapping(each) or row_kind(each.kind) is not Indicator:
        return {}
    return KNOWN_LABELS.get(each.name) or KNOWN_LABELS.get(cls.section_key) or {}


def kind_name(each: Field) -> str:
    """Return the Chinese name of a field's type with its units: 整数（个）, 文字的列表."""
    kind = row_kind(each.kind)
    name = "下级各项" if section_of(each) else "、".join(choices(kind)) or _SAMPLES[kind][0]
    if each.units:
        name += f"（{'、'.join(each.units)}）"
    if is_list(each):
        return "列表，每行有下级各项" if section_of(each) else f"列表：{name}"
    return f"名称: {name}" if is_mapping(each) else name


def text_form(kind: Any) -> str:
    """Return an example of a value's text form."""
    if kind is Quantity:
        return "270多万元"
    return str(_SAMPLES[kind][1])


def example(each: Field) -> str:
    """Return an example of a field's value as YAML; nothing for what has fields of its own."""
    kind = row_kind(each.kind)
    if section_of(each) and not (section_of(each) or Section).text_form:
        return ""
    given = each.example or _sample(kind, each)
    if is_mapping(each):
        labels = KNOWN_LABELS.get(each.name, {})
        usual = next((f"{label}: 12{units[0]}" for label, units in labels.items()), "")
        return f"{{{each.example or usual}}}"
    if is_list(each):
        return f"[{', '.join(given.split('、')) if kind is str else given}]"
    return given.partition("、")[0] if kind is str else given


def placeholder(each: Field) -> str:
    """Return what stands where a value is to be filled in: `__户__人`, `__个`, `__`."""
    kind = row_kind(each.kind)
    if is_mapping(each):
        return _open(example(each))
    text = (
        BLANK if choices(kind) or kind in (str, Prose, bool, Indicator, Year) else _open(_sample(kind, each))
    )
    return f"[{text}]" if is_list(each) else text


def _open(text: str) -> str:
    """Return an example with its numbers left open, or its last words where it has none."""
    return _NUMBER.sub(BLANK, text) if _NUMBER.search(text) else re.sub(r": [^:{}]+}", f": {BLANK}}}", text)


def _sample(kind: Any, each: Field) -> str:
    if isinstance(kind, type) and issubclass(kind, Section):
        kind = kind.text_form
    if choices(kind):
        return choices(kind)[0]
    sample = 12 if _COUNTING.intersection(each.units[:1]) else _SAMPLES[kind][1]
    if isinstance(sample, (int, Decimal)):
        least, most = each.bounds
        sample = sample if least is None or sample >= least else least
        sample = sample if most is None or sample <= most else most
    return f"{sample}{each.units[0] if each.units else ''}"
