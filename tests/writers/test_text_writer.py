"""Plain text, as Word numbers and indents it."""

from __future__ import annotations

import pytest
from hypothesis import given

from fupin_report import document as d
from fupin_report.document import (
    Block,
    Cell,
    Document,
    Enumeration,
    Figure,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Text,
)
from fupin_report.errors import RenderError
from fupin_report.layout import Layout, text_width
from fupin_report.writers import text
from specimen import specimen
from trees import DOCUMENTS


def lines(*blocks: Block) -> list[str]:
    """Return the lines of some blocks."""
    return written(Document(blocks)).removesuffix("\n").split("\n")


def written(document: Document) -> str:
    """Return a document as text."""
    return text.write(document, Layout()).decode()


def words(characters: str) -> Inlines:
    """Return one text."""
    return (Text(characters),)


def test_headings_and_paragraphs_are_indented_two_characters() -> None:
    """With the numbers of Word; a run-in heading stands in its paragraph."""
    run_in = Heading(2, words("抓产业。"), "（一）")
    assert lines(
        Heading(1, words("概况"), "一、"),
        Paragraph(words("种核桃。"), run_in),
        Paragraph(words("其余照旧。")),
    ) == ["　　一、概况", "　　（一）抓产业。种核桃。", "　　其余照旧。"]


def test_items_run_on_after_a_lead_or_stand_alone() -> None:
    """一是…；二是…。 in one paragraph, or one a line."""
    items = (Item(words("修路；"), "一是"), Item(words("种树。"), "二是"))
    assert lines(Enumeration(items, Paragraph(words("有两项：")))) == ["　　有两项：一是修路；二是种树。"]
    assert lines(Enumeration(items)) == ["　　一是修路；", "　　二是种树。"]


def test_the_title_block_is_centred_on_28_characters() -> None:
    """An empty line follows it."""
    title = d.Title((Text("清溪乡"), d.LineBreak(), Text("工作情况汇报")))
    byline = d.Byline((words("清溪乡人民政府"), words("（2015年6月30日）")))
    assert lines(title, byline, d.Salutation(words("各位领导："))) == [
        "　" * 12 + " 清溪乡",
        "　" * 11 + "工作情况汇报",
        "　" * 10 + " 清溪乡人民政府",
        "　" * 9 + " （2015年6月30日）",
        "",
        "各位领导：",
    ]


def test_columns_are_aligned_and_wide_characters_count_two() -> None:
    """Left, right and centre, with a line under the header and empty lines about the table."""
    table = d.Table(
        ((Cell(words("村")), Cell(words("户数")), Cell(words("备注"))),),
        (
            (Cell(words("双河村")), Cell(words("12")), Cell(words("-"))),
            (Cell(words("a")), Cell(words("1,204"))),
        ),
        ("left", "right", "center"),
        words("各村"),
        "表1",
    )
    assert lines(Paragraph(words("甲")), table, Paragraph(words("乙"))) == [
        "　　甲",
        "",
        "　" * 11 + " 表1　各村",
        "村       户数  备注",
        "------  -----  ----",
        "双河村     12   -",
        "a       1,204",
        "",
        "　　乙",
    ]


@pytest.mark.parametrize(
    ("organ", "date", "right"),
    [("双河源镇人民政府", "2015年6月30日", (2, 1.5)), ("龙泉镇", "2015年12月30日", (8, 2))],
)
def test_the_signature_stands_to_the_right(organ: str, date: str, right: tuple[float, float]) -> None:
    """As far from the edge of 28 characters as in Word; a full-width space is one character."""
    blank, *signed = lines(Paragraph(words("甲")), d.Signature((words(organ),), words(date)))[1:]
    assert blank == ""
    assert [28 - text_width(line) for line in signed] == list(right)
    assert [line.strip() for line in signed] == [organ, date]


def test_attachments_are_numbered_under_one_another() -> None:
    """附件： once, the names in a column; a single one has no number."""
    assert lines(d.Attachments((words("名单"), words("附表")))) == ["　　附件：1.名单", "　　　　　2.附表"]
    assert lines(d.Attachments((words("名单"),))) == ["　　附件：名单"]


def test_a_picture_is_named() -> None:
    """Text can show no more of it."""
    assert [line.strip() for line in lines(d.Image("map.png", words("位置"), "图1"))] == [
        "［图片：map.png］",
        "图1　位置",
    ]


def test_every_kind_of_block_is_written_and_every_figure_is_there() -> None:
    """The specimen has them all; nothing tells where a figure came from."""
    page = written(specimen())
    assert all(figure.text in page for figure in specimen().figures())
    assert "facts[" not in page
    assert page.endswith("\n")


@given(DOCUMENTS)
def test_any_tree_can_be_written(document: Document) -> None:
    """Every character of every figure is in the text, but line ends and the blanks at them."""
    page = "".join(written(document).split())
    for figure in document.figures():
        assert "".join(figure.text.split()) in page


def test_what_text_cannot_hold_is_refused() -> None:
    """Control characters, and a fifth level."""
    with pytest.raises(RenderError, match="控制字符"):
        lines(Paragraph((Figure("a\x07b", ("a.b",)),)))
    with pytest.raises(RenderError, match="一至四级"):
        lines(Heading(5, words("甲")))
