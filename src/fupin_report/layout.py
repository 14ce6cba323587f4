"""GB/T 9704—2012 as data: page, type area, grid, one look an element, signature and table rules.

`Layout()` is the profile “plain” for internal reports (工作汇报): no red head, no 版记. A township
changes single values with :func:`dataclasses.replace`. Nothing else in this library holds a
millimetre, a twip value or a font name.

Units: `*_mm` millimetres; `*_pt` and `size` points; `line`, `*_twips` and spacing in twips, the
twentieth of a point Word counts in; indents in 字, the width of one character of the body (§3.1).
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Literal, TypeAlias

from fupin_report.frozen import frozen

Role: TypeAlias = Literal["fangsong", "kaiti", "heiti", "xiaobiaosong", "songti", "latin"]
"""The part a typeface plays; `Faces` names the face for each."""
Align: TypeAlias = Literal["both", "left", "center", "right"]
"""`both` fills the line to its end (两端对齐)."""

TWIPS_PER_MM = 1440 / 25.4
"""An inch has 1440 twips and 25.4 mm."""


def mm_to_twips(length: float) -> int:
    """Return a length in mm as whole twips."""
    return round(length * TWIPS_PER_MM)


def text_width(text: str) -> float:
    """Return the width of a line of text in 字: 1 for a full-width character, 0.5 for a half-width one.

    Marks that East Asian and Latin typefaces share (“ ” … — ·) are set full width here, as in the page.
    """
    return sum(map(_character_width, text))


@lru_cache(maxsize=4096)
def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


_LATIN_WIDTHS = {".": 0.25, "-": 0.333, "+": 0.564, "%": 0.833, "‰": 1.0}
"""Widths in the Latin face where they are not those of a digit, 字."""


@frozen
class Face:
    """A typeface by the name reviewers see in Word."""

    name: str
    """Name written into every style."""
    alternate: str = ""
    """Name Word may take instead when the first is not installed (`w:altName`)."""
    others: tuple[str, ...] = ()
    """Names of other makers, under which an inspection takes the same face for right."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it is right."""
        return tuple(name for name in (self.name, self.alternate, *self.others) if name)


@frozen
class Faces:
    """字体: the standard names 仿宋, 小标宋, 黑体, 楷体, 宋体 and no maker (§5.2.2, §7)."""

    fangsong: Face = Face(
        "仿宋_GB2312", "仿宋", ("FangSong", "FangSong_GB2312", "方正仿宋_GBK", "华文仿宋", "STFangsong")
    )
    """Body, third and fourth level (§7.3.3)."""
    kaiti: Face = Face(
        "楷体_GB2312", "楷体", ("KaiTi", "KaiTi_GB2312", "方正楷体_GBK", "华文楷体", "STKaiti")
    )
    """Second level (§7.3.3), lines under the title."""
    heiti: Face = Face("黑体", "SimHei", ("方正黑体_GBK", "华文黑体", "STHeiti"))
    """First level (§7.3.3)."""
    xiaobiaosong: Face = Face(
        "方正小标宋简体",
        "华文中宋",
        ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", "宋体", "SimSun"),
    )
    """Title (§7.3.1)."""
    songti: Face = Face("宋体", "SimSun", ("华文宋体", "STSong"))
    """Page number (§7.5)."""
    latin: Face = Face("Times New Roman")
    """Digits and Latin letters; practice, the standard asks for the face of the text."""


@frozen
class Page:
    """用纸 and 版心 (§5.1, §5.2.1); the right and bottom margins follow from the type area."""

    width_mm: float = 210
    """A4 (§5.1)."""
    height_mm: float = 297
    """A4 (§5.1)."""
    top_mm: float = 37
    """天头, ±1 mm (§5.2.1)."""
    left_mm: float = 28
    """订口, ±1 mm (§5.2.1)."""
    area_width_mm: float = 156
    """版心, width (§5.2.1)."""
    area_height_mm: float = 225
    """版心, height (§5.2.1)."""

    @property
    def right_mm(self) -> float:
        """Right margin."""
        return self.width_mm - self.left_mm - self.area_width_mm

    @property
    def bottom_mm(self) -> float:
        """Bottom margin."""
        return self.height_mm - self.top_mm - self.area_height_mm


