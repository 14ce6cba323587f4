"""The markup: from rendered text to the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_report import document as d
from fupin_report import markup
from fupin_report.document import Enumeration, Figure, Heading, Item, Paragraph, Text
from fupin_report.errors import TemplateError
from fupin_report.markup import origin_mark
from fupin_report.markup.blocks import blocks as blocks_of
from fupin_report.markup.marks import lines, without_figures


def figure(text: str, path: str = "a.b") -> str:
    """Return the mark of a figure."""
    return markup.figure_mark((path,), text)


def blocks(text: str) -> tuple[d.Block, ...]:
    """Parse and return the blocks."""
    return markup.parse(text).blocks


def only(text: str) -> d.Block:
    """Parse and return the one block."""
    (block,) = blocks(text)
    return block


def shown(inlines: d.Inlines) -> str:
    """Return the characters."""
    return d.plain_text(inlines)


def test_a_blank_line_parts_paragraphs_and_a_newline_joins() -> None:
    """Lines of one paragraph join without a space."""
    first, second = blocks("第一行，\n  第二行。\n\n\n第三行。")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (shown(first.children), shown(second.children)) == ("第一行，第二行。", "第三行。")


@pytest.mark.parametrize(("marks", "level"), [("##", 1), ("###", 2), ("####", 3), ("#####", 4)])
def test_headings_have_four_levels(marks: str, level: int) -> None:
    """The title has one mark, headings two to five; a final full stop goes."""
    assert only(f"{marks} 基本概况。") == Heading(level, (Text("基本概况"),))


def test_a_title_breaks_at_typed_bars_only() -> None:
    """A bar of the data is a character."""
    block = only(f"# {figure('龙泉|镇')}|工作汇报")
    assert isinstance(block, d.Title)
    assert block.children == (Figure("龙泉|镇", ("a.b",)), d.LineBreak(), Text("工作汇报"))


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        ("### 抓产业。种核桃。", "抓产业。", "种核桃。"),
        ("#### 产业方面：种核桃。", "产业方面：", "种核桃。"),
        ("### 抓产业。\n种核桃。", "抓产业", ""),
    ],
)
def test_text_after_the_first_stop_makes_a_run_in_heading(text: str, head: str, body: str) -> None:
    """Text on the same line runs in; on the next line it is a paragraph of its own."""
    first, *rest = blocks(text)
    if body:
        assert isinstance(first, Paragraph)
        assert first.heading
        assert (shown(first.heading.children), shown(first.children), rest) == (head, body, [])
    else:
        assert isinstance(first, Heading)
        assert (shown(first.children), len(rest)) == (head, 1)


def test_a_stop_of_the_data_does_not_end_a_run_in_heading() -> None:
    """Only a typed stop does."""
    block = only(f"### {figure('抓好。产业')}。正文。")
    assert isinstance(block, Paragraph)
    assert block.heading
    assert block.heading.children == (Figure("抓好。产业", ("a.b",)), Text("。"))


def test_items_under_a_line_are_inline_and_after_a_blank_line_stand_alone() -> None:
    """The blank line decides."""
    inline = only("主要有以下几项：\n1. 甲\n2. 乙\n续")
    assert inline == Enumeration(
        (Item((Text("甲"),)), Item((Text("乙续"),))), Paragraph((Text("主要有以下几项："),))
    )
    lead, alone = blocks("主要有以下几项：\n\n1. 甲\n2. 乙")
    assert isinstance(lead, Paragraph)
    assert alone == Enumeration((Item((Text("甲"),)), Item((Text("乙"),))))


def test_items_directly_under_a_heading_run_on_in_it() -> None:
    """1.产业方面：一是…；二是…。"""
    block = only("#### 产业方面：\n1. 甲\n2. 乙")
    assert isinstance(block, Enumeration)
    assert block.lead
    assert block.lead.heading


def test_one_item_is_no_enumeration_in_a_paragraph() -> None:
    """一是 alone would ask for 二是."""
    block = only("主要有：\n1. 甲。")
    assert isinstance(block, Paragraph)
    assert shown(block.children) == "主要有：甲。"


def test_lead_sentences_hold_text_and_figures() -> None:
    """**…** is a lead sentence."""
    block = only(f"**共{figure('12')}个。**其余照旧。")
    assert isinstance(block, Paragraph)
    assert block.children == (
        d.Strong((Text("共"), Figure("12", ("a.b",)), Text("个。"))),
        Text("其余照旧。"),
    )


def test_tables_have_caption_header_alignment_and_cells() -> None:
    """A bar of the data stays inside its cell."""
    block = only(
        f": 各村情况（单位：户）\n| 村 | 户数 |\n|:---:|---:|\n| {figure('甲|乙')} | {figure('12')} |\n"
    )
    assert isinstance(block, d.Table)
    assert shown(block.caption) == "各村情况（单位：户）"
    assert block.align == ("center", "right")
    assert [[shown(c.children) for c in row] for row in block.header + block.rows] == [
        ["村", "户数"],
        ["甲|乙", "12"],
    ]


def test_fenced_blocks() -> None:
    """Salutation, byline, subtitle, attachments, signature, page break."""
    text = (
        "::: 副标题\n——某事\n:::\n::: 题下\n某镇\n（2015年6月）\n:::\n::: 称谓\n各位领导\n:::\n"
        "::: 附件\n附表。\n:::\n::: 落款\n甲\n乙\n2015年6月30日\n:::\n::: 换页\n:::\n"
    )
    kinds = [type(block) for block in blocks(text)]
    assert kinds == [d.Subtitle, d.Byline, d.Salutation, d.Attachments, d.Signature, d.PageBreak]
    salutation, attachments, signature = (blocks(text)[i] for i in (2, 3, 4))
    assert isinstance(salutation, d.Salutation)
    assert shown(salutation.children) == "各位领导："
    assert isinstance(attachments, d.Attachments)
    assert shown(attachments.names[0]) == "附表"
    assert isinstance(signature, d.Signature)
    assert (len(signature.organisations), shown(signature.date)) == (2, "2015年6月30日")


def test_a_picture_has_a_source_and_a_caption() -> None:
    """![题注](文件)."""
    assert only("![新桥。](photo/桥.png)") == d.Image("photo/桥.png", (Text("新桥"),))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("###### 五级", "T312"),
        ("![x]()", "T313"),
        ("::: 称谓\n各位", "T314"),
        ("| a | b |\n| c | d |", "T315"),
        ("| a | b |\n|---|---|\n| c |", "T316"),
        ("| < | b |\n|---|---|", "T323"),
        ("| a | b |\n|---|---|\n| ^ | c |", "T323"),
        ("| a | < |\n| ^ | b |\n|---|---|", "T323"),
        ("::: 落款\n某镇\n:::", "T317"),
        ("::: 无此块\nx\n:::", "T318"),
        ("**没有配对", "T319"),
        ("a\x02b", "T311"),
        ("\x02只有一半", "T311"),
    ],
)
def test_markup_that_says_nothing_is_an_error(text: str, code: str) -> None:
    """Each slip has a code and, when it is known, the template's line."""
    with pytest.raises(TemplateError) as caught:
        markup.parse(markup.origin_mark("layer:file", 7) + text)
    (problem,) = caught.value.problems
    assert problem.code == code
    if code != "T311":
        assert problem.position is not None
        assert (problem.position.file, problem.position.line) == ("layer:file", 7)


