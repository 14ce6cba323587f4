"""Sheet, margins and type area (§5.1, §5.2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fupin_report.inspector.checks.rule import MM, STANDARD, Case, Check, Rule, Sheet, mm, near, said
from fupin_report.inspector.pages import Section
from fupin_report.layout import Layout


def _sheet(sheet: Sheet) -> Iterator[Case]:
    """A sheet on its side, for a wide table, is the same sheet (§8)."""
    wanted = sorted((sheet.layout.page.width_mm, sheet.layout.page.height_mm))
    for section in sheet.facts.sections:
        sides = (mm(section.width), mm(section.height))
        good = all(near(side, want, MM) for side, want in zip(sorted(sides), wanted, strict=True))
        yield Case(f"{said(sides[0])}×{said(sides[1])}毫米", good)


def _length(measure: Callable[[Section], float], wanted: Callable[[Layout], float]) -> Check:
    """Return a check of one length of each section that stands upright."""

    def check(sheet: Sheet) -> Iterator[Case]:
        for section in sheet.facts.sections:
            if not section.landscape:
                found = mm(measure(section))
                yield Case(f"{said(found)}毫米", near(found, wanted(sheet.layout), MM))

    return check


RULES = (
    Rule(
        "用纸幅面",
        "§5.1",
        STANDARD,
        lambda layout: f"{said(layout.page.width_mm)}×{said(layout.page.height_mm)}毫米",
        _sheet,
    ),
    Rule(
        "天头",
        "§5.2.1",
        STANDARD,
        lambda layout: f"{said(layout.page.top_mm)}±{said(MM)}毫米",
        _length(lambda section: section.top, lambda layout: layout.page.top_mm),
    ),
    Rule(
        "订口",
        "§5.2.1",
        STANDARD,
        lambda layout: f"{said(layout.page.left_mm)}±{said(MM)}毫米",
        _length(lambda section: section.left, lambda layout: layout.page.left_mm),
    ),
    Rule(
        "版心宽度",
        "§5.2.1",
        STANDARD,
        lambda layout: f"{said(layout.page.area_width_mm)}毫米",
        _length(lambda section: section.area_width, lambda layout: layout.page.area_width_mm),
    ),
    Rule(
        "版心高度",
        "§5.2.1",
        STANDARD,
        lambda layout: f"{said(layout.page.area_height_mm)}毫米",
        _length(lambda section: section.area_height, lambda layout: layout.page.area_height_mm),
    ),
)
