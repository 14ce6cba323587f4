"""Sections and their fields: mapping → frozen section, each reader compiled once."""

from __future__ import annotations

import dataclasses
import difflib
import typing
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from fupin_report import datapath
from fupin_report.errors import Problem
from fupin_report.model.fields import Field, Section, Year
from fupin_report.model.values import Choice, Indicator, has_blank
from fupin_report.source import ListNode, MappingNode
from fupin_report.structure.objects import OBJECT_FORMS, value_reader
from fupin_report.structure.reading import MISSING, Read, Reading, colon_advice, parsed, seen
from fupin_report.structure.scalars import SCALARS, read_year, scalar


@cache
def section_reader(cls: type[Section]) -> Read:
    """Return the reader of a section class: mapping (or its text form) → section."""
    spread = tuple(each.name for each in dataclasses.fields(cls.text_form)) if cls.text_form else ()
    parse = getattr(cls.text_form, "parse", None)

    def read(node: Any, path: str, reading: Reading) -> Any:
        if parse and isinstance(node, str):
            value = parsed(parse, node, path, cls.section_title, reading)
            if value is MISSING:
                return MISSING
            return cls.build({name: getattr(value, name) for name in spread})
        if not isinstance(node, MappingNode):
            advice = colon_advice(node)
            example = "（缩进后一行一项）" if advice else f"，如：{_example_of(cls, node)}"
            form = f"应写下级各项{example}" if path else "应一行一项，写成“项目名: 内容”"
            message = f"{form}，{seen(node)}{advice}"
            return reading.bad("D202", path, cls.section_title if path else "", message)
        return _read_fields(cls, node, path, reading)

    return read


def _example_of(cls: type[Section], node: Any) -> str:
    """Return a mapping as it could be written here, with what was written where it most likely belongs."""
    first = next((each for each in cls.fields.values() if each.required), None)
    first = first or next(iter(cls.fields.values()))
    written = node if isinstance(node, str) and len(node) <= 20 else "……"
    return f"{{{first.title}: {written}}}"


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
    if colon_advice(key):
        advice = f"{colon_advice(key)}，各项之间用“, ”"
    elif near:
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
        return partial(scalar, read_year, each)
    if isinstance(kind, type) and issubclass(kind, Section):
        return section_reader(typing.cast(Any, kind))
    if isinstance(kind, type) and issubclass(kind, Choice):
        return partial(scalar, kind.parse, each)
    if kind in OBJECT_FORMS:
        return value_reader(kind, each)
    return partial(scalar, SCALARS[kind](each), each)


def _list_reader(read: Read, each: Field) -> Read:
    def read_list(node: Any, path: str, reading: Reading) -> Any:
        if not isinstance(node, ListNode):
            short = isinstance(node, str) and len(node) <= 30
            example = f"，如：[{node.replace('、', ', ')}]" if short else ""
            message = f"应写成列表（每行以“- ”开头{example}），{seen(node)}"
            return reading.bad("D213", path, each.title, message)
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
            return reading.bad("D202", path, each.title, f"应写成“名称: 数值”，一行一项，{seen(node)}")
        values = {}
        for label, child in node.items():
            where = datapath.child(path, label)
            if not label or "\n" in label:
                value = reading.bad("D205", where, each.title, "名称只写一行，不能是空的", at_key=True)
            else:
                value = read(child, where, reading) if child is not None else MISSING
                if has_blank(label):
                    reading.open_text(where, each.title, label, at_key=True)
            if value is not MISSING:
                values[label] = value.labelled(label) if isinstance(value, Indicator) else value
        return values

    return read_labels
