"""落款 and 附件说明: paragraphs with computed indents."""

from __future__ import annotations

from fupin_report.document import Attachments, Inlines, Signature
from fupin_report.layout import AttachmentRule, Layout, text_width
from fupin_report.wordmarks import ATTACHMENTS, DATE, SIGNATURE
from fupin_report.writers.docx.inline import Sheet, inlines
from fupin_report.writers.docx.paragraph import Line
from fupin_report.writers.docx.runs import runs
from fupin_report.writers.signature import indents, width

_ROOM_FOR_GAPS = 1.5
"""字 that the gaps of a date may take (see `_left`)."""


def signature(node: Signature, sheet: Sheet) -> list[Line]:
    """Return the organs, then the date."""
    layout = sheet.layout
    organs, date = indents(node, layout)
    lines = [
        Line(SIGNATURE, inlines(name, sheet), _right(indent, layout))
        for name, indent in zip(node.organisations, organs, strict=True)
    ]
    if not node.date:
        return lines
    begins = not layout.signature_rule.sealed and date >= _ROOM_FOR_GAPS
    place = _left(node, date, layout) if begins else _right(date, layout)
    return [*lines, Line(DATE, inlines(node.date, sheet), place)]


def _left(node: Signature, right: float, layout: Layout) -> str:
    """Set a line by where it begins, which is what the standard tells of an unsealed date (§7.3.5.2).

    LibreOffice puts gaps between digits and 年月日 and cannot be kept from it: from the right, the date
    would begin a character too early. Near the edge it does so all the same, or it would not fit its line.
    """
    left = max(0.0, layout.grid.characters - right - width(node.date, layout))
    return f'<w:ind w:left="{layout.indent_twips(left)}"/><w:jc w:val="left"/>'


def _right(characters: float, layout: Layout) -> str:
    return f'<w:ind w:right="{layout.indent_twips(characters)}"/>'


def attachments(node: Attachments, sheet: Sheet) -> list[Line]:
    """Return `附件：…` with one name, or `附件：1.…` and one line a name (§7.3.4)."""
    rule = sheet.layout.attachment_rule
    if len(node.names) == 1:
        return [Line(ATTACHMENTS, runs(rule.lead) + inlines(node.names[0], sheet))]
    return [_attachment(number, name, sheet) for number, name in enumerate(node.names, start=1)]


def _attachment(number: int, name: Inlines, sheet: Sheet) -> Line:
    rule = sheet.layout.attachment_rule
    lead = rule.lead if number == 1 else ""
    content = runs(f"{lead}{number}.") + inlines(name, sheet)
    return Line(ATTACHMENTS, content, _hanging(number, rule, sheet.layout))


def _hanging(number: int, rule: AttachmentRule, layout: Layout) -> str:
    """Return the indent that sets a wrapped line under the first character of the name."""
    label = len(str(number)) * rule.digit + rule.point
    lead = text_width(rule.lead)
    left = layout.indent_twips(rule.indent + lead + label)
    hanging = layout.indent_twips(label + (lead if number == 1 else 0))
    return f'<w:ind w:left="{left}" w:firstLineChars="0" w:hanging="{hanging}"/>'
