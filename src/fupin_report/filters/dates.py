"""日期 in words (GB/T 15835 §5.1.4, §5.2; GB/T 9704 §7.3.5.4)."""

from __future__ import annotations

from datetime import date as day_of
from datetime import timedelta

from fupin_report import numerals
from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.values import Misread, PartialDate


def date(value: object) -> str:
    """Write a date as far as it is known: 2015年6月30日; no zeros in front (GB/T 9704 §7.3.5.4)."""
    return str(_date(value))


def year(value: object) -> str:
    """Write the year of a date or a year: 2015年, four digits always (GB/T 15835 §5.1.4)."""
    return f"{_date(value, year_too=True).year}年"


def month(value: object) -> str:
    """Write year and month of a date: 2015年6月. A date that is only a year is refused."""
    known = _date(value)
    return f"{known.year}年{_month(known)}月"


def month_day(value: object) -> str:
    """Write month and day of a date: 6月30日, where the year has been named. Both must be known."""
    known = _date(value)
    if not known.day:
        raise refusal("写到日的日期", value)
    return f"{known.month}月{known.day}日"


def month_end(value: object) -> str:
    """Write the end of a year or month, for 截至2014年底: 2014 → 2014年底, 2014-06-30 → 2014年6月底.

    The end of December is the end of the year. A day that is not the last of its month is refused:
    the figures would not be those of the month's end.
    """
    known = _date(value, year_too=True)
    if not is_month_end(known):
        raise FilterError(f"{known}不是月末，不能写成{known.month}月底；请改用 date")
    return f"{known.year}年" + (f"{known.month}月底" if known.month not in (0, 12) else "底")


def is_month_end(known: PartialDate) -> bool:
    """Whether a date ends its month; a date without a day stands for the whole month or year."""
    return not known.day or (day_of(known.year, known.month, known.day) + timedelta(days=1)).day == 1


def chinese_date(value: object) -> str:
    """Write a date in Chinese numerals: 二〇一五年六月三十日, with 〇 in the year (GB/T 15835 §5.2)."""
    known = _date(value)
    text = chinese_year(known)
    if known.month:
        text += f"{numerals.counting(known.month)}月"
    return text + (f"{numerals.counting(known.day)}日" if known.day else "")


def chinese_year(value: object) -> str:
    """Write the year of a date or a year in Chinese numerals: 2015 → 二〇一五年 (GB/T 15835 §5.2)."""
    return f"{numerals.year(_date(value, year_too=True).year)}年"


def until(value: object, end: object) -> str:
    """Write a span of time, naming what both ends share once: 2015年1月1日至6月30日, 2015年6月1日至30日.

    Both ends are dates known to the same part, the first before the second.
    """
    first, last = _date(value), _date(end)
    if bool(first.month) != bool(last.month) or bool(first.day) != bool(last.day):
        raise FilterError(f"起止日期应写到同一级，得到的是{first}和{last}")
    if not first < last:
        raise FilterError(f"起始日期应早于截止日期，得到的是{first}和{last}")
    shared = ""
    if first.year == last.year:
        shared = f"{last.year}年" + (f"{last.month}月" if first.month == last.month else "")
    return f"{first}至{str(last).removeprefix(shared)}"


def _date(value: object, *, year_too: bool = False) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if not year_too:
        raise refusal("日期", value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise refusal("日期或年份", value)
    try:
        return PartialDate(value)
    except Misread as error:
        raise FilterError(error.message) from None


def _month(known: PartialDate) -> int:
    if not known.month:
        raise refusal("写到月的日期", known)
    return known.month
