"""重复: a sentence twice, an item twice in a list, a word twice in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Proof
from fupin_report.audit.text.rules import HAN, Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE = "X18"
WARNING = Severity.WARNING

_SHORTEST = 12
"""Characters of a sentence that is no formula."""
_ENDS = "。！？；\n"
_NUMERALS = "一二三四五六七八九十是"
_INNER_ITEM = expression("、([^，。；：！？、（）“”\n]+)(?=、)")
"""An item between two others."""
_BEFORE_ITEM = "，。；：！？（）“”\n在为有是括即到对与和包于将把向"
_AFTER_ITEM = expression("[，。；：！？（）“”\n等共0-9两二三四五六七八九十和的为是及]|在内")
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
    long = [each for each in _sentences(proof.text) if len(each) >= _SHORTEST]
    if len(long) == len({each.lstrip(_NUMERALS) for each in long}):
        return
    seen: set[str] = set()
    for found in proof.find(f"[^{_ENDS}]{{{_SHORTEST},}}", *PROSE, quoted=True):
        core = found[0].lstrip(_NUMERALS)
        if core in seen and len(core) >= _SHORTEST:
            yield Hit(*found.span(), "这句话前面已经有了")
        seen.add(core)


def _sentences(text: str) -> list[str]:
    """Return what stands between the ends of sentences; cutting at one mark is quickest."""
    for end in _ENDS[1:]:
        text = text.replace(end, _ENDS[0])
    return text.split(_ENDS[0])


@rule(CODE, "并列项重复", name="ITEM", signs="、")
def items(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No item stands twice in a list."""
    text = proof.bare
    begin = end = 0
    inner: dict[str, None] = {}
    for found in _INNER_ITEM.finditer(text):
        if found.start() != end:  # the first item of another list
            yield from _last(text, end, inner)
            begin, inner = found.start(), {}
        item, end = found[1], found.end()
        if item in inner or (text.endswith(item, 0, begin) and _led_to(text, begin, item)):
            yield Hit(found.start(1), end, f"“{item}”在并列项里重复")
        inner[item] = None
    yield from _last(text, end, inner)


def _last(text: str, end: int, inner: Iterable[str]) -> Iterator[Hit]:
    """Yield what the last item of a list repeats, after the items that end at a place."""
    start = end + 1
    if text.startswith(tuple(inner), start):
        for each in inner:
            if len(each) > 1 and text.startswith(each, start) and _AFTER_ITEM.match(text, start + len(each)):
                yield Hit(start, start + len(each), f"“{each}”在并列项里重复")


def _led_to(text: str, end: int, item: str) -> bool:
    """Whether what ends here with the words of an item is that item, and not one that is longer."""
    return len(item) > 1 and text[end - len(item) - 1] in _BEFORE_ITEM


@rule(CODE, "并列项同义", name="SYNONYM", clues=tuple(second for _, second in _SYNONYMS))
def synonyms(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No two names of one thing stand side by side."""
    for first, second in _SYNONYMS:
        if first in proof.bare and second in proof.bare:
            for found in proof.find(f"{first}、{second}|{second}、{first}"):
                yield Hit(*found.span(), f"“{first}”与“{second}”是一回事，只留一个")


@rule(CODE, "词语重复", name="WORD")
def words(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """No word stands twice in a row."""
    for found in proof.find(rf"([{HAN}]{{2,4}})\1"):
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
