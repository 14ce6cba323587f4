"""Sections and their fields: mapping → frozen section, each reader compiled once."""

from __future__ import annotations

import dataclasses
import difflib
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from fupin_report.datapath import Place, path_of
from fupin_report.model.fields import Field, Section, Year, is_section
from fupin_report.model.report import Report
from fupin_report.model.values import Choice, Indicator, Prose, has_blank
from fupin_report.patterns import expression
from fupin_report.source import ListNode, MappingNode
from fupin_report.structure.objects import OBJECT_FORMS, value_reader
from fupin_report.structure.reading import MISSING, Read, Reading, colon_advice, seen
from fupin_report.structure.scalars import SCALARS, prose_reader, read_year, scalar_reader, text_reader


@cache
def section_reader(cls: type[Section]) -> Read:
    """Return the reader of a section class: mapping (or its text form) → section."""
    readers = _FieldReaders(cls.keys)
    needed = frozenset(each.name for each in cls.fields.values() if each.required)
    build = cls.build

    def read(node: Any, place: Place, reading: Reading) -> Any:
        if not isinstance(node, MappingNode):
            return _from_text(cls, node, place, reading)
        values: dict[str, Any] = {}
        known, whole = len(reading.problems), True
        for key, child in node.items():
            try:
                name, read_field = readers[key]
            except KeyError:
                _unknown_key(cls, key, place, node, reading)
                continue
            if name in values:
                _same_field_twice(cls, name, key, place, node, reading)
                continue
            if key != name:
                node.names[name] = key
            if child is None:  # null: the field is left out
                values[name], whole = MISSING, False
            else:
                values[name] = read_field(child, (place, name), reading)
        if not whole or len(reading.problems) > known or not needed <= values.keys():
            _tell_of_missing(cls, node, place, reading)
            values = {name: value for name, value in values.items() if value is not MISSING}
        return build(values)

    return read


