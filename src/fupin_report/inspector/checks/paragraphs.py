"""Indents, alignment and empty lines (§7.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from fupin_report.inspector.checks.rule import (
    CHARACTER,
    CUSTOM,
    RUNNING,
    STANDARD,
    TITLE_BLOCK,
    WORDS,
    Case,
    Check,
    Rule,
    Sheet,
    near,
    said,
)
from fupin_report.inspector.elements import Element, Kind
from fupin_report.inspector.facts import LINE, Paragraph
from fupin_report.layout import Layout, text_width

_BLANKS = " \t\u3000\u00a0"
_HEAD = (Kind.RED_HEAD, Kind.LETTER_NUMBER, Kind.SIGNER, Kind.SECRECY, Kind.COPY_NUMBER)
_FREE_AFTER = (*TITLE_BLOCK, *_HEAD, Kind.ATTACHMENT_LABEL, Kind.CELL, Kind.CONTENTS, Kind.NOTE, Kind.IMPRINT)
"""After these an empty line is either asked for or needed."""
_FREE_BEFORE = (
    *(*TITLE_BLOCK, *_HEAD, Kind.SALUTATION, Kind.ATTACHMENTS, Kind.SIGNATURE, Kind.DATE, Kind.NOTE),
    *(Kind.IMPRINT, Kind.ATTACHMENT_LABEL, Kind.CONTENTS),
)
_SIDES = {"both": "两端对齐", "left": "左对齐", "center": "居中", "right": "右对齐"}


def pitch(paragraph: Paragraph) -> float:
    """Return the width of one 字 of a paragraph in twips."""
    return paragraph.runs[0].look.pitch if paragraph.runs else paragraph.mark.pitch


def leading(text: str) -> str:
    """Return the blanks a text begins with."""
    return text[: len(text) - len(text.lstrip(_BLANKS))]


def first_line(paragraph: Paragraph) -> float:
    """Return how far the first line stands in from the others, 字; blanks count as what they show."""
    return paragraph.look.first.characters(pitch(paragraph)) + text_width(leading(paragraph.text))


def left(paragraph: Paragraph) -> float:
    """Return how far the lines stand in from the left edge, 字."""
    return paragraph.look.left.characters(pitch(paragraph))


def right(paragraph: Paragraph) -> float:
    """Return how far the lines stand in from the right edge, 字."""
    return paragraph.look.right.characters(pitch(paragraph))


def _first_line(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.BODY):
        found = first_line(element.paragraph)
        good = near(found, sheet.layout.body.first_line, CHARACTER)
        yield Case(f"{said(found)}字", good, element.paragraph)


def _wrapped(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.BODY, Kind.SALUTATION):
        sides = left(element.paragraph), right(element.paragraph)
        good = all(near(side, 0, CHARACTER) for side in sides)
        yield Case(f"左{said(sides[0])}字、右{said(sides[1])}字", good, element.paragraph)


def _heading_indent(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.HEADING):
        wanted = sheet.layout.headings[min(element.level, 4) - 1].first_line
        found = left(element.paragraph) + first_line(element.paragraph)
        yield Case(f"{said(found)}字", near(found, wanted, CHARACTER), element.paragraph)


def _salutation(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.SALUTATION):
        found = first_line(element.paragraph)
        yield Case(f"{said(found)}字", near(found, 0, CHARACTER), element.paragraph)


def _colon(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.SALUTATION):
        end = element.paragraph.text.strip()[-1:]
        yield Case(f"“{end}”", end == "：", element.paragraph)


def _centred(*kinds: Kind) -> Check:
    """Return a check that lines stand in the middle, no indent pushing them aside."""

    def check(sheet: Sheet) -> Iterator[Case]:
        for element in sheet.of(*kinds):
            paragraph = element.paragraph
            aside = left(paragraph) + first_line(paragraph) - right(paragraph)
            centred = paragraph.look.align == "center"
            off = f"，偏{said(aside / 2)}字" if centred and not near(aside, 0, CHARACTER) else ""
            yield Case(_side(paragraph) + off, centred and not off, paragraph)

    return check


def _side(paragraph: Paragraph) -> str:
    return _SIDES.get(paragraph.look.align, paragraph.look.align)


def _justified(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.BODY):
        yield Case(_side(element.paragraph), element.paragraph.look.align == "both", element.paragraph)


def _typed_blanks(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(*WORDS):
        count = len(leading(element.paragraph.text))
        yield Case(f"行首{count}个空格" if count else "没有", not count, element.paragraph)


def _typed_breaks(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(*RUNNING):
        count = element.paragraph.text.strip().count(LINE)
        yield Case(f"{count}个换行符" if count else "没有", not count, element.paragraph)


def _kinsoku(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(*RUNNING):
        on = element.paragraph.look.kinsoku
        yield Case("开" if on else "关", on, element.paragraph)


def gaps(sheet: Sheet) -> Iterator[tuple[Element, Element, int]]:
    """Yield neighbours that show something and the empty lines between; space counts as lines.

    A new page has no lines above it.
    """
    shown = [(at, each) for at, each in enumerate(sheet.elements) if each.kind is not Kind.BLANK]
    for (at, above), (below_at, below) in pairwise(shown):
        between = sheet.elements[at + 1 : below_at]
        if not (above.paragraph.page_after or any(each.paragraph.page_before for each in (*between, below))):
            space = above.paragraph.look.after + below.paragraph.look.before
            yield above, below, len(between) + round(space / sheet.layout.grid.line_pitch)


def _gap(above: tuple[Kind, ...], below: tuple[Kind, ...], wanted: Callable[[Layout], int]) -> Check:
    """Return a check of the empty lines between elements of some kinds; no kinds are all others."""

    def check(sheet: Sheet) -> Iterator[Case]:
        for before, after, lines in gaps(sheet):
            if after.kind not in below or before.kind in below:
                continue
            if before.kind in above or not above:
                yield Case(f"空{lines}行", lines == wanted(sheet.layout), after.paragraph)

    return check


def _surplus(sheet: Sheet) -> Iterator[Case]:
    """Empty lines between two things between which none are asked for."""
    shown = [(at, each) for at, each in enumerate(sheet.elements) if each.kind is not Kind.BLANK]
    for (at, above), (below_at, below) in pairwise(shown):
        free = above.kind in _FREE_AFTER or below.kind in _FREE_BEFORE
        between = sheet.elements[at + 1 : below_at]
        lines = 0 if free else sum(not each.paragraph.page_before for each in between)
        yield Case(f"空{lines}行" if lines else "没有", not lines, below.paragraph)


RULES = (
    Rule("标题居中", "§7.3.1", STANDARD, lambda _: "居中", _centred(Kind.TITLE)),
    Rule("题下署名居中", "", CUSTOM, lambda _: "居中", _centred(Kind.BYLINE, Kind.SUBTITLE)),
    Rule(
        "主送机关上空行",
        "§7.3.2",
        STANDARD,
        lambda layout: f"空{layout.blank_lines_after_title}行",
        _gap(TITLE_BLOCK, (Kind.SALUTATION,), lambda layout: layout.blank_lines_after_title),
    ),
    Rule(
        "主送机关顶格",
        "§7.3.2",
        STANDARD,
        lambda layout: f"{said(layout.salutation.first_line)}字",
        _salutation,
    ),
    Rule("主送机关冒号", "§7.3.2", STANDARD, lambda _: "“：”", _colon),
    Rule("正文首行缩进", "§7.3.3", STANDARD, lambda layout: f"{said(layout.body.first_line)}字", _first_line),
    Rule("回行顶格", "§7.3.3", STANDARD, lambda layout: f"左{said(layout.body.left)}字、右0字", _wrapped),
    Rule(
        "小标题缩进",
        "§7.3.3",
        STANDARD,
        lambda layout: f"{said(layout.headings[0].first_line)}字",
        _heading_indent,
    ),
    Rule(
        "附件说明上空行",
        "§7.3.4",
        STANDARD,
        lambda layout: f"空{layout.attachment_rule.blank_lines}行",
        _gap((), (Kind.ATTACHMENTS,), lambda layout: layout.attachment_rule.blank_lines),
    ),
    Rule(
        "题下空行",
        "",
        CUSTOM,
        lambda layout: f"空{layout.blank_lines_after_title}行",
        _gap(TITLE_BLOCK, RUNNING, lambda layout: layout.blank_lines_after_title),
    ),
    Rule("正文对齐", "", CUSTOM, lambda layout: _SIDES[layout.body.align], _justified),
    Rule("用空格缩进", "", CUSTOM, lambda _: "没有", _typed_blanks),
    Rule("手动换行", "", CUSTOM, lambda _: "没有", _typed_breaks),
    Rule("多余空行", "", CUSTOM, lambda _: "没有", _surplus),
    Rule("避头尾", "", CUSTOM, lambda _: "开", _kinsoku),
)
