"""Files that are not ours: plain python-docx, LibreOffice, pandoc's habits, Word's own devices."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

import fupin_report as fr
from fupin_report.inspector import Verdict, inspect
from fupin_report.inspector.elements import Element, Kind, recognise
from fupin_report.inspector.reading import read_facts
from fupin_report.layout import Layout
from hostile import packed, valid
from papers import deviating, faced, inspected_body, paper, typed
from rendering import resaved

_EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.yaml"))
_BODY = "我镇坚持把脱贫攻坚作为头等大事和第一民生工程来抓，精心组织，周密部署，扎实推进，取得了阶段性成效。"
_CENTRED = '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
_TITLE = typed(
    "青石镇精准扶贫工作汇报",
    f'{_CENTRED}<w:spacing w:line="720" w:lineRule="exact"/>',
    faced("方正小标宋简体", 44),
)
_BLANK = typed("")


def kinds(body: str) -> list[str]:
    """Return what each paragraph of a body is taken for."""
    return [element.kind.value for element in elements(body)]


def elements(body: str) -> tuple[Element, ...]:
    """Return what each paragraph of a body is, and what else is known of it."""
    members = paper() | {"word/document.xml": _document(body)}
    return recognise(read_facts(packed(members.items())))


def _document(body: str) -> bytes:
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'.encode()


def saved(document: object) -> bytes:
    """Return the bytes of a python-docx document."""
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda path: path.stem)
def test_our_examples_deviate_nowhere(example: Path, tmp_path: Path) -> None:
    """What this library writes from the examples keeps every point, custom included."""
    path = fr.generate(example, tmp_path / "a.docx")
    assert deviating(fr.inspect_docx(path)) == set()


def test_our_specimen_deviates_nowhere() -> None:
    """So does a file with every kind of block."""
    assert deviating(inspect(valid(), Layout())) == set()


def test_libreoffice_changes_no_verdict(tmp_path: Path) -> None:
    """A file of ours that LibreOffice has saved keeps every point."""
    path = tmp_path / "a.docx"
    path.write_bytes(valid())
    assert deviating(fr.inspect_docx(resaved(path))) == set()


def test_plain_python_docx() -> None:
    """The default document of python-docx is Letter, in theme faces, without a page number."""
    document = docx.Document()
    document.add_heading("青石镇精准扶贫工作汇报", 0)
    document.add_paragraph("县扶贫开发领导小组：")
    document.add_heading("一、基本情况", 1)
    document.add_paragraph(_BODY)
    inspection = inspect(saved(document), Layout())
    found = {point.name: point.found for point in inspection if point.verdict is Verdict.DEVIATES}
    assert {
        "用纸幅面",
        "天头",
        "正文字体",
        "正文字号",
        "主题字体",
        "页码",
        "标题居中",
        "正文首行缩进",
        "文字颜色",
    } <= set(found)
    assert (found["用纸幅面"], found["正文字体"], found["正文字号"]) == (
        "215.9×279.4毫米",
        "ＭＳ 明朝",
        "11磅",
    )
    assert not {"层次序数写法", "全角标点", "页码形式"} & set(found)
    assert not inspection.conforms


_PANDOC = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>{look}</w:style>'
    for style, name, look in (
        ("Title", "Title", '<w:pPr><w:jc w:val="center"/></w:pPr>'),
        ("Author", "Author", '<w:pPr><w:jc w:val="center"/></w:pPr>'),
        ("Date", "Date", '<w:pPr><w:jc w:val="center"/></w:pPr>'),
        ("FirstParagraph", "First Paragraph", ""),
        ("BodyText", "Body Text", ""),
        ("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    )
)


def test_habits_of_pandoc() -> None:
    """Author and date under the title, headings without numbers, text in styles of its own."""
    lines = [
        ("Title", "青石镇工作汇报"),
        ("Author", "青石镇人民政府"),
        ("Date", "2015年6月30日"),
        ("Heading1", "基本情况"),
        ("FirstParagraph", _BODY),
        ("BodyText", _BODY),
    ]
    body = "".join(typed(text, style=style) for style, text in lines)
    styles = f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{_PANDOC}</w:styles>'
    content = packed(
        (paper() | {"word/document.xml": _document(body), "word/styles.xml": styles.encode()}).items()
    )
    assert [element.kind for element in recognise(read_facts(content))] == [
        "标题",
        "题下署名",
        "题下署名",
        "小标题",
        "正文",
        "正文",
    ]
    assert {"小标题有序数", "正文首行缩进", "正文字号", "题下空行"} <= deviating(inspect(content, Layout()))


def test_what_the_standard_does_not_ask_does_not_apply() -> None:
    """A document of one paragraph has no heading, signature or 版记 to look at."""
    inspection = inspected_body(typed(_BODY))
    absent = {point.name for point in inspection if point.verdict is Verdict.NOT_APPLICABLE}
    assert {"一级标题字体", "署名位置", "版记左空", "发文字号写法", "标题居中"} <= absent
    assert deviating(inspection) == set()


def test_elements_are_known_by_words_and_looks() -> None:
    """Without any style, words and place tell what a paragraph is."""
    body = (
        typed("机密", _CENTRED)
        + typed("双府〔2015〕1号", _CENTRED)
        + _TITLE
        + typed("——在全县推进会上", _CENTRED)
        + typed("青石镇人民政府", _CENTRED)
        + typed("（2015年6月30日）", _CENTRED)
        + _BLANK
        + typed("县扶贫开发领导小组：")
        + typed(_BODY)
        + typed("一、基本情况")
        + typed("（一）精准识别。" + _BODY)
        + typed("1.解决饮水困难")
        + typed("表1　资金", _CENTRED)
        + f"<w:tbl><w:tr><w:tc>{typed('项目')}</w:tc></w:tr></w:tbl>"
        + typed("附件：1.名单")
        + typed("2.一览表")
        + _BLANK
        + typed("青石镇人民政府")
        + typed("2015年6月30日")
        + typed("（联系人：张三）")
        + typed("附件1", "<w:pageBreakBefore/>")
        + _TITLE
        + typed(_BODY)
    )
    assert kinds(body) == [
        *("密级和紧急程度", "发文字号", "标题", "副标题", "题下署名", "题下署名", "空行", "主送机关", "正文"),
        *("小标题", "正文", "小标题", "图表标题", "表格", "附件说明", "附件说明", "空行", "署名", "成文日期", "附注"),
        *("附件标识", "标题", "正文"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "一、二年级学生全部享受营养餐。",
        "第一、二季度完成投资82.3万元。",
        "2015.6亩耕地全部流转。",
        "1.5公里道路全部硬化，受益群众达到300人。",
        "现将有关情况汇报如下：",
        "2015年6月30日，全县召开推进会，部署下一步工作，明确责任单位和完成时限，要求逐项落实。",
    ],
)
def test_sentence_that_looks_like_a_heading_is_text(text: str) -> None:
    """A number at the beginning of a sentence makes no heading of it."""
    _, element = elements(typed(_BODY) + typed(text))
    assert (element.kind, element.level) == (Kind.BODY, 0)


def test_outline_level_makes_a_heading() -> None:
    """What the navigation pane lists is a heading, whatever its style is called."""
    _, element = elements(typed(_BODY) + typed("基本情况", '<w:outlineLvl w:val="1"/>'))
    assert (element.kind, element.level, element.label) == (Kind.HEADING, 2, "")


def test_date_in_the_text_signs_nothing() -> None:
    """A line that is only a date, with text below it, is text."""
    assert kinds(typed(_BODY) + typed("开展活动") + typed("2015年6月30日") + typed(_BODY)) == ["正文"] * 4


_SEALED = typed("青石镇人民政府", '<w:ind w:right="1184"/><w:jc w:val="right"/>') + typed(
    "2015年6月30日", '<w:ind w:right="1264"/><w:jc w:val="right"/>'
)


@pytest.mark.parametrize("lines", [1, 2])
def test_sealed_signature_conforms(lines: int) -> None:
    """Under a seal the date stands 4字 from the right, the organ centred above it, and room is left above."""
    inspection = inspected_body(typed(_BODY) + _BLANK * lines + _SEALED)
    assert not {"署名位置", "成文日期位置", "署名上空行"} & deviating(inspection)


def test_signature_placed_by_blanks_is_measured() -> None:
    """A signature pushed to its place by blanks stands in its place."""
    line = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    inspection = inspected_body(
        typed(_BODY)
        + _BLANK
        + typed("　" * 18 + "双河源镇人民政府", line)
        + typed("　" * 20 + "2015年6月30日", line)
    )
    assert deviating(inspection) == {"用空格缩进"}


def _auto_numbered() -> dict[str, bytes]:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    numbering = '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    relations = paper()["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="n" Type="{types}" Target="numbering.xml"/></Relationships>'.encode(),
    )
    return {"word/numbering.xml": numbering.encode(), "word/_rels/document.xml.rels": relations}


def test_automatic_numbers_make_headings() -> None:
    """Headings that Word numbers by itself climb the ladder like typed ones."""
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(typed(text, listed, faced("黑体", 32)) + typed(_BODY) for text in ("基本情况", "主要做法"))
    members = paper() | _auto_numbered() | {"word/document.xml": _document(body)}
    found = recognise(read_facts(packed(members.items())))
    assert [(element.level, element.label) for element in found if element.kind is Kind.HEADING] == [
        (1, "一、"),
        (1, "二、"),
    ]
    assert not {"层次序数写法", "序数连续", "一级标题字体"} & deviating(
        inspect(packed(members.items()), Layout())
    )


_BOX = '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><w:txbxContent><w:p><w:r><w:rPr><w:sz w:val="72"/><w:color w:val="FF0000"/></w:rPr><w:t>旁注,"半角"</w:t></w:r></w:p></w:txbxContent></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>'
_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "半角,"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>三</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
_DELETED = '<w:del><w:r><w:rPr><w:sz w:val="72"/></w:rPr><w:delText>删去的,文字</w:delText></w:r></w:del>'
_INSERTED = "<w:ins><w:r><w:t>新增的文字</w:t></w:r></w:ins>"
_CONTROL = "<w:sdt><w:sdtContent><w:r><w:t>控件里的文字</w:t></w:r></w:sdtContent></w:sdt>"
_NESTED = f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{typed('一、不是小标题', run=faced('宋体', 20))}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
_CHANGED = (
    '<w:pPr><w:pPrChange w:id="1" w:author="a"><w:pPr><w:ind w:left="999"/></w:pPr></w:pPrChange></w:pPr>'
)
_GONE = "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr><w:del><w:r><w:delText>整段删去</w:delText></w:r></w:del></w:p>"
_CONTENTS = '<w:sdt><w:sdtContent><w:p><w:pPr><w:ind w:left="200"/></w:pPr><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>'

DEVICES = {
    "text box": _BOX,
    "field": _FIELD,
    "deletion": _DELETED,
    "insertion": _INSERTED,
    "control": _CONTROL,
    "bookmark and comment": '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    "proofing marks": '<w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/><w:t>文字</w:t></w:r>',
}


@pytest.mark.parametrize("device", DEVICES)
def test_devices_of_word_do_not_confuse(device: str) -> None:
    """What floats, is computed, deleted or wrapped is no deviation of the text around it."""
    assert deviating(inspected_body(f"<w:p>{DEVICES[device]}<w:r><w:t>{_BODY}</w:t></w:r></w:p>")) == set()


@pytest.mark.parametrize(
    "block", [_NESTED, _GONE, _CONTENTS, f"<w:p>{_CHANGED}<w:r><w:t>{_BODY}</w:t></w:r></w:p>"]
)
def test_blocks_of_word_do_not_confuse(block: str) -> None:
    """Tables in tables, deleted paragraphs, contents and old looks are no text."""
    assert deviating(inspected_body(typed(_BODY) + block + typed(_BODY))) == set()


def test_grid_of_characters_counts() -> None:
    """The profile of Word's own grid, 22 × 28 by linesAndChars, keeps lines and characters."""
    plain = '<w:spacing w:val="0"/>'
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/></w:sectPr>'
    snapped = '<w:snapToGrid/><w:spacing w:line="240" w:lineRule="auto"/>'
    members = paper() | {"word/document.xml": _document(typed(_BODY, snapped, plain) + section)}
    verdicts = {point.name: point.verdict for point in inspect(packed(members.items()), Layout())}
    assert {verdicts[name] for name in ("每页行数", "每行字数", "文档网格")} == {Verdict.CONFORMS}


