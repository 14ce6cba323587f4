"""Core properties: title, issuer and date of signing, as the writer put them."""

from __future__ import annotations

from fupin_report.document import DRAFT, Properties
from fupin_report.patterns import expression
from fupin_report.readers.docx.package import Package

_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_DATE = expression(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def properties(package: Package) -> Properties:
    """Return what a file says of itself."""
    root = package.core_properties()
    if root is None:
        return Properties()
    title, issuer, created = (
        root.findtext(name, "") for name in (_DUBLIN + "title", _DUBLIN + "creator", _TERMS + "created")
    )
    date = _DATE.match(created)
    draft = root.findtext(_CORE + "contentStatus", "") == DRAFT
    return Properties(title, issuer, date[0] if date else "", draft)
