"""用语: terms of another time, several names of one thing."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Kind, Proof
from fupin_report.audit.text.rules import HAN, Hit, pattern, rule
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE = "X16"
WARNING, INFO = Severity.WARNING, Severity.INFO

_NOT_YET = (
    (2013, "精准扶贫", "2013年底提出"),
    (2015, "脱贫攻坚(?!期)", "2015年底起用，以前用“扶贫攻坚”“扶贫开发”"),
    (2015, "六个精准", "2015年提出"),
    (2015, "五个一批", "2015年提出"),
    (2017, "乡村振兴", "2017年提出"),
    (2020, "巩固拓展脱贫攻坚成果", "2020年起用"),
    (2021, "乡村振兴局", "2021年成立，以前是扶贫办"),
    (2021, "衔接(?:推进乡村振兴补助)?资金", "2021年起用，以前用“扶贫资金”"),
    (2021, "突发严重困难户", "2021年起用"),
    (2021, "三类监测对象", "2021年起用"),
)
"""First year, term, what to know."""
_NO_LONGER = (
    (2017, "(?<!八七)扶贫攻坚", "2016年起用“脱贫攻坚”"),
    (2021, "贫困户|贫困村(?!组)", "2021年起用“脱贫户”“脱贫村”“监测户”"),
    (2021, "扶贫资金", "2021年起用“衔接资金”"),
    (2021, "扶贫(?:办|开发局|移民局)", "2021年起为“乡村振兴局”，后来为“农业农村局”"),
    (2021, "边缘户|脱贫监测户", "2021年起用“边缘易致贫户”“脱贫不稳定户”"),
)
"""First year without it, term, what to know."""
_LOOKING_BACK = expression(
    "原[建贫扶国省县市]|曾|历史|当年|当时|过去|昔日|以前|期间|以来|时期|攻坚战|十三五|十二五"
    "|(?:19[0-9]{2}|200[0-9]|201[0-9]|2020)年"
)
"""What tells that a sentence speaks of old times."""
_VARIANTS = (
    ("强农惠农富农", "强农富农惠农"),
    ("两不愁三保障", "三保障两不愁"),
    ("脱贫不稳定户", "脱贫不稳户"),
    ("边缘易致贫户", "边缘易返贫户"),
    ("突发严重困难户", "突发困难户"),
    ("农村居民人均可支配收入", "农民人均可支配收入"),
    ("公益性岗位", "公益岗位"),
)
"""The name of a thing, and another name that should not stand beside it."""


def _year(report: Report) -> int:
    """Return the latest year that a report speaks from."""
    return max(report.document.sign_date.year, report.period.year)


@rule(CODE, "用语的年代", WARNING, name="NEW")
def too_new(proof: Proof, report: Report) -> Iterator[Hit]:
    """No term that did not exist yet."""
    spoken = _year(report)
    for year, term, note in _NOT_YET:
        if spoken < year:
            for found in proof.find(term):
                yield Hit(*found.span(), f"{spoken}年的文稿不用“{found[0]}”：{note}")


@rule(CODE, "用语的年代", WARNING, name="OLD", signs="贫边")
def too_old(proof: Proof, report: Report) -> Iterator[Hit]:
    """No term that is used no longer, but where a sentence looks back."""
    for year, term, note in _NO_LONGER:
        if report.period.year >= year:
            for found in proof.find(term):
                if not _LOOKING_BACK.search(proof.text, *proof.sentence_at(found.start())):
                    yield Hit(*found.span(), f"{_year(report)}年的文稿不用“{found[0]}”：{note}")


@rule(CODE, "一物一名", name="VARIANT", clues=tuple(other for _, other in _VARIANTS))
def variants(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """One thing has one name in a document."""
    for name, other in _VARIANTS:
        if other in proof.bare and name in proof.bare.replace(other, ""):
            for found in proof.find(other):
                yield Hit(*found.span(), f"前后文写的是“{name}”，请统一")


RULES = (
    too_new,
    too_old,
    variants,
    pattern(
        *(CODE, "VARIANT", WARNING, "一物一名"),
        "强农富农惠农",
        "规范的说法是“强农惠农富农”",
        signs="惠",
    ),
    pattern(
        *(CODE, "PREFIX", INFO, "并列单位"),
        rf"县[{HAN}]{{2,6}}[局委办]、(?:(?!县)[{HAN}]{{2,6}}[局委办]、)+县[{HAN}]{{2,6}}[局委办]",
        "并列的单位有的带“县”，有的不带，请统一",
        signs="县",
        kinds=(*PROSE, Kind.CELL),
    ),
)
