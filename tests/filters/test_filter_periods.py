"""报告期 by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fupin_report.filters import FilterError
from fupin_report.filters.periods import as_of, next_period_name, period_name
from fupin_report.model.period import Half, Period
from fupin_report.model.values import PartialDate


def period(**values: Any) -> Period:
    """Return a period of 2015."""
    return Period(**{"year": 2015} | values)


def months(first: int, last: int) -> Period:
    """Return a period of whole months, given by its dates."""
    return period(start=PartialDate(2015, first, 1), end=PartialDate(2015, last))


@pytest.mark.parametrize(
    ("reported", "name", "after"),
    [
        (period(half=Half.H1), "2015年上半年", "下半年"),
        (period(half=Half.H2), "2015年下半年", "2016年上半年"),
        (period(half=Half.YEAR), "2015年", "2016年"),
        (period(), "2015年", "2016年"),
        (months(1, 3), "2015年第一季度", "第二季度"),
        (months(1, 6), "2015年上半年", "下半年"),
        (months(1, 9), "2015年前三季度", "第四季度"),
        (months(10, 12), "2015年第四季度", "2016年第一季度"),
        (period(start=PartialDate(2015, 7, 1)), "2015年下半年", "2016年上半年"),
    ],
)
def test_a_period_and_the_one_after(reported: Period, name: str, after: str) -> None:
    """Halves, quarters and years have names; the year is repeated only when it changes."""
    assert period_name(reported) == name
    assert next_period_name(reported) == after


@pytest.mark.parametrize(
    ("reported", "name"),
    [
        (months(1, 8), "2015年1月至8月"),
        (months(6, 6), "2015年6月"),
        (period(end=PartialDate(2015, 8, 15)), "2015年1月1日至8月15日"),
        (period(start=PartialDate(2014, 7, 1), end=PartialDate(2015, 6, 30)), "2014年7月至2015年6月"),
        (period(start=PartialDate(2014, 1, 1), end=PartialDate(2014, 6, 30)), "2014年1月至6月"),
    ],
)
def test_a_period_without_a_name_is_told_by_its_ends(reported: Period, name: str) -> None:
    """Whole months as months, anything else by the day; what follows it is not guessed."""
    assert period_name(reported) == name
    with pytest.raises(FilterError) as error:
        next_period_name(reported)
    assert str(error.value) == f"报告期是{name}，不知道下一期叫什么；请在模板中写明"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (period(half=Half.H1), "2015年6月底"),
        (period(), "2015年底"),
        (period(half=Half.H1, as_of=PartialDate(2015, 6, 15)), "2015年6月15日"),
        (period(end=PartialDate(2015, 8, 31)), "2015年8月底"),
        (PartialDate(2015, 5, 20), "2015年5月20日"),
    ],
)
def test_as_of_names_the_month_where_it_is_over(value: object, text: str) -> None:
    """截至 takes 6月底 for the last day of June, else the day."""
    assert as_of(value) == text


@pytest.mark.parametrize(
    ("worded", "value", "message"),
    [
        (period_name, 2015, "应为报告期，得到的是“2015”（整数）"),
        (next_period_name, PartialDate(2015), "应为报告期，得到的是“2015年”（日期）"),
        (as_of, "2015年", "应为报告期或日期，得到的是“2015年”（文字）"),
    ],
)
def test_refusals(worded: Callable[[object], str], value: object, message: str) -> None:
    """Other values are named in the message."""
    with pytest.raises(FilterError) as error:
        worded(value)
    assert str(error.value) == message
