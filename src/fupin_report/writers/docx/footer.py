"""页码 (§7.5): `— 1 —`, on the outer side of facing pages."""

from __future__ import annotations

from typing import Literal

from fupin_report.layout import PageNumber
from fupin_report.wordmarks import FOOTER
from fupin_report.writers.docx.characters import escaped

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_PAGE = (
    _FIELD.format("begin")
    + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    + f"{_FIELD.format('separate')}<w:r><w:t>1</w:t></w:r>{_FIELD.format('end')}"
)


def footer_xml(number: PageNumber, side: Literal["left", "right", "center"]) -> str:
    """Return the footer's paragraph, set to one side of the page."""
    dash = escaped(number.dash)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{FOOTER}"/>{_inset(number, side)}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{dash} </w:t></w:r>{_PAGE}'
        f'<w:r><w:t xml:space="preserve"> {dash}</w:t></w:r></w:p>'
    )


def _inset(number: PageNumber, side: str) -> str:
    if side == "center":
        return ""
    chars, twips = round(number.inset * 100), round(number.inset * number.look.size * 20)
    return f'<w:ind w:{side}Chars="{chars}" w:{side}="{twips}"/>'
