"""`layout.yaml`: every setting reaches the page, and what is no setting is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from word_file import body, part, parts, style, value, values

import fupin_report as fr
from fupin_report.document import Document, Heading, Paragraph, Strong, Text, Title
from fupin_report.layout import Layout
from fupin_report.layoutfile import SETTINGS, Settings, read_settings
from fupin_report.layoutfile.table import Choice, Measure
from fupin_report.source import read_yaml
from fupin_report.writers import WRITERS
from rendering import pages, to_pdf

_MM = 72 / 25.4
_BLOCKS = (
    Title((Text("标题"),)),
    Heading(1, (Text("概况"),), "一、"),
    Paragraph((Strong((Text("主题句。"),)), Text("汉" * 28 * 24))),
)


def settings(text: str) -> Settings:
    return read_settings(read_yaml(text, "layout.yaml"))


def layout(text: str) -> Layout:
    return settings(text).layout


def problems(text: str) -> list[str]:
    with pytest.raises(fr.DataError) as caught:
        settings(text)
    return [
        f"{each.position.line}:{each.position.column} {each.code} {each.message}"
        for each in caught.value.problems
        if each.position
    ]


def _fonts(name: str, of: Layout) -> dict[str, str]:
    return values(style(name, of), "w:rPr/w:rFonts")


def _grid(of: Layout) -> dict[str, str]:
    return values(body(layout=of), "w:sectPr/w:docGrid")


def _margin(of: Layout) -> dict[str, str]:
    return values(body(layout=of), "w:sectPr/w:pgMar")


def _footers(of: Layout) -> list[str]:
    written = parts(layout=of)
    return [value(etree.fromstring(written[name]), "//w:jc") for name in sorted(written) if "footer" in name]


def _latin(of: Layout) -> list[Any]:
    return list(style("西文", of).iter("{*}rFonts"))


SEEN: list[tuple[str, Callable[[Layout], Any], Any]] = [
    ("profile: auto", lambda of: of.profile, "auto"),
    ("profile: plain", lambda of: of.profile, "plain"),
    ("profile: official", lambda of: of.profile, "official"),
    ("seal: no", lambda of: of.signature_rule.sealed, False),
    ("seal: yes", lambda of: of.signature_rule.sealed, True),
    ("grid: P", _grid, {"type": "lines", "linePitch": "579"}),
    ("grid: W", _grid, {"type": "linesAndChars", "linePitch": "579", "charSpace": "-849"}),
    ("grid: W", lambda of: value(style("Normal", of), "w:rPr/w:spacing"), "0"),
    ("grid: W", lambda of: values(style("Normal", of), "w:pPr/w:snapToGrid")["val"], "1"),
    ("grid: W", lambda of: values(style("Title", of), "w:pPr/w:snapToGrid")["val"], "0"),
    ("font_set: gb2312", lambda of: _fonts("Normal", of)["eastAsia"], "仿宋_GB2312"),
    ("font_set: system", lambda of: _fonts("Normal", of)["eastAsia"], "仿宋"),
    ("font_set: system", lambda of: _fonts("Title", of)["eastAsia"], "华文中宋"),
    ("font_set: fangzheng_gbk", lambda of: _fonts("heading 1", of)["eastAsia"], "方正黑体_GBK"),
    ("font_set: fangzheng_gbk", lambda of: _fonts("heading 2", of)["eastAsia"], "方正楷体_GBK"),
    ("digits: times", lambda of: _fonts("西文", of)["ascii"], "Times New Roman"),
    ("digits: text", _latin, []),
    ("page_number: outside", _footers, ["right", "left"]),
    ("page_number: center", _footers, ["center"]),
    ("page_number: off", _footers, []),
    ("level3_bold: no", lambda of: value(style("heading 3", of), "w:rPr/w:b"), "0"),
    ("level3_bold: yes", lambda of: value(style("heading 3", of), "w:rPr/w:b"), "1"),
    ("lead: bold", lambda of: value(style("Strong", of), "w:rPr/w:b"), "1"),
    ("lead: plain", lambda of: value(style("Strong", of), "w:rPr/w:b"), "0"),
    ("lead: kaiti", lambda of: _fonts("Strong", of)["eastAsia"], "楷体_GB2312"),
    ("top_mm: 36.5", lambda of: (_margin(of)["top"], _margin(of)["bottom"]), ("2069", "2013")),
    ("left_mm: 27", lambda of: (_margin(of)["left"], _margin(of)["right"]), ("1531", "1531")),
    ("line_pt: 28", lambda of: values(style("Normal", of), "w:pPr/w:spacing")["line"], "560"),
    ("line_pt: 28", lambda of: values(style("heading 4", of), "w:pPr/w:spacing")["line"], "560"),
    ("line_pt: 30", lambda of: of.grid.lines, 21),
    ("title_pt: 20", lambda of: value(style("Title", of), "w:rPr/w:sz"), "40"),
    ("title_line_pt: 35", lambda of: values(style("Title", of), "w:pPr/w:spacing")["line"], "700"),
    ("blank_lines_after_title: 2", lambda of: of.blank_lines_after_title, 2),
    ("网格: w", lambda of: of.grid.kind, "linesAndChars"),
    ("三级标题加粗: 是", lambda of: of.headings[2].bold, True),
    ("页码: 无", lambda of: of.page_number.position, "off"),
]


@pytest.mark.parametrize(("text", "look", "wanted"), SEEN, ids=[text for text, *_ in SEEN])
def test_setting_reaches_the_file(text: str, look: Callable[[Layout], Any], wanted: Any) -> None:
    """Each value of each setting stands in the Word file."""
    assert look(layout(text)) == wanted


def test_every_value_of_every_setting_is_tried() -> None:
    """The table above names every option, and every measure."""
    tried = {tuple(text.split(": ")) for text, *_ in SEEN}
    for each in SETTINGS:
        if isinstance(each, Choice):
            assert {(each.key, option.value) for option in each.options} <= tried
        else:
            assert each.key in {key for key, *_ in tried}


def test_defaults_are_the_layout_without_a_file() -> None:
    """A file of all defaults and no file are one."""
    spelled = "\n".join(f"{each.key}: {each.default}" for each in SETTINGS)
    assert layout(spelled) == Settings().layout == Layout()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("grid: P\nfont: system", "2:1 L602 没有“font”这一项设置。是不是“font_set”？"),
        ("行距离: 3", "1:1 L602 没有“行距离”这一项设置。是不是“行距”？"),
        ("qqq: 3", "1:1 L602 没有“qqq”这一项设置。可以写：profile、"),
        ("grid: X", "1:7 L604 网格：可以写：P（"),
        ("grid: [P]", "1:7 L604 网格：应写一个值"),
        ("top_mm: 37毫米", "1:9 L604 天头：应为 20 到 55 的数（毫米），只写数；写的是“37毫米”"),
        ("top_mm: 5", "1:9 L604 天头：应为 20 到 55"),
        ("top_mm: NaN", "1:9 L604 天头：应为 20 到 55"),
        ("line_pt: 1e400", "1:10 L604 行距：应为 20 到 40"),
        ("grid: P\n网格: W", "2:1 L603 “网格”写了两次"),
        ("~", "1:1 L601 版式设置应写成"),
        ("- grid", "1:1 L601 版式设置应写成"),
    ],
)
def test_what_is_no_setting_is_refused_with_its_line(text: str, said: str) -> None:
    """Unknown keys, wrong values, the same twice, no mapping: each with line and column."""
    (found,) = problems(text)
    assert found.startswith(said)


def test_everything_wrong_is_told_at_once() -> None:
    """Two slips are two problems of one error."""
    assert len(problems("a: 1\nlead: x")) == 2


@pytest.mark.parametrize(
    "each", [each for each in SETTINGS if isinstance(each, Measure)], ids=lambda each: each.key
)
def test_measure_keeps_within_its_bounds(each: Measure) -> None:
    """The bounds are taken, what lies beyond is not; the default and what the standard allows lie within."""
    least, most = each.bounds
    assert Decimal(each.read(str(least))) == least
    assert Decimal(each.read(str(most))) == most
    for beyond in (least - 1, most + 1):
        with pytest.raises(ValueError, match="应为"):
            each.read(str(beyond))
    assert each.read(each.default) == each.default
    assert not each.deviation(each.default)


def test_deviations_are_told() -> None:
    """What departs from the standard says so; the defaults depart in the face of digits alone."""
    assert [row.key for row in Settings().rows() if row.deviation] == ["digits"]
    shown = {row.key or row.title: row for row in settings("digits: text\nline_pt: 30\ntop_mm: 40").rows()}
    assert not shown["digits"].deviation
    assert shown["top_mm"].deviation == "标准为 37±1 毫米"
    assert shown["每页行数"].value == "21 行"
    assert shown["每页行数"].deviation == "标准为每页22行"
    assert shown["切口"].clause == "§5.2.1"


def test_characters_of_the_word_grid_fill_the_line() -> None:
    """28 characters drawn together by the grid fit into the type area, 29 do not (§5.2.3)."""
    of = layout("grid: W")
    pitch = of.body.size * 20 + of.character_space * 20 / 4096
    assert of.area_twips // pitch == 28


def _shown(folder: Path, text: str) -> list[list[str]]:
    path = folder / "a.docx"
    path.write_bytes(WRITERS["docx"](Document(_BLOCKS), layout(text)))
    return [[line.text for line in page] for page in pages(to_pdf(path))]


def test_page_numbers_may_be_off(tmp_path: Path) -> None:
    """Without page numbers nothing stands under the type area."""
    assert all(set(page[-1]) == {"汉"} for page in _shown(tmp_path, "page_number: off"))


def test_line_is_set_on_the_page(tmp_path: Path) -> None:
    """At 30 points the second page of a long text has no more than 21 lines."""
    path = tmp_path / "a.docx"
    blocks = (Paragraph((Text("汉" * 28 * 60),)),)
    path.write_bytes(WRITERS["docx"](Document(blocks), layout("line_pt: 30")))
    assert [len(page) - 1 for page in pages(to_pdf(path))][:2] == [21, 21]


def test_margin_is_set_on_the_page(tmp_path: Path) -> None:
    """The type area begins where the setting says."""
    path = tmp_path / "a.docx"
    path.write_bytes(WRITERS["docx"](Document(_BLOCKS), layout("left_mm: 30")))
    assert pages(to_pdf(path))[0][3].left / _MM == pytest.approx(30, abs=0.7)


def test_html_follows() -> None:
    """The web page has no page number and no face for digits when none are asked for."""
    page = WRITERS["html"](Document(_BLOCKS), layout("page_number: off\ndigits: text")).decode()
    assert "counter(page)" not in page
    assert "latin," not in page


def test_layout_goes_all_the_way(tmp_path: Path) -> None:
    """A file of settings reaches the report from Python; a missing file is named."""
    file = tmp_path / "layout.yaml"
    file.write_text("font_set: system\n", "utf-8")
    assert fr.read_layout(file) == layout("font_set: system")
    with pytest.raises(OSError, match="none.yaml"):
        fr.read_layout(tmp_path / "none.yaml")


def test_text_of_the_theme_follows_the_font_set() -> None:
    """No face of another set is left anywhere in the file."""
    for name in ("word/styles.xml", "word/theme/theme1.xml", "word/document.xml"):
        assert "GB2312" not in etree.tostring(part(name, layout("font_set: system")), encoding="unicode")


def test_what_is_sent_up_is_shown_unless_the_profile_is_plain() -> None:
    """`layout show` lists 版头 and 版记 with their places, where a report may have them."""
    official = {row.title for row in Settings().rows()}
    plain = {row.title for row in Settings({**Settings().values, "profile": "plain"}).rows()}
    assert official - plain >= {
        "发文机关标志",
        "签发人姓名",
        "红线到发文字号",
        "版记",
        "版记首末线、中间线粗细",
    }
    assert plain < official
