"""Build the base package of a layout with python-docx: everything but the words of a report.

Only this module imports `docx` and `lxml`, and it is imported only when no base package is at hand.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Twips
from lxml import etree

from fupin_report.layout import Layout, PageNumber
from fupin_report.writers.docx import properties
from fupin_report.writers.docx.fonts import font_table_xml
from fupin_report.writers.docx.footer import footer_xml
from fupin_report.writers.docx.header import header_xml
from fupin_report.writers.docx.settings import settings_xml
from fupin_report.writers.docx.styles import styles_xml

_KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME}
_BODY = "word/document.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def build_parts(layout: Layout, draft: bool) -> tuple[dict[str, bytes], str]:
    """Return the parts of the base package by name, and the section properties that close its body."""
    document = docx.Document()
    _drop_template_parts(document)
    _set_styles(document, layout)
    _set_settings(document)
    _set_section(document, layout)
    _set_footers(document, layout.page_number)
    if draft:
        _set_headers(document)
    _set_fonts(document, layout)
    section = _bare(document.sections[0]._sectPr)
    return _saved_parts(document), section


def _drop_template_parts(document: WordDocument) -> None:
    """Drop what tells of another file: thumbnail, example data, list definitions, application properties."""
    for source, kept in (
        (document.part, _KEPT),
        (document.part.package, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}),
    ):
        for key, relation in list(source.rels.items()):
            if relation.reltype not in kept:
                del source.rels[key]


def _set_styles(document: WordDocument, layout: Layout) -> None:
    styles = document.styles.element
    latent = styles.find(qn("w:latentStyles"))
    defaults, *own = (_element(xml) for xml in styles_xml(layout))
    styles[:] = [defaults, latent, *own]


def _set_settings(document: WordDocument) -> None:
    settings = document.settings.element
    settings[:] = [_element(xml) for xml in settings_xml()]


def _set_section(document: WordDocument, layout: Layout) -> None:
    section, page = document.sections[0], layout.page
    section.orientation = WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.header_distance = Twips(layout.grid.header_twips)
    section.footer_distance = Twips(layout.page_number.footer_twips)
    section.gutter = Twips(0)
    grid: Any = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), layout.grid.kind)
    grid.set(qn("w:linePitch"), str(layout.grid.line_pitch))
    if layout.grid.kind == "linesAndChars":
        grid.set(qn("w:charSpace"), str(layout.character_space))


def _set_footers(document: WordDocument, number: PageNumber) -> None:
    """Write the page number: one footer, or one for odd pages and one for even ones (§7.5), or none."""
    section = document.sections[0]
    if number.position == "off":
        return
    if number.position == "center":
        _fill(section.footer, footer_xml(number, "center"))
        return
    document.settings.odd_and_even_pages_header_footer = True
    _fill(section.footer, footer_xml(number, "right"))
    _fill(section.even_page_footer, footer_xml(number, "left"))


def _set_headers(document: WordDocument) -> None:
    section = document.sections[0]
    _fill(section.header, header_xml())
    if document.settings.odd_and_even_pages_header_footer:
        _fill(section.even_page_header, header_xml())


def _fill(part: Any, xml: str) -> None:
    part.is_linked_to_previous = False
    part._element[:] = [_element(xml)]


def _set_fonts(document: WordDocument, layout: Layout) -> None:
    """Write the font table, and take the template's faces out of the theme."""
    name = PackURI("/word/fontTable.xml")
    table = Part(name, CONTENT_TYPE.WML_FONT_TABLE, font_table_xml(layout.faces), document.part.package)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _theme(theme.blob, layout)


def _theme(blob: bytes, layout: Layout) -> bytes:
    theme: Any = etree.fromstring(blob)
    latin, chinese = layout.faces.latin.name, layout.face(layout.body)
    for kind in ("majorFont", "minorFont"):
        for fonts in theme.iter(_DRAWING + kind):
            fonts.find(_DRAWING + "latin").set("typeface", latin)
            fonts.find(_DRAWING + "ea").set("typeface", chinese)
            for font in fonts.findall(_DRAWING + "font"):
                fonts.remove(font)
            etree.SubElement(fonts, _DRAWING + "font", script="Hans", typeface=chinese)
    return etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _element(xml: str) -> Any:
    """Parse an element written with the prefix `w`."""
    wrapper = parse_xml(f"<w:wrapper {nsdecls('w')}>{xml}</w:wrapper>")
    return wrapper[0]


def _bare(section: Any) -> str:
    """Return the section properties without the template's revision ids and unused namespaces."""
    copy = etree.fromstring(etree.tostring(section))
    copy.attrib.clear()
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, encoding="unicode").strip()


def _saved_parts(document: WordDocument) -> dict[str, bytes]:
    stream = BytesIO()
    document.save(stream)
    with ZipFile(stream) as package:
        return {
            name: package.read(name) for name in package.namelist() if name not in (_BODY, properties.PART)
        }
