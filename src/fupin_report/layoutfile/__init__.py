"""版式设置: the few things a township may set of the look of a page, read from a file `layout.yaml`.

Every setting stands in one table (:mod:`.table`) with its clause of GB/T 9704—2012, what it does to the
:class:`~fupin_report.layout.Layout`, and how it departs from the standard. What is not in the table cannot
be set: a report stays a report. `fupin-report layout show` prints the table with the values in force.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fupin_report.errors import DataError, Problem
from fupin_report.layout import TWIPS_PER_MM, Layout, Look
from fupin_report.layoutfile.table import SETTINGS, Setting
from fupin_report.source import MappingNode, SourceMap

__all__ = ["COLUMNS", "SETTINGS", "Row", "Settings", "read_settings"]

COLUMNS = ("设置", "名称", "值", "条款", "与标准不同")
"""Heads of the table of values."""
_LINES, _CHARACTERS = 22, 28
"""Of a page and of a line (§5.2.3)."""
_BY_NAME: Mapping[str, Setting] = {name: each for each in SETTINGS for name in (each.key, each.title)}
_DEFAULTS = {each.key: each.default for each in SETTINGS}


class Row(NamedTuple):
    """One value of a layout as people read it."""

    key: str
    """What stands in `layout.yaml`; empty for what cannot be set."""
    title: str
    value: str
    clause: str
    deviation: str

    def cells(self) -> tuple[str, ...]:
        """Return the row as text."""
        return self.key or "—", self.title, self.value, self.clause or "—", self.deviation or "—"


@dataclass(frozen=True)
class Settings:
    """The values of all settings."""

    values: Mapping[str, str] = field(default_factory=lambda: _DEFAULTS)

    @property
    def layout(self) -> Layout:
        """The layout with all settings in force."""
        layout = Layout()
        for each in SETTINGS:
            layout = each.apply(self.values[each.key], layout)
        return layout

    def rows(self) -> Iterator[Row]:
        """Yield every value: first what can be set, then what cannot."""
        for each in SETTINGS:
            value = self.values[each.key]
            yield Row(each.key, each.title, each.shown(value), each.clause, each.deviation(value))
        yield from _fixed(self.layout)


def read_settings(source: SourceMap) -> Settings:
    """Read the settings of a file. Raises `DataError` L6xx with every unknown key and wrong value."""
    root = source.root
    if not isinstance(root, MappingNode):
        message = "版式设置应写成“名称: 值”，一行一项"
        raise DataError(Problem("L601", message, position=source.locate("")))
    reading = _Reading(source)
    for key, value in root.items():
        reading.take(key, value)
    if reading.problems:
        raise DataError(reading.problems)
    return Settings(_DEFAULTS | reading.values)


@dataclass(slots=True)
class _Reading:
    source: SourceMap
    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, key: str, value: Any) -> None:
        """Read one line of the file."""
        setting = _BY_NAME.get(key)
        if setting is None:
            self._bad("L602", key, f"没有“{key}”这一项设置{_advice(key)}", at_key=True)
        elif setting.key in self.values:
            self._bad("L603", key, f"“{setting.title}”写了两次，请留一个", at_key=True)
        elif isinstance(value, str):
            try:
                self.values[setting.key] = setting.read(value.strip())
            except ValueError as error:
                self._bad("L604", key, f"{setting.title}：{error}")
        else:
            self._bad("L604", key, f"{setting.title}：应写一个值")

    def _bad(self, code: str, key: str, message: str, *, at_key: bool = False) -> None:
        locate = self.source.locate_key if at_key else self.source.locate
        self.problems.append(Problem(code, message, position=locate(key)))


def _advice(key: str) -> str:
    near = difflib.get_close_matches(key, _BY_NAME, n=1)
    if near:
        return f"。是不是“{near[0]}”？"
    return f"。可以写：{'、'.join(each.key for each in SETTINGS)}"


def _fixed(layout: Layout) -> Iterator[Row]:
    """Yield what follows from the settings, or cannot be set."""
    page, grid = layout.page, layout.grid
    lines = "" if grid.lines == _LINES else f"标准为每页{_LINES}行"
    pitch = layout.body.size * 20 + layout.body.spacing
    characters = grid.characters if grid.kind == "linesAndChars" else int(layout.area_twips // pitch)
    yield Row("", "用纸", f"{page.width_mm:g} × {page.height_mm:g} 毫米", "§5.1", "")
    yield Row("", "版心", f"{page.area_width_mm:g} × {page.area_height_mm:g} 毫米", "§5.2.1", "")
    yield Row("", "地脚", f"{page.bottom_mm:g} 毫米", "§5.2.1", "")
    yield Row("", "切口", f"{page.right_mm:g} 毫米", "§5.2.1", "")
    yield Row("", "每页行数", f"{grid.lines} 行", "§5.2.3", lines)
    yield Row(
        "", "每行字数", f"{characters} 字", "§5.2.3", "" if characters == _CHARACTERS else "标准为每行28字"
    )
    yield Row("", "页码到版心", f"{_number_gap(layout):.1f} 毫米", "§7.5", "")
    for title, clause, look in _elements(layout):
        yield Row("", title, f"{layout.face(look)} {look.size:g} 磅", clause, "")
    if layout.profile != "plain":
        yield from _official(layout)


def _official(layout: Layout) -> Iterator[Row]:
    """Yield what stands above the red line and in 版记, and where."""
    head, foot = layout.masthead, layout.imprint_rule
    for title, clause, look in (
        ("份号", "§7.2.1", layout.copy_number),
        ("密级和保密期限、紧急程度", "§7.2.2", layout.secrecy),
        ("发文机关标志", "§7.2.4", layout.mark),
        ("发文字号", "§7.2.5", layout.doc_number),
        ("签发人姓名", "§7.2.6", layout.signer),
        ("附注", "§7.3.6", layout.note),
        ("附件两字", "§7.3.7", layout.annex),
        ("版记", "§7.4", layout.imprint),
    ):
        yield Row("", title, f"{layout.face(look)} {look.size:g} 磅", clause, "")
    yield Row("", "发文机关标志到版心上边", f"{head.mark_top_mm:g} 毫米", "§7.2.4", "")
    yield Row("", "发文字号、签发人到版心两边", f"{head.inset:g} 字", "§7.2.5", "")
    yield Row("", "红线到发文字号", f"{head.line_mm:g} 毫米", "§7.2.7", "")
    yield Row("", "红线粗细", _millimetres(head.line_eighths), "§7.2.7", "")
    yield Row(
        "",
        "版记首末线、中间线粗细",
        f"{_millimetres(foot.thick_eighths)}、{_millimetres(foot.thin_eighths)}",
        "§7.4.1",
        "",
    )
    yield Row("", "版记左右空", f"{foot.inset:g} 字", "§7.4.2", "")


def _millimetres(eighths: int) -> str:
    """Return the thickness of a line of so many eighths of a point."""
    return f"{eighths / 8 * 25.4 / 72:.2f} 毫米"


def _number_gap(layout: Layout) -> float:
    """Return how far the middle of the page number's line, where its dash is, stands below the type area."""
    number = layout.page_number
    middle = number.footer_twips + (number.look.line or 0) / 2
    return layout.page.bottom_mm - middle / TWIPS_PER_MM


def _elements(layout: Layout) -> Iterator[tuple[str, str, Look]]:
    """Yield name, clause and look of the elements of a page."""
    yield "标题", "§7.3.1", layout.title
    yield "正文", "§7.3.3", layout.body
    for level, look in zip("一二三四", layout.headings, strict=True):
        yield f"{level}级标题", "§7.3.3", look
    yield "主送机关", "§7.3.2", layout.salutation
    yield "附件说明", "§7.3.4", layout.attachments
    yield "署名和成文日期", "§7.3.5", layout.signature
    yield "页码", "§7.5", layout.page_number.look
    yield "表题", "", layout.caption
    yield "表格", "", layout.cell
