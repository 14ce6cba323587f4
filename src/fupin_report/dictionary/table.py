"""The dictionary as rows: what can be written where, one row a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from fupin_report import datapath
from fupin_report.dictionary.kinds import BLANK, example, is_list, kind_name, section_of, text_form
from fupin_report.frozen import frozen
from fupin_report.model.fields import Field, Section
from fupin_report.model.report import REQUIRED_SECTIONS, Report
from fupin_report.structure.objects import OBJECT_FORMS


@frozen
class Row:
    """One field, in words."""

    path: str
    """English keys from the top, `projects[].works[].object`."""
    title: str
    """Chinese key."""
    kind: str
    """Type and unit."""
    needed: str
    """必填, or the types of documents that need it."""
    note: str
    example: str

    def cells(self) -> tuple[str, ...]:
        """Return the texts in order."""
        return tuple(getattr(self, each.name) for each in fields(self))


COLUMNS = ("路径", "中文", "类型（单位）", "必填", "说明", "写法示例")


def find_section(name: str) -> str | None:
    """Return the English name of a section of the data file by either name."""
    field = Report.keys.get(name)
    return field.name if field else None


def rows(section: str = "") -> Iterator[Row]:
    """Yield the fields of one section (English name) or of all, inner ones below outer."""
    top = [Report.fields[section]] if section else Report.fields.values()
    for each in top:
        yield from _rows(each, each.name)


def _rows(each: Field, path: str) -> Iterator[Row]:
    needed = "必填" if each.required else "、".join(_needing(path))
    yield Row(path, each.title, kind_name(each), needed, each.note, example(each))
    inner = section_of(each)
    for below in (inner or Section).fields.values():
        yield from _rows(below, datapath.child(f"{path}[]" if is_list(each) else path, below.name))


def _needing(path: str) -> list[str]:
    return [kind.gloss for kind, paths in REQUIRED_SECTIONS.items() if path in paths]


def markdown() -> str:
    """Return the whole dictionary as a page."""
    parts = [_OPENING, *_forms(), ""]
    for each in Report.fields.values():
        parts += [
            f"## {each.title} `{each.name}`",
            "",
            *_table(COLUMNS, [row.cells() for row in rows(each.name)]),
            "",
        ]
    return "\n".join(parts)


def _forms() -> list[str]:
    found: list[tuple[str, ...]] = []
    for kind, parts in OBJECT_FORMS.items():
        keys = "、".join(f"{part.title} `{part.name}`" for part in parts)
        found.append((kind_name(Field("", "", kind)), f"`{text_form(kind)}`", keys))
    return _table(("值", "写法", "分开写时的各项"), found)


def _table(head: tuple[str, ...], body: list[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *body]
    return [f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |" for cells in lines]


_OPENING = f"""# 数据手册

数据文件里可以写的每一项。这一页由 `make docs` 从程序里的定义生成，请不要手改。

* **项目名**用中文（第二列）或英文（路径的最后一段）都可以，混用也行；同一项只写一次。
  `[]` 表示列表，每行以“- ”开头。
* **数值**照着报告里的样子写：`765户3152人`、`900至1000毫米`、`270多万元`。
  有单位的项可以只写数，单位取括号里的第一个。
* **没有的项**整行删去，或者冒号后面空着，报告里相应的话就不出现。
* **还没有填的**写 `{BLANK}`（`XX`、`某`、`〔…〕` 也认得），`fupin-report check` 逐条列出；
  草稿（`草稿: 是`）里的文字可以先空着。

下面几种值有一行的写法，也可以分开写成下级各项，如 `{{户数: 765, 人数: 3152}}`：
"""
