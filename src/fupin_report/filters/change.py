"""增减: how an indicator has moved, in words that fit the figure.

Growth has one base and one wording: values 增长/下降 by %, rates 提高/下降 by 个百分点, counts and sums
增加/减少 by so many. Nothing here is rounded but by `digits`, or to two decimals for a growth in %.
Zeros at the end are dropped unless `digits` asks for a fixed number of decimals, for a series
(GB/T 15835 §5.1.2 leaves the number of decimals to the writer).
"""

from __future__ import annotations

from decimal import Decimal

from fupin_report.filters.exact import EXACT, half_up, number_in, plain, scale_of, share, trimmed
from fupin_report.filters.reading import reads
from fupin_report.filters.refusal import FilterError, refusal
from fupin_report.model.values import Indicator, NaturalChange

OPPOSITES = {
    "增长": "下降",
    "增加": "减少",
    "提高": "下降",
    "上升": "下降",
    "上涨": "下跌",
    "扩大": "缩小",
}
"""Words a change may be told in, up and down."""
UNCHANGED = "持平"
_POINTS = "个百分点"


@reads("value", "rate", "previous", "change")
def change(value: object, word: str = "", digits: int | None = None) -> str:
    """Write how much an indicator has grown: 增长39.53%, 下降5%, 持平; for a rate 提高8个百分点.

    Takes an indicator with an earlier value (the change is computed, half-up to two decimals, 0 at the end
    dropped) or with the change alone (as written). `word` is the upward word (增长 增加 提高 上升 上涨 扩大),
    `digits` a fixed number of decimals. From zero or below there is no percentage: 增加12个, 由负转正.
    Equal is 持平; what rounds to zero is 基本持平.
    """
    indicator = _indicator(value)
    if indicator.change:
        return _stated(indicator.change, word, digits)
    now, before, unit = _pair(indicator)
    if unit != "%" and now * before < 0:
        return "由负转正" if now > 0 else "由正转负"
    if unit == "%":
        return _moved(now, before, unit, word, digits)
    if before <= 0:
        return _moved(now, before, unit, word)
    gain = EXACT.subtract(now, before)
    return _told(gain, share(gain.scaleb(2, context=EXACT), before, digits), "%", word or "增长")


@reads("value", "rate", "previous", "change")
def difference(value: object, word: str = "", digits: int | None = None) -> str:
    """Write by how many an indicator has moved: 增加12个, 减少22.3万元, 持平; for a rate 提高8个百分点.

    Takes an indicator with an earlier value, one whose change is stated in 个百分点, or 自然增减:
    +3户-15人 → 增加3户、减少15人. Exact; `digits` rounds half-up to that many decimals. `word` as for
    :func:`change`.
    """
    if isinstance(value, NaturalChange):
        return _natural(value)
    indicator = _indicator(value)
    if indicator.change.endswith("%"):
        raise FilterError(f"只知道变化的百分比，没有上期值，算不出增减数：{indicator}")
    if indicator.change:
        return _stated(indicator.change, word, digits)
    return _moved(*_pair(indicator), word, digits)


@reads("base", "value", "rate", "previous", "change")
def compared(value: object, word: str = "", digits: int | None = None, amount: bool = False) -> str:
    """Write a change after what it is measured against: 同比增长39.53%, 较上年末下降1.2个百分点.

    As `change`; with `amount` as `difference`: 较上年末增加12个. Unchanged reads 同比持平, 与上年末持平.
    """
    text = (difference if amount else change)(value, word, digits)
    base = str(_indicator(value).base)
    return (base.replace("较", "与", 1) if text.endswith(UNCHANGED) else base) + text


def _moved(now: Decimal, before: Decimal, unit: str, word: str, digits: int | None = None) -> str:
    gain = EXACT.subtract(now, before)
    size = trimmed(gain) if digits is None else half_up(gain, digits)
    if unit == "%":
        return _told(gain, size, _POINTS, word or "提高")
    return _told(gain, size, unit, word or "增加")


def _stated(text: str, word: str, digits: int | None) -> str:
    unit = "%" if text.endswith("%") else _POINTS
    gain = Decimal(text.removesuffix(unit))
    size = gain if digits is None else half_up(gain, digits)
    return _told(gain, size, unit, word or ("增长" if unit == "%" else "提高"))


def _told(gain: Decimal, size: Decimal, unit: str, word: str) -> str:
    """Put a gain in words; `size` is what of it is printed."""
    if word not in OPPOSITES:
        raise refusal("、".join(f"“{known}”" for known in OPPOSITES) + "之一", word)
    if not size:
        return UNCHANGED if not gain else f"基本{UNCHANGED}"
    return f"{word if gain > 0 else OPPOSITES[word]}{plain(abs(size))}{unit}"


def _natural(value: NaturalChange) -> str:
    parts = ((value.households, "户"), (value.persons, "人"))
    told = [_told(Decimal(gain), Decimal(gain), unit, "增加") for gain, unit in parts if gain]
    return "、".join(told) or "无增减"


def _indicator(value: object) -> Indicator:
    if not isinstance(value, Indicator):
        raise refusal("有上期值或变化的指标", value)
    return value


def _pair(indicator: Indicator) -> tuple[Decimal, Decimal, str]:
    """Return the value, the earlier one and their unit: the rate if the earlier value is a rate."""
    before = indicator.previous
    if before is None:
        raise refusal("有上期值或变化的指标", indicator)
    now = indicator.value
    if now is None or (before.unit == "%" != now.unit and indicator.rate is not None):
        now = indicator.rate
    if now is None or scale_of(now.unit)[1] != scale_of(before.unit)[1]:
        raise FilterError(f"本期值和上期值单位不同，不能比较：{indicator}")
    if not now.is_exact or not before.is_exact:
        raise FilterError(f"约数和区间不能比较：{indicator}")
    return now.value, number_in(before, now.unit), now.unit