@frozen
class Grid:
    """22 lines a page, 28 characters a line (§5.2.3), in the way Word, WPS and LibreOffice all honour."""

    lines: int = 22
    """Lines a page."""
    characters: int = 28
    """Characters a line."""
    line_pitch: int = 579
    """Twips; the largest that lets 22 lines into 225 mm."""
    header_twips: int = 851
    """Top of the sheet to an (empty) header."""
    kind: Literal["lines", "linesAndChars"] = "lines"
    """`lines`: characters are drawn together by their own spacing, as Word, WPS and LibreOffice all do.
    `linesAndChars`: by the grid, so that Word's page setup shows 28 × 22; LibreOffice does not follow."""


@frozen
class Look:
    """How one element is set; becomes one Word style."""

    face: Role = "fangsong"
    """Typeface of Chinese text and of all marks."""
    size: float = 16
    """字号 in points: 2号 22, 3号 16, 4号 14, 小4 12."""
    line: int | None = 579
    """Exact line height in twips; None lets the line grow with what stands in it."""
    align: Align = "both"
    """How the lines are set."""
    first_line: float = 0
    """Indent of the first line, 字 (§7.3.3: two)."""
    left: float = 0
    """Indent of the lines from the left edge of the type area, 字."""
    hanging: float = 0
    """How far the first line hangs out to the left of the others, 字."""
    outline: int | None = None
    """Level in the navigation pane, 1 to 4; None for text."""
    keep_next: bool = False
    """Whether the next paragraph must begin on the same page."""
    bold: bool = False
    """加粗; the standard has none."""
    spacing: int = -5
    """Twips added to each character: −5 at 3号 brings 28 characters into 156 mm (§5.2.3)."""
    color: str = ""
    """RGB in hexadecimal; without one the text is black (§5.2.4)."""


@frozen
class PageNumber:
    """页码 (§7.5): 4号 half-width 宋体 digits with a dash each side, 7 mm below the type area."""

    look: Look = Look(face="songti", size=14, line=320, align="right", spacing=0)
    """The footer's line; on facing pages its alignment changes sides."""
    dash: str = "—"
    """一字线, one each side, a half-width space between."""
    position: Literal["outside", "center", "off"] = "outside"
    """`outside`: odd pages right, even pages left (§7.5); `center` is a custom of internal papers; `off`."""
    inset: float = 1
    """空一字 from the edge of the type area, in characters of the page number."""
    footer_twips: int = 1427
    """Bottom of the sheet to the bottom of the line: puts the dash 7 mm below the type area."""


@frozen
class SignatureRule:
    """落款 of a paper without seal (§7.3.5.2); all in 字."""

    right: float = 2
    """What stands out furthest to the right, organ or date, keeps this distance from the edge."""
    step: float = 2
    """The date begins this far to the right of the organ's first character."""
    blank_lines: int = 1
    """Empty lines above."""
    sealed: bool = False
    """加盖印章 (§7.3.5.1): the date stands 4字 from the right, the organ is centred over it."""
    sealed_right: float = 4
    """Distance of a sealed date from the edge."""
    sealed_blank_lines: int = 2
    """Empty lines above a sealed signature: a seal of 42 mm over it begins within a line of the text."""


@frozen
class MastheadRule:
    """版头 (§7.2)."""

    mark_top_mm: float = 35
    """Top of the type area to the top edge of the 发文机关标志 (§7.2.4)."""
    mark_smallest: float = 26
    """Least size of the 发文机关标志 in points; a long name is set smaller to stand on one line."""
    mark_ink: float = 0.86
    """Height of a character above its baseline, of its size."""
    baseline: float = 0.8
    """Height of an exact line above the baseline, of the line."""
    blank_lines: int = 2
    """Empty lines between mark and 发文字号 (§7.2.5), and between red line and title (§7.3.1)."""
    inset: float = 1
    """发文字号 and 签发人 keep this distance from the edges, 字 (§7.2.5, §7.2.6)."""
    signer_lead: str = "签发人："
    """Words before the first name (§7.2.6)."""
    signer_columns: int = 2
    """Names a line (§7.2.6)."""
    signer_gap: float = 1
    """Between two names, 字."""
    line_mm: float = 4
    """发文字号 to the red line (§7.2.7)."""
    line_eighths: int = 12
    """Thickness of the red line in eighths of a point: 0.5 mm (practice)."""
    line_color: str = "FF0000"
    """Red (§7.2.7)."""


