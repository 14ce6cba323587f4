"""A paper of ours with every element of the standard, and ways to spoil one value of it."""

from __future__ import annotations

import re
from functools import cache

from fupin_report.inspector import Inspection, Verdict, inspect
from fupin_report.layout import Layout
from hostile import DOCUMENT, STYLES, packed, parts

SETTINGS = "word/settings.xml"
ODD, EVEN = "word/footer1.xml", "word/footer2.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def typed(text: str, paragraph: str = "", run: str = "", style: str = "Normal") -> str:
    """Return a paragraph with properties of its own."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def faced(face: str, size: int) -> str:
    """Return run properties with a face and a size in half-points."""
    return f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}"/><w:sz w:val="{size}"/>'


_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_INSET = '<w:ind w:left="275" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'
_HEAD = typed("机密★1年", _FLUSH, faced("黑体", 32)) + typed(
    "双府〔2015〕1号", f'{_FLUSH}<w:jc w:val="center"/>', faced("仿宋", 32)
)
_NOTE = typed("（联系人：张三）", run=faced("仿宋", 32))
_LABEL = typed("附件1", f"<w:pageBreakBefore/>{_FLUSH}", faced("黑体", 32))
_TITLE = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>附表'
_TITLE_ON_NEW_PAGE = _TITLE.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>")
_CAPTION = '<w:p><w:pPr><w:pStyle w:val="Caption"/><w:keepNext/></w:pPr>'
_IMPRINT = (
    "<w:tbl><w:tblPr/><w:tblGrid/>"
    + "".join(
        f"<w:tr><w:tc>{typed(text, _INSET, faced('仿宋', 28))}</w:tc></w:tr>"
        for text in ("抄送：县委办公室。", "双河源镇党政办公室　　2015年7月1日印发")
    )
    + "</w:tbl>"
)


@cache
def paper() -> dict[str, bytes]:
    """Return the parts of our file with every kind of block, what only formal papers have put in."""
    body = parts()[DOCUMENT].decode()
    for old, new in (
        ("<w:body>", f"<w:body>{_HEAD}"),
        (_TITLE_ON_NEW_PAGE, _NOTE + _LABEL + _TITLE),
        ("<w:sectPr ", f"{_IMPRINT}<w:sectPr "),
    ):
        assert body.count(old) == 1, old
        body = body.replace(old, new)
    last = body.rindex(_CAPTION)
    body = body[:last] + typed("附表列出本年度的项目。") + body[last:]
    return parts() | {DOCUMENT: body.encode()}


def inspected(changed: dict[str, str] | None = None, layout: Layout | None = None) -> Inspection:
    """Inspect the paper, some parts changed."""
    members = paper() | {name: text.encode() for name, text in (changed or {}).items()}
    return inspect(packed(members.items()), layout or Layout())


def inspected_body(content: str) -> Inspection:
    """Inspect the paper with another body, in its styles."""
    root = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    section = re.search(r"<w:sectPr .*</w:sectPr>", paper()[DOCUMENT].decode())
    assert section
    return inspected({DOCUMENT: f"{root}<w:body>{content}{section[0]}</w:body></w:document>"})


def deviating(inspection: Inspection) -> set[str]:
    """Return the names of the points that deviate."""
    return {point.name for point in inspection if point.verdict is Verdict.DEVIATES}


def in_part(name: str, old: str, new: str) -> dict[str, str]:
    """Change the first place in a part."""
    text = paper()[name].decode()
    assert old in text, (name, old)
    return {name: text.replace(old, new, 1)}


def in_style(style: str, old: str, new: str) -> dict[str, str]:
    """Change the first place in a style."""
    return _within(STYLES, rf'<w:style [^>]*w:styleId="{style}">.*?</w:style>', old, new)


def in_paragraph(words: str, old: str, new: str) -> dict[str, str]:
    """Change the first place in the first paragraph that holds some words in one run."""
    return _within(DOCUMENT, rf"<w:p>(?:(?!</w:p>).)*?{words}.*?</w:p>", old, new)


def _within(name: str, pattern: str, old: str, new: str) -> dict[str, str]:
    text = paper()[name].decode()
    found = re.search(pattern, text, re.DOTALL)
    assert found, pattern
    assert old in found[0], (old, found[0])
    return {name: text[: found.start()] + found[0].replace(old, new, 1) + text[found.end() :]}
