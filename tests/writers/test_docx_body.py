"""Blocks become paragraphs of the right style, in order, with the prescribed empty lines."""

from __future__ import annotations

from typing import Any

import pytest
from word_file import body, find, part, run_styles, style_ids, text

from fupin_report.document import (
    Attachments,
    Block,
    Byline,
    Cell,
    Enumeration,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Subtitle,
    Table,
    Text,
    Title,
)
from fupin_report.errors import RenderError


def _words(words: str) -> tuple[Text]:
    return (Text(words),)


_TEXT = Paragraph(_words("正文。"))
_TITLE = Title(_words("标题"))
_SIGNATURE = Signature((_words("甲镇人民政府"),), _words("2015年6月30日"))
_TABLE = Table(((Cell(_words("村")),),), ((Cell(_words("甲")),),), ("left",))


def _paragraphs(*blocks: Block) -> list[Any]:
    return find(body(*blocks), "w:p")


def _lines(*blocks: Block) -> list[tuple[str, str]]:
    """Return style and words of each paragraph."""
    return [(style_ids(each)[0], text(each)) for each in _paragraphs(*blocks)]


def test_headings_carry_their_label() -> None:
    """The label stands before the words, in the style of the level."""
    levels = enumerate(("一、", "（一）", "1.", "（1）"), start=1)
    assert _lines(*(Heading(level, _words("概况"), label) for level, label in levels)) == [
        ("Heading1", "一、概况"),
        ("Heading2", "（一）概况"),
        ("Heading3", "1.概况"),
        ("Heading4", "（1）概况"),
    ]


def test_fifth_heading_level_is_refused() -> None:
    """The standard has four levels."""
    with pytest.raises(RenderError, match="第 5 级"):
        body(Heading(5, _words("概况")))


def test_run_in_heading_keeps_its_look_before_the_text() -> None:
    """The heading's words carry the character style linked to the heading; the text is body text."""
    (line,) = _paragraphs(Paragraph(_words("我镇。"), heading=Heading(2, _words("抓项目。"), "（一）")))
    assert style_ids(line) == ["RunIn2"]
    assert run_styles(line) == [("（一）", "Heading2Char"), ("抓项目。", "Heading2Char"), ("我镇。", "")]
    assert find(part("word/styles.xml"), 'w:style[@w:styleId="Heading2Char"]/w:link/@w:val') == ["Heading2"]


def test_enumeration_is_a_paragraph_an_item() -> None:
    """Items stand alone, each with its label."""
    items = (Item(_words("抓产业。"), "一是"), Item(_words("抓项目。"), "二是"))
    assert _lines(Enumeration(items)) == [("Item", "一是抓产业。"), ("Item", "二是抓项目。")]


def test_inline_enumeration_is_one_paragraph() -> None:
    """Items run on after the lead and its heading."""
    items = (Item(_words("抓产业；"), "一是"), Item(_words("抓项目。"), "二是"))
    lead = Paragraph(_words("两件事。"), heading=Heading(3, _words("措施。"), "1."))
    assert _lines(Enumeration(items, lead)) == [("RunIn3", "1.措施。两件事。一是抓产业；二是抓项目。")]


def test_title_block_is_followed_by_one_empty_line() -> None:
    """Title, subtitle and byline stand together; one empty line parts them from the salutation (§7.3.2)."""
    byline = Byline((_words("甲镇人民政府"), _words("（2015年6月30日）")))
    assert _lines(_TITLE, Subtitle(_words("——甲镇")), byline, Salutation(_words("县政府：")), _TEXT) == [
        ("Title", "标题"),
        ("Subtitle", "——甲镇"),
        ("Byline", "甲镇人民政府"),
        ("Byline", "（2015年6月30日）"),
        ("BlankLine", ""),
        ("Salutation", "县政府："),
        ("Normal", "正文。"),
    ]


def test_only_prescribed_empty_lines() -> None:
    """One empty line before the attachments and one before the signature, none elsewhere (§7.3.4, §7.3.5)."""
    blocks = (Heading(1, _words("概况"), "一、"), _TEXT, Attachments((_words("名单"),)), _SIGNATURE)
    assert [style for style, _ in _lines(*blocks)] == [
        "Heading1",
        "Normal",
        "BlankLine",
        "AttachNote",
        "BlankLine",
        "Signature",
        "Date",
    ]


def test_signature_is_never_alone_on_a_page() -> None:
    """The last paragraph, the empty line, the organ keep with what follows; the date ends the chain."""
    kept = [bool(find(line, "w:pPr/w:keepNext")) for line in _paragraphs(_TEXT, _TEXT, _SIGNATURE)]
    assert kept[:2] == [False, True]
    chain = find(part("word/styles.xml"), 'w:style[w:pPr/w:keepNext/@w:val="1"]/@w:styleId')
    assert {"BlankLine", "Signature", "AttachNote"} <= set(chain)
    assert "Date" not in chain


def test_page_break_begins_a_page_with_the_next_paragraph() -> None:
    """A break leaves no empty paragraph behind, and no empty line opens the new page."""
    first, second, third, _ = _paragraphs(_TEXT, _TEXT, PageBreak(), _SIGNATURE)
    assert [bool(find(line, "w:pPr/w:pageBreakBefore")) for line in (first, second, third)] == [
        False,
        False,
        True,
    ]
    assert style_ids(third) == ["Signature"]


@pytest.mark.parametrize(
    ("blocks", "styles"),
    [
        ((_TEXT, PageBreak()), ["Normal", "BlankLine"]),
        ((_TEXT, PageBreak(), PageBreak(), _TEXT), ["Normal", "BlankLine", "Normal"]),
    ],
)
def test_page_break_without_words_after_it_stays_a_break(
    blocks: tuple[Block, ...], styles: list[str]
) -> None:
    """At the end, or before another break, an empty paragraph carries the break."""
    written = _paragraphs(*blocks)
    assert [style_ids(line)[0] for line in written] == styles
    assert all(find(line, "w:pPr/w:pageBreakBefore") for line in written[1:])


def test_two_tables_do_not_become_one() -> None:
    """Between tables without captions, and after a last one, Word needs a paragraph."""
    order = [child.tag.split("}")[1] for child in body(_TABLE, _TABLE)]
    assert order == ["tbl", "p", "tbl", "p", "sectPr"]


def test_empty_document_is_a_file() -> None:
    """A document without blocks is an empty page, not an error."""
    assert [child.tag.split("}")[1] for child in body()] == ["sectPr"]