class _FieldReaders(dict[str, tuple[str, Read]]):
    """Name and reader of each field, by either key; a reader is compiled when its key is first met."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__()
        self._fields = fields

    def __missing__(self, key: str) -> tuple[str, Read]:
        each = self._fields[key]
        entry = self[key] = (each.name, field_reader(each))
        return entry


def _from_text(cls: type[Section], node: Any, place: Place, reading: Reading) -> Any:
    """Read what is no mapping: the text form of a section that has one."""
    if cls.text_form and isinstance(node, str):
        value = _text_form_reader(cls)(node, place, reading)  # type: ignore[arg-type]  # a class is hashable
        return value if value is MISSING else cls.build(_parts(value))
    advice = colon_advice(node)
    example = "（缩进后一行一项）" if advice else f"，如：{_example_of(cls, node)}"
    form = f"应写下级各项{example}" if place else "应一行一项，写成“项目名: 内容”"
    message = f"{form}，{seen(node)}{advice or _several_reports(cls, node)}"
    return reading.bad("D202", place, cls.section_title if place else "", message)


def _several_reports(cls: type[Section], node: Any) -> str:
    """Say how several reports are written, where a list of them stands for one."""
    rows = isinstance(node, ListNode) and any(isinstance(row, MappingNode) for row in node)
    several = rows and cls is Report
    return "；各乡镇的数据分开：一个乡镇一个文件，或写成 .jsonl 文件，一行一个乡镇" if several else ""


@cache
def _text_form_reader(cls: type[Section]) -> Read:
    parse: Any = getattr(cls.text_form, "parse", None)
    return text_reader(parse, cls.section_title, bare=str)


def _parts(value: Any) -> dict[str, Any]:
    return {part.name: getattr(value, part.name) for part in dataclasses.fields(value)}


def _example_of(cls: type[Section], node: Any) -> str:
    """Return a mapping as it could be written here, with what was written where it most likely belongs."""
    needed = [each for each in cls.fields.values() if each.required]
    shown = needed or list(cls.fields.values())[:1]
    written = node if isinstance(node, str) and len(node) <= 20 and len(shown) == 1 else "……"
    return f"{{{', '.join(f'{each.title}: {written}' for each in shown)}}}"


def _opened_above(cls: type[Section], key: str, node: MappingNode) -> str:
    """Return the nearest key above that has nothing below it, if this one is a field of its section."""
    opened = ""
    for other in node:
        if other == key:
            break
        if other in cls.keys:
            opened = other if node.is_blank(other) else ""
    kind = cls.keys[opened].kind if opened else None
    return opened if is_section(kind) and key in kind.keys else ""


def _unknown_key(cls: type[Section], key: str, place: Place, node: MappingNode, reading: Reading) -> None:
    near = difflib.get_close_matches(key, cls.keys, n=1, cutoff=0.5)
    if above := reading.source.above_in_comments(path_of((place, key))):
        advice = f"。{above}"
    elif opened := _opened_above(cls, key, node):
        advice = f"。它是“{opened}”的下级，要比“{opened}”多缩进两个空格"
    elif colon_advice(key):
        advice = f"{colon_advice(key)}，各项之间用“, ”"
    elif near:
        advice = f"。是不是“{near[0]}”？"
    else:
        advice = f"。这里可以写：{'、'.join(each.title for each in list(cls.fields.values())[:12])}"
        advice += "……" if len(cls.fields) > 12 else ""
    here = f"“{cls.section_title}”里" if cls.section_title else ""
    reading.bad("D201", (place, key), "", f"{here}没有“{key}”这一项{advice}", at_key=True)


def _same_field_twice(
    cls: type[Section], name: str, key: str, place: Place, node: MappingNode, reading: Reading
) -> None:
    title = cls.fields[name].title
    other = node.names.get(name, name)
    position = reading.source.locate_key(path_of((place, name)))
    line = f"（第 {position.line} 行）" if position and position.text else ""
    node.names[name] = key  # for the position of the second
    message = f"“{key}”和“{other}”{line}是同一项，请留一个"
    reading.bad("D206", (place, name), title, message, at_key=True)
    node.names[name] = other


def _tell_of_missing(cls: type[Section], node: MappingNode, place: Place, reading: Reading) -> None:
    """Record D207 for every required field that is not written, or written as null.

    So is one that is null only as all below it is a comment yet.
    """
    for each in cls.fields.values():
        key = node.names.get(each.name, each.name)
        at = (place, each.name)
        if key in node and node.is_blank(key) and (below := reading.source.below_in_comments(path_of(at))):
            message = f"“{key}”后面没有内容：{below}；不用它，请删去这一行，或改回注释"
            reading.bad("D207", at, each.title, message, at_key=True)
        elif each.required and node.get(key) is None:
            hint = f"（{each.hint}）" if each.hint else ""
            where = f"“{cls.section_title}”里" if cls.section_title and place else ""
            message = f"{where}缺少必填的“{each.title}”{hint}"
            reading.bad("D207", at, each.title, message, at_key=True)


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
        return scalar_reader(read_year, each)
    if isinstance(kind, type) and issubclass(kind, Section):
        return section_reader(typing.cast(Any, kind))
    if isinstance(kind, type) and issubclass(kind, Choice):
        return scalar_reader(kind.parse, each)
    if kind is Prose:
        return prose_reader(each)
    if kind in OBJECT_FORMS:
        return value_reader(kind, each)
    return scalar_reader(SCALARS[kind](each), each)


def _list_reader(read: Read, each: Field) -> Read:
    def read_list(node: Any, place: Place, reading: Reading) -> Any:
        if not isinstance(node, ListNode):
            message = f"应写成列表（每行以“- ”开头{_list_example(each, node)}），{seen(node)}"
            return reading.bad("D213", place, each.title, message)
        if len(node) < each.fewest:
            message = f"至少要有 {each.fewest} 条，现有 {len(node)} 条"
            return reading.bad("D213", place, each.title, message)
        known = len(reading.problems)
        elements = []
        for index, child in enumerate(node):
            if child is None:
                reading.bad("D205", (place, index), each.title, "这一条是空的，请填写或删去")
            else:
                elements.append(read(child, (place, index), reading))
        if len(reading.problems) > known:
            elements = [element for element in elements if element is not MISSING]
        return tuple(elements)

    return read_list


def _list_example(each: Field, node: Any) -> str:
    """Return how the list could be written, of what was written in its place."""
    kind = typing.get_args(each.kind)[0]
    if is_section(kind) and not kind.text_form:
        return f"，如：[{_example_of(kind, node)}]"
    if not isinstance(node, str) or len(node) > _LONGEST_EXAMPLE:
        return ""
    rows = (row.strip() for row in _BETWEEN_ROWS.split(node.strip(_MARKS_OF_A_LIST)))
    return f"，如：[{', '.join(row for row in rows if row)}]"


_LONGEST_EXAMPLE = 30
_MARKS_OF_A_LIST = "【】［］"
_BETWEEN_ROWS = expression("[、，]|, ")


def _labels_reader(kind: Any, each: Field) -> Read:
    """Read a mapping whose keys are labels chosen by the writer."""
    read = _reader_of(kind, each)

    def read_labels(node: Any, place: Place, reading: Reading) -> Any:
        if not isinstance(node, MappingNode):
            message = f"应写成“名称: 数值”，一行一项，{seen(node)}{colon_advice(node)}"
            return reading.bad("D202", place, each.title, message)
        values = {}
        for label, child in node.items():
            where = (place, label)
            if not label or "\n" in label:
                value = reading.bad("D205", where, each.title, "名称只写一行，不能是空的", at_key=True)
            elif node.is_blank(label):
                message = f"“{label}”后面没有内容，请填写，或删去这一项"
                value = reading.bad("D205", where, each.title, message, at_key=True)
            else:
                value = read(child, where, reading) if child is not None else MISSING
                if has_blank(label):
                    reading.open_text(where, each.title, label, at_key=True)
            if value is not MISSING:
                values[label] = value.labelled(label) if isinstance(value, Indicator) else value
        return values

    return read_labels
