"""Marks, numbers, dates and document numbers as they are written (§7.2.5, §7.3.5.4, §9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fupin_report.inspector import patterns
from fupin_report.inspector.checks.rule import CUSTOM, RUNNING, STANDARD, WORDS, Case, Check, Rule, Sheet
from fupin_report.inspector.elements import Kind
from fupin_report.inspector.inspection import Strength

_H = "\u4e00-\u9fff"
_AROUND = 6
_ALL = (*WORDS, Kind.CELL, Kind.IMPRINT)
_PAIRS = ("（）", "《》", "〈〉", "“”", "‘’", "〔〕")


class _Slip(NamedTuple):
    """A way of writing that is wrong wherever it stands."""

    name: str
    clause: str
    strength: Strength
    required: str
    wrong: str
    kinds: tuple[Kind, ...] = _ALL


_SLIPS = (
    _Slip(
        "全角标点",
        "§9",
        STANDARD,
        "汉字旁用全角标点",
        rf"(?<=[{_H}”’》）〕])[,;:?!(]|[,;:?!)](?=[{_H}“‘《（])|\((?=[{_H}])|(?<=[{_H}])[).](?![\w.])",
    ),
    _Slip("引号", "§9", STANDARD, "“ ”和‘ ’", rf"[\"'](?=[{_H}])|(?<=[{_H}，。])[\"']|[「」『』＂＇]"),
    _Slip(
        "省略号和破折号",
        "§9",
        STANDARD,
        "……和——",
        rf"\.{{3,}}|。{{3,}}|(?<!…)…(?!…)|(?<=[{_H}])--+|--+(?=[{_H}])|－－+",
    ),
    _Slip("数字和字母全半角", "§9", STANDARD, "半角", "[０-９Ａ-Ｚａ-ｚ]"),
    _Slip(
        "文中日期",
        "§9",
        CUSTOM,
        "2015年6月1日",
        rf"(?<![\d.])[12]\d{{3}}[./-](?:0?[1-9]|1[0-2])[./-]\d{{1,2}}(?!\d)|年0\d月|月0\d日"
        rf"|(?<!\d)\d\d年(?=\d{{1,2}}月)|二零[{_H}]{{2}}年",
        (*RUNNING, Kind.SALUTATION, Kind.CAPTION),
    ),
    _Slip(
        "数值范围",
        "§9",
        CUSTOM,
        "3～5户",
        rf"(?<![\d-])\d{{1,4}}(?:\.\d+)?%?[-~－]\d{{1,4}}(?:\.\d+)?%?(?=[{_H}])(?!年)",
        RUNNING,
    ),
    _Slip("数字后的单位", "§9", CUSTOM, "万、亿以外写全数", "[0-9][十百千](?=[元户人个亩名])", RUNNING),
    _Slip("书名号", "§9", CUSTOM, "《》里面用〈〉", "《[^》《]{0,200}《"),
    _Slip("重复的标点", "", CUSTOM, "没有", "[，。；：、]{2,}"),
    _Slip(
        "多余的空格",
        "",
        CUSTOM,
        "没有",
        rf"(?<=[{_H}，。；：、]) +(?=[{_H}0-9])|(?<=[0-9]) +(?=[{_H}])",
        RUNNING,
    ),
    _Slip(
        "待补的内容", "", CUSTOM, "没有", r"_{2,}|(?<![0-9])×+(?![0-9])|(?<![A-Za-z])[Xx]{2,}|【[^】]{0,20}待"
    ),
)


def _without(slip: _Slip) -> Check:
    """Return a check that a way of writing occurs nowhere."""
    wrong = re.compile(slip.wrong)

    def check(sheet: Sheet) -> Iterator[Case]:
        for element, text in sheet.words:
            if element.kind not in slip.kinds:
                continue
            found = wrong.search(text)
            yield Case(_quoted(text, found) if found else "没有不妥", not found, element.paragraph)

    return check


def _quoted(text: str, found: re.Match[str]) -> str:
    return f"“{text[max(found.start() - _AROUND, 0) : found.end() + _AROUND]}”".replace("\n", " ")


def _letter_numbers(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(*_ALL, Kind.LETTER_NUMBER):
        for found in patterns.LETTER_NUMBER.finditer(element.paragraph.text):
            good = bool(patterns.RIGHT_LETTER_NUMBER.fullmatch(found[0]))
            yield Case(f"“{found[0]}”", good, element.paragraph)


def _dates(*kinds: Kind) -> Check:
    """Return a check of the dates of elements that are little else."""

    def check(sheet: Sheet) -> Iterator[Case]:
        for element in sheet.of(*kinds):
            if found := patterns.DATE.search(element.paragraph.text):
                good = bool(patterns.RIGHT_DATE.fullmatch(found[0]))
                yield Case(f"“{found[0]}”", good, element.paragraph)

    return check


def _pairs(sheet: Sheet) -> Iterator[Case]:
    for element in sheet.of(*_ALL):
        text = element.paragraph.shown
        odd = "".join(pair for pair in _PAIRS if text.count(pair[0]) != text.count(pair[1]))
        yield Case(f"“{odd}”不成对" if odd else "成对", not odd, element.paragraph)


def _required(slip: _Slip) -> Callable[[object], str]:
    return lambda _: slip.required


RULES = (
    Rule("发文字号写法", "§7.2.5", STANDARD, lambda _: "×府〔2015〕1号", _letter_numbers),
    Rule("成文日期写法", "§7.3.5.4", STANDARD, lambda _: "2015年6月1日", _dates(Kind.DATE, Kind.BYLINE)),
    Rule("印发日期写法", "§7.4.3", STANDARD, lambda _: "2015年6月1日", _dates(Kind.IMPRINT)),
    *(Rule(slip.name, slip.clause, slip.strength, _required(slip), _without(slip)) for slip in _SLIPS),
    Rule("括号和引号成对", "", CUSTOM, lambda _: "成对", _pairs),
)
