"""空白: places that are still to be filled in (data handbook §1.5)."""

from __future__ import annotations

from fupin_report.patterns import expression

_PLACES = "省市州县区镇乡村社组局办户人年月日"
BLANK = (
    r"[_＿]{2,}"
    r"|(?<![A-Za-z0-9])[XＸ×]{2,}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9])[XＸ×](?=[{_PLACES}])"
    r"|〔(?!\d{4}〕)[^〔〕]*〕"  # 〔2015〕 belongs to the number of a document
    rf"|某某|某(?=[{_PLACES}]|单位|企业|公司)"  # 某些, 某种 are words
)
"""What stands for words still to come, as a regular expression."""
_BLANK = expression(BLANK)
may_have_blank = expression("[_＿XＸ×〔某]").search
"""Find a character that every blank has. Hardly any text has one, so where time counts ask this first."""


def has_blank(text: str) -> bool:
    """Whether a text holds `__`, `XX`, `〔…〕` or 某, or is nothing but such a mark."""
    if not may_have_blank(text):
        return False
    return bool(_BLANK.search(text)) or not text.strip().strip("_＿XＸ×某")
