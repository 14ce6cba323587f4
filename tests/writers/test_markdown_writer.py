"""Markdown: the project's own markup, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report import document as d
from fupin_report import markup, numbering
from fupin_report.document import Document, Enumeration, Figure, Item, Paragraph, Strong, Text
from fupin_report.errors import RenderError, TemplateError
from fupin_report.layout import Layout
from fupin_report.writers import markdown
from specimen import specimen
from trees import DOCUMENTS, figures_as_text, unlabelled


def written(document: Document, *, provenance: bool = True) -> str:
    """Return a document as markup."""
    return markdown.write(document, Layout(), provenance=provenance).decode()


def line(*inlines: d.Inline, provenance: bool = True) -> str:
    """Return one paragraph as markup."""
    return written(Document((Paragraph(inlines),)), provenance=provenance).rstrip("\n")


@given(DOCUMENTS)
def test_what_is_written_is_read_back(document: Document) -> None:
    """Every tree the markup can make comes back, figures with their paths."""
    assert markup.parse(written(document), figures=True) == document


@given(DOCUMENTS)
def test_without_provenance_figures_come_back_as_text(document: Document) -> None:
    """Character for character, whatever the data say; and nothing of the file is a figure."""
    text = written(document, provenance=False)
    assert markup.parse(text) == figures_as_text(document)


@given(DOCUMENTS)
def test_numbers_are_set_anew(document: Document) -> None:
    """A numbered tree is written without its numbers and gets the same ones again."""
    numbered = numbering.number(document)
    again = markup.parse(written(numbered), figures=True)
    assert again == unlabelled(numbered)
    assert numbering.number(again) == numbering.number(numbered)


_TYPED = st.lists(
    st.one_of(
        st.sampled_from(
            ["# ", "## ", "### ", "##### ", "1. ", "2. ", "**", "|", ": ", "![题](a.png)", "[乙](丙)"]
        ),
        st.sampled_from(
            ["::: 称谓\n", "::: 落款\n", "::: 题下\n", "::: 附件\n", "::: 副标题\n", "::: 换页\n", ":::\n"]
        ),
        st.sampled_from(["\n", "\n\n", " ", "\t", "　", "| a | b |\n|---|:-:|\n", "\\", "[", "]", "x", "甲"]),
        st.sampled_from([*"，。：（）”", markup.origin_mark("layer:file", 3)]),
        st.sampled_from([markup.figure_mark(("a.b",), "12，"), markup.figure_mark(("a.b", "c[0]"), "|#*")]),
    ),
    max_size=30,
).map("".join)


@given(_TYPED)
def test_whatever_a_template_makes_is_written_and_read_back(typed: str) -> None:
    """Any markup that can be read is a tree that comes back."""
    try:
        document = numbering.number(markup.parse(typed))
    except TemplateError:
        return
    assert markup.parse(written(document), figures=True) == unlabelled(document)


def test_a_report_as_markup() -> None:
    """One paragraph a line; what a template's author would have typed, with links for figures."""
    items = (Item((Text("修路；"),), "一是"), Item((Text("种树。"),), "二是"))
    heading = d.Heading(3, (Text("产业方面："),), "1.")
    document = Document(
        (
            d.Title((Text("清溪乡"), d.LineBreak(), Text("工作汇报"))),
            d.Salutation((Text("各位领导："),)),
            d.Heading(1, (Text("概况"),), "一、"),
            Paragraph(
                (
                    Strong((Text("共"), Figure("12", ("township.villages",)), Text("个村。"))),
                    Text("其余照旧。"),
                )
            ),
            Enumeration(items, Paragraph((Text("有两项："),), heading)),
            d.Table(
                ((d.Cell((Text("村"),)), d.Cell((Text("户数"),))),),
                ((d.Cell((Figure("双河", ("villages[0].name",)),)), d.Cell((Text("-"),))),),
                ("left", "right"),
                (Text("各村情况"),),
                "表1",
            ),
            d.Image("map.png", (Text("位置"),), "图1"),
            d.Signature(((Text("清溪乡人民政府"),),), (Text("2015年6月30日"),)),
        )
    )
    assert written(document) == (
        "# 清溪乡|工作汇报\n\n"
        "::: 称谓\n各位领导：\n:::\n\n"
        "## 概况\n\n"
        "**共[12](township.villages)个村。**其余照旧。\n\n"
        "#### 产业方面：有两项：\n1. 修路；\n2. 种树。\n\n"
        ": 各村情况\n| 村 | 户数 |\n|---|---:|\n| [双河](villages[0].name) | \\- |\n\n"
        "![位置](map.png)\n\n"
        "::: 落款\n清溪乡人民政府\n2015年6月30日\n:::\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("共12个村，“甲。”（乙）；丙！", "共12个村，“甲。”（乙）；丙！"),
        ("# 3#楼", "\\# 3#楼"),
        ("1. 甲", "1\\. 甲"),
        ("1.5亩", "1.5亩"),
        ("::: 甲", "\\::: 甲"),
        ("甲，，乙", "甲\\，\\，乙"),
        ("，甲", "\\，甲"),
        ("甲（）乙", "甲\\（）乙"),
        ("（甲，）", "（甲\\，）"),
        ("a*b|c\\d[e](f)!", "a\\*b\\|c\\\\d\\[e\\](f)\\!"),
        ("甲\n乙", "甲\\\n乙"),
        (" 甲 乙", "\\ 甲 乙"),
    ],
)
def test_only_what_would_be_read_is_escaped(text: str, shown: str) -> None:
    """Ordinary punctuation stands as it is."""
    assert line(Text(text)) == shown


def test_figures_carry_their_paths_like_links() -> None:
    """`[text](path,path)`, or the bare text where provenance is not wanted."""
    figure = Figure("甲]", ("a.b", "c(1),d"))
    assert line(figure, Text("。")) == "[甲\\]](a.b,c\\(1\\)\\,d)。"
    assert line(figure, Text("。"), provenance=False) == "甲\\]。"


def test_a_template_cannot_type_a_figure() -> None:
    """Only a file that is said to hold figures has them."""
    (block,) = markup.parse("共[12](a.b)户").blocks
    assert block == Paragraph((Text("共[12](a.b)户"),))


def test_the_nearest_that_the_markup_has() -> None:
    """Trees that no template can make come back as close as can be."""
    document = Document(
        (
            Paragraph((Text("甲"), d.LineBreak(), Text("乙"))),
            Enumeration((Item((Text("丙"),)),)),
            Paragraph((Text("戊"),), d.Heading(1, (Text("丁"),))),
        )
    )
    assert markup.parse(written(document)).blocks == (
        Paragraph((Text("甲\n乙"),)),
        Paragraph((Text("丙"),)),
        Paragraph((Text("戊"),), d.Heading(1, (Text("丁。"),))),
    )


def test_every_kind_of_block_is_written() -> None:
    """The specimen has them all."""
    document = specimen()
    assert markup.parse(written(document), figures=True) == unlabelled(document)


@pytest.mark.parametrize("text", ["a\x02b", "\ud800", "\x00", "\uffff"])
def test_control_characters_are_refused(text: str) -> None:
    """A mark of the markup, or half a character, is no text."""
    with pytest.raises(RenderError, match="控制字符"):
        line(Text(text))
