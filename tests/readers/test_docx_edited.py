"""Files that people and other programs have changed."""

from __future__ import annotations

import re
from itertools import islice

import pytest

import fupin_report as fr
from fupin_report.document import (
    Attachments,
    Block,
    Byline,
    Cell,
    Enumeration,
    Figure,
    Heading,
    Image,
    Inline,
    Item,
    LineBreak,
    PageBreak,
    Paragraph,
    Signature,
    Strong,
    Table,
    Text,
)
from fupin_report.layout import AttachmentRule, Layout
from fupin_report.writers import WRITERS
from hostile import DOCUMENT, STYLES, packed, parts, valid, with_body


def run(words: str, look: str = "") -> str:
    """Return a run as Word writes it."""
    return f'<w:r w:rsidR="00A1"><w:rPr><w:rStyle w:val="{look}"/><w:b/></w:rPr><w:t>{words}</w:t></w:r>'


def paragraph(style: str, *contents: str) -> str:
    """Return a paragraph of a style; words are taken as a run."""
    runs = (content if content.startswith("<") else run(content) for content in contents)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:rPr><w:b/></w:rPr></w:pPr>{"".join(runs)}</w:p>'


def blocks(*paragraphs: str, layout: Layout | None = None) -> tuple[Block, ...]:
    """Return what a body says, in a file with the styles and the figures of the specimen."""
    return fr.read_docx(with_body("".join(paragraphs)), layout=layout).blocks


def inlines(*contents: str) -> tuple[Inline, ...]:
    """Return what the contents of one paragraph say."""
    (block,) = blocks(paragraph("Normal", *contents))
    assert isinstance(block, Paragraph)
    return block.children


def text(words: str) -> tuple[Text]:
    """Return a text as inlines."""
    return (Text(words),)


_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_DRAWING = (
    '<w:r><w:drawing><pic:cNvPr name="{}" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r>'
)
_START = '<w:bookmarkStart w:id="7" w:name="_f1"/>'
_END = '<w:bookmarkEnd w:id="7"/>'
(_FIRST,) = (figure.paths for figure in islice(fr.read_docx(valid()).figures(), 1))
"""Paths of the first figure of the specimen, whose bookmark is `_f1`."""
_TABLE = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def test_styles_are_told_by_name() -> None:
    """Another program changes the ids of styles, in styles and text alike; nothing is lost."""
    changed = parts()
    ids = rb'(w:styleId|<w:(?:pStyle|rStyle|basedOn|link|next) w:val)="(\w+)"'
    for name in (STYLES, DOCUMENT):
        changed[name] = re.sub(ids, rb'\1="x\2"', changed[name])
    assert b'w:rStyle w:val="xHeading2CharLatin"' in changed[DOCUMENT]
    assert fr.read_docx(packed(changed.items())).blocks == fr.read_docx(valid()).blocks


def test_styles_rest_upon_ours() -> None:
    """A clerk's own style counts as the one it is based on; any other is body text."""
    own = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for name, base in (("mine", "his"), ("his", "Heading2"), ("other", "nowhere"))
    )
    changed = parts()
    changed[STYLES] = changed[STYLES].replace(b"</w:styles>", own.encode() + b"</w:styles>")
    head = changed[DOCUMENT].partition(b"<w:body>")[0]
    body = paragraph("mine", "（三）概况") + paragraph("other", "正文") + paragraph("unheard", "正文")
    changed[DOCUMENT] = head + b"<w:body>" + body.encode() + b"</w:body></w:document>"
    assert fr.read_docx(packed(changed.items())).blocks == (
        Heading(2, text("概况"), "（三）"),
        Paragraph(text("正文")),
        Paragraph(text("正文")),
    )