@frozen
class ImprintRule:
    """版记 (§7.4)."""

    thick_eighths: int = 8
    """First and last line: 0.35 mm (§7.4.1)."""
    thin_eighths: int = 6
    """Line between: 0.25 mm (§7.4.1)."""
    inset: float = 1
    """Left and right distance from the edges, characters of the 版记 (§7.4.2)."""
    copies_lead: str = "抄送："
    """Words before the organs (§7.4.2)."""
    copies_end: str = "。"
    """Mark after the last organ (§7.4.2)."""
    printed: str = "印发"
    """Word after the date (§7.4.3)."""


@frozen
class AttachmentRule:
    """附件说明 (§7.3.4)."""

    lead: str = "附件："
    """Words before the first name."""
    indent: float = 2
    """Indent of these words, 字."""
    digit: float = 0.5
    """Width of a digit of the running number, 字."""
    point: float = 0.25
    """Width of the point after it, 字."""
    blank_lines: int = 1
    """Empty lines above."""


@frozen
class TableRule:
    """Tables: not in the standard but for their place on the page; this is good practice."""

    border_eighths: int = 4
    """Thickness of the lines in eighths of a point: ½ pt."""
    cell_margin_twips: int = 85
    """Left and right margin within a cell: 1.5 mm."""
    narrowest: float = 2
    """Least width of a column's text, in characters of the cell."""
    slack: float = 0.5
    """Room beyond the longest line, in characters: programs differ in the gap beside a digit."""
    small_size: float = 10.5
    """字号 of a table that is too wide for the size of its cells, in points: 5号 (practice)."""
    small_line: int = 340
    """Its line, in twips."""
    small_margin_twips: int = 57
    """Left and right margin within its cells: 1 mm."""
    short: float = 4
    """Words up to this length, in characters, are not broken."""
    long: float = 12
    """Words longer than this, in characters, may break before a table is set smaller."""


