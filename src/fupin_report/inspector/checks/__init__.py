"""The rules, file by file, in the order of the standard."""

from __future__ import annotations

from fupin_report.inspector.checks import (
    faces,
    footer,
    grid,
    headings,
    page,
    paragraphs,
    signature,
    text,
)
from fupin_report.inspector.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *page.RULES,
    *grid.RULES,
    *faces.RULES,
    *paragraphs.RULES,
    *headings.RULES,
    *signature.RULES,
    *footer.RULES,
    *text.RULES,
)
"""Every point an inspection looks at."""
