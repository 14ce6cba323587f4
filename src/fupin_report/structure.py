"""Text tree → sections, in one pass: both key languages, every problem collected.

Structuring stands beside the model, not in it: the model says what a field is, this room reads it.
A reader is compiled once per section from the declarations.
"""

from __future__ import annotations

import dataclasses
import difflib
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeAlias

from fupin_report import datapath
from fupin_report.errors import DataError, Position, Problem
from fupin_report.model.fields import Field, Section, Year
from fupin_report.model.report import Report, unmet_requirements
from fupin_report.model.values import (
    Approx,
    Base,
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    Misread,
    NaturalChange,
    PartialDate,
    Prose,
    Quantity,
    Turnout,
    count,
    decimal,
    truth,
)
from fupin_report.source import ListNode, MappingNode, SourceMap

MISSING: Any = object()
"""What a reader returns for a node it could not read; the problem is recorded."""

Read: TypeAlias = "Callable[[Any, str, Reading], Any]"


class Reading:
    """What is gathered while one file is read."""

    def __init__(self, source: SourceMap) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def bad(self, code: str, path: str, title: str, message: str, *, at_key: bool = False) -> Any:
        """Record a problem and return MISSING."""
        locate = self.source.locate_key if at_key else self.source.locate
        self.problems.append(Problem(code, message, path, title, locate(path)))
        return MISSING


def structure(source: SourceMap) -> Report:
    """Read a report from a tree. Raises `DataError` with all problems, in file order."""
    reading = Reading(source)
    report: Any = section_reader(Report)(source.root, "", reading)
    if not reading.problems:
        for path, title, message in unmet_requirements(report):
            reading.bad("D207", path, title, message)
    if reading.problems:
        raise DataError(sorted(reading.problems, key=_place))
    report.__dict__["source_map"] = source
    return typing.cast(Report, report)


def _place(problem: Problem) -> tuple[int, int]:
    position = problem.position or Position("", 0, 0)
    return position.line, position.column


# --- 节 -----------------------------------------------------------------------------------------


@cache
def section_reader(cls: type[Section]) -> Read:
    """Return the reader of a section class: mapping (or its text form) → section."""
    spread = tuple(each.name for each in dataclasses.fields(cls.text_form)) if cls.text_form else ()
    parse = getattr(cls.text_form, "parse", None)

    def read(node: Any, path: str, reading: Reading) -> Any:
        if parse and isinstance(node, str):
            value = _parsed(parse, node, path, cls.section_title, reading)
            if value is MISSING:
                return MISSING
            return cls.build({name: getattr(value, name) for name in spread})
        if not isinstance(node, MappingNode):
            message = f"应写下级各项（缩进后一行一项），{_seen(node)}"
            return reading.bad("D202", path, cls.section_title, message)
        return _read_fields(cls, node, path, reading)

    return read


@cache
def _field_readers(cls: type[Section]) -> dict[str, tuple[str, Read]]:
    return {key: (each.name, field_reader(each)) for key, each in cls.keys.items()}


def _read_fields(cls: type[Section], node: MappingNode, path: str, reading: Reading) -> Any:
    values: dict[str, Any] = {}
    seen: set[str] = set()
    readers = _field_readers(typing.cast(Any, cls))  # mypy: a class is hashable
    for key, value_node in node.items():
        entry = readers.get(key)
        if entry is None:
            _unknown_key(cls, key, path, reading)
            continue
        name, read = entry
        if name in seen:
            _same_field_twice(cls, name, key, path, node, reading)
            continue
        seen.add(name)
        if key != name:
            node.names[name] = key
        if value_node is None:  # null: the field is left out
            continue
        value = read(value_node, f"{path}.{name}" if path else name, reading)
        if value is not MISSING:
            values[name] = value
    for each in cls.fields.values():
        if each.required and (each.name not in seen or node[node.names.get(each.name, each.name)] is None):
            _missing(cls, each, path, reading)
    return cls.build(values)


def _unknown_key(cls: type[Section], key: str, path: str, reading: Reading) -> None:
    near = difflib.get_close_matches(key, cls.keys, n=1, cutoff=0.5)
    if near:
        advice = f"。是不是“{near[0]}”？"
    else:
        advice = f"。这里可以写：{'、'.join(each.title for each in list(cls.fields.values())[:12])}"
        advice += "……" if len(cls.fields) > 12 else ""
    here = f"“{cls.section_title}”里" if cls.section_title else ""
    reading.bad("D201", datapath.child(path, key), "", f"{here}没有“{key}”这一项{advice}", at_key=True)


