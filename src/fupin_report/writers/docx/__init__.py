"""Word files: a frozen base package, one `document.xml` of escaped strings, one zip put together by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from fupin_report.document import Document
from fupin_report.layout import Layout
from fupin_report.writers.docx import properties
from fupin_report.writers.docx.archive import Member, archive, member
from fupin_report.writers.docx.body import body
from fupin_report.writers.docx.comments import CONTENT_TYPE as OF_COMMENTS
from fupin_report.writers.docx.comments import RELATION as TO_COMMENTS
from fupin_report.writers.docx.comments import Margin
from fupin_report.writers.docx.inline import Sheet
from fupin_report.writers.docx.package import RELATIONS, TYPES, Base, base_package
from fupin_report.writers.docx.picture import Pictures, relation_id
from fupin_report.writers.docx.provenance import CONTENT_TYPE, RELATION, provenance_members

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>'
)
_TAIL = "</w:body></w:document>"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_LEVEL = 3
"""Compression of the parts made for each report: 6 saves 500 bytes and takes three times as long."""


def write(
    document: Document,
    layout: Layout,
    *,
    images: Callable[[str], bytes] | None = None,
    provenance: bool = True,
    describe: Callable[[str], str] | None = None,  # noqa: ARG001 - Word holds the paths themselves
) -> bytes:
    """Return a document as a Word file. See `Writer` for the arguments."""
    base = base_package(layout, document.properties.draft)
    margin = Margin(document) if document.comments else None
    sheet = Sheet(layout, Pictures(layout, images), [] if provenance else None, margin)
    content = f"{_HEAD}{body(document, sheet)}{base.section}{_TAIL}".encode()
    pictures = sheet.pictures.stored.values()
    return archive(
        [
            *_listed(
                base, tuple(picture.name for picture in pictures), sheet.figures is not None, bool(margin)
            ),
            *base.members,
            member(properties.PART, properties.properties_xml(document.properties), _LEVEL),
            member("word/document.xml", content, _LEVEL),
            *(provenance_members(sheet.figures) if sheet.figures is not None else ()),
            *(margin.members() if margin else ()),
            *(member(f"word/media/{picture.name}", picture.content, _LEVEL) for picture in pictures),
        ]
    )


@lru_cache(maxsize=64)
def _listed(base: Base, pictures: tuple[str, ...], provenance: bool, comments: bool) -> tuple[Member, ...]:
    """Return the two parts that list the others: content types and the document's relations."""
    suffixes = sorted({name.rpartition(".")[2] for name in pictures})
    types = "".join(f'<Default Extension="{suffix}" ContentType="image/{suffix}"/>' for suffix in suffixes)
    relations = "".join(
        f'<Relationship Id="{relation_id(name)}" Type="{_IMAGE}" Target="media/{name}"/>' for name in pictures
    )
    if provenance:
        types += CONTENT_TYPE
        relations += RELATION
    if comments:
        types += OF_COMMENTS
        relations += TO_COMMENTS
    return (
        member(TYPES, f"{base.types}{types}</Types>".encode()),
        member(RELATIONS, f"{base.relations}{relations}</Relationships>".encode()),
    )
