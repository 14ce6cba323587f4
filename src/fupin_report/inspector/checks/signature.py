"""附件说明, 落款 and 版记: where they stand (§7.3.4, §7.3.5, §7.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fupin_report.inspector import patterns
from fupin_report.inspector.checks.paragraphs import first_line, gaps, leading, left, pitch, right
from fupin_report.inspector.checks.rule import (
    CHARACTER,
    LINE_END,
    STANDARD,
    Case,
    Rule,
    Sheet,
    near,
    said,
)
from fupin_report.inspector.elements import Element, Kind
from fupin_report.layout import text_width
from fupin_report.patterns import expression

_SEALED_RIGHT = 4
"""Under a seal the date stands so many 字 from the right, the organ in the middle above it (§7.3.5.1)."""
_IMPRINT_INSET = 1
"""字 on both sides of 版记 (§7.4.2)."""
_IMPRINT_TOLERANCE = 0.5
"""In a table the margins of the cells come to it."""
_NAME_END = expression("[。，；、.,;]$")


class _Line(NamedTuple):
    """Where a line begins and ends, 字 from the left and from the right edge of the type area."""

    start: float
    end: float
    width: float

    @property
    def aside(self) -> float:
        """How far its middle stands to the right of the middle of the area."""
        return (self.start - self.end) / 2


def _line(sheet: Sheet, element: Element) -> _Line:
    """Return where the words of a paragraph stand, in 字 of the body; of several lines the widest counts."""
    paragraph = element.paragraph
    room = sheet.section(element).column_width / sheet.layout.indent_twips(1)
    scale = pitch(paragraph) / sheet.layout.indent_twips(1)
    width = max(text_width(line.strip()) for line in paragraph.text.split("\n")) * scale
    before = (left(paragraph) + first_line(paragraph)) * scale
    after = (right(paragraph) + text_width(leading(paragraph.text[::-1]))) * scale
    if paragraph.look.align == "right":
        return _Line(room - after - width, after, width)
    start = before
    if paragraph.look.align == "center":
        start += (room - before - after - width) / 2
    return _Line(start, room - start - width, width)


class _Block(NamedTuple):
    """落款: the organ whose name is longest, and the date."""

    organ: Element
    date: Element
    above: _Line
    below: _Line

    @property
    def sealed(self) -> bool:
        """Whether it stands as under a seal."""
        return near(self.above.aside, self.below.aside, LINE_END) and near(
            self.below.end, _SEALED_RIGHT, LINE_END
        )


def _blocks(sheet: Sheet) -> Iterator[_Block]:
    organs: list[Element] = []
    for element in sheet.elements:
        if element.kind is Kind.SIGNATURE:
            organs.append(element)
        elif element.kind is Kind.DATE and organs:
            organ = max(organs, key=lambda each: text_width(each.paragraph.text.strip()))
            yield _Block(organ, element, _line(sheet, organ), _line(sheet, element))
        if element.kind not in (Kind.SIGNATURE, Kind.BLANK):
            organs = []


def _organ(sheet: Sheet) -> Iterator[Case]:
    """What reaches further to the right, organ or date, keeps its distance."""
    for block in _blocks(sheet):
        if block.sealed:
            yield Case(f"盖章：居中于日期，日期右空{said(block.below.end)}字", True)
            continue
        longer = text_width(block.date.paragraph.text.strip()) > text_width(
            block.organ.paragraph.text.strip()
        )
        found = block.below.end if longer else block.above.end
        good = near(found, sheet.layout.signature_rule.right, LINE_END)
        yield Case(f"{'日期' if longer else '署名'}右空{said(found)}字", good, block.organ.paragraph)


def _date(sheet: Sheet) -> Iterator[Case]:
    for block in _blocks(sheet):
        if block.sealed:
            yield Case(f"盖章：右空{said(block.below.end)}字", True)
            continue
        found = block.below.start - block.above.start
        good = near(found, sheet.layout.signature_rule.step, LINE_END)
        yield Case(f"比署名首字右移{said(found)}字", good, block.date.paragraph)


def _above(sheet: Sheet) -> Iterator[Case]:
    """Under a seal the lines above are as many as the seal needs (§7.3.5.1)."""
    wanted = sheet.layout.signature_rule.blank_lines
    sealed = {block.organ.paragraph.number for block in _blocks(sheet) if block.sealed}
    for above, below, lines in gaps(sheet):
        if below.kind is Kind.SIGNATURE and above.kind is not Kind.SIGNATURE:
            good = lines == wanted or (lines > wanted and below.paragraph.number in sealed)
            yield Case(f"空{lines}行", good, below.paragraph)


def _attachment_lines(sheet: Sheet) -> Iterator[tuple[Element, str, str]]:
    """Yield the lines of 附件说明 with their words 附件： and their numbers, if they begin with such."""
    for element in sheet.of(Kind.ATTACHMENTS):
        text = element.paragraph.shown.strip()
        lead = patterns.ATTACHMENTS.match(text)
        label = patterns.ATTACHMENT_ITEM.match(text, lead.end() if lead else 0)
        yield element, lead[0] if lead else "", label[0] if label else ""


def _attachments(sheet: Sheet) -> Iterator[Case]:
    """附件： stands in by 2字, the numbers of further lines below the first."""
    rule = sheet.layout.attachment_rule
    for element, lead, _ in _attachment_lines(sheet):
        found = left(element.paragraph) + first_line(element.paragraph)
        wanted = rule.indent if lead else rule.indent + text_width(rule.lead)
        yield Case(f"{said(found)}字", near(found, wanted, 2 * CHARACTER), element.paragraph)


def _attachments_wrapped(sheet: Sheet) -> Iterator[Case]:
    """Lines that run over go on below the first character of the name."""
    rule = sheet.layout.attachment_rule
    for element, lead, label in _attachment_lines(sheet):
        paragraph = element.paragraph
        start = left(paragraph) + first_line(paragraph)
        room = sheet.section(element).column_width / max(pitch(paragraph), 1) - right(paragraph)
        if start + text_width(paragraph.text.strip()) > room:
            digits = len(label.strip(" .．、"))
            wanted = start + text_width(lead) + (digits * rule.digit + rule.point if label else 0)
            found = left(paragraph)
            yield Case(f"{said(found, 2)}字", near(found, wanted, 2 * CHARACTER), paragraph)


def _attachment_ends(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.ATTACHMENTS):
        found = _NAME_END.search(element.paragraph.text.strip())
        yield Case(f"末尾“{found[0]}”" if found else "没有", not found, element.paragraph)


def _imprint(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.IMPRINT):
        found = left(element.paragraph) + first_line(element.paragraph)
        good = near(found, _IMPRINT_INSET, _IMPRINT_TOLERANCE)
        yield Case(f"左空{said(found)}字", good, element.paragraph)


def _copies(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.IMPRINT):
        text = element.paragraph.text.strip()
        if patterns.COPIES.match(text):
            yield Case(f"末尾“{text[-1:]}”", text.endswith("。"), element.paragraph)


RULES = (
    Rule(
        "附件说明缩进",
        "§7.3.4",
        STANDARD,
        lambda layout: f"左空{said(layout.attachment_rule.indent)}字，序号上下对齐",
        _attachments,
    ),
    Rule("附件说明回行", "§7.3.4", STANDARD, lambda _: "与名称首字对齐", _attachments_wrapped),
    Rule("附件名称末尾标点", "§7.3.4", STANDARD, lambda _: "没有", _attachment_ends),
    Rule(
        "署名上空行",
        "§7.3.5.2",
        STANDARD,
        lambda layout: f"空{layout.signature_rule.blank_lines}行",
        _above,
    ),
    Rule(
        "署名位置",
        "§7.3.5.2",
        STANDARD,
        lambda layout: f"右空{said(layout.signature_rule.right)}字；盖章的居中于日期",
        _organ,
    ),
    Rule(
        "成文日期位置",
        "§7.3.5.2",
        STANDARD,
        lambda layout: f"比署名首字右移{said(layout.signature_rule.step)}字；盖章的右空{_SEALED_RIGHT}字",
        _date,
    ),
    Rule("版记左空", "§7.4.2", STANDARD, lambda _: f"{_IMPRINT_INSET}字", _imprint),
    Rule("抄送末尾句号", "§7.4.2", STANDARD, lambda _: "“。”", _copies),
)
