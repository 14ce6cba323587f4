"""Title and ladder of headings: 一、 （一） 1. （1） (§7.3.1, §7.3.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from math import floor

from fupin_report.inspector import patterns
from fupin_report.inspector.checks.rule import CUSTOM, STANDARD, Case, Rule, Sheet, said
from fupin_report.inspector.elements import Element, Kind
from fupin_report.layout import Layout, text_width
from fupin_report.numerals import counting
from fupin_report.patterns import expression

_COUNTED = {counting(number): number for number in range(1, 1000)}
_END_MARKS = expression("[。，、；：！,;:.!]$")
_LADDER = ("一、", "（一）", "1.", "（1）")


def _labelled(sheet: Sheet) -> Iterator[Element]:
    """Yield titles, below which numbers begin anew, and what bears a number."""
    return (each for each in sheet.of(Kind.TITLE, Kind.HEADING, Kind.BODY) if each.label or _is_title(each))


def _is_title(element: Element) -> bool:
    return element.kind is Kind.TITLE


def _forms(sheet: Sheet) -> Iterator[Case]:
    for element in _labelled(sheet):
        if element.label:
            good = bool(patterns.RIGHT_LABELS[element.level].fullmatch(element.label))
            yield Case(f"“{element.label}”", good, element.paragraph)


def _numbered(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.HEADING):
        yield Case("有" if element.label else "没有序数", bool(element.label), element.paragraph)


def _ordinal(label: str) -> int:
    """Return the number in a label, 0 for none that is known."""
    found = patterns.ORDINAL.search(label)
    if found is None:
        return 0
    if found[1]:
        return _COUNTED.get(found[1].replace("〇", "零"), 0)
    return int(found[2]) if found[2] else int(unicodedata.numeric(found[3]))


def _sequence(sheet: Sheet) -> Iterator[Case]:
    """Each level goes on from the last, and begins anew below the next higher one."""
    last = dict.fromkeys(_LEVELS, 0)
    for element in _labelled(sheet):
        number = _ordinal(element.label)
        wanted = last[element.level] + 1 if element.level else 0
        if element.level:
            last[element.level] = number
            good = number == wanted
            yield Case("连续" if good else f"“{element.label}”应为第{wanted}", good, element.paragraph)
        last |= dict.fromkeys((level for level in _LEVELS if level > element.level), 0)


_LEVELS = tuple(patterns.LABELS)


def _ladder(sheet: Sheet) -> Iterator[Case]:
    """No step is left out; a paper without （一） may go from 一、 to 1."""
    used = {element.level for element in _labelled(sheet)}
    open_levels: set[int] = set()
    for element in _labelled(sheet):
        level = element.level
        open_levels = {each for each in open_levels if each < level} | {level}
        if level:
            above = next((each for each in range(level - 1, 0, -1) if each in used), 0)
            good = not above or (above in open_levels and (above == level - 1 or level == 3))
            yield Case("逐级" if good else f"“{element.label}”前缺上一级", good, element.paragraph)


def _heading_end(sheet: Sheet) -> Iterator[Case]:
    yield from (_end(element) for element in sheet.of(Kind.HEADING))


def _title_end(sheet: Sheet) -> Iterator[Case]:
    yield from (_end(element) for element in sheet.of(Kind.TITLE))


def _end(element: Element) -> Case:
    found = _END_MARKS.search(element.paragraph.text.strip())
    return Case(f"末尾“{found[0]}”" if found else "没有", not found, element.paragraph)


def _title_lines(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.upright(Kind.TITLE):
        width = max(map(text_width, element.paragraph.text.split("\n")))
        yield Case(f"{said(width)}字", width <= _room(sheet.layout), element.paragraph)


def _room(layout: Layout) -> int:
    """Return how many characters of the title fill a line."""
    return floor(layout.area_twips / (layout.title.size * 20))


def _outline(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.HEADING):
        level = element.paragraph.look.outline
        yield Case(f"{level}级" if level else "无", level == element.level, element.paragraph)


def _together(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(Kind.HEADING):
        kept = element.paragraph.look.keep_next
        yield Case("与下段同页" if kept else "可能落在页末", kept, element.paragraph)


RULES = (
    Rule("层次序数写法", "§7.3.3", STANDARD, lambda _: " ".join(_LADDER), _forms),
    Rule("序数连续", "§7.3.3", CUSTOM, lambda _: "从一起，连续", _sequence),
    Rule("层次逐级", "§7.3.3", CUSTOM, lambda _: "不越级", _ladder),
    Rule("小标题有序数", "§7.3.3", CUSTOM, lambda _: "有", _numbered),
    Rule("小标题末尾标点", "", CUSTOM, lambda _: "没有", _heading_end),
    Rule("小标题大纲级别", "", CUSTOM, lambda _: "与层次一致", _outline),
    Rule("小标题不落页末", "", CUSTOM, lambda _: "与下段同页", _together),
    Rule("标题末尾标点", "§7.3.1", CUSTOM, lambda _: "没有", _title_end),
    Rule(
        "标题每行字数",
        "§7.3.1",
        CUSTOM,
        lambda layout: f"不超过{_room(layout)}字，按词意断行",
        _title_lines,
    ),
)
