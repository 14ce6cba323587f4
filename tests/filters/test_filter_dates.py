"""Dates in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fupin_report.filters import FilterError
from fupin_report.filters.dates import (
    chinese_date,
    chinese_year,
    date,
    month,
    month_day,
    month_end,
    until,
    year,
)
from fupin_report.model.values import PartialDate

JUNE_30 = PartialDate(2015, 6, 30)
JUNE = PartialDate(2015, 6)


def test_date_is_written_without_leading_zeros() -> None:
    """A date reads 2015年3月1日, not 2015年03月01日."""
    assert date(PartialDate(2015, 3, 1)) == "2015年3月1日"


def test_date_is_written_as_far_as_it_is_known() -> None:
    """A month without a day stays a month."""
    assert date(JUNE) == "2015年6月"


@pytest.mark.parametrize(
    ("worded", "text"),
    [
        (year, "2015年"),
        (month, "2015年6月"),
        (month_day, "6月30日"),
        (month_end, "2015年6月底"),
        (chinese_date, "二〇一五年六月三十日"),
        (chinese_year, "二〇一五年"),
    ],
)
def test_parts_of_a_date(worded: Callable[[object], str], text: str) -> None:
    """Each filter writes its part of a full date."""
    assert worded(JUNE_30) == text


@pytest.mark.parametrize(
    ("worded", "text"), [(year, "2014年"), (chinese_year, "二〇一四年"), (month_end, "2014年底")]
)
def test_a_plain_year_will_do(worded: Callable[[object], str], text: str) -> None:
    """Fields that hold just a year go through the year filters."""
    assert worded(2014) == text


def test_chinese_date_stops_where_the_date_does() -> None:
    """Unknown parts leave nothing behind."""
    assert chinese_date(JUNE) == "二〇一五年六月"
    assert chinese_date(PartialDate(2010)) == "二〇一〇年"


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (PartialDate(2014), "2014年底"),
        (PartialDate(2014, 6), "2014年6月底"),
        (PartialDate(2016, 2, 29), "2016年2月底"),
        (PartialDate(2014, 12), "2014年底"),
        (PartialDate(2014, 12, 31), "2014年底"),
    ],
)
def test_month_end_names_the_last_day(known: PartialDate, text: str) -> None:
    """The end of December is the end of the year; any other month is named."""
    assert month_end(known) == text


def test_month_end_refuses_a_day_inside_the_month() -> None:
    """28 February of a leap year is not the end of February."""
    with pytest.raises(FilterError, match=r"^2016年2月28日不是月末，不能写成2月底；请改用 date$"):
        month_end(PartialDate(2016, 2, 28))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (PartialDate(2015, 1, 1), JUNE_30, "2015年1月1日至6月30日"),
        (PartialDate(2015, 6, 1), JUNE_30, "2015年6月1日至30日"),
        (PartialDate(2014, 6, 1), JUNE_30, "2014年6月1日至2015年6月30日"),
        (PartialDate(2015, 1), JUNE, "2015年1月至6月"),
        (PartialDate(2014), PartialDate(2016), "2014年至2016年"),
    ],
)
def test_until_names_what_both_ends_share_once(first: PartialDate, last: PartialDate, text: str) -> None:
    """Year and month are repeated only where they differ."""
    assert until(first, last) == text


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (JUNE, JUNE_30, "起止日期应写到同一级，得到的是2015年6月和2015年6月30日"),
        (PartialDate(2015), JUNE, "起止日期应写到同一级，得到的是2015年和2015年6月"),
        (JUNE_30, JUNE_30, "起始日期应早于截止日期，得到的是2015年6月30日和2015年6月30日"),
    ],
)
def test_until_refuses_ends_that_make_no_span(first: PartialDate, last: PartialDate, message: str) -> None:
    """Both ends are known to the same part, and the first comes first."""
    with pytest.raises(FilterError) as error:
        until(first, last)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("worded", "value", "message"),
    [
        (date, 2015, "应为日期，得到的是“2015”（整数）"),
        (date, "2015年", "应为日期，得到的是“2015年”（文字）"),
        (year, True, "应为日期或年份，得到的是“是”（是否）"),
        (year, 15, "年份应在1900至2100之间，写的是15"),
        (month, PartialDate(2015), "应为写到月的日期，得到的是“2015年”（日期）"),
        (month_day, JUNE, "应为写到日的日期，得到的是“2015年6月”（日期）"),
    ],
)
def test_refusals(worded: Callable[[object], str], value: object, message: str) -> None:
    """What is not a date, or not known far enough, is named in the message."""
    with pytest.raises(FilterError) as error:
        worded(value)
    assert str(error.value) == message
