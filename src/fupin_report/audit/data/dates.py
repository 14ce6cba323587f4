"""时间: dates, holidays and yearly quotas against the period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fupin_report.audit.data.rules import Facts, Notice, data_rule
from fupin_report.audit.finding import Severity
from fupin_report.model.identification import Exit
from fupin_report.model.manuscript import DocumentType
from fupin_report.model.monitoring import Monitoring
from fupin_report.model.organisations import Meeting, Quota
from fupin_report.model.period import Half, Period
from fupin_report.model.projects import Project, ProjectStatus
from fupin_report.model.relief import Occasion, Relief
from fupin_report.model.training import Training
from fupin_report.model.values import PartialDate

CODE = "X11"
_LATEST_SIGNING = 60
"""Days after the period within which a report is signed."""
_FIRST_HALF = (Occasion.SPRING_FESTIVAL, Occasion.CHILDRENS_DAY)
_SECOND_HALF = (Occasion.MID_AUTUMN, Occasion.NATIONAL_DAY, Occasion.DOUBLE_NINTH)
_DONE = (ProjectStatus.COMPLETED, ProjectStatus.ACCEPTED, ProjectStatus.IN_USE)


def before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date certainly lies before another, whatever is not known of both."""
    for mine, its in ((one.year, other.year), (one.month, other.month), (one.day, other.day)):
        if not mine or not its or mine != its:
            return bool(mine and its and mine < its)
    return False


@data_rule(CODE, "报告期")
def period(facts: Facts) -> Iterator[Notice]:
    """The period begins before it ends; the work began before that; the figures are of that time."""
    told = facts.report.period
    if before(told.ends, told.begins):
        yield Notice(f"报告期从{told.begins}到{told.ends}，先后反了", ("period.end", "period.start"))
    if told.launched and before(told.ends, told.launched):
        yield Notice(f"启动时间{told.launched}晚于报告期结束（{told.ends}）", ("period.launched",))
    if told.as_of and before(told.as_of, told.begins):
        yield Notice(f"数据截至{told.as_of}，早于报告期开始（{told.begins}）", ("period.as_of",))


@data_rule(CODE, "成文日期")
def signing(facts: Facts) -> Iterator[Notice]:
    """A report is signed after the day up to which it counts, and not long after."""
    signed, until = facts.report.document.sign_date, _last_day(facts.report.period)
    if facts.report.document.type in (DocumentType.VISIT, DocumentType.FUNDS_NOTICE):
        return
    if before(signed, until):
        yield Notice(f"成文日期{signed}早于数据截至的{until}", ("document.sign_date",))
    elif signed.day and until.day and (_day(signed) - _day(until)).days > _LATEST_SIGNING:
        days = (_day(signed) - _day(until)).days
        yield Notice(f"成文日期{signed}在数据截至（{until}）{days}天以后", ("document.sign_date",))


def _last_day(period: Period) -> PartialDate:
    """Return the day up to which the figures count, if the period says so; a month counts from its start."""
    return period.as_of or (period.ends if period.end or period.half else PartialDate(period.year))


def _day(told: PartialDate) -> date:
    return date(told.year, told.month, told.day)


@data_rule(CODE, "发生时间")
def events(facts: Facts) -> Iterator[Notice]:
    """What is told as done lies in the period, or before it where figures are cumulative."""
    period = facts.report.period
    for row, path in facts.sections:
        if isinstance(row, (Training, Meeting, Relief)):
            when = row.date
            early = when and not period.cumulative and before(when, period.begins)
            if when and (early or before(period.counted_until, when)):
                yield Notice(
                    f"{when}不在报告期内（{period.begins}至{period.counted_until}）", (f"{path}.date",)
                )


@data_rule(CODE, "公示期", Severity.ERROR)
def posting(facts: Facts) -> Iterator[Notice]:
    """A notice hangs from its beginning to its end, and what it says is signed before it ends."""
    notice = facts.report.notice
    if notice is None or notice.end is None:
        return
    if notice.start and before(notice.end, notice.start):
        yield Notice(f"公示从{notice.start}到{notice.end}，先后反了", ("notice.end", "notice.start"))
    signed = facts.report.document.sign_date
    if before(notice.end, signed):
        yield Notice(f"成文日期{signed}晚于公示结束（{notice.end}）", ("document.sign_date", "notice.end"))


@data_rule(CODE, "节日")
def holidays(facts: Facts) -> Iterator[Notice]:
    """中秋 lies in no first half, 春节 and 六一 in no second."""
    half = facts.report.period.half
    wrong = {Half.H1: _SECOND_HALF, Half.H2: _FIRST_HALF}.get(half, ()) if half else ()
    for row, path in facts.all(Relief):
        for index, occasion in enumerate(row.occasion):
            if occasion in wrong and half:
                yield Notice(f"{occasion.gloss}不在{half.gloss}", (f"{path}.occasion[{index}]",))


@data_rule(CODE, "全年定额")
def quotas(facts: Facts) -> Iterator[Notice]:
    """A half-year report that tells the quota of a year tells what has been done as well."""
    if facts.report.period.half not in (Half.H1, Half.H2):
        return
    for row, path in facts.all(Quota):
        if row.deeds and row.done is None:
            yield Notice(f"{row.deeds}是全年定额，半年总结请填“已办”", (f"{path}.deeds",))


@data_rule(CODE, "项目时间")
def projects(facts: Facts) -> Iterator[Notice]:
    """Work begins before it ends."""
    for row, path in facts.all(Project):
        if row.start and row.end and before(row.end, row.start):
            yield Notice(f"完工时间{row.end}早于开工时间{row.start}", (f"{path}.end", f"{path}.start"))


@data_rule("X12", "项目状态", Severity.ERROR)
def states(facts: Facts) -> Iterator[Notice]:
    """What is planned has not ended, what is done does not end in the future."""
    until = facts.report.period.counted_until
    for row, path in facts.all(Project):
        if row.end is None or row.status is None:
            continue
        paths = (f"{path}.status", f"{path}.end")
        if row.status is ProjectStatus.PLANNED and before(row.end, until):
            yield Notice(f"状态是“{row.status.gloss}”，完工时间{row.end}却已经过去", paths)
        elif row.status in _DONE and before(until, row.end):
            message = f"状态是“{row.status.gloss}”，完工时间{row.end}却晚于数据截至的{until}"
            yield Notice(message, paths)


@data_rule(CODE, "打算的时限")
def plans(facts: Facts) -> Iterator[Notice]:
    """What is to be done is due later than the figures."""
    until = facts.report.period.counted_until
    for index, row in enumerate(facts.report.plans):
        if row.due and before(row.due, until):
            yield Notice(f"时限{row.due}早于数据截至的{until}", (f"plans[{index}].due",))


@data_rule(CODE, "脱贫年度")
def exits(facts: Facts) -> Iterator[Notice]:
    """Nobody has been relieved in a year to come."""
    for row, path in facts.all(Exit):
        if row.year > facts.report.period.counted_until.year:
            until = facts.report.period.counted_until
            yield Notice(f"脱贫年度{row.year}年晚于数据截至的{until}", (f"{path}.year",))


@data_rule(CODE, "监测对象类别")
def monitored(facts: Facts) -> Iterator[Notice]:
    """突发严重困难户 are counted from 2021."""
    for row, path in facts.all(Monitoring):
        if row.sudden is not None and facts.report.period.year < 2021:
            yield Notice("突发严重困难户从2021年起才有", (f"{path}.sudden", "period.year"))


RULES = (period, signing, events, posting, holidays, quotas, projects, states, plans, exits, monitored)