@frozen
class Layout:
    """版式: everything a writer needs to know about the look of a page."""

    page: Page = Page()
    """Sheet and type area."""
    grid: Grid = Grid()
    """Lines and characters."""
    faces: Faces = Faces()
    """Typefaces by role."""
    body: Look = Look(first_line=2)
    """正文 (§7.3.3); the style Normal, which the others refine."""
    title: Look = Look(face="xiaobiaosong", size=22, line=720, align="center", keep_next=True, spacing=0)
    """标题: 2号 小标宋, centred (§7.3.1); line = character height + 7/8 of 3号 (§3.2)."""
    subtitle: Look = Look(face="kaiti", align="center", keep_next=True)
    """副标题 (practice)."""
    byline: Look = Look(face="kaiti", align="center", keep_next=True)
    """题下署名 and date (practice)."""
    salutation: Look = Look()
    """称谓, 主送机关: flush left (§7.3.2)."""
    headings: tuple[Look, Look, Look, Look] = (
        Look(face="heiti", first_line=2, outline=1, keep_next=True),
        Look(face="kaiti", first_line=2, outline=2, keep_next=True),
        Look(first_line=2, outline=3, keep_next=True),
        Look(first_line=2, outline=4, keep_next=True),
    )
    """一、 黑体, （一） 楷体, 1. and （1） 仿宋 (§7.3.3). Run-in headings take face and weight of these."""
    strong: Look = Look(bold=True)
    """段首主题句: house style, the standard is silent. Face and weight count."""
    item_label: Look = Look()
    """一是, 二是: as the body. Face and weight count."""
    attachments: Look = Look(left=5, hanging=3, keep_next=True)
    """附件说明: words at 2字, names at 5字 (§7.3.4)."""
    signature: Look = Look(align="right", keep_next=True)
    """署名; its indent is computed (§7.3.5.2)."""
    date: Look = Look(align="right")
    """成文日期; its indent is computed (§7.3.5.2)."""
    copy_number: Look = Look()
    """份号: flush left (§7.2.1)."""
    secrecy: Look = Look(face="heiti")
    """密级和保密期限, 紧急程度: 黑体, flush left (§7.2.2, §7.2.3)."""
    mark: Look = Look(
        face="xiaobiaosong", size=49, line=1176, align="center", keep_next=True, spacing=0, color="FF0000"
    )
    """发文机关标志: red 小标宋 (§7.2.4)."""
    doc_number: Look = Look(first_line=1, align="left", keep_next=True)
    """发文字号, on the line of the last 签发人 (§7.2.5)."""
    signer: Look = Look(face="kaiti")
    """Name of a 签发人 (§7.2.6). Face and weight count."""
    note: Look = Look(first_line=2)
    """附注 (§7.3.6)."""
    annex: Look = Look(face="heiti", align="left", keep_next=True)
    """附件 and its number: flush left on a new page (§7.3.7)."""
    imprint: Look = Look(size=14, line=520, spacing=0)
    """版记: 4号 仿宋 (§7.4.2)."""
    caption: Look = Look(face="heiti", size=14, align="center", spacing=0)
    """表题 and 图题 (practice)."""
    cell: Look = Look(size=12, line=400, align="left", spacing=0)
    """Text in a table (practice): 小4 on 20 pt."""
    header_cell: Look = Look(face="heiti", size=12, line=400, align="center", keep_next=True, spacing=0)
    """表头 (practice)."""
    picture: Look = Look(line=None, align="center", keep_next=True, spacing=0)
    """The line a picture stands in; grows with it."""
    picture_lines: int = 20
    """Greatest height of a picture in lines of the body; leaves room for the caption."""
    pixels_per_inch: int = 96
    """Pixels of a picture to the inch, before it is scaled down to the type area."""
    digits: Literal["latin", "text"] = "latin"
    """Digits and Latin letters in a face of their own, or in that of the text about them (§5.2.2)."""
    page_number: PageNumber = PageNumber()
    """页码."""
    signature_rule: SignatureRule = SignatureRule()
    """Where organ and date stand."""
    masthead: MastheadRule = MastheadRule()
    """版头."""
    imprint_rule: ImprintRule = ImprintRule()
    """版记."""
    profile: Literal["auto", "plain", "official"] = "auto"
    """`auto`: 版头 and 版记 where the data give them; `plain`: never; `official`: asked for."""
    attachment_rule: AttachmentRule = AttachmentRule()
    """How attachments are listed."""
    table: TableRule = TableRule()
    """Lines and widths of tables."""
    caption_gap: str = "\u3000"
    """Between 表1 and the words of the caption."""
    blank_lines_after_title: int = 1
    """Empty lines between the title block and what follows (§7.3.2)."""

    @property
    def area_twips(self) -> int:
        """Width of the type area in twips."""
        return mm_to_twips(self.page.area_width_mm)

    def indent_twips(self, characters: float) -> int:
        """Return so many 字 in twips; 28 of them fill the type area."""
        return round(characters * self.page.area_width_mm * TWIPS_PER_MM / self.grid.characters)

    @property
    def character_space(self) -> int:
        """`charSpace` of a grid of characters: what each gives up so that 28 fill the line, in 1/4096 pt."""
        pitch = self.area_twips / self.grid.characters
        return math.floor((pitch - self.body.size * 20) * 4096 / 20)

    def on_character_grid(self, look: Look) -> bool:
        """Whether the grid, and no spacing of its own, draws the characters of a look together."""
        return self.grid.kind == "linesAndChars" and look.size == self.body.size and look.spacing != 0

    def small(self, look: Look) -> Look:
        """Return the look of a cell in a table that is set smaller."""
        return replace(look, size=self.table.small_size, line=self.table.small_line)

    def latin_width(self, text: str) -> float:
        """Return the width of a number in 字."""
        if text.isdecimal():
            return len(text) / 2
        if self.digits == "text":
            return text_width(text)
        return sum([_LATIN_WIDTHS.get(character, 0.5) for character in text])

    def face(self, look: Look) -> str:
        """Return the name of the typeface of a look."""
        face: Face = getattr(self.faces, look.face)
        return face.name
