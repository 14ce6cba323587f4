"""Where each figure came from: bookmark `_fN` in the text, data paths of N in a custom XML part.

Word keeps both when it saves, so an edited report can still be traced and read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fupin_report.document import Figure
from fupin_report.wordmarks import PROVENANCE
from fupin_report.writers.docx.archive import Member, member
from fupin_report.writers.docx.characters import escaped

PART = "customXml/item1.xml"
_STORE = "{7C1B5E0A-4D7F-4B52-9C0E-5F6A1D3E9B21}"
"""Any fixed id; Word finds a custom part by it."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"

RELATION = f'<Relationship Id="rIdProvenance" Type="{_OFFICE}/relationships/customXml" Target="../{PART}"/>'
"""The document's relation to the part."""
CONTENT_TYPE = (
    '<Override PartName="/customXml/itemProps1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
)

_PROPERTIES = (
    f'{_HEAD}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_STORE}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{PROVENANCE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES_RELATION = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/>'
    "</Relationships>"
)
_COMPANIONS = (
    member("customXml/itemProps1.xml", _PROPERTIES.encode()),
    member("customXml/_rels/item1.xml.rels", _PROPERTIES_RELATION.encode()),
)


def provenance_members(figures: Sequence[Figure]) -> tuple[Member, ...]:
    """Return the part that maps each figure's number to its paths, and what Word wants beside it."""
    entries = "".join(
        [f'<figure n="{number}">{_paths(figure.paths)}</figure>' for number, figure in enumerate(figures, 1)]
    )
    content = f'{_HEAD}<figures xmlns="{PROVENANCE}">{entries}</figures>'
    return member(PART, content.encode(), level=3), *_COMPANIONS


@lru_cache(maxsize=4096)
def _paths(paths: tuple[str, ...]) -> str:
    """Return the paths of a figure as XML; reports of one kind all have the same."""
    return "".join([f"<path>{escaped(path)}</path>" for path in paths])
