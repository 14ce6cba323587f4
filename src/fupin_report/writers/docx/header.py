"""页眉: nothing on a final document (the standard knows none); 草稿 on every page of a draft."""

from __future__ import annotations

from fupin_report.document import DRAFT
from fupin_report.wordmarks import FOOTER


def header_xml() -> str:
    """Return the header's paragraph of a draft, in the look of the page number."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{FOOTER}"/><w:jc w:val="right"/></w:pPr>'
        f"<w:r><w:t>{DRAFT}</w:t></w:r></w:p>"
    )
