"""The data file as JSON Schema (draft-07), for editors: completion, help on hovering, marks.

Every field stands under both keys; the title of one is the other. What structure loads validates;
what a schema cannot say (who may stand beside whom, which sums agree) `check` says.
One word goes beyond draft-07: `patternErrorMessage`, the Chinese message that yaml-language-server
shows instead of the expression; validators pass over it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from fupin_report.dictionary.kinds import (
    choices,
    example,
    is_list,
    is_mapping,
    known_labels,
    row_kind,
    section_of,
    text_form,
)
from fupin_report.dictionary.patterns import pattern
from fupin_report.model.fields import Field, Section, Year
from fupin_report.model.report import Report
from fupin_report.model.values import (
    Base,
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
    PartialDate,
    Prose,
    Quantity,
    SetPhrase,
    Turnout,
)
from fupin_report.model.values.reading import MAX_DIGITS
from fupin_report.structure.objects import OBJECT_FORMS, Change, Signed, object_keys

Schema: TypeAlias = dict[str, Any]

_SCALARS: Mapping[Any, tuple[str, ...]] = {
    int: ("integer",),
    Year: ("integer",),
    Signed: ("integer",),
    Decimal: ("number",),
    Change: ("number",),
    PartialDate: ("integer",),
    Quantity: ("number",),
    HouseholdsOrPersons: ("integer",),
    Indicator: ("number",),
    bool: ("boolean",),
    str: ("number", "boolean"),
    Prose: ("number", "boolean"),
    SetPhrase: ("number", "boolean"),
}
"""What YAML makes of texts of a kind, besides strings; plain words can look like anything."""
_NEEDED: Mapping[Any, tuple[tuple[str, ...], ...]] = {
    Quantity: (("value",), ("min", "max")),
    HouseholdsPersons: (("households", "persons"),),
    HouseholdsOrPersons: (("households",), ("persons",)),
    NaturalChange: (("households", "persons"),),
    Turnout: (("sessions",),),
    Indicator: (("value",), ("rate",), ("change",)),
}
"""Of which parts an object form must have one group."""


def json_schema() -> str:
    """Return the schema of a data file as JSON text."""
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **_section(Report)}
    sections = {cls.__name__: _section(cls) for cls in _sections(Report, {})}
    objects = {_object_name(kind): _object(kind) for kind in OBJECT_FORMS}
    schema["definitions"] = dict(sorted((sections | objects).items()))
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _sections(cls: type[Section], seen: dict[type[Section], None]) -> Mapping[type[Section], None]:
    """Return all sections below one, each once."""
    for each in cls.fields.values():
        inner = section_of(each)
        if inner and inner not in seen:
            seen[inner] = None
            _sections(inner, seen)
    return seen


def _section(cls: type[Section]) -> Schema:
    place = "#" if cls is Report else f"#/definitions/{cls.__name__}"
    schema: Schema = {"title": cls.section_title, "type": ["object"], "properties": {}}
    if cls.text_form:
        schema |= _text(
            cls.text_form, Field("", "", cls.text_form), ["object", *_SCALARS.get(cls.text_form, ())]
        )
    for each in cls.fields.values():
        schema["properties"][each.name] = {"title": each.title, **_described(each), **_field(cls, each)}
        schema["properties"][each.title] = {
            "title": each.name,
            **_described(each),
            "$ref": f"{place}/properties/{each.name}",
        }
    schema["additionalProperties"] = False
    schema["allOf"] = [rule for each in cls.fields.values() for rule in _either_key(each)]
    return schema


def _either_key(each: Field) -> Iterator[Schema]:
    """Yield the rules of a field's two keys: not both, and one of them where the field is required."""
    if each.required:
        yield {"anyOf": [{"required": [each.name]}, {"required": [each.title]}]}
    yield {"not": {"type": "object", "required": [each.name, each.title]}}


