"""By what a Word file of this library is known: its styles, its bookmarks, its provenance part.

The writer sets these marks and the reader finds them; neither imports the other.
"""

from __future__ import annotations

NORMAL = "Normal"
TITLE = "Title"
SUBTITLE = "Subtitle"
BYLINE = "Byline"
SALUTATION = "Salutation"
HEADINGS = {level: f"Heading{level}" for level in (1, 2, 3, 4)}
RUN_IN = {level: f"RunIn{level}" for level in HEADINGS}
"""Paragraphs that begin with a heading: body text that the navigation pane lists at the heading's level."""
ITEM = "Item"
ATTACHMENTS = "AttachNote"
SIGNATURE = "Signature"
DATE = "Date"
CAPTION = "Caption"
PICTURE = "Picture"
CELL = "TableCell"
HEADER_CELL = "TableHeader"
SMALL_CELL = "TableCellSmall"
SMALL_HEADER_CELL = "TableHeaderSmall"
BLANK = "BlankLine"
FOOTER = "Footer"
TABLE = "TableGrid"
COPY_NUMBER = "CopyNumber"
SECRECY = "Secrecy"
URGENCY = "Urgency"
MARK = "OrganMark"
DOC_NUMBER = "DocNumber"
NOTE = "Note"
ANNEX = "AnnexLabel"
IMPRINT = "Imprint"

STRONG = "Strong"
ITEM_LABEL = "ItemLabel"
SIGNER = "Signer"
RUN_IN_HEADINGS = {level: f"Heading{level}Char" for level in HEADINGS}
"""Character styles linked to the heading styles, for a heading that stands run-in."""
LATIN = "Latin"
"""Digits and Latin letters; each character style has its own, `StrongLatin` …, as a run takes one style."""

STYLE_NAMES = {
    NORMAL: "Normal",
    TITLE: "Title",
    SUBTITLE: "Subtitle",
    SALUTATION: "Salutation",
    SIGNATURE: "Signature",
    DATE: "Date",
    CAPTION: "caption",
    FOOTER: "footer",
    STRONG: "Strong",
    BYLINE: "题下署名",
    ITEM: "分项",
    ATTACHMENTS: "附件说明",
    PICTURE: "图片",
    CELL: "表格正文",
    HEADER_CELL: "表头",
    SMALL_CELL: "表格正文 小",
    SMALL_HEADER_CELL: "表头 小",
    BLANK: "空行",
    ITEM_LABEL: "分项序号",
    COPY_NUMBER: "份号",
    SECRECY: "密级和保密期限",
    URGENCY: "紧急程度",
    MARK: "发文机关标志",
    DOC_NUMBER: "发文字号",
    NOTE: "附注",
    ANNEX: "附件标识",
    IMPRINT: "版记",
    SIGNER: "签发人",
    LATIN: "西文",
    **{style: f"heading {level}" for level, style in HEADINGS.items()},
    **{style: f"接排标题 {level}" for level, style in RUN_IN.items()},
    **{style: f"heading {level} Char" for level, style in RUN_IN_HEADINGS.items()},
}
"""Style id to the name that a human sees; the English ones are built in and shown in the language of Word.

Other programs change the ids when they save, never the names.
"""

BOOKMARK = "_f"
"""A figure stands in a hidden bookmark of this name and its number, in reading order from 1."""
PROVENANCE = "urn:fupin-report:provenance"
"""Namespace of the part that maps numbers to data paths:
`<figures><figure n="1"><path>…</path></figure>…</figures>`."""
