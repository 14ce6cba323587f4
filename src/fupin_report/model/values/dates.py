"""日期, as far as it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from fupin_report.model.values.reading import Misread
from fupin_report.patterns import expression

DATE = expression(
    r"([1-9]\d{3})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?|([1-9]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII
)
_ZERO = ("0", "00")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """日期 as far as it is known: `2015年6月30日`, `2015年6月`, `2015年` (GB/T 9704 §7.3.5.4)."""

    year: int
    month: int = 0
    """1 to 12, or 0 when unknown."""
    day: int = 0
    """1 to 31, or 0 when unknown."""

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2100:
            raise Misread("D210", f"年份应在1900至2100之间，写的是{self.year}")
        if not 0 <= self.month <= 12 or (self.day and not self.month):
            raise Misread("D210", f"没有{self.month}月")
        if self.day and not 0 < self.day <= self._days():
            raise Misread("D210", f"{self.year}年{self.month}月没有{self.day}日")

    def _days(self) -> int:
        leap = self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
        return 28 if self.month == 2 and not leap else _MONTH_DAYS[self.month - 1]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2015年6月30日` or `2015-06-30`, or as much of them as is known."""
        found = DATE.fullmatch(text)
        if not found:
            mend = "；请用半角数字" if re.search("[０-９]", text) else ""
            raise Misread("D210", f"应写成“2015年6月30日”或“2015-06-30”，写的是“{text}”{mend}")
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(4, 5, 6)
        if month in _ZERO or day in _ZERO:
            raise Misread("D210", f"没有0月、0日，写的是“{text}”")
        return cls(int(year), int(month or 0), int(day or 0))

    def __str__(self) -> str:
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}" + (f"{self.day}日" if self.day else "")

    @property
    def iso(self) -> str:
        """`2015-06-30`; unknown parts are 01."""
        return f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}"