def _described(each: Field) -> Schema:
    units = f"单位：{'、'.join(each.units)}" if each.units else ""
    offered = "、".join(choices(row_kind(each.kind)))
    sample = "" if offered else example(each)
    parts = (
        "必填" if each.required else "",
        each.note,
        f"选写：{offered}" if offered else "",
        units,
        f"如：{sample}" if sample else "",
    )
    description = "；".join(part for part in parts if part)
    return {"description": description} if description else {}


def _field(cls: type[Section], each: Field) -> Schema:
    if is_mapping(each):
        value = _labels(known_labels(cls, each), each.kind.__args__[1], each)
    elif is_list(each):
        value = {"type": ["array"], "items": _value(row_kind(each.kind), each)}
        value |= {"minItems": each.fewest} if each.fewest else {}
    else:
        value = _value(each.kind, each)
        value |= {"examples": [example(each)]} if "pattern" in value and example(each) else {}
    return value if each.required else _or_null(value)


def _labels(labels: Mapping[str, tuple[str, ...]], kind: Any, each: Field) -> Schema:
    """Write a mapping whose labels the writer chooses; the usual ones are offered."""
    value = _labels({}, kind.__args__[1], each) if row_kind(kind) is not kind else _value(kind, each)
    schema: Schema = {"type": ["object"], "properties": {}, "additionalProperties": _or_null(value)}
    for label, units in labels.items():
        schema["properties"][label] = {"description": f"单位：{'、'.join(units)}", **_or_null(value)}
    return schema | {"propertyNames": {"pattern": r"^[^\n]+$"}}


def _or_null(schema: Schema) -> Schema:
    """Let a field be left empty, as good as left out."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    return schema | {"type": [*schema["type"], "null"]}


def _value(kind: Any, each: Field) -> Schema:
    if isinstance(kind, type) and issubclass(kind, Section):
        return {"$ref": f"#/definitions/{kind.__name__}"}
    if choices(kind):
        return {"enum": _words(kind)}
    schema = _text(kind, each, _SCALARS.get(kind, ())) | _bounds(kind, each)
    if kind in OBJECT_FORMS:
        schema["type"].append("object")
        schema |= {"if": {"type": "object"}, "then": {"$ref": f"#/definitions/{_object_name(kind)}"}}
    return schema


def _object_name(kind: Any) -> str:
    return f"{kind.__name__}Object"


def _text(kind: Any, each: Field, others: Iterable[str]) -> Schema:
    sample = (example(each) if each.kind is kind else "") or text_form(kind)
    message = {"patternErrorMessage": f"应写成“{sample}”"} if sample else {}
    return {"type": ["string", *others], "pattern": pattern(kind, each), **message}


def _words(kind: Any) -> list[str]:
    """Return every form of a closed list that is read, Chinese ones first."""
    if issubclass(kind, Choice):
        return [form for member in kind for form in (member.gloss, member.value, *member.aliases)]
    names = [member.name.lower() for member in kind] if kind is Base else []
    return [member.value for member in kind] + names


def _bounds(kind: Any, each: Field) -> Schema:
    least, most = (1900, 2100) if kind in (Year, PartialDate) else each.bounds
    if kind in (int, HouseholdsOrPersons):
        least, most = least or 0, most or 10**MAX_DIGITS - 1
    return {word: bound for word, bound in (("minimum", least), ("maximum", most)) if bound is not None}


def _object(kind: Any) -> Schema:
    properties: Schema = {}
    for key, part in object_keys(kind).items():
        needed = all(part.name in group for group in _NEEDED[kind])
        value = _value(part.kind, part)
        properties[key] = {"title": part.title if key != part.title else part.name}
        properties[key] |= value if needed else _or_null(value)
    either = [{"allOf": [_one_key(kind, name) for name in group]} for group in _NEEDED[kind]]
    return {"type": "object", "properties": properties, "additionalProperties": False, "anyOf": either}


def _one_key(kind: Any, name: str) -> Schema:
    keys = [key for key, part in object_keys(kind).items() if part.name == name]
    return {"oneOf": [{"required": [key]} for key in keys]}
