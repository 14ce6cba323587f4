"""The JSON Schema says what structure reads, as far as a schema can say it."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

import fupin_report as fr
from builders import TOWN, make_data
from fupin_report.dictionary import json_schema
from fupin_report.dictionary.kinds import choices, example, section_of
from fupin_report.model.fields import Field, Section
from fupin_report.structure.objects import OBJECT_FORMS

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(json_schema())
_CORE = re.compile(
    r"(null|Null|NULL|~)|(true|True|TRUE|false|False|FALSE)|([-+]?\d+)|([-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)",
    re.ASCII,
)


def as_editors_see(tree: Any) -> Any:
    """Return a tree of texts as YAML 1.2 takes it: numbers, truths and nothing are no texts."""
    if isinstance(tree, dict):
        return {str(key): as_editors_see(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_editors_see(value) for value in tree]
    if tree is None:
        return None
    text = "true" if tree is True else "false" if tree is False else str(tree)
    found = _CORE.fullmatch(text)
    if not found:
        return text
    nothing, truth, whole, _ = found.groups()
    return None if nothing else truth.lower() == "true" if truth else int(whole) if whole else float(text)


def errors(tree: Any) -> list[str]:
    """Return what the schema has against a tree."""
    return [
        f"{list(error.path)}: {error.message}"
        for error in Draft7Validator(SCHEMA).iter_errors(as_editors_see(tree))
    ]


def loads(tree: Any) -> bool:
    """Whether structure reads a tree; what a type of document needs is not asked."""
    try:
        fr.load(tree)
    except fr.DataError as error:
        return all(
            "必须有" in problem.message or "至少要有 2 条" in problem.message for problem in error.problems
        )
    except fr.FupinError:
        return False
    return True


# --- data ---------------------------------------------------------------------------------------

_TEXTS = [
    "12",
    "0",
    "12.5",
    "-3",
    "+3",
    "1e3",
    "0522",
    "２",
    "true",
    "是",
    "无",
    "",
    " ",
    "a\nb",
    "2015",
    "2015-06-30",
    "2015年6月",
    "3户12人",
    "12户",
    "5人",
    "+3户-15人",
    "4期112人次",
    "2期",
    "1个村3至5户5件以上",
    "900至1000毫米",
    "270多万元",
    "34万多元",
    "约12亩",
    "10个 / 12个 = 83%，同比9个",
    "同比+39.53%",
    "通路：10个",
    "四个一：甲、乙、丙、丁",
    "12.50公里",
    "{{ township.name }}",
    "增长",
]


def values(each: Field) -> st.SearchStrategy[Any]:
    """Return a strategy for what may be, or nearly is, a value of a field."""
    return _values(each.kind, each) | st.sampled_from([None, *_TEXTS])


def _values(kind: Any, each: Field) -> st.SearchStrategy[Any]:
    origin = typing.get_origin(kind)
    if origin is tuple:
        return st.lists(_values(typing.get_args(kind)[0], each), max_size=2)
    if origin is Mapping:
        return st.dictionaries(
            st.sampled_from(["安全饮水", "外出务工", "产业", "x y"]),
            _values(typing.get_args(kind)[1], each),
            max_size=2,
        )
    if isinstance(kind, type) and issubclass(kind, Section):
        return st.deferred(lambda: sections(kind)) | st.sampled_from(_TEXTS)
    if choices(kind):
        return st.sampled_from([*choices(kind), *(member.value for member in kind), "别的"])
    plain = (
        st.sampled_from(_TEXTS)
        | st.sampled_from([f"12{unit}" for unit in each.units] or ["12"])
        | st.just(example(each))
    )
    return plain | objects(kind) if kind in OBJECT_FORMS else plain


def objects(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for object forms."""
    return _mapping({part.name: part for part in OBJECT_FORMS[kind]})