@pytest.mark.parametrize(
    "number",
    ["一、", "十二、", "（一）", "(二)", "1.", "1. ", "2、", "（1）", "①", "第一、", "第二，", "一是"],
)
def test_a_number_typed_before_a_heading_is_an_error(number: str) -> None:
    """The message names the line and what is to be deleted."""
    with pytest.raises(TemplateError) as caught:
        markup.parse(f"{markup.origin_mark('layer:file', 7)}## {number}下半年打算")
    (problem,) = caught.value.problems
    assert (problem.code, problem.position and problem.position.line) == ("T320", 7)
    assert f"“{number.strip()}”" in problem.message


@pytest.mark.parametrize(
    "text", ["2015年打算", "3.5公里道路", "三农工作", "第一书记", "一二三产业", "（续）", "\\一、打算"]
)
def test_a_heading_may_begin_with_a_numeral_that_numbers_nothing(text: str) -> None:
    """And the data and what is escaped may begin as they like."""
    block, of_data = only(f"## {text}"), only(f"## {figure('一、打算')}")
    assert isinstance(block, Heading)
    assert isinstance(of_data, Heading)
    assert (shown(block.children), shown(of_data.children)) == (text.removeprefix("\\"), "一、打算")
    assert shown(only_of_file("## 一、打算").children) == "一、打算"


def only_of_file(text: str) -> Heading:
    """Parse one heading as the writer `md` wrote it."""
    (block,) = markup.parse(text, figures=True).blocks
    assert isinstance(block, Heading)
    return block


