"""页码 (§7.5): there, `— 1 —`, on the outer side, 7 mm below the type area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fupin_report.inspector.checks.paragraphs import first_line, left, pitch, right
from fupin_report.inspector.checks.rule import (
    CHARACTER,
    MM,
    STANDARD,
    Case,
    Rule,
    Sheet,
    mm,
    near,
    said,
)
from fupin_report.inspector.facts import PAGE, Paragraph
from fupin_report.inspector.pages import Section
from fupin_report.layout import Layout, text_width

_NAMES = {"default": "单页", "even": "双页", "first": "首页"}
_OUTSIDE = {"default": "right", "even": "left", "first": "right"}
_SIDES = {
    "right": "居右",
    "left": "居左",
    "center": "居中",
    "outside": "居外侧",
    "inside": "居内侧",
    "both": "居左",
}


class _Footer(NamedTuple):
    """A footer that a section shows."""

    kind: str
    """`default` (odd pages, or all), `even`, `first`."""
    section: Section
    paragraphs: tuple[Paragraph, ...]

    @property
    def number(self) -> Paragraph | None:
        """The paragraph with the page number."""
        return next((each for each in self.paragraphs if PAGE in each.text), None)

    @property
    def name(self) -> str:
        """Which pages show it."""
        return _NAMES[self.kind]


def _footers(sheet: Sheet) -> Iterator[_Footer]:
    """Yield what each section shows: even and first pages only where they differ."""
    facts = sheet.facts
    for section in facts.sections:
        shown = {"default": True, "even": facts.facing, "first": section.first_page}
        for kind, there in shown.items():
            if there:
                yield _Footer(kind, section, tuple(facts.footers.get(section.footers.get(kind, ""), ())))


def _numbers(sheet: Sheet) -> Iterator[tuple[_Footer, Paragraph]]:
    for footer in _footers(sheet):
        if footer.number is not None and not footer.section.landscape:
            yield footer, footer.number


def _there(sheet: Sheet) -> Iterator[Case]:
    for footer in _footers(sheet):
        there = footer.number is not None
        yield Case("有" if there else f"{footer.name}没有页码", there)


def _form(sheet: Sheet) -> Iterator[Case]:
    dash = re.escape(sheet.layout.page_number.dash)
    right_form = re.compile(f"{dash}[ \u00a0]?{PAGE}[ \u00a0]?{dash}")
    for footer, number in _numbers(sheet):
        text = number.text.strip()
        found = text.replace(PAGE, "1").replace("\t", " ")
        yield Case(f"{footer.name}“{found}”", bool(right_form.fullmatch(text)), number)


def _side(paragraph: Paragraph) -> str:
    """Return the side on which a page number stands; a tab before it leads to the middle, or further."""
    tabs = paragraph.text.partition(PAGE)[0].count("\t")
    if paragraph.look.frame:
        return paragraph.look.frame
    if tabs:
        return "center" if tabs == 1 else "right"
    return paragraph.look.align


def _position(sheet: Sheet) -> Iterator[Case]:
    centred = sheet.layout.page_number.position == "center"
    for footer, number in _numbers(sheet):
        side = _side(number)
        if centred:
            good = side == "center"
        elif sheet.facts.facing or side == "outside":
            good = side in (_OUTSIDE[footer.kind], "outside") or (side == "both" and footer.kind == "even")
        else:
            good = False
        name = footer.name if sheet.facts.facing else "各页"
        yield Case(f"{name}{_SIDES.get(side, side)}", good, number)


def _inset(sheet: Sheet) -> Iterator[Case]:
    """Characters of the page number itself, or of the body: the standard does not say which."""
    if sheet.layout.page_number.position == "center":
        return
    wanted = sheet.layout.page_number.inset
    for footer, number in _numbers(sheet):
        side = _side(number)
        if side == "center" or number.look.frame is not None:
            continue
        trailing = text_width(number.text[len(number.text.rstrip()) :])
        found = right(number) + trailing if side == "right" else left(number) + first_line(number)
        body = sheet.layout.body.size * 20 / max(pitch(number), 1)
        good = wanted - CHARACTER <= found <= wanted * body + CHARACTER
        yield Case(f"{footer.name}空{said(found)}字", good, number)


def _distance(sheet: Sheet) -> Iterator[Case]:
    """The dash lies in the middle of its line; in a frame or text box it may lie anywhere."""
    wanted = _wanted_distance(sheet.layout)
    for footer, number in _numbers(sheet):
        if number.look.frame is None:
            section = footer.section
            below = footer.paragraphs[footer.paragraphs.index(number) + 1 :]
            under = sum(_height(each, section) for each in below if each.look.frame is None)
            rise = section.footer + under + number.look.after + _line(number, section) / 2
            found = mm(section.bottom - rise)
            yield Case(f"{footer.name}{said(found)}毫米", near(found, wanted, MM), number)


def _line(paragraph: Paragraph, section: Section) -> float:
    size = max((run.look.size for run in paragraph.runs), default=paragraph.mark.size)
    return paragraph.look.pitch(size, section.grid, section.pitch)


def _height(paragraph: Paragraph, section: Section) -> float:
    return _line(paragraph, section) + paragraph.look.before + paragraph.look.after


def _wanted_distance(layout: Layout) -> float:
    """Return how far below the type area the dash lies in a file of this layout."""
    number = layout.page_number
    return layout.page.bottom_mm - mm(number.footer_twips + (number.look.line or 0) / 2)


def _required_position(layout: Layout) -> str:
    return "居中" if layout.page_number.position == "center" else "单页居右，双页居左"


RULES = (
    Rule("页码", "§7.5", STANDARD, lambda _: "有", _there),
    Rule(
        "页码形式",
        "§7.5",
        STANDARD,
        lambda layout: f"{layout.page_number.dash} 1 {layout.page_number.dash}",
        _form,
    ),
    Rule("页码位置", "§7.5", STANDARD, _required_position, _position),
    Rule("页码左右空", "§7.5", STANDARD, lambda layout: f"{said(layout.page_number.inset)}字", _inset),
    Rule(
        "页码距版心",
        "§7.5",
        STANDARD,
        lambda layout: f"{said(_wanted_distance(layout))}±{said(MM)}毫米",
        _distance,
    ),
)
