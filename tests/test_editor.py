"""In an editor: the real yaml-language-server, with the schema that a file's first line names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_report.dictionary import SCHEMA_FILE, json_schema, starter
from fupin_report.model import DocumentType
from language_server import LanguageServer, server_command

ROOT = Path(__file__).parent.parent
TOWN = """\
# yaml-language-server: $schema=fupin-report.schema.json
format: 1
township:
  name: 龙泉镇
  nmae: 龙泉镇
  总户数和总人口: 五千户
  area: 12亩
  \x20
  kind:\x20
  rural:
    \x20
  economy:
    \x20
"""
"""A line too many, two wrong values, and places where something is to be offered."""


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """The server, started once."""
    command = server_command()
    if command is None and not os.environ.get("CI"):
        pytest.skip("没有 node 或 npm 包 yaml-language-server")
    assert command, "CI 里要装好 node 和 yaml-language-server，见 .ci/run"
    with LanguageServer(command, ROOT) as running:
        yield running


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A data file that is being written, with the schema beside it."""
    (tmp_path / SCHEMA_FILE).write_text(json_schema(), "utf-8")
    file = tmp_path / "龙泉镇.yaml"
    file.write_text(TOWN, "utf-8")
    return file


def _place(text: str, after: str) -> tuple[int, int]:
    """Return line and column of the end of the blank line below a line."""
    lines = text.split("\n")
    line = lines.index(after) + 1
    return line + 1, len(lines[line]) + 1


def test_marks(server: LanguageServer, town: Path) -> None:
    """An unknown key, a wrong text form and a wrong unit are marked, each in its line."""
    marks = server.marks(town)
    assert "5: Property nmae is not allowed." in marks
    assert "6: 应写成“765户3152人”" in marks
    assert "7: 应写成“12.5平方公里”" in marks
    assert not [mark for mark in marks if mark.startswith("4:")]


def test_fields_are_offered_in_both_languages(server: LanguageServer, town: Path) -> None:
    """Completion offers the keys of the section under both names, with their help."""
    server.marks(town)
    offered = server.completion(town, *_place(TOWN, "  area: 12亩"))
    assert {"population", "admin_villages", "行政村", "海拔", "altitude"} <= offered.keys()
    assert not {"name", "打算", "plans"} & offered.keys()
    assert "单位：个；如：12个" in offered["行政村"]["documentation"]


def test_parts_of_a_value_are_offered(server: LanguageServer, town: Path) -> None:
    """Under a pair stand 户数 and 人数, households and persons."""
    server.marks(town)
    assert {"户数", "人数", "households", "persons"} <= server.completion(
        town, *_place(TOWN, "  rural:")
    ).keys()


def test_usual_labels_are_offered(server: LanguageServer, town: Path) -> None:
    """Where the writer chooses the labels, the usual ones are offered."""
    server.marks(town)
    assert {"总收入", "村集体收入"} <= server.completion(town, *_place(TOWN, "  economy:")).keys()


def test_closed_lists_are_offered(server: LanguageServer, town: Path) -> None:
    """A closed list offers its members in both forms."""
    server.marks(town)
    line = TOWN.split("\n").index("  kind: ") + 1
    assert {"镇", "乡", "town"} <= server.completion(town, line, 9).keys()


def test_help_on_a_key(server: LanguageServer, town: Path) -> None:
    """The mouse on a key shows the other name, unit and example."""
    server.marks(town)
    assert "#### population" in server.help(town, 6, 4)
    assert "765户3152人" in server.help(town, 6, 4)


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda file: file.name)
def test_examples_have_no_marks(server: LanguageServer, file: Path) -> None:
    """The examples find their schema, and nothing in them is marked."""
    assert server.marks(file) == []
    offered = server.completion(file, file.read_text("utf-8").count("\n") + 1, 1)
    assert {"党建", "party"} & offered.keys()


def test_a_starter_file_shows_what_is_open(server: LanguageServer, tmp_path: Path) -> None:
    """In a fresh file open numbers are marked with how to write them; nothing else is wrong."""
    (tmp_path / SCHEMA_FILE).write_text(json_schema(), "utf-8")
    file = tmp_path / "新.yaml"
    file.write_text(starter(DocumentType.PROGRESS), "utf-8")
    marks = [mark.partition(": ")[2] for mark in server.marks(file)]
    assert "应写成“765户3152人”" in marks
    assert not [mark for mark in marks if "not allowed" in mark or "Missing" in mark]
