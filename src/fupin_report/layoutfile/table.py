"""The table of settings: of each its clause of GB/T 9704—2012, its values, what they do, how they depart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeAlias

from fupin_report.frozen import frozen
from fupin_report.layout import Face, Faces, Layout, Look, mm_to_twips

Change: TypeAlias = Callable[[Layout], Layout]


def _unchanged(layout: Layout) -> Layout:
    return layout


class Option(NamedTuple):
    """One of the values that a setting may take."""

    value: str
    gloss: str
    """What it does, in Chinese."""
    change: Change = _unchanged
    deviation: str = ""
    """How it departs from the standard; empty where it does not."""


@frozen
class Choice:
    """A setting that takes one of some values, the first unless another is written."""

    key: str
    title: str
    clause: str
    options: tuple[Option, ...]

    @property
    def default(self) -> str:
        """The value where the file has none."""
        return self.options[0].value

    def option(self, text: str) -> Option:
        """Return the option that a text means. Raises `ValueError` with what may be written."""
        for each in self.options:
            if text.lower() in (each.value.lower(), *_SYNONYMS.get(each.value, ())):
                return each
        known = "、".join(f"{each.value}（{each.gloss}）" for each in self.options)
        raise ValueError(f"可以写：{known}；写的是“{text}”")

    def read(self, text: str) -> str:
        """Return the value as it is kept. Raises `ValueError`."""
        return self.option(text).value

    def apply(self, value: str, layout: Layout) -> Layout:
        """Return the layout with the value in force."""
        return self.option(value).change(layout)

    def shown(self, value: str) -> str:
        """Return the value as people read it."""
        return f"{value}（{self.option(value).gloss}）"

    def deviation(self, value: str) -> str:
        """Return how the value departs from the standard; empty where it does not."""
        return self.option(value).deviation


@frozen
class Measure:
    """A setting that takes a number within bounds."""

    key: str
    title: str
    clause: str
    unit: str
    default: str
    bounds: tuple[Decimal, Decimal]
    standard: tuple[Decimal, Decimal] | None
    """What the standard allows; None where it is silent."""
    required: str
    """The standard's own words for it, in short."""
    change: Callable[[Layout, Decimal], Layout]

    def read(self, text: str) -> str:
        """Return the value as it is kept. Raises `ValueError`."""
        least, most = self.bounds
        try:
            number = Decimal(text) if text.isascii() else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or not least <= number <= most:
            raise ValueError(f"应为 {least} 到 {most} 的数（{self.unit}），只写数；写的是“{text}”")
        return f"{number.normalize():f}"

    def apply(self, value: str, layout: Layout) -> Layout:
        """Return the layout with the value in force; the default is there already."""
        return layout if value == self.default else self.change(layout, Decimal(value))

    def shown(self, value: str) -> str:
        """Return the value as people read it."""
        return f"{value} {self.unit}"

    def deviation(self, value: str) -> str:
        """Return how the value departs from the standard; empty where it does not."""
        if self.standard is None or self.standard[0] <= Decimal(value) <= self.standard[1]:
            return ""
        return f"标准为 {self.required}"


Setting: TypeAlias = Choice | Measure
_SYNONYMS = {"yes": ("是", "true"), "no": ("否", "false"), "off": ("no", "false", "否", "无")}

# --- 每项设置做什么 ---------------------------------------------------------------------------

_SYSTEM = Faces(
    fangsong=Face("仿宋", "FangSong", ("仿宋_GB2312", "STFangsong")),
    kaiti=Face("楷体", "KaiTi", ("楷体_GB2312", "STKaiti")),
    xiaobiaosong=Face("华文中宋", "STZhongsong", ("宋体", "SimSun")),
)
_FOUNDER = Faces(
    fangsong=Face("方正仿宋_GBK", "仿宋"),
    kaiti=Face("方正楷体_GBK", "楷体"),
    heiti=Face("方正黑体_GBK", "黑体"),
    xiaobiaosong=Face("方正小标宋_GBK", "方正小标宋简体"),
)


def _profile(profile: Any) -> Change:
    return lambda layout: replace(layout, profile=profile)


def _sealed(layout: Layout) -> Layout:
    return replace(layout, signature_rule=replace(layout.signature_rule, sealed=True))


def _faces(faces: Faces) -> Change:
    return lambda layout: replace(layout, faces=faces)


def _word_grid(layout: Layout) -> Layout:
    return replace(layout, grid=replace(layout.grid, kind="linesAndChars"))


def _text_digits(layout: Layout) -> Layout:
    return replace(layout, digits="text")


def _page_number(position: Any) -> Change:
    return lambda layout: replace(layout, page_number=replace(layout.page_number, position=position))


def _bold_third_level(layout: Layout) -> Layout:
    first, second, third, fourth = layout.headings
    return replace(layout, headings=(first, second, replace(third, bold=True), fourth))


def _lead(look: Look) -> Change:
    return lambda layout: replace(layout, strong=look)


def _top(layout: Layout, length: Decimal) -> Layout:
    return replace(layout, page=replace(layout.page, top_mm=float(length)))