def sections(cls: type[Section]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for sections: what is required, some of the rest, in either language."""
    return _mapping(cls.fields)


@st.composite
def _mapping(draw: st.DrawFn, fields: Mapping[str, Field]) -> dict[str, Any]:
    optional = [name for name, each in fields.items() if not each.required]
    some = draw(st.lists(st.sampled_from(optional), max_size=3, unique=True)) if optional else []
    chosen = [each for name, each in fields.items() if each.required or name in some]
    return {draw(st.sampled_from([each.name, each.title])): draw(values(each)) for each in chosen}


@st.composite
def towns(draw: st.DrawFn) -> dict[str, Any]:
    """Return the small town with one part replaced."""
    each = draw(st.sampled_from([each for each in fr.Report.fields.values() if each.name != "format"]))
    data = dict(TOWN)
    data.pop(each.name, None)
    data[draw(st.sampled_from([each.name, each.title]))] = draw(values(each))
    return data


@given(towns())
@settings(max_examples=400)
def test_what_loads_validates(data: dict[str, Any]) -> None:
    """Whatever structure reads, an editor does not mark."""
    if loads(data):
        assert errors(data) == []


def every_field(cls: type[Section] = fr.Report, path: str = "") -> typing.Iterator[tuple[str, Field]]:
    """Yield every field of the data file with its path."""
    for each in cls.fields.values():
        yield f"{path}{each.name}", each
        inner = section_of(each)
        if inner:
            yield from every_field(inner, f"{path}{each.name}.")


FIELDS = dict(every_field())


def test_examples_of_the_dictionary_validate() -> None:
    """Every example that is shown fits the schema of its field."""
    for path, each in FIELDS.items():
        if example(each):
            *outer, name = path.split(".")
            section = fr.Report
            for step in outer:
                section = typing.cast(Any, section_of(section.fields[step]))
            place = SCHEMA if section is fr.Report else SCHEMA["definitions"][section.__name__]
            schema = {**place["properties"][name], "definitions": SCHEMA["definitions"]}
            tree = yaml.load(example(each), yaml.BaseLoader)
            assert Draft7Validator(schema).is_valid(as_editors_see(tree)), (path, tree)


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"township__popluation": "1户1人"},
        {"township__总户数和总人口": "1户1人"},
        {"township__population": "5834户"},
        {"township__population": {"households": 3}},
        {"township__population": {"households": 3, "户数": 3, "persons": 4}},
        {"township__population": None},
        {"township__admin_villages": "12户"},
        {"township__admin_villages": -1},
        {"township__admin_villages": "1,234"},
        {"township__area": "12亩"},
        {"township__area": "-12平方公里"},
        {"township__area": {"unit": "平方公里"}},
        {"township__rainfall": 9000},
        {"township__kind": "州"},
        {"township__name": ""},
        {"township__name": ["龙泉镇"]},
        {"township__roads": "省道S307"},
        {"township__altitude": "3657米"},
        {"document__sign_date": "6月30日"},
        {"document__draft": "也许"},
        {"document__title": "两\n行"},
        {"document__signatory": []},
        {"format": 2},
        {"plans": [None]},
        {"plans": [{"heading": "修路"}]},
        {"health": {"参保率": "很高"}},
        {"identification__removed": "__户__人"},
        {"identification__natural_change": "3户15人"},
        {"period": None},
    ],
)
def test_what_is_wrong_is_marked(changes: dict[str, Any]) -> None:
    """The schema refuses what structure refuses: types, units, keys, languages twice, what is missing."""
    data = make_data(**changes)
    assert not loads(data)
    assert errors(data)


def test_schema_is_of_its_draft() -> None:
    """The schema is a valid one of draft-07."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_stands_under_both_keys(path: str) -> None:
    """The title of a key is the other one; both have the same help."""
    each = FIELDS[path]
    *outer, _ = path.split(".")
    section: Any = fr.Report
    for step in outer:
        section = section_of(section.fields[step])
    properties = (SCHEMA if section is fr.Report else SCHEMA["definitions"][section.__name__])["properties"]
    english, chinese = properties[each.name], properties[each.title]
    assert (english["title"], chinese["title"]) == (each.title, each.name)
    assert english.get("description") == chinese.get("description")
    assert each.note in english.get("description", "")
    assert all(unit in english["description"] for unit in each.units)


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda file: file.name)
def test_examples_validate(file: Path) -> None:
    """The example reports pass."""
    assert errors(yaml.load(file.read_text("utf-8"), yaml.BaseLoader)) == []


def test_schema_in_the_repository_is_fresh() -> None:
    """`docs/schema.json` is what the program writes; `make docs` writes it anew."""
    assert (ROOT / "docs" / "schema.json").read_text("utf-8") == json_schema()
