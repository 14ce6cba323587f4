"""A data file to begin with: what must be written stands open, all else is there as a comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from fupin_report import datapath
from fupin_report.dictionary.kinds import (
    choices,
    example,
    is_list,
    known_labels,
    placeholder,
    row_kind,
    section_of,
)
from fupin_report.errors import columns
from fupin_report.frozen import frozen
from fupin_report.model.fields import Field, Section
from fupin_report.model.manuscript import DocumentType
from fupin_report.model.report import FEWEST, REQUIRED_SECTIONS, Report

SCHEMA_FILE = "fupin-report.schema.json"
"""Where a starter file looks for the schema: beside itself."""
_NOTES_AT = 34
"""Column where the notes begin."""


class Keys(StrEnum):
    """Language of the keys."""

    CHINESE = "zh"
    ENGLISH = "en"


@frozen
class _Line:
    """A line of the file: how deep it stands, and from which depth on it is a comment."""

    depth: int
    text: str
    note: str = ""
    closed_at: int | None = None

    def __str__(self) -> str:
        if self.closed_at is None:
            line = "  " * self.depth + self.text
        else:
            line = "  " * self.closed_at + "# " + "  " * (self.depth - self.closed_at) + self.text
        gap = " " * max(2, _NOTES_AT - columns(line))
        return f"{line}{gap}# {self.note}" if self.note else line


def starter(kind: DocumentType, keys: Keys = Keys.CHINESE) -> str:
    """Return the text of a data file for a type of document, to be filled in."""
    maker = _Maker(kind, keys)
    lines = [_HEAD.format(schema=SCHEMA_FILE, kind=kind.gloss)]
    for each in Report.fields.values():
        if section_of(each) or not each.required:
            lines.append(
                f"\n## {each.title}（{each.name}）" + ("：必填" if maker.is_open(each, each.name) else "")
            )
        lines += map(str, maker.field(Report, each, 0, each.name, None))
    return "\n".join(lines) + "\n"


class _Maker:
    def __init__(self, kind: DocumentType, keys: Keys) -> None:
        self._kind, self._english = kind, keys is Keys.ENGLISH
        self._needed = frozenset(REQUIRED_SECTIONS[kind])

    def is_open(self, each: Field, path: str) -> bool:
        """Whether a field is to be filled in for this type of document."""
        return each.required or path in self._needed

    def field(
        self, cls: type[Section], each: Field, depth: int, path: str, closed_at: int | None
    ) -> Iterator[_Line]:
        """Yield the lines of a field; it is a comment unless it must be written."""
        if closed_at is None and not self.is_open(each, path):
            closed_at = depth
        key = each.name if self._english else each.title
        line = _Line(depth, f"{key}:", self._note(each, path), closed_at)
        inner, labels = section_of(each), known_labels(cls, each)
        if inner and is_list(each):
            yield line
            for _ in range(1 if closed_at is not None else FEWEST.get(path, 1)):
                yield from self._row(inner, depth + 1, path, closed_at)
        elif inner:
            yield line
            yield from self._section(inner, depth + 1, path, closed_at)
        elif labels:
            yield line
            for label, units in labels.items():
                yield _Line(depth + 1, f"{label}: {placeholder(Field('', '', int, units))}", "", closed_at)
        else:
            yield replace(line, text=f"{key}: {self._value(each, path)}")

    def _section(self, cls: type[Section], depth: int, path: str, closed_at: int | None) -> Iterator[_Line]:
        for each in sorted(
            cls.fields.values(), key=lambda each: not self.is_open(each, datapath.child(path, each.name))
        ):
            yield from self.field(cls, each, depth, datapath.child(path, each.name), closed_at)

    def _row(self, cls: type[Section], depth: int, path: str, closed_at: int | None) -> Iterator[_Line]:
        """Yield the lines of a row, the first with its dash."""
        for number, line in enumerate(self._section(cls, depth + 1, path, closed_at)):
            yield line if number else replace(line, depth=depth, text=f"- {line.text}")

    def _value(self, each: Field, path: str) -> str:
        if path == "document.type":
            return self._kind.value if self._english else self._kind.gloss
        least, most = each.bounds
        return str(least) if least is not None and least == most else placeholder(each)

    def _note(self, each: Field, path: str) -> str:
        offered = "、".join(choices(row_kind(each.kind)))
        sample = "" if offered or path == "document.type" else example(each)
        parts = (
            each.title if self._english else "",
            "必填" if self.is_open(each, path) else "",
            each.note,
            f"选写：{offered}" if offered and path != "document.type" else "",
            f"如：{sample}" if sample else "",
        )
        return "；".join(part for part in parts if part)


_HEAD = """\
# yaml-language-server: $schema={schema}
## {kind}的数据。
##
## 把 __ 都换成实际的内容，数照着报告里的样子写；# 后面是说明和例子，不进入报告。
## 以“# ”开头的各行是可以不写的：要用哪一行，就去掉行首的“# ”，再填上内容。
## 填好以后：fupin-report check 逐条列出还没有填的和对不上的，fupin-report render 写成汇报。
"""
