"""One value of our paper spoiled at a time: each is found, and nothing else is reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fupin_report.inspector import Verdict
from fupin_report.inspector.checks import RULES
from hostile import DOCUMENT
from papers import (
    EVEN,
    ODD,
    SETTINGS,
    deviating,
    in_paragraph,
    in_part,
    in_style,
    inspected,
)

Change = tuple[Callable[..., dict[str, str]], str, str, str]

_BLANK = '<w:p><w:pPr><w:pStyle w:val="BlankLine"/></w:pPr></w:p>'
_SALUTATION = '<w:p><w:pPr><w:pStyle w:val="Salutation"/>'
_SECOND = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>二、'
_ATTACHMENTS = (
    '<w:p><w:pPr><w:pStyle w:val="AttachNote"/><w:ind w:left="1816" w:firstLineChars="0" w:hanging="1184"/>'
)
_SIGNATURE = '<w:p><w:pPr><w:pStyle w:val="Signature"/>'
_CAPTION = (
    '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">附表列出'
)
_TWO = 'w:firstLineChars="200" w:firstLine="632"'
_NONE = 'w:firstLineChars="0" w:firstLine="0"'
_LATIN = '<w:rPr><w:rStyle w:val="Latin"/></w:rPr>'
_BODY = "全镇"
_MARKS = "引号、省略号、破折号字体"

PAGE: dict[str, tuple[Change, set[str]]] = {
    "wide sheet": ((in_part, DOCUMENT, 'w:w="11906"', 'w:w="12240"'), {"用纸幅面", "版心宽度", "每行字数", "成文日期位置"}),
    "short sheet": ((in_part, DOCUMENT, 'w:h="16838"', 'w:h="15840"'), {"用纸幅面", "版心高度", "每页行数", "文档网格"}),
    "top margin": ((in_part, DOCUMENT, 'w:top="2098"', 'w:top="1440"'), {"天头", "版心高度", "每页行数", "文档网格"}),
    "left margin": ((in_part, DOCUMENT, 'w:left="1587"', 'w:left="1800"'), {"订口", "版心宽度", "每行字数", "成文日期位置"}),
    "right margin": ((in_part, DOCUMENT, 'w:right="1474"', 'w:right="1800"'), {"版心宽度", "每行字数", "成文日期位置"}),
    "bottom margin": ((in_part, DOCUMENT, 'w:bottom="1984"', 'w:bottom="1440"'), {"版心高度", "页码距版心"}),
    "gutter": ((in_part, DOCUMENT, 'w:gutter="0"', 'w:gutter="400"'), {"订口", "版心宽度", "每行字数", "成文日期位置"}),
    "two columns": ((in_part, DOCUMENT, '<w:cols w:space="720"/>', '<w:cols w:num="2" w:space="720"/>'), {"每行字数", "成文日期位置"}),
    "pitch of the grid": ((in_part, DOCUMENT, 'w:linePitch="579"', 'w:linePitch="312"'), {"文档网格"}),
    "no grid": ((in_part, DOCUMENT, ' w:type="lines"', ""), {"文档网格"}),
    "footer distance": ((in_part, DOCUMENT, 'w:footer="1427"', 'w:footer="851"'), {"页码距版心"}),
    "line of 30 points": ((in_style, "Normal", 'w:line="579"', 'w:line="600"'), {"每页行数", "行距统一"}),
    "line of 28 points": ((in_style, "Normal", 'w:line="579"', 'w:line="560"'), {"行距统一"}),
    "single line": ((in_style, "Normal", 'w:line="579" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"'), {"每页行数", "行距统一"}),
    "line at least": ((in_style, "Normal", 'w:lineRule="exact"', 'w:lineRule="atLeast"'), {"行距统一"}),
    "space after": ((in_style, "Normal", 'w:after="0"', 'w:after="120"'), {"正文段间距"}),
    "space before a paragraph in lines": ((in_paragraph, _BODY, "</w:pPr>", '<w:spacing w:beforeLines="50"/></w:pPr>'), {"正文段间距"}),
    "widow control": ((in_style, "Normal", '<w:widowControl w:val="0"/>', "<w:widowControl/>"), {"孤行控制"}),
    "no spacing of characters": ((in_style, "Normal", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'), {"每行字数"}),
    "narrow characters": ((in_style, "Normal", "<w:sz ", '<w:w w:val="90"/><w:sz '), {"每行字数", "附件说明缩进", "成文日期位置"}),
}  # fmt: skip

_STYLED = {
    "标题": ("Title", "方正小标宋简体", 44, set()),
    "副标题": ("Subtitle", "楷体_GB2312", 32, set()),
    "题下署名": ("Byline", "楷体_GB2312", 32, set()),
    "主送机关": ("Salutation", "仿宋_GB2312", 32, set()),
    "正文": ("Normal", "仿宋_GB2312", 32, {"每行字数"}),
    "一级标题": ("Heading1", "黑体", 32, set()),
    "二级标题": ("Heading2", "楷体_GB2312", 32, set()),
    "三级标题": ("Heading3", "仿宋_GB2312", 32, set()),
    "四级标题": ("Heading4", "仿宋_GB2312", 32, set()),
    "附件说明": ("AttachNote", "仿宋_GB2312", 32, {"附件说明缩进"}),
    "署名": ("Signature", "仿宋_GB2312", 32, {"成文日期位置"}),
    "成文日期": ("Date", "仿宋_GB2312", 32, set()),
    "图表标题": ("Caption", "黑体", 28, set()),
    "页码": ("Footer", "宋体", 28, set()),
}
"""Element to its style, face, size in half-points, and what a smaller size leads to."""
_WORDED = {
    "附注": ("联系人", "仿宋", 32),
    "附件标识": ("附件1", "黑体", 32),
    "发文字号": ("双府〔", "仿宋", 32),
    "密级和紧急程度": ("机密", "黑体", 32),
    "版记": ("抄送", "仿宋", 28),
}
"""Element without a style to its words, face and size."""
_SLOTS = {"页码": "ascii"}
_MARKED = ("副标题", "正文")
"""Elements whose words hold “ ” or ——."""

FACES: dict[str, tuple[Change, set[str]]] = {
    **{
        f"face of {name}": (
            (in_style, style, f'w:{_SLOTS.get(name, "eastAsia")}="{face}"', f'w:{_SLOTS.get(name, "eastAsia")}="微软雅黑"'),
            {f"{name}字体"} | ({_MARKS} if name in _MARKED else set()),
        )
        for name, (style, face, _, _) in _STYLED.items()
    },
    **{
        f"size of {name}": ((in_style, style, f'<w:sz w:val="{size}"/>', f'<w:sz w:val="{size - 6}"/>'), {f"{name}字号"} | more)
        for name, (style, _, size, more) in _STYLED.items()
    },
    **{
        f"face of {name}": ((in_paragraph, words, f'w:eastAsia="{face}"', 'w:eastAsia="微软雅黑"'), {f"{name}字体"})
        for name, (words, face, _) in _WORDED.items()
    },
    **{
        f"size of {name}": ((in_paragraph, words, f'<w:sz w:val="{size}"/>', f'<w:sz w:val="{size - 2}"/>'), {f"{name}字号"})
        for name, (words, _, size) in _WORDED.items()
    },
    "red heading": ((in_style, "Heading1", "<w:sz ", '<w:color w:val="FF0000"/><w:sz '), {"文字颜色"}),
    "colour of the theme": ((in_paragraph, _BODY, "<w:r>", '<w:r><w:rPr><w:color w:val="000000" w:themeColor="accent1"/></w:rPr>'), {"文字颜色"}),
    "face of the theme": ((in_style, "Normal", 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="仿宋_GB2312" w:eastAsiaTheme="minorEastAsia"'), {"主题字体"}),
    "face of digits": ((in_style, "Latin", 'w:ascii="Times New Roman"', 'w:ascii="Calibri"'), {"数字和西文字体"}),
    "marks in the Latin face": ((in_style, "Normal", 'w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312"', 'w:hint="default" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="Calibri"'), {_MARKS}),
    "bold title": ((in_style, "Title", '<w:b w:val="0"/>', "<w:b/>"), {"加粗"}),
    "bold paragraphs": ((in_style, "Normal", '<w:b w:val="0"/>', "<w:b/>"), {"加粗"}),
    "underlined": ((in_style, "Normal", "<w:sz ", '<w:u w:val="single"/><w:sz '), {"斜体、下划线等"}),
    "run of another face": ((in_paragraph, _BODY, "<w:r>", '<w:r><w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr>'), {"正文字体"}),
}  # fmt: skip

PARAGRAPHS: dict[str, tuple[Change, set[str]]] = {
    "title to the left": ((in_style, "Title", 'w:val="center"', 'w:val="left"'), {"标题居中"}),
    "title with an indent": ((in_style, "Title", 'w:firstLineChars="0"', 'w:firstLineChars="200"'), {"标题居中"}),
    "byline to the left": ((in_style, "Byline", 'w:val="center"', 'w:val="left"'), {"题下署名居中"}),
    "salutation stands in": ((in_style, "Salutation", _NONE, _TWO), {"主送机关顶格"}),
    "salutation without a line above": ((in_part, DOCUMENT, _BLANK + _SALUTATION, _SALUTATION), {"主送机关上空行"}),
    "salutation ends otherwise": ((in_paragraph, "领导小组", "：", "。"), {"主送机关冒号"}),
    "body stands not in": ((in_style, "Normal", _TWO, _NONE), {"正文首行缩进"}),
    "body stands in as a whole": ((in_style, "Normal", 'w:left="0"', 'w:left="400"'), {"回行顶格"}),
    "heading stands not in": ((in_style, "Heading1", _TWO, _NONE), {"小标题缩进"}),
    "two lines above attachments": ((in_part, DOCUMENT, _ATTACHMENTS, _BLANK + _ATTACHMENTS), {"附件说明上空行"}),
    "no line above the signature": ((in_part, DOCUMENT, _BLANK + _SIGNATURE, _SIGNATURE), {"署名上空行"}),
    "no line under the title": ((in_part, DOCUMENT, _BLANK + _CAPTION, _CAPTION), {"题下空行"}),
    "ragged body": ((in_style, "Normal", 'w:val="both"', 'w:val="left"'), {"正文对齐"}),
    "blanks for an indent": ((in_paragraph, _BODY, f"<w:t>{_BODY}", f"<w:t>　　{_BODY}"), {"正文首行缩进", "用空格缩进"}),
    "blanks in the place of an indent": ((in_paragraph, _BODY, f"</w:pPr><w:r><w:t>{_BODY}", f"<w:ind {_NONE}/></w:pPr><w:r><w:t>　　{_BODY}"), {"用空格缩进"}),
    "line break": ((in_paragraph, "户，我镇", "<w:t>户，", "<w:br/><w:t>户，"), {"手动换行"}),
    "empty line between paragraphs": ((in_part, DOCUMENT, _SECOND, _BLANK + _SECOND), {"多余空行"}),
    "marks at the ends of lines": ((in_style, "Normal", "<w:kinsoku/>", '<w:kinsoku w:val="0"/>'), {"避头尾"}),
    "signature at the edge": ((in_paragraph, 'w:val="Signature"', 'w:right="632"', 'w:right="0"'), {"署名位置", "成文日期位置"}),
    "date too far in": ((in_paragraph, 'w:val="Date"', 'w:left="6317"', 'w:left="5300"'), {"成文日期位置"}),
    "signature to the left": ((in_style, "Signature", 'w:val="right"', 'w:val="left"'), {"署名位置", "成文日期位置"}),
    "attachments flush left": ((in_paragraph, "附件：<", 'w:left="1816"', 'w:left="1184"'), {"附件说明缩进"}),
    "attachments without hanging lines": ((in_paragraph, "一览表", 'w:left="1816" w:firstLineChars="0" w:hanging="237"', 'w:left="0" w:firstLineChars="0" w:firstLine="1579"'), {"附件说明回行"}),
    "name of an attachment ends with a stop": ((in_paragraph, "一览表", "成效<", "成效。<"), {"附件名称末尾标点"}),
    "imprint flush left": ((in_paragraph, "抄送", 'w:left="275"', 'w:left="0"'), {"版记左空"}),
    "imprint without a stop": ((in_paragraph, "抄送", "办公室。", "办公室"), {"抄送末尾句号"}),
}  # fmt: skip

HEADINGS: dict[str, tuple[Change, set[str]]] = {
    "一.": ((in_part, DOCUMENT, ">一、<", ">一.<"), {"层次序数写法"}),
    "(一)": ((in_part, DOCUMENT, ">（一）<", ">(一)<"), {"层次序数写法"}),
    "（一）、": ((in_part, DOCUMENT, ">（一）<", ">（一）、<"), {"层次序数写法"}),
    "1、": ((in_paragraph, "程序", ">1.<", ">1、<"), {"层次序数写法"}),
    "①": ((in_part, DOCUMENT, f">（</w:t></w:r><w:r>{_LATIN}<w:t>1</w:t></w:r><w:r><w:t>）<", ">①<"), {"层次序数写法"}),
    "number left out": ((in_part, DOCUMENT, ">二、<", ">三、<"), {"序数连续"}),
    "level left out": ((in_paragraph, "程序", ">1.<", ">（1）<"), {"层次逐级", "序数连续", "小标题大纲级别"}),
    "heading without a number": ((in_part, DOCUMENT, ">二、<", "><"), {"小标题有序数"}),
    "heading ends with a stop": ((in_paragraph, "精准识别<", "精准识别<", "精准识别。<"), {"小标题末尾标点"}),
    "heading not in the navigation": ((in_style, "Heading1", '<w:outlineLvl w:val="0"/>', ""), {"小标题大纲级别"}),
    "heading alone at the end of a page": ((in_style, "Heading1", '<w:keepNext w:val="1"/>', '<w:keepNext w:val="0"/>'), {"小标题不落页末"}),
    "title ends with a stop": ((in_paragraph, "关于精准", "的汇报", "的汇报。"), {"标题末尾标点"}),
    "long line of a title": ((in_paragraph, "关于精准", "关于精准", "关于进一步做好全镇建档立卡精准"), {"标题每行字数"}),
}  # fmt: skip

FOOTERS: dict[str, tuple[Change, set[str]]] = {
    "no page number": ((in_part, ODD, " PAGE ", " NUMPAGES "), {"页码"}),
    "hyphens beside the page number": ((in_part, ODD, "— ", "- "), {"页码形式"}),
    "page number in the middle": ((in_part, ODD, 'w:val="right"', 'w:val="center"'), {"页码位置"}),
    "even pages as odd ones": ((in_part, EVEN, 'w:leftChars="100" w:left="280"/><w:jc w:val="left"', 'w:rightChars="100" w:right="280"/><w:jc w:val="right"'), {"页码位置"}),
    "one footer for all pages": ((in_part, SETTINGS, "<w:evenAndOddHeaders/>", ""), {"页码位置"}),
    "page number at the edge": ((in_part, ODD, 'w:rightChars="100" w:right="280"', 'w:right="0"'), {"页码左右空"}),
    "empty line under the page number": ((in_part, ODD, "</w:p></w:ftr>", '</w:p><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>'), {"页码距版心"}),
    "no page number on the first page": ((in_part, DOCUMENT, "<w:docGrid", "<w:titlePg/><w:docGrid"), {"页码"}),
}  # fmt: skip

TEXT: dict[str, tuple[Change, set[str]]] = {
    "[2015]": ((in_paragraph, "双府", "〔2015〕", "[2015]"), {"发文字号写法"}),
    "第1号": ((in_paragraph, "双府", "〕1号", "〕第1号"), {"发文字号写法"}),
    "（2015） in the text": ((in_paragraph, "户，我镇", "户，我镇", "户，根据双府（2015）3号文件，我镇"), {"发文字号写法"}),
    "06月 below": ((in_paragraph, 'w:val="Date"', ">6<", ">06<"), {"成文日期写法"}),
    "二〇一五年 under the title": ((in_paragraph, "<w:t>（<", "</w:p>", "</w:p>" + '<w:p><w:pPr><w:pStyle w:val="Byline"/></w:pPr><w:r><w:t>（二〇一五年六月三十日）</w:t></w:r></w:p>'), {"成文日期写法"}),
    "07月 of printing": ((in_paragraph, "印发", "7月", "07月"), {"印发日期写法"}),
    "half-width comma": ((in_paragraph, "户，我镇", "户，我镇", "户,我镇"), {"全角标点"}),
    "half-width brackets": ((in_paragraph, "户，我镇", "户，我镇", "户(含新增)，我镇"), {"全角标点"}),
    "straight quotes": ((in_paragraph, "精准扶贫”", "“精准扶贫”", '"精准扶贫"'), {"引号"}),
    "three dots": ((in_paragraph, "精准扶贫”", "……", "..."), {"省略号和破折号"}),
    "full-width digits": ((in_paragraph, _BODY, ">5834<", ">５８３４<"), {"数字和字母全半角"}),
    "06月 in the text": ((in_paragraph, "月全县", ">6<", ">06<"), {"文中日期"}),
    "3-5户": ((in_paragraph, "户，我镇", "户，我镇", "户，各联系3-5户，我镇"), {"数值范围"}),
    "3千户": ((in_paragraph, "户，我镇", "户，我镇", "户，其中3千户，我镇"), {"数字后的单位"}),
    "《《": ((in_paragraph, "户，我镇", "户，我镇", "户，按照《关于《方案》的通知》，我镇"), {"书名号"}),
    "，，": ((in_paragraph, "户，我镇", "户，我镇", "户，，我镇"), {"重复的标点"}),
    "blank between words": ((in_paragraph, "户，我镇", "户，我镇", "户，我 镇"), {"多余的空格"}),
    "××": ((in_paragraph, "户，我镇", "户，我镇", "户，××村，我镇"), {"待补的内容"}),
    "open bracket": ((in_paragraph, "户，我镇", "户，我镇", "户（，我镇"), {"括号和引号成对"}),
}  # fmt: skip

SPOILED = PAGE | FACES | PARAGRAPHS | HEADINGS | FOOTERS | TEXT


def test_our_paper_conforms() -> None:
    """Every point applies to a paper with every element, and every point is kept."""
    inspection = inspected()
    assert {point.name: point.found for point in inspection if point.verdict is not Verdict.CONFORMS} == {}


@pytest.mark.parametrize("kind", SPOILED)
def test_spoiled_value_is_found_alone(kind: str) -> None:
    """A spoiled value makes its own points deviate, and no other."""
    (change, *arguments), expected = SPOILED[kind]
    assert deviating(inspected(change(*arguments))) == expected


def test_every_point_is_spoiled_once() -> None:
    """No point is without a value that makes it deviate."""
    assert set().union(*(expected for _, expected in SPOILED.values())) == {rule.name for rule in RULES}


def test_names_of_points_are_unique() -> None:
    """A point is known by its name."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