def test_runs_that_word_cuts_are_one_text() -> None:
    """Word cuts runs at every edit; the words are whole again."""
    assert inlines("全镇", run("共", "Strong"), run("3", "StrongLatin"), "户", run("9", "Latin")) == (
        Text("全镇"),
        Strong(text("共3")),
        Text("户9"),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"<w:ins>{run('增')}</w:ins>", "增"),
        ("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", ""),
        (f"<w:moveFrom>{run('移')}</w:moveFrom><w:moveTo>{run('到')}</w:moveTo>", "到"),
        (f"<w:hyperlink><w:smartTag>{run('链')}</w:smartTag></w:hyperlink>", "链"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>", "控"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", ""),
        (f"<w:fldSimple>{run('12')}</w:fldSimple>", "12"),
        (f"<w:r><w:ruby><w:rt>{run('pū')}</w:rt><w:rubyBase>{run('濮')}</w:rubyBase></w:ruby></w:r>", "濮"),
        ("<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/></w:r>", "\u2011\u00ad\t"),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:commentReference/><w:footnoteReference/></w:r>", ""),
        (f"<w:r><w:pict><w:txbxContent>{paragraph('Normal', '框')}</w:txbxContent></w:pict></w:r>", ""),
    ],
)
def test_what_counts_is_what_stands_there(content: str, words: str) -> None:
    """Insertions, links and fields are read as accepted; deletions, codes, notes and boxes are not."""
    assert inlines("首", content, "尾") == text(f"首{words}尾")


def test_of_alternatives_the_first_is_read() -> None:
    """A newer and an older form of one thing are not two."""
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback>"
    alternatives = f"<mc:AlternateContent {namespace}>{both}</mc:AlternateContent>"
    assert inlines("首", alternatives, f"<mc:AlternateContent {namespace}/>") == text("首新")


def test_changed_figure_keeps_its_path() -> None:
    """The words between the marks are the figure, whatever was typed there."""
    assert inlines("共", _START, "9", run("9", "Latin"), _END, "户") == (
        Text("共"),
        Figure("99", _FIRST),
        Text("户"),
    )


def test_deleted_figure_is_an_empty_one() -> None:
    """That its mark is left and its words are gone is something to be told."""
    assert inlines("共", _START, _END, "户") == (Text("共"), Figure("", _FIRST), Text("户"))


def test_figure_cut_by_a_new_paragraph_ends_there() -> None:
    """A mark that is not closed in its paragraph takes in no other paragraph."""
    cut = blocks(paragraph("Normal", _START, "12"), paragraph("Normal", "34", _END, "户"))
    assert cut == (Paragraph((Figure("12", _FIRST),)), Paragraph(text("34户")))


@pytest.mark.parametrize("name", ["_f0", "_f999", "_f", "_g1", "f1", "1", "_Toc1", "_f01"])
def test_other_bookmarks_are_nothing(name: str) -> None:
    """A bookmark of Word's, or one whose figure is unknown, changes nothing."""
    assert inlines(_START.replace("_f1", name), "12", _END) == text("12")


def test_empty_lines_are_left_out() -> None:
    """Lines without words say nothing; a blank line that was written on is a paragraph."""
    lines = (
        paragraph("Normal"),
        paragraph("Title"),
        paragraph("BlankLine", "补充。"),
        paragraph("Normal", "<w:r/>"),
    )
    assert blocks(*lines) == (Paragraph(text("补充。")),)


def test_new_pages_by_hand() -> None:
    """A break before the words is a new page before the block, any other one after it."""
    lines = (
        paragraph("Normal", _BREAK, "甲"),
        paragraph("Normal", "乙", _BREAK),
        paragraph("Normal", _BREAK),
        paragraph("Normal", "丙", _BREAK, "丁"),
    )
    first, second, third = (Paragraph(text(words)) for words in ("甲", "乙", "丙丁"))
    assert blocks(*lines) == (PageBreak(), first, second, PageBreak(), PageBreak(), third, PageBreak())


@pytest.mark.parametrize(
    ("switch", "pages"), [("<w:pageBreakBefore/>", 1), ('<w:pageBreakBefore w:val="0"/>', 0)]
)
def test_new_page_can_be_switched_off(switch: str, pages: int) -> None:
    """A property that is there may still say no."""
    read = blocks(f"<w:p><w:pPr>{switch}</w:pPr>{run('甲')}</w:p>")
    assert read == (*(PageBreak(),) * pages, Paragraph(text("甲")))


