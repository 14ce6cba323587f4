"""层次序数: the ladder 一、（一）1.（1）, and 一是、二是 within a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.enumerations import NUMERAL, marks, value
from fupin_report.audit.text.reading import PROSE, Kind, Passage, Proof
from fupin_report.audit.text.rules import Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.numerals import counting
from fupin_report.patterns import expression

CODE, PUNCTUATION = "X14", "X24"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

_N = NUMERAL
_LABELS = (
    (1, "一二三四五六七八九十", expression(rf"({_N})、(?!{_N}[^、])")),
    (2, "（(", expression(rf"[（(]({_N})[）)]")),
    (3, "0123456789", expression(r"([0-9]{1,2})\.(?![0-9])")),
    (4, "（(", expression(r"[（(]([0-9]{1,2})[）)]")),
)
"""How a heading of each level begins: its first character, and the whole label."""
_LABEL_STARTS = "一二三四五六七八九十（(0123456789"
_WRONG_LABEL = expression(
    r"[0-9]{1,2}、(?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))"
    rf"|[（(](?:{_N}|[0-9]{{1,2}})[）)]、|\({_N}\)|{_N}[.．](?![0-9])"
)


class _Rung(NamedTuple):
    """A heading on the ladder, set by the program or typed."""

    level: int
    number: int
    passage: Passage
    length: int


def _labelled(proof: Proof) -> list[Passage]:
    """Return the passages that may begin with a number."""
    return [each for each in proof.passages if each.text and each.text[0] in _LABEL_STARTS]


def _rungs(proof: Proof) -> list[_Rung]:
    kinds = (Kind.HEADING, Kind.PARAGRAPH)
    found = (_rung(passage) for passage in proof.once(_labelled) if passage.kind in kinds)
    return [rung for rung in found if rung]


def _rung(passage: Passage) -> _Rung | None:
    text = passage.text
    for level, starts, label in _LABELS:
        found = label.match(text) if text[0] in starts else None
        number = value(found[1]) if found else 0
        if found and number:
            return _Rung(level, number, passage, found.end())
    return None


@rule(CODE, "层次序数连续", ERROR, name="SEQUENCE")
def sequence(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """Numbers of headings begin at one under each parent and leave no gap; no second 二、."""
    counted = [0, 0, 0, 0, 0]
    for rung in proof.once(_rungs):
        wanted = counted[rung.level] + 1
        if rung.number != wanted and (rung.number > 1 or rung.passage.kind is Kind.HEADING):
            place = rung.passage.start
            yield Hit(
                place, place + rung.length, f"这一级标题的序数应为{counting(wanted)}，写的是{rung.number}"
            )
        counted[rung.level] = rung.number
        counted[rung.level + 1 :] = [0] * (4 - rung.level)


@rule(CODE, "层次不跳级", WARNING, name="SKIP")
def skipped(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """A level is left out only where the document does not use it at all."""
    rungs = proof.once(_rungs)
    used = {rung.level for rung in rungs}
    above = 0
    for rung in rungs:
        left_out = used & set(range(above + 1, rung.level))
        if above and left_out:
            place = rung.passage.start
            yield Hit(place, place + rung.length, "标题跳了一级：一、下面用（一），再下面用1.，再下面用（1）")
        above = rung.level


@rule(CODE, "单独一个标题", WARNING, name="SINGLE", signs="（(1")
def single(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """Where there is a first heading there is a second."""
    rungs = [rung for rung in proof.once(_rungs) if rung.passage.kind is Kind.HEADING]
    for index, rung in enumerate(rungs):
        if rung.number == 1 and _next_beside(rungs[index + 1 :], rung.level) != 2:
            place = rung.passage.start
            yield Hit(place, place + rung.length, "只有一个标题，没有第二个，可以不分")


def _next_beside(rungs: list[_Rung], level: int) -> int:
    """Return the number of the next heading of the same parent, 0 without one."""
    for rung in rungs:
        if rung.level <= level:
            return rung.number if rung.level == level else 0
    return 0


@rule(CODE, "一是、二是连续", ERROR, name="ITEMS", signs="二三四五六七八九十")
def items(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """一是, 二是, 三是 leave no gap; one list may stand inside an item of another."""
    open_lists: list[int] = []
    for mark in marks(proof):
        if mark.number == 1:
            open_lists.append(1)
            continue
        while open_lists and open_lists[-1] + 1 != mark.number:
            open_lists.pop()
        if not open_lists:
            open_lists.append(mark.number)
            yield Hit(mark.start, mark.end, f"“{counting(mark.number)}是”前面缺一条")
        open_lists[-1] = mark.number


@rule(PUNCTUATION, "分项末尾标点", WARNING, name="ITEMEND", signs="；;")
def item_ends(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """An item with a full stop inside ends with a full stop; all items of a paragraph end alike."""
    text = proof.text
    for bounds in _lists(proof):
        parted = any(text[end - 1] in "；;" for end in bounds[1:])
        if parted and text.find("。", bounds[0], bounds[-1] - 1) >= 0:
            yield from _uneven(text, list(pairwise(bounds)))


def _lists(proof: Proof) -> Iterator[list[int]]:
    """Yield where the items of a passage begin, and where the last ends, for each passage with items."""
    bounds: list[int] = []
    end = 0
    for mark in marks(proof):
        if mark.start > end:  # in another passage
            if bounds:
                yield [*bounds, end]
            bounds, end = [], proof.text.index("\n", mark.start)
        bounds.append(mark.start)
    if bounds:
        yield [*bounds, end]


def _uneven(text: str, spans: list[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the items of one passage that end with a semicolon where a full stop is due."""
    stopped = any(text[end - 1] == "。" for _, end in spans[:-1])
    for start, end in spans:
        if text[end - 1] not in "；;":
            continue
        if "。" in text[start:end]:
            yield Hit(end - 1, end, "这一项里面已经有句号，末尾也用句号")
        elif stopped:
            yield Hit(end - 1, end, "各项末尾有的用句号，有的用分号，请统一")


@rule(CODE, "序数后的标点", ERROR, name="LABEL")
def labels(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """A typed number is written as on the ladder: no 1、 and no (一)."""
    for passage in proof.once(_labelled):
        found = _WRONG_LABEL.match(passage.text)
        if found and passage.kind in (*PROSE, Kind.HEADING):
            message = f"序数“{found[0]}”的写法不对，应为：一、 （一） 1. （1）"
            yield Hit(passage.start, passage.start + found.end(), message)


RULES = (
    sequence,
    skipped,
    single,
    items,
    item_ends,
    labels,
    pattern(
        *(CODE, "LABEL", ERROR, "序数后的标点"),
        r"第(?<=[。；：\n]第)[一二三四五六七八九十]、(?![一二三四五六七八九十第])",
        "“{0}”应为“第……，”，后面用逗号",
        signs="第",
    ),
    pattern(
        *(CODE, "LABEL", ERROR, "序数后的标点"),
        (
            r"是(?<=[。；：\n][一二三四五六七八九十]是)[、：:，,]",
            r"一方面(?<=[。；：，\n另]一方面)[、：:]",
        ),
        "“{0}”后面的标点不用",
        signs="是面",
    ),
)
