"""Word styles made from the layout.

All formatting is in styles, so that a clerk can restyle a report in Word; built-in names where Word has
one, Chinese names elsewhere. Each style says in full what it is: a centred style must take back the
first-line indent of Normal, or its lines stand one character off centre.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fupin_report.layout import Layout, Look
from fupin_report.wordmarks import (
    ANNEX,
    ATTACHMENTS,
    BLANK,
    BYLINE,
    CAPTION,
    CELL,
    COPY_NUMBER,
    DATE,
    DOC_NUMBER,
    FOOTER,
    HEADER_CELL,
    HEADINGS,
    IMPRINT,
    ITEM,
    ITEM_LABEL,
    LATIN,
    MARK,
    NORMAL,
    NOTE,
    PICTURE,
    RUN_IN,
    RUN_IN_HEADINGS,
    SALUTATION,
    SECRECY,
    SIGNATURE,
    SIGNER,
    SMALL_CELL,
    SMALL_HEADER_CELL,
    STRONG,
    STYLE_NAMES,
    SUBTITLE,
    TABLE,
    TITLE,
    URGENCY,
)
from fupin_report.writers.docx.characters import quoted
from fupin_report.writers.docx.table import cell_margins

_NEW_PAGE = "<w:pageBreakBefore/>"
_BUILT_IN = {TITLE, SUBTITLE, SALUTATION, SIGNATURE, DATE, CAPTION, FOOTER, STRONG, *HEADINGS.values()}


def styles_xml(layout: Layout) -> list[str]:
    """Return `w:docDefaults` and every `w:style`, in order."""
    return [
        _defaults(layout),
        *_default_styles(),
        *(_paragraph_style(style, look, layout) for style, look in _looks(layout)),
        *_character_styles(layout),
        _table_style(layout),
    ]


def _looks(layout: Layout) -> Iterator[tuple[str, Look]]:
    """Yield each paragraph style with its look."""
    yield NORMAL, layout.body
    yield TITLE, layout.title
    yield SUBTITLE, layout.subtitle
    yield BYLINE, layout.byline
    yield SALUTATION, layout.salutation
    for level, look in enumerate(layout.headings, start=1):
        yield HEADINGS[level], look
        yield RUN_IN[level], replace(layout.body, outline=look.outline)
    yield ITEM, layout.body
    yield ATTACHMENTS, layout.attachments
    yield SIGNATURE, layout.signature
    yield DATE, layout.date
    yield COPY_NUMBER, layout.copy_number
    yield SECRECY, layout.secrecy
    yield URGENCY, layout.secrecy
    yield MARK, layout.mark
    yield DOC_NUMBER, layout.doc_number
    yield NOTE, layout.note
    yield ANNEX, layout.annex
    yield IMPRINT, layout.imprint
    yield CAPTION, layout.caption
    yield PICTURE, layout.picture
    yield CELL, layout.cell
    yield HEADER_CELL, layout.header_cell
    yield SMALL_CELL, layout.small(layout.cell)
    yield SMALL_HEADER_CELL, layout.small(layout.header_cell)
    yield BLANK, replace(layout.body, first_line=0, keep_next=True)
    yield FOOTER, layout.page_number.look


def _character_styles(layout: Layout) -> Iterator[str]:
    yield _latin_style(LATIN, "DefaultParagraphFont", layout)
    looks = {STRONG: layout.strong, ITEM_LABEL: layout.item_label, SIGNER: layout.signer}
    looks |= {RUN_IN_HEADINGS[level]: look for level, look in enumerate(layout.headings, start=1)}
    for style, look in looks.items():
        yield _character_style(style, look, layout)
        yield _latin_style(style + LATIN, style, layout)


def _defaults(layout: Layout) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_run_look(layout.body, layout)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spacing(layout.body)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _default_styles() -> tuple[str, ...]:
    """Return the styles Word expects in every file for text, tables and lists that name none."""
    hidden = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    no_margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        f'<w:name w:val="Default Paragraph Font"/>{hidden}</w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'{hidden}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{no_margins}</w:tblCellMar>'
        "</w:tblPr></w:style>",
        f'<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>{hidden}'
        "</w:style>",
    )


def _paragraph_style(style: str, look: Look, layout: Layout) -> str:
    page = _NEW_PAGE if style == ANNEX else ""
    return (
        f"<w:style {_identity('paragraph', style)}>{_relations(style)}<w:qFormat/>"
        f"<w:pPr>{_paragraph_look(look, layout, page)}</w:pPr>"
        f"<w:rPr>{_run_look(look, layout)}</w:rPr></w:style>"
    )


def _character_style(style: str, look: Look, layout: Layout) -> str:
    link = {char: HEADINGS[level] for level, char in RUN_IN_HEADINGS.items()}.get(style)
    return (
        f"<w:style {_identity('character', style)}>{_name(style)}"
        '<w:basedOn w:val="DefaultParagraphFont"/>'
        f"{_link(link)}<w:qFormat/>"
        f"<w:rPr>{_fonts(layout.face(look), layout)}{_weight(look)}</w:rPr></w:style>"
    )


def _latin_style(style: str, based_on: str, layout: Layout) -> str:
    face = quoted(layout.faces.latin.name)
    hidden = "" if style == LATIN else "<w:semiHidden/>"
    fonts = f"<w:rPr><w:rFonts w:ascii={face} w:hAnsi={face} w:cs={face}/></w:rPr>"
    return (
        f"<w:style {_identity('character', style)}>{_name(style)}"
        f'<w:basedOn w:val="{based_on}"/>{hidden}'
        f"{fonts if layout.digits == 'latin' else ''}</w:style>"
    )


def _table_style(layout: Layout) -> str:
    line = f'w:val="single" w:sz="{layout.table.border_eighths}" w:space="0" w:color="auto"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return (
        f'<w:style w:type="table" w:styleId="{TABLE}"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{''.join(f'<w:{side} {line}/>' for side in sides)}</w:tblBorders>"
        f"{cell_margins(layout.table.cell_margin_twips)}</w:tblPr></w:style>"
    )


def _identity(kind: str, style: str) -> str:
    default = ' w:default="1"' if style == NORMAL else ""
    custom = "" if style in _BUILT_IN or style == NORMAL else ' w:customStyle="1"'
    return f'w:type="{kind}"{default}{custom} w:styleId="{style}"'


def _name(style: str) -> str:
    based_on = style.removesuffix(LATIN)
    name = STYLE_NAMES.get(style) or f"{STYLE_NAMES[based_on]} {STYLE_NAMES[LATIN]}"
    return f'<w:name w:val="{name}"/>'


def _relations(style: str) -> str:
    """Return name, base, following style and linked character style of a paragraph style."""
    if style == NORMAL:
        return _name(style)
    link = {HEADINGS[level]: char for level, char in RUN_IN_HEADINGS.items()}.get(style)
    return f'{_name(style)}<w:basedOn w:val="{NORMAL}"/><w:next w:val="{NORMAL}"/>{_link(link)}'


def _link(style: str | None) -> str:
    return f'<w:link w:val="{style}"/>' if style else ""


def _paragraph_look(look: Look, layout: Layout, page: str) -> str:
    """Return the children of `w:pPr` in the order of the schema.

    No widow control: it would pull lines over and leave pages of 21. No gaps between 汉字 and digits:
    28 characters would not fit. A mark may hang at the end of a line, which is Word's default: told
    otherwise, LibreOffice hangs it all the same and loses it from the PDF. The exact line, not the
    grid, holds the 22 lines: LibreOffice ignores an exact line that snaps to a grid.
    """
    return (
        f'<w:keepNext w:val="{int(look.keep_next)}"/>{page}<w:widowControl w:val="0"/><w:kinsoku/>'
        '<w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="{int(layout.on_character_grid(look))}"/>'
        f"{_spacing(look)}{_indent(look, layout)}"
        f'<w:jc w:val="{look.align}"/>{_outline(look)}'
    )


def _spacing(look: Look) -> str:
    line = f'w:line="{look.line}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="0" w:after="0" {line}/>'


def _indent(look: Look, layout: Layout) -> str:
    """Return `w:ind`: twips for every program, and the first line in characters too, which Word prefers.

    A hanging indent is in twips alone: programs differ on whether `leftChars` counts the hanging part.
    """
    left = f'w:left="{layout.indent_twips(look.left)}"'
    if look.hanging:
        return f'<w:ind {left} w:firstLineChars="0" w:hanging="{layout.indent_twips(look.hanging)}"/>'
    chars, twips = round(look.first_line * 100), layout.indent_twips(look.first_line)
    return f'<w:ind {left} w:right="0" w:firstLineChars="{chars}" w:firstLine="{twips}"/>'


def _outline(look: Look) -> str:
    return f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else ""


def _run_look(look: Look, layout: Layout) -> str:
    size = round(look.size * 2)
    spacing = 0 if layout.on_character_grid(look) else look.spacing
    return (
        f"{_fonts(layout.face(look), layout)}{_weight(look)}{_colour(look)}"
        f'<w:spacing w:val="{spacing}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _colour(look: Look) -> str:
    return f'<w:color w:val="{look.color}"/>' if look.color else ""


def _fonts(face: str, layout: Layout) -> str:
    """Return `w:rFonts` of Chinese text.

    The face stands for all scripts, as “ ” … — · belong to none and would else be taken from the Latin one.
    """
    name = quoted(face)
    latin = quoted(layout.faces.latin.name)
    return f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:eastAsia={name} w:hAnsi={name} w:cs={latin}/>'


def _weight(look: Look) -> str:
    return f'<w:b w:val="{int(look.bold)}"/><w:bCs w:val="{int(look.bold)}"/>'