CLOSED = {
    "辖12个村，。": "辖12个村。",
    "甲、，乙": "甲，乙",
    "甲，；乙。；": "甲；乙。",
    "，甲": "甲",
    "甲（）乙": "甲乙",
    "甲（，）乙": "甲乙",
    "甲（，乙，）": "甲（乙）",
    "“甲，”": "“甲”",
    "“甲。”": "“甲。”",
    "《》甲": "甲",
    "如下：。": "如下。",
    "（（））甲": "甲",
    "甲，，，乙": "甲，乙",
}


@pytest.mark.parametrize(("typed", "closed"), CLOSED.items())
def test_typed_marks_close_over_what_is_left_out(typed: str, closed: str) -> None:
    """Of two marks the stronger stays; marks and brackets around nothing go."""
    (paragraph,) = blocks(typed)
    assert isinstance(paragraph, Paragraph)
    assert shown(paragraph.children) == closed


@pytest.mark.parametrize(
    ("before", "data", "after", "shown_text"),
    [
        ("", "修好路。", "。", "修好路。"),
        ("", "修好路", "。", "修好路。"),
        ("", "修好路，", "。", "修好路，。"),
        ("甲，", "，乙", "。", "甲，乙。"),
        ("", "甲，，乙（）", "。", "甲，，乙（）。"),
        ("（", "甲", "）", "（甲）"),
    ],
)
def test_marks_of_the_data_are_never_touched(before: str, data: str, after: str, shown_text: str) -> None:
    """A typed mark gives way to one of the data; the data's stay."""
    (paragraph,) = blocks(before + figure(data) + after)
    assert isinstance(paragraph, Paragraph)
    assert shown(paragraph.children) == shown_text
    assert Figure(data, ("a.b",)) in paragraph.children


NO_CONTROLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(
    NO_CONTROLS,
    st.sampled_from(
        [
            "{}",
            "# {}",
            "### {}。正文",
            "1. {}\n2. 乙",
            ": {}\n|a|\n|---|\n|b|",
            "|a|\n|-|\n|{}|",
            "::: 称谓\n{}\n:::",
        ]
    ),
)
def test_any_text_of_the_data_comes_through_whole(text: str, place: str) -> None:
    """Whatever the data say, and wherever it is printed, it is one figure, character for character."""
    document = markup.parse(place.format(figure(text)))
    assert Figure(text, ("a.b",)) in list(document.figures())


@given(st.text())
def test_any_markup_is_read_or_refused(text: str) -> None:
    """No text ends in anything but a tree or a template error."""
    try:
        markup.parse(text)
    except TemplateError as error:
        assert error.problems


@given(st.lists(st.sampled_from("甲乙，。；、：（）“”《》"), max_size=12).map("".join))
def test_closing_is_done_when_it_is_done(text: str) -> None:
    """Closing a second time changes nothing."""
    once = markup.close((Text(text),))
    assert markup.close(once) == once


_WORDS = ["甲", "，", "。", "、", "“", "”", "（", "）", "**", "# ", "## ", "1. ", "小标题。", "|"]
_MARKUP = st.lists(
    st.sampled_from([*_WORDS, "\n", "\n\n", "\n\n", "::: 称谓\n", "::: 换页\n", ":::\n", "\u2029\n"])
    | st.sampled_from([origin_mark("0:a.md.j2", line) for line in (1, 2)])
    | st.text("乙，。；“”|", max_size=3).map(lambda text: figure(text, "a")),
    max_size=30,
)


@settings(max_examples=400)
@given(_MARKUP, _MARKUP)
def test_what_is_read_once_reads_as_if_each_time(first: list[str], second: list[str]) -> None:
    """Stretches that are kept take other figures as if these had been there from the first.

    One is read alone and before the other, so that what is kept comes from both; and where it stands in the
    text, after a page break or within a block, makes no difference to what it says.
    """
    text = "\n\n".join(["".join(first), "".join(second), "".join(first)])
    for each in ("".join(first), "".join(second), text, text.replace("乙", "丙")):
        assert _outcome(markup.parse, each) == _outcome(_anew, each)


def _outcome(parse: Callable[[str], d.Document], text: str) -> tuple[object, ...]:
    try:
        return parse(text).blocks
    except TemplateError as error:
        return error.problems


def _anew(text: str) -> d.Document:
    """Read a text line by line, as if it were the first."""
    return d.Document(tuple(blocks_of(lines(*without_figures(text), str))))
