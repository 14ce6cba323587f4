"""How an indicator has moved."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.filters import FilterError
from fupin_report.filters.change import OPPOSITES, change, compared, difference
from fupin_report.model.values import Indicator, NaturalChange, Quantity

LOSS = Quantity.parse("-5万元")
COUNTS = st.integers(1, 10**6)


def indicator(now: str, before: str) -> Indicator:
    """Return an indicator with an earlier value."""
    return Indicator("甲", Quantity.parse(now), previous=Quantity.parse(before))


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        ("120.5万元", "86.36万元", "增长39.53%"),
        ("95元", "100元", "下降5%"),
        ("3.5万元", "28000元", "增长25%"),
        ("0个", "8个", "下降100%"),
        ("98.20万元", "98.2万元", "持平"),
        ("100001元", "100000元", "基本持平"),
        ("100005元", "100000元", "增长0.01%"),
        ("99995元", "100000元", "下降0.01%"),
    ],
)
def test_values_grow_by_per_cent(now: str, before: str, text: str) -> None:
    """Growth is exact, rounded half-up to two decimals, and never 0.00%."""
    assert change(indicator(now, before)) == text


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [("14.7%", "22.7%", "下降8个百分点"), ("14.725%", "0%", "提高14.725个百分点"), ("5.0%", "5%", "持平")],
)
def test_rates_move_by_points(now: str, before: str, text: str) -> None:
    """The difference of two percentages is exact and counts 个百分点, also from zero."""
    assert change(indicator(now, before)) == text
    assert difference(indicator(now, before)) == text


def test_the_rate_is_compared_when_the_earlier_value_is_a_rate() -> None:
    """`8个 / 12个 = 66.7%，同比50%` has moved by 16.7 points."""
    assert change(Indicator.parse("甲：8个 / 12个 = 66.7%，同比50%")) == "提高16.7个百分点"
    assert change(Indicator.parse("甲： = 66.7%，同比50%")) == "提高16.7个百分点"
    assert change(Indicator.parse("甲：8个 / 12个 = 66.7%，同比5个")) == "增长60%"


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (Quantity.parse("12个"), Quantity.parse("0个"), "增加12个"),
        (Quantity.parse("0个"), Quantity.parse("0个"), "持平"),
        (Quantity.parse("2万元"), LOSS, "由负转正"),
        (LOSS, Quantity.parse("2万元"), "由正转负"),
        (Quantity.parse("-3万元"), LOSS, "增加2万元"),
        (Quantity.parse("-7万元"), LOSS, "减少2万元"),
        (Quantity.parse("0万元"), LOSS, "增加5万元"),
    ],
)
def test_no_percentage_from_zero_or_below(now: Quantity, before: Quantity, text: str) -> None:
    """Where a percentage would mean nothing the amount is told, or the turn."""
    assert change(Indicator("甲", now, previous=before)) == text


def test_decimals_of_a_percentage_are_not_those_of_an_amount() -> None:
    """The 12 that stands in for a percentage stays a whole number."""
    assert change(indicator("12个", "0个"), digits=1) == "增加12个"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("+39.50%", "增长39.50%"),
        ("-1.2%", "下降1.2%"),
        ("-1.20个百分点", "下降1.20个百分点"),
        ("+0.0%", "持平"),
    ],
)
def test_a_stated_change_is_told_as_written(text: str, told: str) -> None:
    """Where only the change is known its digits stay."""
    assert change(Indicator("甲", change=text)) == told


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (indicator("110元", "100元"), "增长10.0%"),
        (indicator("100040元", "100000元"), "基本持平"),
        (indicator("14.75%", "22.7%"), "下降8.0个百分点"),
        (Indicator("甲", change="+39.55%"), "增长39.6%"),
        (Indicator("甲", change="-0.04%"), "基本持平"),
    ],
)
def test_fixed_decimals(value: Indicator, text: str) -> None:
    """`digits` keeps zeros, for a series, and what rounds to zero is 基本持平."""
    assert change(value, digits=1) == text


@pytest.mark.parametrize(("up", "down"), OPPOSITES.items())
def test_words_come_in_pairs(up: str, down: str) -> None:
    """The upward word brings its opposite."""
    assert change(indicator("120户", "100户"), up) == f"{up}20%"
    assert change(indicator("80户", "100户"), up) == f"{down}20%"


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        ("12个", "9个", "增加3个"),
        ("120.5万元", "98.2万元", "增加22.3万元"),
        ("98.2万元", "120.20万元", "减少22万元"),
        ("1.5万元", "8000元", "增加0.7万元"),
        ("9个", "9个", "持平"),
    ],
)
def test_difference_tells_the_amount(now: str, before: str, text: str) -> None:
    """The amount is exact and in the unit of the present value."""
    assert difference(indicator(now, before)) == text


def test_difference_in_other_words() -> None:
    """Areas 扩大, and `digits` rounds."""
    assert difference(indicator("22969.55亩", "22000亩"), "扩大", 1) == "扩大969.6亩"


@pytest.mark.parametrize(
    ("moved", "text"),
    [
        (NaturalChange(3, -15), "增加3户、减少15人"),
        (NaturalChange(0, 4), "增加4人"),
        (NaturalChange(0, 0), "无增减"),
    ],
)
def test_difference_of_natural_change(moved: NaturalChange, text: str) -> None:
    """Signs become words; what has not moved is left out."""
    assert difference(moved) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("甲：120.5万元，同比86.36万元", "同比增长39.53%"),
        ("甲：95元，环比100元", "环比下降5%"),
        ("甲：14.7%，较上年末22.7%", "较上年末下降8个百分点"),
        ("甲：同比-1.2个百分点", "同比下降1.2个百分点"),
        ("甲：9个，同比9个", "同比持平"),
        ("甲：9个，较上年末9个", "与上年末持平"),
        ("甲：100001元，较期初100000元", "与期初基本持平"),
    ],
)
def test_compared_names_the_base(written: str, text: str) -> None:
    """The base stands before the change; one is 较上年末增长 but 与上年末持平."""
    assert compared(Indicator.parse(written)) == text


def test_compared_with_the_amount() -> None:
    """`amount` tells how many instead of how many per cent."""
    assert compared(Indicator.parse("甲：12个，较上年末9个"), amount=True) == "较上年末增加3个"


@given(COUNTS, COUNTS)
def test_change_says_what_happened(now: int, before: int) -> None:
    """The direction is right, and the printed percentage leads back to the value within its rounding."""
    text = change(indicator(f"{now}个", f"{before}个"))
    if text.endswith("持平"):
        assert abs(now - before) * 20_000 < before
        assert text.startswith("基本") == (now != before)
    else:
        sign = 1 if text.startswith("增长") else -1
        told = sign * Decimal(text[2:].removesuffix("%"))
        assert abs(Decimal(before) * (100 + told) / 100 - now) <= Decimal(before) / 20_000


@pytest.mark.parametrize(
    ("worded", "value", "message"),
    [
        (change, 12, "应为有上期值或变化的指标，得到的是“12”（整数）"),
        (compared, NaturalChange(3, 4), "应为有上期值或变化的指标，得到的是“+3户+4人”（自然增减）"),
        (change, Indicator.parse("甲：3个"), "应为有上期值或变化的指标，得到的是“甲：3个”（指标）"),
        (change, indicator("270多万元", "3万元"), "约数和区间不能比较：甲：270多万元，同比3万元"),
        (change, indicator("5人", "3户"), "本期值和上期值单位不同，不能比较：甲：5人，同比3户"),
        (change, indicator("5个", "3%"), "本期值和上期值单位不同，不能比较：甲：5个，同比3%"),
        (
            difference,
            Indicator("甲", change="+39.53%"),
            "只知道变化的百分比，没有上期值，算不出增减数：甲：同比+39.53%",
        ),
    ],
)
def test_refusals(worded: Callable[[object], str], value: object, message: str) -> None:
    """What cannot be compared truly is refused with its reason."""
    with pytest.raises(FilterError) as error:
        worded(value)
    assert str(error.value) == message


def test_unknown_word() -> None:
    """A downward word, or one of one's own, is refused, whichever way the figure moved."""
    for now in ("120户", "100户"):
        with pytest.raises(FilterError) as error:
            change(indicator(now, "100户"), "下降")
        assert str(error.value) == (
            "应为“增长”、“增加”、“提高”、“上升”、“上涨”、“扩大”之一，得到的是“下降”（文字）"
        )
