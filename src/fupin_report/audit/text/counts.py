"""计数: an announced number is that of the things listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.enumerations import marks, value
from fupin_report.audit.text.reading import Kind, Passage, Proof
from fupin_report.audit.text.rules import HAN, Hit, rule
from fupin_report.model.report import Report
from fupin_report.numerals import counting
from fupin_report.patterns import expression

CODE = "X07"
INFO = Severity.INFO

_N = "[0-9]{1,2}|[两二三四五六七八九十]{1,3}"
_KINDS_OF_THING = "方面|问题|原因|措施|困难|做法|特点|阶段|环节|步骤|类|点|难题|短板|举措"
_ANNOUNCED = expression(rf"({_N})(?:个|大|项|条|种|点)?(?:方面|{_KINDS_OF_THING})[^。：；\n]{{0,8}}：$")
_AND = expression("[^和平]和[^和平谐睦]|以及|及[^时]")
_BRACKETS = expression("（[^（）]*）")
_VILLAGE = rf"[{HAN}]{{2,8}}?(?:村|社区)"
_VILLAGE_LIST = expression(rf"((?:{_VILLAGE}(?:、|和))+{_VILLAGE})(等)?({_N})$")
_COLON = "：(?=一是|\n)"
_OTHERS = rf"等({_N})(?:个|项|类|种|条|件|名|家|所|大)"
_SAYING = "“([二两三四五六七八九十])(?:必[到访问谈看帮]|个?结合)”"
_SO_MANY = "个(?:{})(?:行政|贫困|重点|示范|自然|试点)?(?:村(?![民小组级干医])|社区)".format(
    "|".join(f"(?<=[村区等]{'[0-9两二三四五六七八九十]' * digits}个)" for digits in (1, 2, 3))
)
"""So many villages, and something named before the number."""
_REACH = 24
"""Characters before a colon in which the number is announced."""
_GENERIC = expression("(?:行政|贫困|自然|各|示范|重点|建制|全)村$|^社区$|农村$|城市社区$")


@rule(CODE, "计数", name="LIST", clues=(_COLON,))
def announced(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """以下三方面：一是…二是…三是…。"""
    for colon in proof.find(_COLON):
        start = max(0, colon.end() - _REACH)
        found = _ANNOUNCED.search(proof.bare[start : colon.end()])
        listed = _listed_after(colon.end(), proof) if found else 0
        if found and listed and listed != value(found[1]):
            yield Hit(start + found.start(1), start + found.end(1), f"说的是{found[1]}，下面列了{listed}条")


def _listed_after(place: int, proof: Proof) -> int:
    """Return how many items are listed from a place on, in the passage or in those that follow."""
    passage = proof.passage_at(place)
    index = proof.passages.index(passage)
    count = 0
    for mark in marks(proof):
        if place <= mark.start < passage.end:
            if mark.number != count + 1:
                break
            count += 1
    if count:
        return count
    for following in proof.passages[index + 1 :]:
        if not _is_item(following, count + 1):
            break
        count += 1
    return count


def _is_item(passage: Passage, number: int) -> bool:
    return passage.text.startswith(f"{counting(number)}是") and passage.kind in (Kind.ITEM, Kind.PARAGRAPH)


@rule(CODE, "计数", INFO, name="等", clues=(_OTHERS,))
def and_others(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """等 means that others are left out: A、B和C等3个 with three named says too much."""
    for found in proof.find(_OTHERS):
        start, _ = proof.clause_at(found.start())
        fewest, most = _count(proof.text[start : found.start()])
        if fewest > 1 and fewest <= value(found[1]) == most:
            yield Hit(found.start(), found.start() + 1, f"已经列出{most}个，“等”字可以去掉")


def _count(listed: str) -> tuple[int, int]:
    """Return the fewest and the most things that a list may name: 和 may join the last two."""
    *rest, last = _BRACKETS.sub("", listed).split("、")
    return len(rest) + 1, len(rest) + 1 + bool(rest and _AND.search(last))


@rule(CODE, "计数", name="N必到", clues=(_SAYING,))
def sayings(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """“四必到” has four occasions."""
    for found in proof.find(_SAYING):
        start, _ = proof.clause_at(found.start())
        listed, _ = _count(proof.text[start : found.start()])
        if listed > 1 and listed != value(found[1]):
            yield Hit(*found.span(), f"{found[0]}前面列了{listed}项")


@rule(CODE, "计数", name="村", clues=(_SO_MANY,))
def villages(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """The villages named are as many as the number after them says."""
    for measure in proof.find(_SO_MANY):
        start, _ = proof.clause_at(measure.start())
        listed = proof.bare[start : measure.start()]
        found = _VILLAGE_LIST.search(listed) if "、" in listed or "和" in listed else None
        names = re.split("、|(?<=[村区])和", found[1]) if found else []
        if not found or any(_GENERIC.search(name) for name in names):
            continue
        told = value(found[3])
        if len(names) > told or (not found[2] and len(names) != told):
            yield Hit(
                start + found.start(3), start + found.end(3), f"说的是{found[3]}个，列出了{len(names)}个"
            )


RULES = (announced, and_others, sayings, villages)
