"""The empty lines between blocks."""

from __future__ import annotations

from fupin_report.document import Attachments, Block, Byline, PageBreak, Signature, Subtitle, Title
from fupin_report.layout import Layout

TITLE_BLOCK = (Title, Subtitle, Byline)


def blank_lines(previous: Block | None, node: Block, layout: Layout) -> int:
    """Return how many empty lines stand above a block."""
    if previous is None or isinstance(previous, PageBreak):
        return 0
    if isinstance(node, Signature):
        return layout.signature_rule.blank_lines
    if isinstance(node, Attachments):
        return layout.attachment_rule.blank_lines
    if isinstance(previous, TITLE_BLOCK) and not isinstance(node, (*TITLE_BLOCK, PageBreak)):
        return layout.blank_lines_after_title
    return 0
