"""The blocks of a document as WordprocessingML: escaped strings, block by block."""

from __future__ import annotations

from typing import assert_never

from fupin_report import wordmarks
from fupin_report.document import (
    Annex,
    Attachments,
    Block,
    Byline,
    Document,
    Enumeration,
    Heading,
    Image,
    Imprint,
    Item,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Subtitle,
    Table,
    Title,
    plain_text,
)
from fupin_report.writers.docx.inline import Sheet, inlines
from fupin_report.writers.docx.official import IMPRINT_END, imprint, masthead
from fupin_report.writers.docx.paragraph import (
    KEEP_NEXT,
    NEW_PAGE,
    NOWHERE,
    Line,
    Place,
    paragraph,
    paragraphs,
)
from fupin_report.writers.docx.runs import words
from fupin_report.writers.docx.signature import attachments, signature
from fupin_report.writers.docx.table import caption_runs, table
from fupin_report.writers.levels import level
from fupin_report.writers.spacing import blank_lines

_BLANK = Line(wordmarks.BLANK, "")
_CLOSING = (Attachments, Signature, Note)


def body(document: Document, sheet: Sheet) -> str:
    """Return the content of `w:body` but for the section properties."""
    blocks = document.blocks
    neighbours = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
    return "".join(
        [
            paragraph(_BLANK) * blank_lines(previous, node, sheet.layout)
            + _commented(number, _block(node, _place(previous, following), sheet), sheet)
            + _bolster(node, following)
            for number, (previous, node, following) in enumerate(neighbours)
        ]
    )


def _commented(number: int, content: str, sheet: Sheet) -> str:
    """Return a block with the comments on it as a whole."""
    return sheet.margin.beside(number, content) if sheet.margin is not None else content


def _place(previous: Block | None, following: Block | None) -> Place:
    """Return what the neighbours ask: a new page after a page break, company for the closing lines."""
    if not isinstance(previous, PageBreak) and not isinstance(following, _CLOSING):
        return NOWHERE
    return Place(
        first=NEW_PAGE if isinstance(previous, PageBreak) else "",
        last=KEEP_NEXT if isinstance(following, _CLOSING) else "",
    )


def _bolster(node: Block, following: Block | None) -> str:
    """Return the empty paragraph that Word needs where a break or a table has no words to lean on.

    A page break is a property of what follows; two tables without words between them would become one.
    """
    if isinstance(node, Imprint):
        return IMPRINT_END if following is None or isinstance(following, Imprint) else ""
    if following is not None and not isinstance(following, PageBreak) and not _begins_bare(following):
        return ""
    if isinstance(node, PageBreak):
        return paragraph(_BLANK, Place(first=NEW_PAGE))
    return paragraph(_BLANK) if isinstance(node, Table) and not isinstance(following, PageBreak) else ""


def _begins_bare(node: Block) -> bool:
    return isinstance(node, Imprint) or (isinstance(node, Table) and not (node.caption or node.label))


def _block(node: Block, place: Place, sheet: Sheet) -> str:
    match node:
        case Paragraph():
            return paragraph(_paragraph(node, sheet), place)
        case Heading():
            return paragraph(Line(wordmarks.HEADINGS[level(node)], _heading(node, sheet)), place)
        case Enumeration():
            return paragraphs(_enumeration(node, sheet), place)
        case Title():
            return paragraph(Line(wordmarks.TITLE, inlines(node.children, sheet)), place)
        case Subtitle():
            return paragraph(Line(wordmarks.SUBTITLE, inlines(node.children, sheet)), place)
        case Byline():
            return paragraphs([Line(wordmarks.BYLINE, inlines(line, sheet)) for line in node.lines], place)
        case Salutation():
            return paragraph(Line(wordmarks.SALUTATION, inlines(node.children, sheet)), place)
        case Table():
            return table(node, sheet, place)
        case Image():
            return paragraphs(_image(node, sheet), place)
        case Attachments():
            return paragraphs(attachments(node, sheet), place)
        case Signature():
            return paragraphs(signature(node, sheet), place)
        case Masthead():
            return paragraphs(masthead(node, sheet), place)
        case Note():
            return paragraph(Line(wordmarks.NOTE, inlines(node.children, sheet)), place)
        case Annex():
            return paragraph(Line(wordmarks.ANNEX, words(node.label)), place)
        case Imprint():
            return imprint(node, sheet)
        case PageBreak():
            return ""
    assert_never(node)


def _heading(node: Heading, sheet: Sheet, style: str = "") -> str:
    return words(node.label, style) + inlines(node.children, sheet, style)


def _paragraph(node: Paragraph, sheet: Sheet) -> Line:
    """Return a paragraph; after a run-in heading it stays body text, in a style with the heading's level.

    So it is found in the navigation pane, and the heading's own style can be restyled once for both
    forms: the run-in words carry the character style linked to it.
    """
    if node.heading is None:
        return Line(wordmarks.NORMAL, inlines(node.children, sheet))
    heading = _heading(node.heading, sheet, wordmarks.RUN_IN_HEADINGS[level(node.heading)])
    return Line(wordmarks.RUN_IN[level(node.heading)], heading + inlines(node.children, sheet))


def _enumeration(node: Enumeration, sheet: Sheet) -> list[Line]:
    if node.lead is None:
        return [Line(wordmarks.ITEM, _item(item, sheet)) for item in node.items]
    lead = _paragraph(node.lead, sheet)
    return [lead._replace(content=lead.content + "".join([_item(item, sheet) for item in node.items]))]


def _item(node: Item, sheet: Sheet) -> str:
    return words(node.label, wordmarks.ITEM_LABEL) + inlines(node.children, sheet)


def _image(node: Image, sheet: Sheet) -> list[Line]:
    description = plain_text(node.caption) or node.source
    picture = Line(wordmarks.PICTURE, sheet.pictures.draw(node.source, description))
    caption = caption_runs(node, sheet)
    return [picture, Line(wordmarks.CAPTION, caption)] if caption else [picture]
