from __future__ import annotations

from dataclasses import replace

import pytest

from fupin_report.layout import Face, Layout, Look, mm_to_twips, text_width


def test_margins_follow_from_sheet_and_type_area() -> None:
    """The right margin is 26 mm and the bottom margin 35 mm (§5.2.1)."""
    page = Layout().page
    assert (page.top_mm, page.right_mm, page.bottom_mm, page.left_mm) == (37, 26, 35, 28)


def test_grid_fills_the_type_area() -> None:
    """225 mm hold 22 lines but not 22 lines one twip higher; 156 mm hold 28 characters (§5.2.3)."""
    layout = Layout()
    height = mm_to_twips(layout.page.area_height_mm)
    assert height // layout.grid.line_pitch == layout.grid.lines == 22
    assert height // (layout.grid.line_pitch + 1) == 21
    pitch = layout.body.size * 20 + layout.body.spacing
    assert layout.area_twips // pitch == layout.grid.characters == 28


def test_every_text_look_stands_on_the_grid() -> None:
    """The elements of the text have the line height of the grid."""
    layout = Layout()
    looks = (layout.body, *layout.headings, layout.salutation, layout.byline, layout.signature, layout.date)
    assert {look.line for look in looks} == {layout.grid.line_pitch}


def test_one_character_is_a_28th_of_the_line() -> None:
    """Two characters are 632 twips and 28 are the whole line."""
    layout = Layout()
    assert layout.indent_twips(2) == 632
    assert layout.indent_twips(28) == layout.area_twips == 8844


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("双河源镇人民政府", 8),
        ("2015年6月30日", 6.5),
        ("2015年12月30日", 7),
        ("“精准扶贫”", 6),
        ("e\u0301A", 1),
        ("", 0),
    ],
)
def test_width_counts_full_and_half_characters(text: str, width: float) -> None:
    """A full-width character is one 字, a half-width one half, a combining mark nothing."""
    assert text_width(text) == width


def test_single_values_can_be_replaced() -> None:
    """A township changes a face without restating the rest."""
    layout = Layout()
    changed = replace(layout, faces=replace(layout.faces, fangsong=Face("方正仿宋_GBK")))
    assert changed.face(Look()) == "方正仿宋_GBK"
    assert changed.face(layout.headings[0]) == "黑体"
    assert changed != layout
