"""版头 (§7.2) and 版记 (§7.4) of a report that is sent up."""

from __future__ import annotations

import math

from fupin_report.document import Imprint, Inlines, Masthead, plain_text
from fupin_report.layout import Layout, mm_to_twips, text_width
from fupin_report.patterns import expression
from fupin_report.wordmarks import BLANK, COPY_NUMBER, DOC_NUMBER, IMPRINT, MARK, SECRECY, SIGNER, URGENCY
from fupin_report.writers.docx.inline import Sheet, inlines
from fupin_report.writers.docx.paragraph import Line, paragraph
from fupin_report.writers.docx.runs import runs

IMPRINT_END = paragraph(Line(BLANK, ""))
"""The paragraph that a table at the end of a file needs."""
_TAB = "<w:r><w:tab/></w:r>"
_RUN = expression("<w:r>(?:<w:rPr>(.*?)</w:rPr>)?")


def masthead(node: Masthead, sheet: Sheet) -> list[Line]:
    """Return the lines above the red line; the last has it for its border."""
    above = [
        Line(style, inlines(words, sheet))
        for style, words in (
            (COPY_NUMBER, node.copy_number),
            (SECRECY, node.secrecy),
            (URGENCY, node.urgency),
        )
        if words
    ]
    blank = [Line(BLANK, "")] * sheet.layout.masthead.blank_lines
    return [*above, _mark(node.mark, len(above), sheet), *blank, *_numbers(node, sheet)]


def _mark(words: Inlines, lines_above: int, sheet: Sheet) -> Line:
    """Return the 发文机关标志, its top edge 35 mm below the top of the type area (§7.2.4).

    A long name is set smaller, so that it stands on one line.
    """
    layout, rule, look = sheet.layout, sheet.layout.masthead, sheet.layout.mark
    fitting = math.floor(layout.area_twips / 10 / max(1.0, text_width(plain_text(words)))) / 2
    size = min(look.size, max(rule.mark_smallest, fitting))
    line = round(size * (look.line or 0) / look.size)
    ink_above = rule.baseline * line - rule.mark_ink * size * 20
    before = mm_to_twips(rule.mark_top_mm) - lines_above * layout.grid.line_pitch - ink_above
    spacing = f'<w:spacing w:before="{max(0, round(before))}" w:line="{line}" w:lineRule="exact"/>'
    content = inlines(words, sheet)
    return Line(MARK, content if size == look.size else _sized(content, size), spacing)


def _sized(content: str, size: float) -> str:
    """Return runs in another size than their style has."""
    half_points = round(size * 2)
    sizes = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return _RUN.sub(lambda run: f"<w:r><w:rPr>{run[1] or ''}{sizes}</w:rPr>", content)


def _numbers(node: Masthead, sheet: Sheet) -> list[Line]:
    """Return 发文字号 and 签发人: two names a line, the number beside the last of them (§7.2.5, §7.2.6)."""
    rule, layout = sheet.layout.masthead, sheet.layout
    columns = rule.signer_columns
    rows = [node.signers[at : at + columns] for at in range(0, len(node.signers), columns)]
    name = max(text_width(plain_text(each)) for each in node.signers)
    names = min(columns, len(node.signers))
    lead = text_width(rule.signer_lead)
    start = layout.grid.characters - rule.inset - lead - names * name - (names - 1) * rule.signer_gap
    first = [start + lead + number * (name + rule.signer_gap) for number in range(names)]
    written = []
    for number, row in enumerate(rows):
        organ = inlines(node.number, sheet) if number == len(rows) - 1 else ""
        label, stops = (runs(rule.signer_lead), [start, *first[1:]]) if number == 0 else ("", first)
        signers = _TAB.join(inlines(each, sheet, SIGNER) for each in row)
        border = _red_line(layout) if number == len(rows) - 1 else ""
        written.append(Line(DOC_NUMBER, f"{organ}{_TAB}{label}{signers}", border + _tabs(stops, layout)))
    return written


def _tabs(stops: list[float], layout: Layout) -> str:
    places = "".join(f'<w:tab w:val="left" w:pos="{layout.indent_twips(stop)}"/>' for stop in stops)
    return f"<w:tabs>{places}</w:tabs>"


def _red_line(layout: Layout) -> str:
    """Return the border under the number; what lies between the ink and the end of the line is counted."""
    rule, line = layout.masthead, layout.doc_number.line or 0
    below_baseline = (1 - rule.baseline) * line / 20
    ink = (1 - rule.mark_ink) * layout.doc_number.size
    space = round(mm_to_twips(rule.line_mm) / 20 - below_baseline + ink)
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{rule.line_eighths}" w:space="{space}" '
        f'w:color="{rule.line_color}"/></w:pBdr>'
    )


# --- 版记 -------------------------------------------------------------------------------------------


_NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
"""The lines are as wide as the type area; what the words keep from them is the standard's (§7.4.2)."""


def imprint(node: Imprint, sheet: Sheet) -> str:
    """Return the table at the foot of the type area: its last line is the edge (§7.4.1).

    It is placed from the side of the sheet: LibreOffice 7.4 lets a table as wide as the text that is placed
    from the margin stand where the text ends.
    """
    rule, layout = sheet.layout.imprint_rule, sheet.layout
    width = layout.area_twips
    left, right = width // 2, width - width // 2
    copies = runs(rule.copies_lead) + inlines(node.copies, sheet) + runs(rule.copies_end)
    printed = _row(
        _cell(inlines(node.printed_by, sheet), left, "left", layout),
        _cell(inlines(node.printed_on, sheet) + runs(rule.printed), right, "right", layout),
    )
    above = _row(_cell(copies, width, "both", layout, span=2)) if node.copies else ""
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" '
        f'w:horzAnchor="page" w:tblpX="{mm_to_twips(layout.page.left_mm)}" w:tblpYSpec="bottom"/>'
        '<w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{width}" w:type="dxa"/>{_borders(layout)}<w:tblLayout w:type="fixed"/>'
        f"{_NO_MARGINS}</w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>'
        f"{above}{printed}</w:tbl>"
    )


def _borders(layout: Layout) -> str:
    rule = layout.imprint_rule
    sizes = (("top", rule.thick_eighths), ("bottom", rule.thick_eighths), ("insideH", rule.thin_eighths))
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>' for side, size in sizes
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _row(*cells: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, align: str, layout: Layout, span: int = 1) -> str:
    """Return a cell; a line that wraps stands under the first character after the words before it."""
    rule = layout.imprint_rule
    inset = round(rule.inset * layout.imprint.size * 20)
    hanging = round(text_width(rule.copies_lead) * layout.imprint.size * 20) if span > 1 else 0
    left, right = (
        (inset, 0) if align == "left" else (inset, inset) if align == "right" else (inset + hanging, inset)
    )
    indent = f'<w:ind w:left="{left}" w:right="{right}" w:firstLineChars="0" '
    indent += f'w:hanging="{hanging}"/>' if hanging else 'w:firstLine="0"/>'
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{IMPRINT}"/>{indent}<w:jc w:val="{align}"/></w:pPr>{content}</w:p>'
        "</w:tc>"
    )