@pytest.mark.parametrize(
    ("style", "words", "label", "rest"),
    [
        ("Heading1", "十二、概况", "十二、", "概况"),
        ("Heading2", "（一）（二）", "（一）", "（二）"),
        ("Heading3", "1.5.2", "1.", "5.2"),
        ("Heading4", "（10）概况", "（10）", "概况"),
        ("Heading1", "概况", "", "概况"),
        ("Heading1", "（一）概况", "", "（一）概况"),
    ],
)
def test_labels_of_headings(style: str, words: str, label: str, rest: str) -> None:
    """A number of the heading's own level is its label; anything else is words."""
    assert blocks(paragraph(style, words)) == (Heading(int(style[-1]), text(rest), label),)


def test_run_in_heading_ends_with_its_last_word() -> None:
    """Words of another look within the heading belong to it; typed text after it does not."""
    line = paragraph(
        "RunIn2",
        run("（一）", "Heading2Char"),
        run("强", "Strong"),
        run("基。", "Heading2Char"),
        "正文",
        run("一是", "ItemLabel"),
        "抓；",
    )
    heading = Heading(2, (Strong(text("强")), Text("基。")), "（一）")
    lead = Paragraph(text("正文"), heading)
    assert blocks(line) == (Enumeration((Item(text("抓；"), "一是"),), lead),)


def test_items_added_by_hand() -> None:
    """A label typed with the words is a label; words typed with a label's look are words."""
    lines = (
        paragraph("Item", run("一是抓", "ItemLabel"), "路；"),
        paragraph("Item", "二是修桥。"),
        paragraph("Item", "另外。"),
        paragraph("Item", run("其他", "ItemLabel"), "事。"),
        paragraph("Item", run("一是", "ItemLabel"), "新。"),
    )
    first = (
        Item(text("抓路；"), "一是"),
        Item(text("修桥。"), "二是"),
        Item(text("另外。")),
        Item(text("其他事。")),
    )
    assert blocks(*lines) == (Enumeration(first), Enumeration((Item(text("新。"), "一是"),)))


def test_picture_among_items_ends_them() -> None:
    """A picture put into a line of items stands between two enumerations."""
    lines = (
        paragraph("Item", "一是修路。"),
        paragraph("Item", _DRAWING.format("a.png")),
        paragraph("Item", "二是修桥。"),
    )
    assert blocks(*lines) == (
        Enumeration((Item(text("修路。"), "一是"),)),
        Image("a.png"),
        Enumeration((Item(text("修桥。"), "二是"),)),
    )


def test_numbers_of_attachments() -> None:
    """A name alone has no number, so what looks like one belongs to it."""
    one = paragraph("AttachNote", "附件：1.5万亩名单")
    two = paragraph("AttachNote", "附件：1.甲"), paragraph("AttachNote", "2.乙")
    assert blocks(*two, one) == (Attachments((text("甲"), text("乙"))), Attachments((text("1.5万亩名单"),)))


def test_words_of_the_layout_are_taken_off() -> None:
    """A file written with other words before attachments and captions is read with that layout."""
    layout = Layout(attachment_rule=AttachmentRule(lead="附："), caption_gap="－")
    document = fr.Document(
        (Table((), ((Cell(text("甲")),),), ("left",), text("－资金"), "表1"), Attachments((text("附：甲"),)))
    )
    assert fr.read_docx(WRITERS["docx"](document, layout), layout=layout) == document


@pytest.mark.parametrize("gap", ["", " ", "\u3000"])
def test_gap_of_a_caption_may_be_retyped(gap: str) -> None:
    """Blanks between 表1 and its words are no words."""
    (table,) = blocks(paragraph("Caption", f"表12{gap}资金"), _TABLE)
    assert isinstance(table, Table)
    assert (table.label, table.caption) == ("表12", text("资金"))


def test_gap_of_a_caption_may_be_gone() -> None:
    """A figure right after 表1 begins the caption."""
    (table,) = blocks(paragraph("Caption", "表1", _START, "2015", _END, "年资金"), _TABLE)
    assert isinstance(table, Table)
    assert (table.label, table.caption) == ("表1", (Figure("2015", _FIRST), Text("年资金")))


