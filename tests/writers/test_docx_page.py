"""The page facts of GB/T 9704 in the Word file, by name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from word_file import body, find, part, parts, style, value, values

from fupin_report.layout import Face, Layout


def test_sheet_is_a4_upright() -> None:
    """The sheet is 210 × 297 mm (§5.1)."""
    assert values(body(), "w:sectPr/w:pgSz") == {"w": "11906", "h": "16838"}


def test_margins_leave_the_type_area() -> None:
    """天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (§5.2.1)."""
    margins = values(body(), "w:sectPr/w:pgMar")
    assert [margins[side] for side in ("top", "right", "bottom", "left")] == ["2098", "1474", "1984", "1587"]


def test_lines_stand_579_twips_apart() -> None:
    """The grid and every paragraph of the text have 28.95 pt a line, so that a page holds 22 (§5.2.3)."""
    assert values(body(), "w:sectPr/w:docGrid") == {"type": "lines", "linePitch": "579"}
    for name in ("Normal", "heading 1", "heading 4", "Salutation", "分项", "空行"):
        spacing = values(style(name), "w:pPr/w:spacing")
        assert spacing == {"before": "0", "after": "0", "line": "579", "lineRule": "exact"}


def test_exact_lines_do_not_snap_to_the_grid() -> None:
    """No style snaps to the grid and none pulls lines over to the next page."""
    paragraph_styles = find(part("word/styles.xml"), 'w:style[@w:type="paragraph"]')
    assert {value(each, "w:pPr/w:snapToGrid") for each in paragraph_styles} == {"0"}
    assert {value(each, "w:pPr/w:widowControl") for each in paragraph_styles} == {"0"}


@pytest.mark.parametrize(
    ("name", "face", "half_points"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("heading 1", "黑体", "32"),
        ("heading 2", "楷体_GB2312", "32"),
        ("heading 3", "仿宋_GB2312", "32"),
        ("heading 4", "仿宋_GB2312", "32"),
        ("题下署名", "楷体_GB2312", "32"),
        ("Salutation", "仿宋_GB2312", "32"),
        ("footer", "宋体", "28"),
    ],
)
def test_faces_and_sizes(name: str, face: str, half_points: str) -> None:
    """Each element has its face, for marks that belong to no script too, and its 字号 (§7)."""
    fonts = values(style(name), "w:rPr/w:rFonts")
    assert (fonts["eastAsia"], fonts["ascii"], fonts["hAnsi"]) == (face, face, face)
    assert value(style(name), "w:rPr/w:sz") == half_points


def test_nothing_is_bold_but_the_lead_sentence() -> None:
    """The standard has no bold; only 段首主题句 is."""
    bold = find(part("word/styles.xml"), 'w:style[w:rPr/w:b/@w:val="1"]/w:name/@w:val')
    assert bold == ["Strong"]


def test_three_point_characters_are_set_closer() -> None:
    """−0.25 pt a character brings 28 characters of 3号 into 156 mm (§5.2.3)."""
    assert value(style("Normal"), "w:rPr/w:spacing") == "-5"


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_have_outline_levels(level: int) -> None:
    """Built-in headings and paragraphs that begin with one are listed in the navigation pane."""
    assert value(style(f"heading {level}"), "w:pPr/w:outlineLvl") == str(level - 1)
    assert value(style(f"接排标题 {level}"), "w:pPr/w:outlineLvl") == str(level - 1)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_heading_is_never_the_last_line_of_a_page(level: int) -> None:
    """A heading alone on its line keeps with the next paragraph; a run-in one needs not."""
    assert value(style(f"heading {level}"), "w:pPr/w:keepNext") == "1"
    assert value(style(f"接排标题 {level}"), "w:pPr/w:keepNext") == "0"


def test_body_begins_two_characters_in_and_centred_lines_do_not() -> None:
    """首行缩进 two characters (§7.3.3), taken back where a line is centred."""
    indent = values(style("Normal"), "w:pPr/w:ind")
    assert (indent["firstLineChars"], indent["firstLine"]) == ("200", "632")
    for name in ("Title", "题下署名", "caption", "表头"):
        indent = values(style(name), "w:pPr/w:ind")
        assert (indent["firstLineChars"], indent["firstLine"]) == ("0", "0")


def test_page_number_stands_on_the_outer_side() -> None:
    """Odd pages right, even pages left, one character in (§7.5)."""
    assert find(part("word/settings.xml"), "w:evenAndOddHeaders")
    footers = {kind: _footer(kind) for kind in ("default", "even")}
    assert value(footers["default"], "//w:jc") == "right"
    assert values(footers["default"], "//w:ind") == {"rightChars": "100", "right": "280"}
    assert value(footers["even"], "//w:jc") == "left"
    assert values(footers["even"], "//w:ind") == {"leftChars": "100", "left": "280"}


def test_page_number_stands_between_dashes() -> None:
    """`— 1 —`, the number a field, 7 mm below the type area (§7.5)."""
    footer = _footer("default")
    assert "".join(find(footer, "//w:t/text()")) == "— 1 —"
    assert find(footer, "//w:instrText/text()") == [" PAGE "]
    assert values(body(), "w:sectPr/w:pgMar")["footer"] == "1427"


def test_page_number_may_be_centred() -> None:
    """Centred, there is one footer for all pages."""
    layout = Layout()
    centred = replace(layout, page_number=replace(layout.page_number, position="center"))
    written = parts(layout=centred)
    assert [name for name in written if "footer" in name] == ["word/footer1.xml"]
    assert not find(part("word/settings.xml", centred), "w:evenAndOddHeaders")
    assert value(part("word/footer1.xml", centred), "//w:jc") == "center"


def test_no_theme_font_is_reachable() -> None:
    """A theme attribute would beat the name beside it."""
    written = parts()
    for name in ("word/styles.xml", "word/document.xml", "word/footer1.xml", "word/settings.xml"):
        assert b"Theme=" not in written[name]
    assert "仿宋_GB2312".encode() in written["word/theme/theme1.xml"]
    assert b"Calibri" not in written["word/theme/theme1.xml"]


def test_font_table_names_substitutes() -> None:
    """Where 仿宋_GB2312 is missing, Word is told to take 仿宋."""
    table = part("word/fontTable.xml")
    assert value(table, 'w:font[@w:name="仿宋_GB2312"]/w:altName') == "仿宋"


def test_file_opens_without_compatibility_mode() -> None:
    """Word shows no 兼容模式, and reads the text as Chinese."""
    settings = part("word/settings.xml")
    assert value(settings, '//w:compatSetting[@w:name="compatibilityMode"]') == "15"
    assert values(settings, "w:themeFontLang")["eastAsia"] == "zh-CN"
    assert values(part("word/styles.xml"), "w:docDefaults//w:lang")["eastAsia"] == "zh-CN"


def test_nothing_tells_of_the_library_s_template() -> None:
    """No thumbnail, no example data, no foreign author, no unused parts."""
    written = parts(provenance=False)
    assert sorted(written) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    assert b"python-docx" not in b"".join(written.values())
    assert b"rsid" not in b"".join(written.values())


def test_layout_reaches_every_style() -> None:
    """Another face and another size are in the styles, escaped."""
    layout = Layout()
    changed = replace(
        layout,
        faces=replace(layout.faces, fangsong=Face('仿宋 "A&B"')),
        body=replace(layout.body, size=15),
    )
    assert values(style("Normal", changed), "w:rPr/w:rFonts")["eastAsia"] == '仿宋 "A&B"'
    assert value(style("Normal", changed), "w:rPr/w:sz") == "30"


def _footer(kind: str) -> object:
    (reference,) = find(body(), f'w:sectPr/w:footerReference[@w:type="{kind}"]')
    (key,) = (each for name, each in reference.attrib.items() if name.endswith("}id"))
    relations = part("word/_rels/document.xml.rels")
    (target,) = (each.get("Target") for each in relations if each.get("Id") == key)
    return part(f"word/{target}")