def _same_field_twice(
    cls: type[Section], name: str, key: str, path: str, node: MappingNode, reading: Reading
) -> None:
    title = cls.fields[name].title
    other = node.names.get(name, name)
    place = Problem("", "", "", "", reading.source.locate_key(datapath.child(path, name)))
    line = f"（第 {place.position.line} 行）" if place.position and place.position.text else ""
    node.names[name] = key  # for the position of the second
    message = f"“{key}”和“{other}”{line}是同一项，请留一个"
    reading.bad("D206", datapath.child(path, name), title, message, at_key=True)
    node.names[name] = other


def _missing(cls: type[Section], each: Field, path: str, reading: Reading) -> None:
    hint = f"（{each.hint}）" if each.hint else ""
    where = f"“{cls.section_title}”里" if cls.section_title and path else ""
    target = datapath.child(path, each.name)
    reading.bad("D207", target, each.title, f"{where}缺少必填的“{each.title}”{hint}", at_key=True)


# --- 项 -----------------------------------------------------------------------------------------


def field_reader(each: Field) -> Read:
    """Return the reader of one declared field."""
    return _reader_of(each.kind, each)


def _reader_of(kind: Any, each: Field) -> Read:
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _list_reader(_reader_of(typing.get_args(kind)[0], each), each)
    if origin is Mapping:
        return _labels_reader(typing.get_args(kind)[1], each)
    if kind is Year:
        return partial(_scalar, _year, each)
    if isinstance(kind, type) and issubclass(kind, Section):
        return section_reader(typing.cast(Any, kind))
    if isinstance(kind, type) and issubclass(kind, Choice):
        return partial(_scalar, kind.parse, each)
    if kind in _OBJECT_FORMS:
        return _value_reader(kind, each)
    return partial(_scalar, _SCALARS[kind](each), each)


def _list_reader(read: Read, each: Field) -> Read:
    def read_list(node: Any, path: str, reading: Reading) -> Any:
        if not isinstance(node, ListNode):
            return reading.bad("D213", path, each.title, f"应写成列表（每行以“- ”开头），{_seen(node)}")
        if len(node) < each.fewest:
            return reading.bad("D213", path, each.title, f"至少要有 {each.fewest} 条，现有 {len(node)} 条")
        elements = []
        for index, child in enumerate(node):
            where = datapath.element(path, index)
            if child is None:
                reading.bad("D205", where, each.title, "这一条是空的，请填写或删去")
                continue
            elements.append(read(child, where, reading))
        return tuple(element for element in elements if element is not MISSING)

    return read_list


def _labels_reader(kind: Any, each: Field) -> Read:
    """Read a mapping whose keys are labels chosen by the writer."""
    read = _reader_of(kind, each)

    def read_labels(node: Any, path: str, reading: Reading) -> Any:
        if not isinstance(node, MappingNode):
            return reading.bad("D202", path, each.title, f"应写成“名称: 数值”，一行一项，{_seen(node)}")
        values = {}
        for label, child in node.items():
            where = datapath.child(path, label)
            if not label or "\n" in label:
                value = reading.bad("D205", where, each.title, "名称只写一行，不能是空的", at_key=True)
            else:
                value = read(child, where, reading) if child is not None else MISSING
            if value is not MISSING:
                values[label] = value.labelled(label) if isinstance(value, Indicator) else value
        return values

    return read_labels


def _scalar(parse: Callable[[str], Any], each: Field, node: Any, path: str, reading: Reading) -> Any:
    if not isinstance(node, str):
        return reading.bad("D205", path, each.title, f"应写一个值，{_seen(node)}")
    value = _parsed(parse, node.strip(), path, each.title, reading)
    return value if value is MISSING else _within_bounds(value, each, path, reading)


def _within_bounds(value: Any, each: Field, path: str, reading: Reading) -> Any:
    least, most = each.bounds
    if least is None and most is None:
        return value
    for number in _numbers(value):
        if (least is not None and number < least) or (most is not None and number > most):
            unit = each.units[0] if each.units else ""
            return reading.bad("D214", path, each.title, f"应在{least}至{most}{unit}之间，写的是“{value}”")
    return value


def _numbers(value: Any) -> list[Any]:
    if isinstance(value, Quantity):
        return [value.value] if value.upper is None else [value.value, value.upper]
    return [value]


