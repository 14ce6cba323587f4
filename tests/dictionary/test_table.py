"""The table of fields: every field once, in words, with an example that the reader takes."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from fupin_report.dictionary import Row, find_section, markdown, rows
from fupin_report.dictionary.kinds import example, section_of
from fupin_report.model.fields import Field, Section
from fupin_report.source import read_yaml
from fupin_report.structure.reading import Reading
from fupin_report.structure.sections import field_reader

ROOT = Path(__file__).parents[2]


def every_field(cls: type[Section] = fr.Report) -> typing.Iterator[tuple[type[Section], Field]]:
    for each in cls.fields.values():
        yield cls, each
        inner = section_of(each)
        if inner:
            yield from every_field(inner)


FIELDS = {f"{cls.__name__}.{each.name}": each for cls, each in every_field()}


@pytest.mark.parametrize("name", [name for name, each in FIELDS.items() if example(each)])
def test_examples_are_read(name: str) -> None:
    """What is shown as an example is a value of its field."""
    each = FIELDS[name]
    source = read_yaml(f"{each.name}: {example(each)}", "")
    reading = Reading(source)
    typing.cast(Any, field_reader(each))(source.root[each.name], (None, each.name), reading)
    assert (reading.problems, reading.blanks) == ([], [])


@pytest.mark.parametrize("name", [name for name, each in FIELDS.items() if not section_of(each)])
def test_every_plain_field_has_an_example(name: str) -> None:
    """Nobody is left without one, but for the name of a person."""
    assert example(FIELDS[name]) or name == "Manuscript.signer"


def test_every_field_has_a_row() -> None:
    """The rows name every field once, by its path."""
    found = [row.path for row in rows()]
    assert len(set(found)) == len(found)
    assert len(found) == len(list(every_field()))


def test_a_row_says_all_there_is_to_know() -> None:
    """Path, Chinese key, type with unit, whether it is required, help, example."""
    found = {row.path: row for row in rows("township")}
    assert found["township.admin_villages"] == Row(
        "township.admin_villages", "行政村", "整数（个）", "必填", "", "12个"
    )
    assert found["township"].needed == "工作情况汇报、半年工作总结、年度工作总结"
    assert found["township.distances[].to"].example == "县城"
    assert found["township.kind"].kind == "镇、乡、街道、社区、村"
    assert {row.path.split(".")[0] for row in rows("township")} == {"township"}


@pytest.mark.parametrize("name", ["projects", "项目"])
def test_sections_are_found_in_either_language(name: str) -> None:
    """Both keys lead to a section."""
    assert find_section(name) == "projects"
    assert find_section("nothing") is None


def test_page_in_the_repository_is_fresh() -> None:
    """`docs/data.md` is what the program writes; `make docs` writes it anew."""
    assert (ROOT / "docs" / "data.md").read_text("utf-8") == markdown()
