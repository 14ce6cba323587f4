"""说明: an explanation with a note turns a finding into "explained"; shown, never hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import PurePath
from typing import Any, cast

from fupin_report import datapath
from fupin_report.audit.finding import Finding, Severity
from fupin_report.audit.operands import shown
from fupin_report.audit.scales import converted
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.values import Quantity, part_names
from fupin_report.patterns import expression

UNUSED = "X26"
_MOST_TOLD = 4
_ON_WORDS = expression(r"X(?:0[789]|1[1246789]|2[1478])|(?!X\d\d$).*")
"""Checks that need a document, and those of a user's own: an explanation of one may wait for it."""
_NUMBER = expression(r"([0-9]+(?:\.[0-9]+)?)([^\W\d_]{0,4})")
"""A number, and the words after it that begin with its unit."""
_TYPED = (".j2", "wording.yaml")
"""How the files end whose words are typed for many reports."""


def settle(findings: Iterable[Finding], report: Report, *, words: bool = True) -> list[Finding]:
    """Mark what is explained, and add a finding for every explanation that explains nothing.

    Without `words` no check on words has run, and its explanations are not judged.
    """
    used: dict[int, list[Quantity]] = {}
    settled = []
    places = [_in_english(explanation.at) for explanation in report.explanations]
    for finding in findings:
        for index, explanation in enumerate(report.explanations):
            if explanation.check == finding.code and (
                _concerns(places[index], finding) or _typed_in(explanation.at, finding)
            ):
                used.setdefault(index, []).extend([finding.gap] if finding.gap else [])
                finding = replace(finding, explained=explanation.note)  # before what a county says
                break
        settled.append(finding)
    unused = (
        index
        for index, explanation in enumerate(report.explanations)
        if index not in used and (words or not _ON_WORDS.fullmatch(explanation.check))
    )
    notes = [_unused(index, report, settled) for index in unused]
    return (
        settled + notes + [each for index, gaps in used.items() if (each := _outdated(index, report, gaps))]
    )


def _concerns(place: str, finding: Finding) -> bool:
    """Whether a place is, or lies above, the figure that a finding is about.

    Of an equation that is the stated figure alone: a note on 录入系统 says nothing of 未脱贫, though
    the second is computed from the first. Of a sentence it may be any figure in it.
    """
    paths = finding.paths if finding.quote else finding.paths[:1]
    return any(datapath.is_within(path, place) for path in paths)


def _typed_in(file: str, finding: Finding) -> bool:
    """Whether a finding is about words that a template typed, and a place names its file."""
    return file.endswith(_TYPED) and any(
        f"/{each.file}".replace("\\", "/").endswith(f"/{file}") for each in finding.positions
    )


@lru_cache(maxsize=1024)
def _in_english(place: str) -> str:
    """Return a place with English names, `精准识别.录入系统` → `identification.entered`."""
    try:
        segments = datapath.split(place)
    except ValueError:
        return place
    path, kind = "", cast(Any, Report)
    for segment in segments:
        if isinstance(segment, int):
            path = datapath.element(path, segment)
            continue
        field = kind.keys.get(segment) if isinstance(kind, type) and issubclass(kind, Section) else None
        name = field.name if field else part_names(kind).get(segment, segment)
        path = datapath.child(path, name)
        kind = _row_kind(field.kind) if field else None
    return path


def _row_kind(kind: Any) -> Any:
    """Return the class of a field, or of the rows of a list."""
    return kind.__args__[0] if getattr(kind, "__origin__", None) is tuple else kind


def _outdated(index: int, report: Report, gaps: list[Quantity]) -> Finding | None:
    """Return what is to be said of a note whose numbers are not the differences that it explains."""
    numbers = list(_NUMBER.finditer(report.explanations[index].note))
    missed = []
    for gap in gaps:
        told = [number for each in numbers for number in _read(each, gap.unit)]
        now = shown(gap.value)
        if told and Decimal(now) not in told:
            missed.append(f"{now}{gap.unit}")
    if not missed:
        return None
    message = f"说明里没有现在的差数{'、'.join(dict.fromkeys(missed))}，是按原来的数写的，请核对"
    path = datapath.child(datapath.element("explanations", index), "note")
    return Finding(UNUSED, Severity.WARNING, message, (path,), "说明")


def _read(found: re.Match[str], unit: str) -> Iterator[Decimal]:
    """Yield a number of a note in a unit, where it has one of that kind: 1.2万人 in 人, 户 not."""
    number, after = Decimal(found[1]), found[2]
    for scale, words in ((1, after), (10000, after.removeprefix("万"))):
        for length in range(len(words), 0, -1):
            value = converted(number * scale, words[:length], unit) if words[:length] != "万" else None
            if value is not None:
                yield value
                return
    if not after:
        yield number


def _unused(index: int, report: Report, findings: list[Finding]) -> Finding:
    explanation = report.explanations[index]
    message = f"这条说明没有对应的核对结果（{explanation.check} {explanation.at}），请改正或删去"
    open_ones = [each for each in findings if each.code == explanation.check and not each.explained]
    message += _told_of_data(explanation.check, open_ones) + _told_of_words(explanation.check, open_ones)
    return Finding(UNUSED, Severity.WARNING, message, (datapath.element("explanations", index),), "说明")


def _told_of_data(check: str, findings: list[Finding]) -> str:
    """Say which places an explanation of a check may name."""
    places = list(dict.fromkeys(each.paths[0] for each in findings if each.paths))
    return f"；还没有说明的 {check}，位置写：{'、'.join(places[:_MOST_TOLD])}" if places else ""


def _told_of_words(check: str, findings: list[Finding]) -> str:
    """Say how words are named that no data stand behind: by the file of their template."""
    typed = [each for each in findings if each.quote and not each.paths]
    lines = list(dict.fromkeys(each.quote.line for each in typed if each.quote))
    if not lines:
        return ""
    where = "、".join(f"第{line}段" for line in lines[:_MOST_TOLD])
    files = list(dict.fromkeys(PurePath(place.file).name for each in typed for place in each.positions))
    how = f"位置写模板的文件名：{'、'.join(files[:_MOST_TOLD])}" if files else "请改模板"
    return f"；文稿{where}的 {check} 是模板里的话，{how}"
