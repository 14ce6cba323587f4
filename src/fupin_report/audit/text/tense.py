"""时态: planned or done, by the words and by the status of the project told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE, Passage, Proof
from fupin_report.audit.text.rules import Hit, pattern, rule
from fupin_report.model.projects import ProjectStatus
from fupin_report.model.report import Report
from fupin_report.patterns import expression

CODE = "X12"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

_WORKS = "完成|建成|修建|新建|改造|硬化|实施|提供|投入|争取|发放|安装|建设|启动|开工"
_DONE = "|".join(
    (
        *(f"{each}了" for each in _WORKS.split("|")),
        f"已(?:经)?(?:{_WORKS}|竣工|完工|投用|投入使用|通过验收)",
    )
)
_PLANS = ("计划", "拟", "将", "预计")
_PLANNED = "|".join(f"{each}(?:于[0-9]{{4}}年)?[^，。；]{{0,4}}?(?:{_WORKS})" for each in _PLANS)
_PROJECT = expression(r"projects\[(\d+)\]")
_OVER = (ProjectStatus.COMPLETED, ProjectStatus.ACCEPTED, ProjectStatus.IN_USE)
_DID = f"了(?<=(?:{_WORKS})了)"
_COUNTED = ("截[至止]([0-9]{4})年", "已(?:经)?[于在]([0-9]{4})年")
_ANNOUNCED = ("将[于在]([0-9]{4})年", "拟[于在]([0-9]{4})年", "计划[于在]([0-9]{4})年")
_CONDITION = expression("后|之后|的基础上|的同时|的前提下|以后")


@rule(CODE, "项目状态与时态", ERROR, name="STATUS", signs="了已将拟计预")
def statuses(proof: Proof, report: Report) -> Iterator[Hit]:
    """What is planned is not told as done, what is done not as planned."""
    if not any(project.status for project in report.projects):
        return
    for found in proof.find(f"{_DONE}|{_PLANNED}", *PROSE):
        status, planned = _status(found, proof, report), found[0].startswith(_PLANS)
        if not planned and status is ProjectStatus.PLANNED:
            yield Hit(*found.span(), f"项目的状态是“规划”，“{found[0]}”说的是已经做了")
        elif planned and status in _OVER:
            yield Hit(*found.span(), f"项目的状态是“{status.gloss}”，“{found[0]}”说的是将要做")


def _status(found: re.Match[str], proof: Proof, report: Report) -> ProjectStatus | None:
    """Return the status of the one project that the sentence tells of."""
    passage = proof.passage_at(found.start())
    indices = _projects(passage, *proof.sentence_at(found.start()))
    if len(indices) != 1 or not (index := indices.pop()) < len(report.projects):
        return None
    return report.projects[index].status


def _projects(passage: Passage, start: int, end: int) -> set[int]:
    paths = [path for figure in passage.figures(start, end) for path in figure.paths]
    return {int(found[1]) for path in paths if (found := _PROJECT.match(path))}


@rule(CODE, "打算里的时态", WARNING, name="PLAN", clues=(_DID,))
def plans(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """What is to be done is not told as done."""
    for found in proof.find(_DID, *PROSE):
        passage = proof.passage_at(found.start())
        owners = [path for figure in passage.figures(*found.span()) for path in figure.paths]
        _, end = proof.clause_at(found.start())
        condition = _CONDITION.search(proof.text, found.end(), end)
        if not condition and any(path.startswith("plans[") for path in owners):
            yield Hit(*found.span(), "打算里写的是还没有做的事，“了”说的是已经做了")


@rule(CODE, "日期与时态", ERROR, name="DATE", clues=(*_COUNTED, *_ANNOUNCED))
def dates(proof: Proof, report: Report) -> Iterator[Hit]:
    """Nothing is counted up to a year to come, nothing announced for a year gone by."""
    signed = report.document.sign_date.year
    for found in _dated(_COUNTED, proof):
        if int(found[1]) > signed:
            yield Hit(*found.span(), f"{signed}年的文稿里，{found[1]}年还没有到")
    for found in _dated(_ANNOUNCED, proof):
        if int(found[1]) < signed:
            yield Hit(*found.span(), f"{signed}年的文稿里，{found[1]}年已经过去，不用“{found[0][:-5]}”")


def _dated(patterns: tuple[str, ...], proof: Proof) -> Iterator[re.Match[str]]:
    return (found for each in patterns for found in proof.find(each, *PROSE))


RULES = (
    statuses,
    plans,
    dates,
    pattern(
        *(CODE, "MIXED", ERROR, "时态"),
        (
            *(rf"{plan}[^，。；\n]{{0,20}}(?:{_WORKS})了" for plan in ("将于", "拟于", "计划于", "预计")),
            "已(?:经)?(?:将于|拟于|计划于)",
        ),
        "“{0}”又是将要，又是已经",
        signs="于预",
        kinds=PROSE,
    ),
)