def test_caption_without_its_table_is_a_paragraph() -> None:
    """Nothing that was written is lost."""
    assert blocks(paragraph("Caption", "表1 资金")) == (Paragraph(text("表1 资金")),)


def test_cells_by_hand() -> None:
    """Lines of a cell are parted by breaks, a table within gives its words, a wide cell its columns."""
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('Normal', '丙')}</w:tc></w:tr></w:tbl>"
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Normal", "宽")}</w:tc>'
    cell = f"<w:tc>{paragraph('Normal', '甲')}<w:p/>{paragraph('Normal', '乙')}{inner}</w:tc><w:tc/>"
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    (table,) = blocks(f"<w:tbl>{head}{wide}</w:tr><w:tr>{cell}</w:tr>{head}<w:tc/></w:tr></w:tbl>")
    lines = (Text("甲"), LineBreak(), Text("乙"), LineBreak(), Text("丙"))
    empty = Cell(())
    header = ((Cell(text("宽")), Cell((), "left")),)
    assert table == Table(header, ((Cell(lines), empty), (empty,)), ("left", "left"))


def test_merged_cells_by_hand() -> None:
    """What goes on from the row above joins it, unless nothing as wide stands there."""

    def row(*cells: tuple[str, str]) -> str:
        said = (f"<w:tcPr>{merge}</w:tcPr>{paragraph('Normal', words)}" for words, merge in cells)
        return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in said)}</w:tr>"

    start, on, bare = ('<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>', "<w:vMerge/>")
    two = '<w:gridSpan w:val="2"/>'
    (table,) = blocks(
        f"<w:tbl>{row(('甲', bare), ('乙', start))}{row(('', on), ('', bare))}{row(('丙', two + on))}</w:tbl>"
    )
    above = Cell((), "above")
    assert isinstance(table, Table)
    assert table.rows == (
        (Cell(text("甲")), Cell(text("乙"))),
        (above, above),
        (Cell(text("丙")), Cell((), "left")),
    )


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1.5", "9" * 5000, "²"])
def test_nonsense_is_one_column(span: str) -> None:
    """A span that is no number between 1 and 999 counts as none."""
    (table,) = blocks(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr></w:tc></w:tr></w:tbl>'
    )
    assert isinstance(table, Table)
    assert len(table.rows[0]) == 1


def test_pictures_by_hand() -> None:
    """Words beside pictures stay, each picture is one, the caption goes with the last."""
    line = paragraph("Picture", "见", _DRAWING.format("a.png"), _DRAWING.format("b.png"))
    read = blocks(
        line,
        paragraph("Caption", "图1 通村路"),
        paragraph("Picture", _DRAWING.format("c.png")),
        paragraph("Caption", "表1 资金"),
        _TABLE,
    )
    assert read[:-1] == (
        Paragraph(text("见")),
        Image("a.png"),
        Image("b.png", text("通村路"), "图1"),
        Image("c.png"),
    )
    assert isinstance(read[-1], Table)


def test_signature_without_its_organ_or_date() -> None:
    """What was deleted from a signature is not there; what is left stays a signature."""
    lines = paragraph("Date", "2015年"), paragraph("Signature", "甲"), paragraph("Signature", "乙")
    assert blocks(*lines) == (Signature((), text("2015年")), Signature((text("甲"), text("乙")), ()))


def test_lines_under_the_title_are_one_block() -> None:
    """An empty line between them was put there by hand."""
    assert blocks(paragraph("Byline", "甲"), paragraph("Normal"), paragraph("Byline", "乙")) == (
        Byline((text("甲"), text("乙"))),
    )


def test_file_without_a_body_is_an_empty_document() -> None:
    """So is one that python-docx or another program made of nothing."""
    changed = parts() | {DOCUMENT: parts()[DOCUMENT].partition(b"<w:body>")[0] + b"</w:document>"}
    assert fr.read_docx(packed(changed.items())).blocks == ()


def test_file_without_properties_says_nothing_of_itself() -> None:
    """Properties are not asked for."""
    changed = parts()
    relations = "_rels/.rels"
    changed[relations] = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", changed[relations])
    assert fr.read_docx(packed(changed.items())).properties == fr.Document(()).properties