def _left(layout: Layout, length: Decimal) -> Layout:
    return replace(layout, page=replace(layout.page, left_mm=float(length)))


def _line(layout: Layout, points: Decimal) -> Layout:
    """Set the line of everything that stands on the grid, and the lines a page that follow from it."""
    old, new = layout.grid.line_pitch, round(points * 20)
    lines = mm_to_twips(layout.page.area_height_mm) // new
    changed = {each.name: _on_line(getattr(layout, each.name), old, new) for each in fields(layout)}
    return replace(layout, **changed | {"grid": replace(layout.grid, line_pitch=new, lines=lines)})


def _on_line(value: Any, old: int, new: int) -> Any:
    if isinstance(value, Look) and value.line == old:
        return replace(value, line=new)
    return tuple(_on_line(each, old, new) for each in value) if isinstance(value, tuple) else value


def _title_size(layout: Layout, points: Decimal) -> Layout:
    return replace(layout, title=replace(layout.title, size=float(points)))


def _title_line(layout: Layout, points: Decimal) -> Layout:
    return replace(layout, title=replace(layout.title, line=round(points * 20)))


def _blank_lines(layout: Layout, lines: Decimal) -> Layout:
    return replace(layout, blank_lines_after_title=int(lines))


def _range(least: str, most: str) -> tuple[Decimal, Decimal]:
    return Decimal(least), Decimal(most)


SETTINGS: tuple[Setting, ...] = (
    Choice(
        "profile",
        "格式",
        "§7.2、§7.4",
        (
            Option("auto", "数据里有发文字号和签发人时带版头，再有印发机关时带版记"),
            Option("plain", "不带版头、版记、附注", _profile("plain")),
            Option("official", "上行文：必须有版头", _profile("official")),
        ),
    ),
    Choice(
        "seal",
        "加盖印章",
        "§7.3.5",
        (
            Option("no", "不加盖印章"),
            Option("yes", "加盖印章：成文日期右空四字，署名居中", _sealed),
        ),
    ),
    Choice(
        "grid",
        "网格",
        "§5.2.3",
        (
            Option("P", "每行28字由字距定，Word、WPS、LibreOffice 排得一样"),
            Option("W", "每行28字由文档网格定，Word 的“页面设置”里看得到 28 × 22", _word_grid),
        ),
    ),
    Choice(
        "font_set",
        "字体",
        "§5.2.2、§7.3",
        (
            Option("gb2312", "仿宋_GB2312、楷体_GB2312、黑体、方正小标宋简体"),
            Option(
                "system",
                "仿宋、楷体、黑体、华文中宋：电脑自带，生僻字齐全",
                _faces(_SYSTEM),
                "标准的标题用小标宋体，电脑不自带",
            ),
            Option("fangzheng_gbk", "方正仿宋_GBK、方正楷体_GBK 等：要先安装，生僻字齐全", _faces(_FOUNDER)),
        ),
    ),
    Choice(
        "digits",
        "数字和字母",
        "§5.2.2",
        (
            Option("times", "Times New Roman", deviation="标准为正文字体（仿宋），用 Times New Roman 是惯例"),
            Option("text", "与所在文字同一字体", _text_digits),
        ),
    ),
    Choice(
        "page_number",
        "页码",
        "§7.5",
        (
            Option("outside", "单页居右，双页居左"),
            Option("center", "居中", _page_number("center"), "标准为单页居右空一字，双页居左空一字"),
            Option("off", "不编页码", _page_number("off"), "标准要求编页码"),
        ),
    ),
    Choice(
        "level3_bold",
        "三级标题加粗",
        "§7.3.3",
        (
            Option("no", "不加粗"),
            Option("yes", "加粗", _bold_third_level, "标准为仿宋，不加粗"),
        ),
    ),
    Choice(
        "lead",
        "段首主题句",
        "",
        (
            Option("bold", "仿宋加粗"),
            Option("plain", "与正文一样", _lead(Look())),
            Option("kaiti", "楷体", _lead(Look(face="kaiti"))),
        ),
    ),
    Measure(
        "top_mm", "天头", "§5.2.1", "毫米", "37", _range("20", "55"), _range("36", "38"), "37±1 毫米", _top
    ),
    Measure(
        "left_mm", "订口", "§5.2.1", "毫米", "28", _range("15", "40"), _range("27", "29"), "28±1 毫米", _left
    ),
    Measure(
        "line_pt",
        "行距",
        "§5.2.3",
        "磅",
        "28.95",
        _range("20", "40"),
        _range("27.75", "28.95"),
        "每页22行，行距不超过 28.95 磅",
        _line,
    ),
    Measure(
        "title_pt",
        "标题字号",
        "§7.3.1",
        "磅",
        "22",
        _range("16", "36"),
        _range("22", "22"),
        "2号（22 磅）",
        _title_size,
    ),
    Measure("title_line_pt", "标题行距", "§3.2", "磅", "36", _range("20", "60"), None, "", _title_line),
    Measure(
        "blank_lines_after_title",
        "标题下空行",
        "§7.3.2",
        "行",
        "1",
        _range("0", "3"),
        _range("1", "1"),
        "空一行",
        _blank_lines,
    ),
)
