"""数量: a number with its unit, exact, approximate, open or a range."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Self

from fupin_report.frozen import frozen
from fupin_report.model.values.reading import MAX_DIGITS, Misread, advice
from fupin_report.patterns import expression


class Approx(StrEnum):
    """How far a number is meant literally (§1.2 of the data handbook)."""

    EXACT = "exact"
    OVER = "over"
    """余, 多: somewhat more."""
    ABOUT = "about"
    """约."""
    NEARLY = "nearly"
    """近."""
    AT_LEAST = "at_least"
    """以上."""
    AT_MOST = "at_most"
    """以内."""


_BEFORE = {Approx.ABOUT: "约", Approx.NEARLY: "近"}
_AFTER = {Approx.AT_LEAST: "以上", Approx.AT_MOST: "以内"}
_MARKS = {word: approx for approx, word in (_BEFORE | _AFTER).items()} | {
    "余": Approx.OVER,
    "多": Approx.OVER,
}
_COUNTED = ("次", "人", "条", "场", "户", "人次", "场次", "名")
NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?"
_RANGE = expression(rf"({NUMBER})([^\d至～~—-]*)(?:至|[～~—-])({NUMBER})(.*)", re.ASCII)
_UNIT = expression(r"(?:[^\W\d_]|[%‰℃°·㎡])*(?:/[^\W\d_]+)?")
_ROUGH = expression("余|多|左右|上下|以上|以内")
_EXACT = expression(rf"(?a:({NUMBER}))([^\W\d_余多至左上以]*)")
"""A number and its unit, and no word that could make it rough or a range: what most quantities are."""
_SINGLE = expression(rf"(约|近)?\s*({NUMBER})\s*(余|多)?([万亿]*)(余|多)?(.*?)(以上|以内)?", re.ASCII)


@frozen
class Quantity:
    """数量: a number with its unit, exact, approximate, open or a range.

    `468.23平方公里`, `270多万元`, `34万多元`, `20余次`, `1000头以上`, `约3000平方米`, `900至1000毫米`.
    """

    value: Decimal
    """The number before the unit; the lower end of a range."""
    unit: str = ""
    """Unit or measure word, with its 万 or 亿: `万元`, `毫米`, `头`."""
    approx: Approx = Approx.EXACT
    word: str = ""
    """The word as written where there is a choice: 余 or 多. Empty otherwise."""
    upper: Decimal | None = None
    """The upper end of a range."""

    def __post_init__(self) -> None:
        if self.upper is not None and self.upper <= self.value:
            raise Misread("D211", f"区间应由小到大，写的是“{self.value}至{self.upper}”")
        if self.approx is Approx.OVER and not self.word:
            object.__setattr__(self, "word", _over_word(self.unit))
        elif self.approx is not Approx.OVER and self.word:
            object.__setattr__(self, "word", "")

    @classmethod
    def parse(cls, text: str, units: tuple[str, ...] = ()) -> Self:
        """Read a quantity. With `units`, a bare number takes the first and any other unit is refused."""
        found = _EXACT.match(text)
        if found and len(found[1]) <= MAX_DIGITS:
            unit = text[found.end(1) :]
            if unit in units or (found.end() == len(text) and not (unit and units)):
                return cls(Decimal(found[1]), unit or (units[0] if units else ""))
        return cls._from_range(text, units) or cls._from_single(text, units)

    @classmethod
    def _from_single(cls, text: str, units: tuple[str, ...]) -> Self:
        found = _SINGLE.fullmatch(text)
        if not found or len(found[2]) > MAX_DIGITS:
            raise Misread("D204", f"应为数量，写的是“{text}”{advice(text, units)}")
        before, number, over, scale, over_scaled, rest, after = found.groups(default="")
        marks = [mark for mark in (before, over, over_scaled, after) if mark]
        if len(marks) > 1:
            raise Misread("D204", f"约数只用一个字眼，“{text}”里有“{'”“'.join(marks)}”，请留一个")
        approx = _MARKS[marks[0]] if marks else Approx.EXACT
        word = marks[0] if approx is Approx.OVER else ""
        return cls(Decimal(number), _checked_unit(text, scale + rest.strip(), units), approx, word)

    @classmethod
    def _from_range(cls, text: str, units: tuple[str, ...]) -> Self | None:
        found = _RANGE.fullmatch(text)
        if not found:
            return None
        low, first_unit, high, unit = found[1], found[2].strip(), found[3], found[4].strip()
        if first_unit and first_unit != unit:
            raise Misread("D208", f"区间两端单位不同：“{text}”")
        if max(len(low), len(high)) > MAX_DIGITS:
            raise Misread("D204", f"应为数量，写的是“{text}”；数太长（最多{MAX_DIGITS}位）")
        return cls(Decimal(low), _checked_unit(text, unit, units), upper=Decimal(high))

    def __str__(self) -> str:
        number = f"{self.value:f}"
        if self.upper is not None:
            repeated = self.unit if self.unit[:1] in ("%", "万", "亿") else ""  # GB/T 15835 §5.1.3
            return f"{number}{repeated}至{self.upper:f}{self.unit}"
        if self.approx is Approx.OVER:
            scale = len(self.unit) - len(self.unit.lstrip("万亿"))
            after_scale = scale and number[-1] != "0"  # 34万多元, but 270多万元
            split = scale if after_scale else 0
            return f"{number}{self.unit[:split]}{self.word}{self.unit[split:]}"
        return f"{_BEFORE.get(self.approx, '')}{number}{self.unit}{_AFTER.get(self.approx, '')}"

    @property
    def is_exact(self) -> bool:
        """Whether the number can be added and compared: neither approximate nor a range."""
        return self.approx is Approx.EXACT and self.upper is None


def _over_word(unit: str) -> str:
    """Choose 余 for what is counted and 多 for money, areas and anything in 万."""
    return "余" if unit in _COUNTED else "多"


def _checked_unit(text: str, unit: str, units: tuple[str, ...]) -> str:
    if not unit:
        return units[0] if units else ""
    if not _UNIT.fullmatch(unit) or "至" in unit:  # 1,234 is not 1 of the unit “,234”
        raise Misread("D204", f"应为数量，写的是“{text}”{advice(text, units)}")
    if _ROUGH.search(unit):
        raise Misread("D204", f"约数写作“约20亩”“20余亩”或“20亩以上”，写的是“{text}”")
    if units and unit not in units:
        raise Misread("D208", f"单位应为{'、'.join(units)}，写的是“{text}”")
    return unit
