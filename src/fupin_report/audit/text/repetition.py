"""重复: a sentence twice, an item twice in a list, a word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Proof
from fupin_report.audit.text.rules import HAN, Hit, pattern, rule
from fupin_report.model.report import Report

CODE = "X18"
WARNING = Severity.WARNING

_SHORTEST = 12
"""Characters of a sentence that is no formula."""
_ENDS = "[。！？；\n]"
_NUMERALS = "一二三四五六七八九十是"
_LIST_ENDS = "，。；：！？（）“”\n"
_AFTER_ITEM = re.compile(r"(?:等|共|[0-9]|[两二三四五六七八九十]个?|和|的|为|是|及|在内)")
_BEFORE_ITEM = "在为有是括即到对与和包于将把向"
_REDUPLICATED = "研究讨论商量检查了解学习锻炼考虑"
"""Verbs that Chinese doubles, as it does 一户一户."""
_SYNONYMS = (
    ("婚丧嫁娶", "红白喜事"),
    ("孤寡老人", "鳏寡老人"),
    ("残疾人", "残障人员"),
    ("脱贫人口", "脱贫群众"),
    ("留守儿童", "留守孩子"),
)
"""Two names of one thing, which do not stand side by side in a list."""


@rule(CODE, "句子重复", name="SENTENCE")
def sentences(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """No sentence stands twice."""
    long = [each for each in re.split(_ENDS, proof.text) if len(each) >= _SHORTEST]
    if len(set(long)) == len(long) == len({each.lstrip(_NUMERALS) for each in long}):
        return
    seen: set[str] = set()
    for found in proof.find(f"[^。！？；\n]{{{_SHORTEST},}}", *PROSE, quoted=True):
        core = found[0].lstrip(_NUMERALS)
        if core in seen and len(core) >= _SHORTEST:
            yield Hit(*found.span(), "这句话前面已经有了")
        seen.add(core)


@rule(CODE, "并列项重复", name="ITEM", signs="、")
def items(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No item stands twice in a list."""
    last = 0
    for found in proof.find("、[^，。；：！？、（）“”\n]+、", *PROSE):
        if found.start() >= last:
            start, last = _list_around(proof.bare, found.start())
            yield from _repeated(proof.bare[start:last].split("、"), start)


def _list_around(text: str, place: int) -> tuple[int, int]:
    """Return where the list around a place begins and ends."""
    start = place
    while text[start - 1] not in _LIST_ENDS:
        start -= 1
    while text[place] not in _LIST_ENDS:
        place += 1
    return start, place


def _repeated(parts: list[str], start: int) -> Iterator[Hit]:
    for index, part in enumerate(parts):
        if index and _is_repeated(part, parts, index):
            yield Hit(start, start + len(part), f"“{part}”在并列项里重复")
        start += len(part) + 1


def _is_repeated(part: str, parts: list[str], index: int) -> bool:
    """Whether an earlier item says the same; the last may be followed, the first preceded by other words."""
    before = parts[1:index]
    if index == len(parts) - 1:
        followed = [each for each in before if len(each) > 1 and part.startswith(each)]
        return any(part == each or _AFTER_ITEM.match(part[len(each) :]) for each in followed)
    first = parts[0]
    leads = first == part or (first.endswith(part) and first[-len(part) - 1 :][0] in _BEFORE_ITEM)
    return len(part) > 1 and (part in before or leads)


@rule(CODE, "并列项同义", name="SYNONYM", signs="、")
def synonyms(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No two names of one thing stand side by side."""
    for first, second in _SYNONYMS:
        if first in proof.bare and second in proof.bare:
            for found in proof.find(f"{first}、{second}|{second}、{first}"):
                yield Hit(*found.span(), f"“{first}”与“{second}”是一回事，只留一个")


@rule(CODE, "词语重复", name="WORD")
def words(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No word stands twice in a row."""
    for found in proof.find(rf"([{HAN}]{{2,8}})\1"):
        if found[1] not in _REDUPLICATED and found[1][0] != "一":
            yield Hit(*found.span(), f"“{found[1]}”接连写了两遍")


RULES = (
    sentences,
    items,
    synonyms,
    words,
    pattern(
        *(CODE, "WORD", WARNING, "字重复"),
        (
            "的的(?<![目标]的的)(?![确士])",
            "和和(?![谐睦美平气])",
            "在在(?<![实存]在在)(?![建职校读册岗编场家])",
            "是是(?!非)",
        ),
        "“{0}”多一个字",
        signs="的和在是",
    ),
)