def _parsed(parse: Callable[[str], Any], text: str, path: str, title: str, reading: Reading) -> Any:
    try:
        return parse(text)
    except Misread as error:
        return _misread(error, path, title, reading)


def _misread(error: Misread, path: str, title: str, reading: Reading) -> Any:
    part = _PART_TITLES.get(error.part, "")
    where = datapath.child(path, error.part) if error.part else path
    return reading.bad(error.code, where, title + part, error.message)


def _seen(node: Any) -> str:
    if isinstance(node, str):
        return f"写的是“{node if len(node) <= 40 else node[:40] + '……'}”"
    return "写的是列表" if isinstance(node, ListNode) else "写的是下级各项"


def _text(text: str) -> str:
    if not text:
        raise Misread("D205", "内容是空的，请填写，或删去这一行")
    if "\n" in text:
        raise Misread("D205", "这一项只写一行，不能换行")
    return text


def _prose(text: str) -> Prose:
    if not text:
        raise Misread("D205", "内容是空的，请填写，或删去这一行")
    return Prose(text)


def _year(text: str) -> int:
    year = count(text, ("年",))
    if not 1900 <= year <= 2100:
        raise Misread("D214", f"年份应写四位数，写的是“{text}”")
    return year


_SCALARS: dict[Any, Callable[[Field], Callable[[str], Any]]] = {
    int: lambda each: partial(count, units=each.units),
    str: lambda _: _text,
    Prose: lambda _: _prose,
    bool: lambda _: truth,
    PartialDate: lambda _: PartialDate.parse,
}


# --- 有两种写法的值 -----------------------------------------------------------------------------


def _value_reader(kind: Any, each: Field) -> Read:
    """Read a value that has a text form and an object form."""
    parse = partial(kind.parse, units=each.units) if kind is Quantity else kind.parse

    def read(node: Any, path: str, reading: Reading) -> Any:
        if isinstance(node, MappingNode):
            value = _from_object(kind, each, node, path, reading)
        elif isinstance(node, str):
            value = _parsed(parse, node.strip(), path, each.title, reading)
        else:
            return reading.bad("D205", path, each.title, f"应写一个值，{_seen(node)}")
        return value if value is MISSING else _within_bounds(value, each, path, reading)

    return read


def _from_object(kind: Any, each: Field, node: MappingNode, path: str, reading: Reading) -> Any:
    forms = _OBJECT_FORMS[kind]
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
        return _misread(error, path, each.title, reading)
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
    return partial(_scalar, parse, Field("", title, None))


def _measured(title: str, *units: str) -> Read:
    return _value_reader(Quantity, Field("", title, Quantity, units))


def _forms(*parts: tuple[str, str, Read]) -> dict[str, tuple[str, Read]]:
    return {key: (name, read) for name, title, read in parts for key in (name, title)}


_HOUSEHOLDS = _forms(
    ("households", "户数", _plain("户数", count)), ("persons", "人数", _plain("人数", count))
)
_OBJECT_FORMS: dict[Any, dict[str, tuple[str, Read]]] = {
    Quantity: _forms(
        ("value", "数值", _plain("数值", decimal)),
        ("unit", "单位", _plain("单位", _text)),
        ("approx", "约数", _plain("约数", partial(_member, Approx))),
        ("word", "字眼", _plain("字眼", _text)),
        ("min", "最小", _plain("最小", decimal)),
        ("max", "最大", _plain("最大", decimal)),
    ),
    HouseholdsPersons: _HOUSEHOLDS,
    HouseholdsOrPersons: _HOUSEHOLDS,
    NaturalChange: _forms(
        ("households", "户数", _plain("户数", _signed)), ("persons", "人数", _plain("人数", _signed))
    ),
}
_OBJECT_FORMS[Turnout] = _forms(
    ("sessions", "期数", _measured("期数", "期", "场", "次", "场次", "班次")),
    ("attendance", "人次", _measured("人次", "人次")),
)
_OBJECT_FORMS[Indicator] = _forms(
    ("label", "名称", _plain("名称", _text)),
    ("value", "数值", _measured("数值")),
    ("of", "总数", _measured("总数")),
    ("rate", "比率", _measured("比率", "%")),
    ("previous", "上期值", _measured("上期值")),
    ("base", "口径", _plain("口径", Base.parse)),
    ("change", "变化", _plain("变化", _change)),
    ("id", "编号", _plain("编号", _text)),
) | {"change_pct": ("change", _plain("变化", _change))}

_PART_TITLES = {"households": "户数", "persons": "人数"}
