"""成组的数: households with persons, sessions with attendance, what a helper takes on."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Self

from fupin_report.frozen import frozen
from fupin_report.model.values.quantity import Quantity
from fupin_report.model.values.reading import INTEGER, MAX_DIGITS, Misread, count
from fupin_report.patterns import expression

_OPEN = "(?:以上|以内)?"
_BOTH = expression(r"([^户]*)户[，、,]?\s*([^人]*)人")
_TURNOUT = expression(rf"(.*?\d(?:余|多)?(?:期|场次|班次|场|次){_OPEN})[，、,]?\s*(.*人次{_OPEN})?")


@frozen
class HouseholdsPersons:
    """户数和人数, `765户3152人`. Households and persons are always two separate facts."""

    households: int = field(metadata={"title": "户数"})
    persons: int = field(metadata={"title": "人数"})

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `765户3152人`; a mark between the two (，、) is accepted."""
        found = _BOTH.fullmatch(text)
        if not found:
            raise Misread("D215", f"应写成“765户3152人”，写的是“{text}”")
        return cls(_part(found[1], "households"), _part(found[2], "persons"))

    def __str__(self) -> str:
        return f"{self.households}户{self.persons}人"


@frozen
class HouseholdsOrPersons:
    """户数、人数 or both, for registers that count only one of them: `156户`, `410人`, `156户410人`."""

    households: int | None = field(default=None, metadata={"title": "户数"})
    persons: int | None = field(default=None, metadata={"title": "人数"})

    def __post_init__(self) -> None:
        if self.households is None and self.persons is None:
            raise Misread("D215", "户数和人数至少填一个")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `156户410人`, `156户` or `410人`; a bare number counts households."""
        found = re.fullmatch(r"(?:([^户人]*)户)?[，、,]?\s*(?:([^户人]+)人)?", text)
        if found and (found[1] is not None or found[2] is not None):
            return cls(
                _part(found[1], "households") if found[1] is not None else None,
                _part(found[2], "persons") if found[2] is not None else None,
            )
        if INTEGER.fullmatch(text):
            return cls(households=_part(text, "households"))
        raise Misread("D215", f"应写成“156户410人”“156户”或“410人”，写的是“{text}”")

    def __str__(self) -> str:
        households = "" if self.households is None else f"{self.households}户"
        return households + ("" if self.persons is None else f"{self.persons}人")


def _part(text: str, part: str) -> int:
    try:
        return count(text.strip())
    except Misread as error:
        raise Misread(error.code, error.message, part) from None


@frozen
class NaturalChange:
    """自然增减: signed households and persons, `+3户-15人`. A zero is written `+0`."""

    households: int = field(metadata={"title": "户数", "signed": True})
    persons: int = field(metadata={"title": "人数", "signed": True})

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `+3户-15人`; either half may be left out and is then 0."""
        found = re.fullmatch(r"(?:([+-]\d+)户)?[，、,]?\s*(?:([+-]\d+)人)?", text, re.ASCII)
        if not found or not text or len(text) > 2 * MAX_DIGITS:
            raise Misread("D215", f"应写成“+3户-15人”（正号增、负号减），写的是“{text}”")
        return cls(int(found[1] or 0), int(found[2] or 0))

    def __str__(self) -> str:
        return f"{self.households:+}户{self.persons:+}人"


@frozen
class Turnout:
    """期次和人次: sessions held and attendance, `4期112人次`; attendance may be unknown, `2期`."""

    sessions: Quantity = field(metadata={"title": "期数", "units": ("期", "场", "次", "场次", "班次")})
    attendance: Quantity | None = field(default=None, metadata={"title": "人次", "units": ("人次",)})

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `4期112人次`, `20余期2000余人次`, `2期`."""
        found = _TURNOUT.fullmatch(text)
        if not found:
            raise Misread("D215", f"应写成“3期112人次”，写的是“{text}”")
        sessions = Quantity.parse(found[1], ("期", "场", "次", "场次", "班次"))
        return cls(sessions, Quantity.parse(found[2], ("人次",)) if found[2] else None)

    def __str__(self) -> str:
        return f"{self.sessions}{self.attendance or ''}"


_VILLAGES, _HOUSEHOLDS, _DEEDS = ("个村", "村", "个"), ("户",), ("件",)
_PLEDGE = expression(rf"([^户件]*村{_OPEN})?[，、,]?\s*([^村件]*户{_OPEN})?[，、,]?\s*([^村户]*件{_OPEN})?")


@frozen
class Pledge:
    """帮扶定额: villages, households and good deeds (好事实事) a helper takes on.

    `1个村3至5户5件以上`; any of the three may be left out.
    """

    villages: Quantity | None = field(default=None, metadata={"title": "联系村", "units": _VILLAGES})
    households: Quantity | None = field(default=None, metadata={"title": "联系户", "units": _HOUSEHOLDS})
    deeds: Quantity | None = field(default=None, metadata={"title": "好事实事", "units": _DEEDS})

    def __post_init__(self) -> None:
        if self.villages is None and self.households is None and self.deeds is None:
            raise Misread("D204", "联系村、联系户、好事实事至少填一项")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1个村3至5户5件以上`, or as much of it as there is."""
        found = _PLEDGE.fullmatch(text)
        if not found or not any(found.groups()):
            raise Misread("D204", f"应写成“1个村3至5户5件以上”，写的是“{text}”")
        units = (_VILLAGES, _HOUSEHOLDS, _DEEDS)
        parts = zip(found.groups(), units, strict=True)
        return cls(*(Quantity.parse(part.strip(), unit) if part else None for part, unit in parts))

    def __str__(self) -> str:
        return f"{self.villages or ''}{self.households or ''}{self.deeds or ''}"
