"""Lines a page, characters a line, and what keeps them so (§5.2.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import floor

from fupin_report.inspector.checks.rule import CUSTOM, RUNNING, SLACK, STANDARD, Case, Rule, Sheet, said
from fupin_report.inspector.elements import Element, Kind
from fupin_report.inspector.facts import Run
from fupin_report.layout import text_width

_SET = (*RUNNING, Kind.SALUTATION, Kind.BYLINE, Kind.ATTACHMENTS, Kind.SIGNATURE, Kind.DATE, Kind.BLANK)
_GRIDS = ("lines", "linesAndChars")


def _size(element: Element) -> float:
    runs = element.paragraph.runs
    return max((run.look.size for run in runs), default=element.paragraph.mark.size)


def _lines(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.upright(*RUNNING):
        section = sheet.section(element)
        pitch = element.paragraph.look.pitch(_size(element), section.grid, section.pitch)
        lines = floor(section.area_height / max(pitch, 1) + SLACK)
        yield Case(
            f"{lines}行（行距{said(pitch / 20, 2)}磅）", lines == sheet.layout.grid.lines, element.paragraph
        )


def _exact(sheet: Sheet) -> Iterator[Case]:
    elements = list(sheet.upright(*_SET))
    usual = Counter(element.paragraph.look.line for element in elements).most_common(1)
    for element in elements:
        look = element.paragraph.look
        exact = look.rule == "exact"
        found = f"固定值{said(look.line / 20, 2)}磅" if exact else _RULES.get(look.rule, look.rule)
        yield Case(found, exact and look.line == usual[0][0], element.paragraph)


_RULES = {"auto": "按倍数，随字体变化", "atLeast": "最小值，随字体变化"}


def _characters(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.upright(Kind.BODY):
        section = sheet.section(element)
        for run in element.rest:
            if _is_wide(run):
                spread = section.spread if run.look.snaps else 0
                count = floor(section.column_width / max(run.look.pitch + spread, 1) + SLACK)
                yield Case(f"{count}字", count == sheet.layout.grid.characters, element.paragraph)


def _is_wide(run: Run) -> bool:
    """Whether a run holds full-width characters, which alone are counted."""
    return text_width(run.text) > len(run.text) / 2


def _spaced(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.upright(*RUNNING):
        before, after = element.paragraph.look.before, element.paragraph.look.after
        found = f"段前{said(before / 20)}磅、段后{said(after / 20)}磅"
        yield Case(found, before == after == 0, element.paragraph)


def _grid(sheet: Sheet) -> Iterator[Case]:
    for section in sheet.facts.sections:
        if section.landscape:
            continue
        if section.grid not in _GRIDS or section.pitch <= 0:
            yield Case("没有网格", False)
            continue
        lines = floor(section.area_height / section.pitch + SLACK)
        yield Case(f"每页{lines}行", lines == sheet.layout.grid.lines)


def _widows(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.upright(Kind.BODY):
        on = element.paragraph.look.widows
        yield Case("孤行控制开着" if on else "孤行控制关着", not on, element.paragraph)


RULES = (
    Rule("每页行数", "§5.2.3", STANDARD, lambda layout: f"{layout.grid.lines}行", _lines),
    Rule("每行字数", "§5.2.3", STANDARD, lambda layout: f"{layout.grid.characters}字", _characters),
    Rule("正文段间距", "§5.2.3", STANDARD, lambda _: "段前0磅、段后0磅，行行相接", _spaced),
    Rule(
        "行距统一",
        "§5.2.3",
        CUSTOM,
        lambda layout: f"全文同一固定值，如{said((layout.body.line or 0) / 20, 2)}磅",
        _exact,
    ),
    Rule("文档网格", "§5.2.3", CUSTOM, lambda layout: f"每页{layout.grid.lines}行的网格", _grid),
    Rule("孤行控制", "§5.2.3", CUSTOM, lambda _: "关，否则有的页少一行", _widows),
)
