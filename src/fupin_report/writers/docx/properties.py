"""Core properties: title, author and date as the data have them, never the clock."""

from __future__ import annotations

from fupin_report.document import DRAFT, Properties
from fupin_report.writers.docx.characters import escaped

PART = "docProps/core.xml"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def properties_xml(properties: Properties) -> bytes:
    """Return the core properties; what is not known is left out."""
    title, issuer = (escaped(words) for words in (properties.title, properties.issuer))
    content = "".join(
        [
            f"<dc:title>{title}</dc:title>" if title else "",
            f"<dc:creator>{issuer}</dc:creator><cp:lastModifiedBy>{issuer}</cp:lastModifiedBy>"
            if issuer
            else "",
            *(_time(name, properties.date) for name in ("created", "modified") if properties.date),
            "<dc:language>zh-CN</dc:language>",
            f"<cp:contentStatus>{DRAFT}</cp:contentStatus>" if properties.draft else "",
        ]
    )
    return f"{_HEAD}{content}</cp:coreProperties>".encode()


def _time(name: str, date: str) -> str:
    return f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escaped(date)}T00:00:00Z</dcterms:{name}>'