def test_landscape_pages_are_left_out() -> None:
    """A wide table on a sheet that lies on its side has margins and lines of its own."""
    wide = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr></w:p>'
    assert {"用纸幅面", "天头", "每页行数"} & deviating(
        inspected_body(typed(_BODY) + wide + typed(_BODY))
    ) == set()


_FRAMED = '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:framePr w:wrap="around" w:xAlign="outside"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'


def test_page_number_in_a_frame() -> None:
    """A frame on the outer side serves odd and even pages alike; how far below it lies nobody can tell."""
    members = paper() | {"word/footer1.xml": _FRAMED.encode(), "word/footer2.xml": _FRAMED.encode()}
    inspection = inspect(packed(members.items()), Layout())
    assert deviating(inspection) == set()
    assert next(point for point in inspection if point.name == "页码距版心").verdict is Verdict.NOT_APPLICABLE


def test_page_number_in_a_text_box() -> None:
    """Word's gallery puts page numbers in text boxes: they are found there."""
    box = (
        _FRAMED.replace('<w:framePr w:wrap="around" w:xAlign="outside"/>', '<w:jc w:val="right"/>')
        .removeprefix('<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">')
        .removesuffix("</w:ftr>")
    )
    footer = f'<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{box}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p></w:ftr>'
    members = paper() | {"word/footer1.xml": footer.encode()}
    assert deviating(inspect(packed(members.items()), Layout())) == set()
