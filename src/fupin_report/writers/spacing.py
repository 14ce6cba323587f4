"""The empty lines between blocks."""

from __future__ import annotations

from fupin_report.document import (
    Annex,
    Attachments,
    Block,
    Byline,
    Imprint,
    Masthead,
    PageBreak,
    Signature,
    Subtitle,
    Title,
)
from fupin_report.layout import Layout

TITLE_BLOCK = (Title, Subtitle, Byline)


def blank_lines(previous: Block | None, node: Block, layout: Layout) -> int:
    """Return how many empty lines stand above a block."""
    if previous is None or isinstance(previous, PageBreak) or isinstance(node, (PageBreak, Annex, Imprint)):
        return 0
    if isinstance(previous, Masthead):
        return layout.masthead.blank_lines
    if isinstance(previous, Annex):
        return 1  # the title is on the third line (§7.3.7)
    if isinstance(node, Signature):
        rule = layout.signature_rule
        return rule.sealed_blank_lines if rule.sealed else rule.blank_lines
    if isinstance(node, Attachments):
        return layout.attachment_rule.blank_lines
    if isinstance(previous, TITLE_BLOCK) and not isinstance(node, TITLE_BLOCK):
        return layout.blank_lines_after_title
    return 0
