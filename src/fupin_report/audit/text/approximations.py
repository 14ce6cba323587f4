"""约数: one word of doubt on one number, in its place."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import Proof
from fupin_report.audit.text.rules import COUNTED, HAN, NUMBER, Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE, NUMERAL = "X19", "X24"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

_NOT_ABOUT = "节签履契违预制条公合邀特续失缔立守相附邻靠临就最新贴走逼亲切远"
"""What makes another word of 约 and 近: 节约20余万元, 附近20多户."""
_DOUBLED = rf"{NUMBER}(?:[余多](?!年)[{HAN}]?|[万亿]?[余多](?!年)|[{HAN}%]{{1,4}}?(?:左右|上下|以上))"
_MORE = rf"[万亿]?[{HAN}]{{1,3}}?(?:左右|上下|以上)"
_AND_MORE = (
    "多(?<=[0-9]多)([万亿]?)"
    "(?=元(?!化)|人|户|次|个|亩|吨|公斤|公里|米|头|只|名|场|期|条|件|年(?!来)|平方|株|座)"
)
_NOT_ROUND = expression(r"[0-9]*[1-9]|[0-9]+\.[0-9]+")
_PAIRS = "一二|二三|两三|三四|三五|四五|五六|六七|七八|八九"


@rule(CODE, "约数", WARNING, name="N14", clues=(_AND_MORE,))
def not_round(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """多 follows tens and hundreds: no 34多万元, no 35多户."""
    for found in proof.find(_AND_MORE):
        start = found.start()
        while proof.bare[start - 1] in "0123456789.":
            start -= 1
        number, scale = proof.bare[start : found.start()], found[1]
        if _NOT_ROUND.fullmatch(number):
            words = f"{number}{found[0]}"
            right = f"应为“{number}{scale}多”" if scale else "不通：“多”跟在整十、整百之后"
            yield Hit(start, found.end(), f"“{words}”{right}")


RULES = (
    pattern(
        *(CODE, "N14", ERROR, "约数"),
        (
            f"约(?<![{_NOT_ABOUT}]约){_DOUBLED}",
            f"近(?<![{_NOT_ABOUT}]近){_DOUBLED}",
            f"大概{_DOUBLED}",
            f"余(?<=[0-9万亿]余){_MORE}",
            f"多(?<=[0-9万亿]多){_MORE}",
        ),
        "“{0}”里约数的字眼重复，只留一个",
    ),
    not_round,
    pattern(
        *(NUMERAL, "N15", WARNING, "约数"),
        (
            "、(?<=[1-9]、)[1-9]十",
            "几(?<=[0-9]几)(?=[个户人名万元次年])",
            "几1?0+(?=[多余]?[个户人名万元次年])",
            r"数(?<=[，。；：、（有出达了过\n]数)10{1,3}(?=[多余]?[个户人名万元次])",
        ),
        "约数“{0}”用汉字",
    ),
    pattern(
        *(NUMERAL, "N15", WARNING, "约数"),
        rf"(?:{_PAIRS})[十百千]?(?:{COUNTED}|天|里|米|岁)(?:左右|上下)",
        "“{0}”已经是约数，“左右”“上下”不用",
        gate=("左右", "上下"),
    ),
)
