"""Starter files: what must be written is listed as open, all else is there as a comment; filled in, they render."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.dictionary import Keys, rows, starter
from fupin_report.dictionary.kinds import choices, example, is_list, row_kind, section_of
from fupin_report.model import DocumentType
from fupin_report.model.fields import Field, Section
from fupin_report.model.report import FEWEST, REQUIRED_SECTIONS
from fupin_report.source.comments import commented_out_above

ROOT = Path(__file__).parents[2]
KINDS = [(kind, keys) for kind in DocumentType for keys in Keys]
RENDERED = [kind for kind in DocumentType if (ROOT / "templates" / f"{kind.value}.yaml").exists()]


def problems(text: str, folder: Path) -> list[fr.Problem]:
    """Return what is wrong with a data file."""
    file = folder / "新.yaml"
    file.write_text(text, "utf-8")
    try:
        fr.load(file)
    except fr.DataError as error:
        return list(error.problems)
    return []


def field_at(path: str) -> Field:
    """Return the field at a path of English keys."""
    section: Any = fr.Report
    for name in re.sub(r"\[\d+\]", "", path).split("."):
        each: Field = section.fields[name]
        section = section_of(each)
    return each


def filled_in(text: str, folder: Path) -> str:
    """Do what a clerk does: put the example of the note where something is open, from the end of the file."""
    lines = text.split("\n")
    for problem in reversed(problems(text, folder)):
        assert problem.position
        each, row, start = field_at(problem.path), problem.position.line - 1, problem.position.column - 1
        value = example(each) or "一事"
        value = value.strip("[]") if is_list(each) else value
        lines[row] = lines[row][:start] + value + lines[row][start + problem.position.width :]
    return "\n".join(lines)


def opened(text: str) -> str:
    """Take the mark of a comment from every line that can be written."""
    return re.sub(r"(?m)^( *)# (?! *yaml-language-server)", r"\1", text)


def with_examples(text: str) -> str:
    """Do what a clerk does who copies: every line opened, with what its note offers as its value."""
    lines = [
        re.fullmatch(r"( *(?:- )?[^\s:#]+: )([^\s#].*?)(?: +# (.*))?", line)
        for line in opened(text).split("\n")
    ]
    return "\n".join(
        found[1] + _offered(found[2], found[3] or "") if found else line
        for line, found in zip(opened(text).split("\n"), lines, strict=True)
    )


def _offered(value: str, note: str) -> str:
    sample = re.search(r"(?:^|；)如：(.*)", note)
    choice = re.search(r"(?:^|；)选写：([^；、]*)", note)
    if choice:
        return value.replace("__", choice[1])
    return sample[1] if sample else value.replace("__", "12")


def required_paths(cls: type[Section], path: str, kind: DocumentType) -> Iterator[str]:
    """Yield the paths of what is required, as the reader names them."""
    for each in cls.fields.values():
        place = f"{path}{each.name}"
        if not (each.required or place in REQUIRED_SECTIONS[kind]) or place in ("format", "document.type"):
            continue
        inner, rows = section_of(each), range(FEWEST.get(place, 1)) if is_list(each) else [None]
        for row in rows:
            where = place if row is None else f"{place}[{row}]"
            if inner:
                yield from required_paths(inner, f"{where}.", kind)
            else:
                yield where


@pytest.mark.parametrize(("kind", "keys"), KINDS)
def test_check_lists_what_is_to_be_filled_in(kind: DocumentType, keys: Keys, tmp_path: Path) -> None:
    """A fresh file has nothing wrong but what is open: all that is required, and only that."""
    found = problems(starter(kind, keys), tmp_path)
    assert {problem.code for problem in found} == {"D212"}
    assert sorted(problem.path for problem in found) == sorted(required_paths(fr.Report, "", kind))


@pytest.mark.parametrize("kind", RENDERED)
@pytest.mark.parametrize("keys", Keys)
def test_filled_in_it_renders(kind: DocumentType, keys: Keys, tmp_path: Path) -> None:
    """With the examples of the notes in the open places, the file becomes a document."""
    text = filled_in(starter(kind, keys), tmp_path)
    assert problems(text, tmp_path) == []
    report = fr.load(tmp_path / "新.yaml")
    assert report.document.type is kind
    document = fr.render(report)
    headings = kind is not DocumentType.VISIT  # of which the plans alone are no part beside others
    assert any(document.walk(fr.Heading)) == headings
    assert (
        "plans[0].text" in {path for figure in document.figures() for path in figure.paths}
        or not report.plans
    )


@pytest.mark.parametrize(("kind", "keys"), KINDS)
def test_every_comment_can_be_opened(kind: DocumentType, keys: Keys, tmp_path: Path) -> None:
    """Without the marks of comments the file has every field once, and nothing wrong but what is open."""
    found = problems(opened(starter(kind, keys)), tmp_path)
    assert {problem.code for problem in found} <= {"D212", "S114"}
    assert len(found) > 90


@pytest.mark.parametrize(("kind", "keys"), KINDS)
def test_every_example_can_be_written(kind: DocumentType, keys: Keys, tmp_path: Path) -> None:
    """Every line opened and filled in as its own note says: the loader takes them all."""
    text = with_examples(starter(kind, keys))
    assert "__" not in re.sub(r"#.*", "", text)
    assert problems(text, tmp_path) == []


_COUNTED = re.compile(r"\d+\.\d+(?:个|村|户|人|名|件|次|场|轮|所|支|家|条)")


def test_examples_are_possible() -> None:
    """There is no half of what is counted, and who is to write 有或无 is not shown 是."""
    shown = {row.path: row.example for row in rows()}
    assert {path: each for path, each in shown.items() if _COUNTED.search(each) or each == "[]"} == {}
    said = [row for row in rows() if "有或无" in row.note]
    assert said
    assert {row.example for row in said} == {"有"}


@pytest.mark.parametrize("keys", Keys)
def test_every_field_is_there_with_its_help(keys: Keys) -> None:
    """Each field of each section has a line with its key, its hint and its example."""
    lines = starter(DocumentType.PROGRESS, keys).splitlines()

    def look(cls: type[Section]) -> None:
        for each in cls.fields.values():
            key = each.name if keys is Keys.ENGLISH else each.title
            found = [line for line in lines if re.match(rf"[# ]*(?:- )?{re.escape(key)}:", line)]
            assert any(
                each.note in line and (choices(row_kind(each.kind)) or example(each) in line)
                for line in found
            ), key
            inner = section_of(each)
            if inner:
                look(inner)

    look(fr.Report)


def test_a_half_year_report_has_two_problems_to_write() -> None:
    """Where a type needs several rows, as many stand open."""
    text = starter(DocumentType.SEMIANNUAL)
    assert text.partition("\n问题:")[2].partition("\n\n")[0].count("\n  - 正文: __") == 2
    assert re.search(r"\n  半年: __ +# 必填", text)


def test_editors_find_the_schema() -> None:
    """The first line tells editors where the schema is."""
    first = starter(DocumentType.VISIT).partition("\n")[0]
    assert first == "# yaml-language-server: $schema=fupin-report.schema.json"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(DocumentType), keys=st.sampled_from(Keys), number=st.integers(0, 10**6))
def test_a_line_without_the_line_it_belongs_to_is_told_which(
    kind: DocumentType, keys: Keys, number: int, tmp_path: Path
) -> None:
    """Whatever single line is no longer a comment: it is fine where it stands, or its section is named."""
    lines = starter(kind, keys).split("\n")
    comments = [n for n, line in enumerate(lines) if re.match(r" *# (?! *yaml-language-server)", line)]
    chosen = comments[number % len(comments)]
    outer = [(line + 1, name) for line, name in commented_out_above(opened_at(lines, chosen), chosen)]
    text = "\n".join(opened_at(lines, chosen))
    known = {(each.code, each.path) for each in problems("\n".join(lines), tmp_path)}
    try:
        found = problems(text, tmp_path)
    except fr.SourceError as error:
        found = list(error.problems)
    new = [each for each in found if (each.code, each.path) not in known and each.code != "D212"]
    if outer and new and all(f"第 {line} 行的“{name}”" in new[0].message for line, name in outer):
        assert new[0].position
        assert new[0].position.line == chosen + 1
    elif outer:  # the section above, or a row of it, has a field of this name, too
        name = re.sub(r"[ #-]*([^ :]+):.*", r"\1", lines[chosen])
        above = [re.match(r"([^ #:]+):\s", line) for line in lines[:chosen]]
        section = section_of(fr.Report.keys[[each[1] for each in above if each][-1]])
        assert section
        assert name in section.keys
    else:
        assert {each.code for each in new} <= {"D207"}  # what the new line needs in its turn


def opened_at(lines: list[str], number: int) -> list[str]:
    """Take the mark of a comment from one line."""
    return [line.replace("# ", "", 1) if n == number else line for n, line in enumerate(lines)]
