"""标题和文件名: the kind once, the lead sentence agreeing with it, names of documents whole and alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Kind, Passage, Proof
from fupin_report.audit.text.rules import Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.patterns import expression

TERM, PUNCTUATION = "X16", "X24"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

_KINDS = "报告|汇报|总结|通知|请示|公告|公示|通报"
_LEADS = ("汇报", "总结", "报告")
_KIND = expression(f"(?:{'|'.join(_LEADS)})$")
_TWO_KINDS = expression(f"(?:{_KINDS})的?(?:{_KINDS})$")
_INNER_MARK = expression("[，。；！？](?=.)")
_TOP = 10
"""Passages among which the title is looked for."""
_DIFFERENT = expression("[0-9一二三四五六七八九十上下前后东西南北正副春夏秋冬新老大小]")
"""Characters that make two names different on purpose."""
_MIN_NAME = 8
_SLIGHT = 2
"""Characters by which two names may differ by mistake."""
_ASKING = (
    *(f"{whether}，?请予?(?:批示|批复|审批|批准)" for whether in ("妥否", "当否", "可否")),
    "请予?(?<!否，请)(?<!否，请予)(?<!否请)(?:批复|审批)(?=。)",
)


def _titles(proof: Proof) -> list[Passage]:
    """Return the titles, which stand at the top."""
    return [each for each in proof.passages[:_TOP] if each.kind is Kind.TITLE]


@rule(TERM, "文种与导语", WARNING, name="LEAD", signs="现")
def lead(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """A 总结 says 总结如下, a 报告 says 报告如下."""
    title = "".join(each.text for each in proof.once(_titles)[:1])
    kind = _KIND.search(title)
    if kind and any(f"{other}如下" in proof.bare for other in _LEADS if other != kind[0]):
        for found in proof.find(f"现将[^。\n]*?({'|'.join(_LEADS)})如下", *PROSE):
            if found[1] != kind[0]:
                yield Hit(*found.span(1), f"标题是“{kind[0]}”，这里也写“{kind[0]}如下”")


@rule(TERM, "结束语", ERROR, name="CLOSING", signs="批")
def closing(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """Only a 请示 asks for approval."""
    title = "".join(each.text for each in proof.once(_titles)[:1])
    if title and "请示" not in title and "请" in proof.text:
        for found in (found for each in _ASKING for found in proof.find(each, *PROSE)):
            yield Hit(*found.span(), "“请批复”“请审批”是请示的结束语，汇报、报告不用")


@rule(TERM, "文件名称一致", WARNING, name="NAME", signs="《")
def names(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """One document has one name."""
    found = {each[1]: each for each in proof.find(rf"《([^《》\n]{{{_MIN_NAME},}})》", quoted=True)}
    for first, second in combinations(found, 2):
        if _nearly_alike(first, second):
            yield Hit(*found[second].span(1), f"这个文件名与前面的“{first}”差一点，请核对")


def _nearly_alike(first: str, second: str) -> bool:
    """Whether two names differ by one or two characters that do not look meant."""
    half = (min(len(first), len(second)) - _SLIGHT) // 2
    alike = first[:half] == second[:half] or first[-half:] == second[-half:]
    if not alike or abs(len(first) - len(second)) > _SLIGHT:
        return False
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    parts = first[start : len(first) - end], second[start : len(second) - end]
    return max(map(len, parts)) <= _SLIGHT and not _DIFFERENT.search("".join(parts))


@rule(TERM, "文种", name="KIND")
def kinds(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """A title names its kind once."""
    for passage in proof.once(_titles):
        found = _TWO_KINDS.search(passage.text)
        if found:
            start = passage.start + found.start()
            yield Hit(start, passage.end, f"标题里文种只写一个，写的是“{found[0]}”")


@rule(PUNCTUATION, "标题中的标点", name="TITLE")
def marks(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001
    """A title has no comma or full stop inside."""
    for passage in proof.once(_titles):
        for found in _INNER_MARK.finditer(passage.text):
            start = passage.start + found.start()
            yield Hit(start, start + 1, f"标题中间一般不用“{found[0]}”")


def _common(first: str, second: str) -> int:
    """Return how many characters two texts have in common at the beginning."""
    pairs = zip(first, second, strict=False)
    return next(
        (index for index, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second))
    )


RULES = (
    lead,
    closing,
    names,
    kinds,
    pattern(TERM, "KIND", WARNING, "文种", "关于关于", "“关于”重复", signs="关", quoted=True),
    marks,
    pattern(
        *(PUNCTUATION, "REF", WARNING, "文件名称"),
        "关于[印转]发《[^《》\n]*的通知》",
        "“关于印发”是文件名的一部分，应在书名号里面：《关于印发〈……〉的通知》",
        signs="《",
        quoted=True,
    ),
)
