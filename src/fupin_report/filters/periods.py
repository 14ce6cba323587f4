"""报告期 by name: 2015年上半年, and what comes after it."""

from __future__ import annotations

from fupin_report.filters.dates import date, is_month_end, month_end, until
from fupin_report.filters.reading import reads
from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.period import Half, Period
from fupin_report.model.values import PartialDate

Months = tuple[int, int]
_HALVES: dict[Half, Months] = {Half.H1: (1, 6), Half.H2: (7, 12), Half.YEAR: (1, 12)}
_NAMES: dict[Months, str] = {
    (1, 3): "第一季度",
    (4, 6): "第二季度",
    (7, 9): "第三季度",
    (10, 12): "第四季度",
    (1, 6): "上半年",
    (7, 12): "下半年",
    (1, 9): "前三季度",
    (1, 12): "",
}
_AFTER: dict[Months, Months] = {
    (1, 3): (4, 6),
    (4, 6): (7, 9),
    (7, 9): (10, 12),
    (10, 12): (1, 3),
    (1, 6): (7, 12),
    (7, 12): (1, 6),
    (1, 9): (10, 12),
    (1, 12): (1, 12),
}


@reads("year", "half", "start", "end")
def period_name(value: object) -> str:
    """Write the period of a report: 2015年上半年, 2015年, 2015年前三季度, 2015年1月至8月.

    Takes 报告期; without 半年, 开始日期 and 结束日期 it is the year. Four digits always (GB/T 15835 §5.1.4).
    """
    period = _period(value)
    months = _months(period)
    return _span(period) if months is None else f"{period.year}年{_NAMES[months]}"


@reads("year", "half", "start", "end")
def next_period_name(value: object) -> str:
    """Write the period after a report's, for 打算: 下半年 after 2015年上半年, else 2016年上半年, 2016年.

    Takes 报告期. The year is named where it is another one. A period without a usual name is refused.
    """
    period = _period(value)
    months = _months(period)
    if months is None:
        raise FilterError(f"报告期是{_span(period)}，不知道下一期叫什么；请在模板中写明")
    after = _AFTER[months]
    return _NAMES[after] if after > months else f"{period.year + 1}年{_NAMES[after]}"


@reads("as_of", "end", "half", "year")
def as_of(value: object) -> str:
    """Write the day up to which figures count, for 截至…: 2015年6月底, 2014年底, 2015年6月15日.

    Takes 报告期 (its 截至 date, or its last day) or a date.
    """
    day = value if isinstance(value, PartialDate) else _period(value, "报告期或日期").counted_until
    return month_end(day) if is_month_end(day) else date(day)


def _period(value: object, takes: str = "报告期") -> Period:
    if not isinstance(value, Period):
        raise refusal(takes, value)
    return value


def _months(period: Period) -> Months | None:
    """Return the first and last month of a period that has a usual name."""
    if period.half is not None:
        return _HALVES[period.half]
    first, last = period.begins, period.ends
    months = (first.month, last.month)
    whole = _whole_months(first, last) and first.year == last.year == period.year
    return months if whole and months in _NAMES else None


def _whole_months(first: PartialDate, last: PartialDate) -> bool:
    return bool(first.month) and first.day <= 1 and bool(last.month) and is_month_end(last)


def _span(period: Period) -> str:
    first, last = period.begins, period.ends
    if _whole_months(first, last):
        first, last = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    return date(first) if first == last else until(first, last)
