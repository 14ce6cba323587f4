"""指标: a labelled number with what it is part of and what it was before."""

from __future__ import annotations

import re
from dataclasses import field
from enum import StrEnum
from typing import Self

from fupin_report.frozen import frozen
from fupin_report.model.values.quantity import Quantity
from fupin_report.model.values.reading import Misread
from fupin_report.patterns import expression


class Base(StrEnum):
    """What an earlier value is compared with (可比口径); the value is the wording in reports."""

    SAME_PERIOD_LAST_YEAR = "同比"
    PREVIOUS_HALF = "环比"
    YEAR_END = "较上年末"
    START = "较期初"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `同比` or `same_period_last_year`."""
        for member in cls:
            if text in (member.value, member.name.lower()):
                return member
        raise Misread("D209", f"应为{'、'.join(cls)}之一，写的是“{text}”")


_BASES = tuple(Base)
_OF = expression(r"\s*/\s*(?=[约近\d-])", re.ASCII)


@frozen
class Indicator:
    """指标: a labelled number with what it is part of and what it was before.

    Text form: `通硬化路：12个 / 12个 = 100%，同比10个`; after the label any part may be missing as
    long as one number is left. Where only the change is known: `村级经营性收入：同比+39.53%`.
    """

    label: str = field(default="", metadata={"title": "名称"})
    value: Quantity | None = field(default=None, metadata={"title": "数值"})
    of: Quantity | None = field(default=None, metadata={"title": "总数"})
    """The whole that `value` is part of."""
    rate: Quantity | None = field(default=None, metadata={"title": "比率", "units": ("%",)})
    """The share as stated, in %."""
    previous: Quantity | None = field(default=None, metadata={"title": "上期值"})
    base: Base | None = field(default=None, metadata={"title": "口径"})
    """What `previous` or `change` is measured against; 同比 when left out."""
    change: str = field(default="", metadata={"title": "变化"})
    """The change where it alone is known: `+39.53%`, `-1.2个百分点`."""
    id: str = field(default="", metadata={"title": "编号"})
    """Ties the indicator to its value in other periods; not part of the text form."""

    def __post_init__(self) -> None:
        if self.value is None and self.rate is None and not self.change:
            raise Misread("D204", "指标至少要有数值、比率或变化之一")
        if self.change and not re.fullmatch(r"[+-]\d+(?:\.\d+)?(?:%|个百分点)", self.change, re.ASCII):
            raise Misread("D204", f"变化应写成“+39.53%”或“-1.2个百分点”，写的是“{self.change}”")
        if self.change and self.previous:
            raise Misread("D204", "上期值和变化只填一个：有上期值时变化由程序计算")
        compared = bool(self.previous or self.change)
        if compared != (self.base is not None):
            object.__setattr__(self, "base", Base.SAME_PERIOD_LAST_YEAR if compared else None)

    @classmethod
    def parse(cls, text: str, label: str = "") -> Self:
        """Read the text form; with `label` (the key of a mapping), the text holds the rest."""
        if not label and "：" in text:
            label, text = (half.strip() for half in text.split("：", 1))
        numbers, _, compared = text.partition("，")
        shares, _, rate = numbers.partition("=")
        value, *whole = _OF.split(shares, maxsplit=1) if "/" in shares else (shares,)
        base, previous, change = _comparison(compared or ("" if _base_of(numbers) is None else numbers))
        if not compared and base is not None:
            value, whole, rate = "", [], ""
        return cls(
            label,
            _optional(value),
            _optional("".join(whole)),
            _optional(rate, ("%",)),
            previous,
            base,
            change,
        )

    def __str__(self) -> str:
        label = f"{self.label}：" if self.label else ""
        whole = f" / {self.of}" if self.of else ""
        rate = f" = {self.rate}" if self.rate else ""
        numbers = f"{self.value or ''}{whole}{rate}".strip()
        compared = f"{self.base}{self.previous or self.change}" if self.base else ""
        return label + "，".join(part for part in (numbers, compared) if part)

    def labelled(self, label: str) -> Self:
        """Return the same numbers under a label."""
        same = (self.value, self.of, self.rate, self.previous, self.base, self.change, self.id)
        return type(self)(label, *same)


def _optional(text: str, units: tuple[str, ...] = ()) -> Quantity | None:
    return Quantity.parse(text.strip(), units) if text.strip() else None


def _base_of(text: str) -> Base | None:
    for base in _BASES:
        if text.startswith(base):
            return base
    return None


def _comparison(text: str) -> tuple[Base | None, Quantity | None, str]:
    text = text.strip()
    if not text:
        return None, None, ""
    base = _base_of(text)
    if base is None:
        raise Misread("D204", f"逗号后面应以{'、'.join(Base)}开头，写的是“{text}”")
    rest = text[len(base) :].strip()
    if rest.startswith(("+", "-")):
        return base, None, rest
    try:
        return base, Quantity.parse(rest), ""
    except Misread:
        advice = "后面应写上期值（10个）或变化（+39.53%、-1.2个百分点）"
        raise Misread("D204", f"“{base}”{advice}，写的是“{rest}”") from None
