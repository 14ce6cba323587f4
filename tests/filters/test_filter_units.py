"""Amounts and areas in the unit a report wants."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.filters import FilterError
from fupin_report.filters.units import hectares, wan, yi
from fupin_report.model.values import Quantity

AMOUNTS = st.decimals(0, 10**9, places=2).map(lambda value: Quantity(value, "元"))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("825000元", "82.5万元"),
        ("12345.67元", "1.234567万元"),
        ("1.20亿元", "12000万元"),
        ("0元", "0万元"),
        ("约1.25亿元", "约12500万元"),
        ("9亿元至16亿元", "90000万元至160000万元"),
    ],
)
def test_wan_converts_exactly(written: str, text: str) -> None:
    """No digit is lost or added; approximations that can be converted keep their word."""
    assert wan(Quantity.parse(written)) == text


@pytest.mark.parametrize("written", ["82.30万元", "270多万元", "34万多元", "60至80.0万元"])
def test_wan_keeps_what_is_in_wan_already(written: str) -> None:
    """Where nothing is converted the digits and words stay as written."""
    assert wan(Quantity.parse(written)) == str(Quantity.parse(written))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("12345.67元", "1.23万元"),
        ("12350元", "1.24万元"),
        ("825000元", "82.50万元"),
        ("82.345万元", "82.35万元"),
    ],
)
def test_wan_rounds_half_up_on_request(written: str, text: str) -> None:
    """`digits` is a fixed number of decimals."""
    assert wan(Quantity.parse(written), 2) == text


def test_rounding_leaves_approximations_alone() -> None:
    """270.00多万元 would claim what 多 takes back."""
    assert wan(Quantity.parse("270多万元"), 2) == "270多万元"
    assert wan(Quantity.parse("900至1000元"), 2) == "0.09万元至0.1万元"


def test_yi_converts_exactly() -> None:
    """12000万元 is 1.2亿元."""
    assert yi(Quantity.parse("12000万元")) == "1.2亿元"


def test_yi_rounds_a_tail_that_is_too_long_to_print() -> None:
    """With `digits` any amount can be given in 亿元."""
    assert yi(Quantity.parse("123456789元"), 2) == "1.23亿元"


@given(AMOUNTS)
def test_wan_is_reversible(amount: Quantity) -> None:
    """万元 × 10000 is the amount in 元."""
    text = wan(amount)
    assert text.endswith("万元")
    assert Decimal(text.removesuffix("万元")) * 10_000 == amount.value


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("22969亩", "1531.27公顷"),
        ("22950亩", "1530公顷"),
        ("2.1万亩", "1400公顷"),
        ("约3000亩", "约200公顷"),
        ("900至1000亩", "60至66.67公顷"),
        ("30.50公顷", "30.50公顷"),
    ],
)
def test_hectares(written: str, text: str) -> None:
    """15 亩 make a hectare; at most two decimals, zeros at their end dropped."""
    assert hectares(Quantity.parse(written)) == text


def test_hectares_with_fixed_decimals() -> None:
    """`digits` rounds half-up and keeps zeros: 7.5 → 8, 30.5 → 30.50."""
    assert hectares(Quantity.parse("112.5亩"), 0) == "8公顷"
    assert hectares(Quantity.parse("457.5亩"), 2) == "30.50公顷"
    assert hectares(Quantity.parse("30.5公顷"), 2) == "30.50公顷"


@pytest.mark.parametrize(
    ("worded", "written", "message"),
    [
        (wan, "3吨", "应为金额（元、万元或亿元），得到的是“3吨”（数量）"),
        (hectares, "468.23平方公里", "应为以亩、万亩或公顷计的面积，得到的是“468.23平方公里”（数量）"),
        (yi, "270多万元", "“270多万元”是约数，不能换算成亿元；请在数据中直接写亿元数"),
        (hectares, "20多亩", "“20多亩”是约数，不能换算成公顷；请在数据中直接写公顷数"),
        (yi, "1元", "“1元”换算成亿元后小数超过6位；请改用较小的单位，或指定保留位数"),
        (hectares, "1至1.01亩", "“1至1.01亩”不能换算成公顷：区间应由小到大，写的是“0.07至0.07”"),
    ],
)
def test_refusals(worded: Callable[[object], str], written: str, message: str) -> None:
    """Other units, and numbers too vague or too small for the unit, are refused."""
    with pytest.raises(FilterError) as error:
        worded(Quantity.parse(written))
    assert str(error.value) == message


def test_a_bare_number_is_not_an_amount() -> None:
    """Without a unit nobody knows whether 82.3 counts 元 or 万元."""
    with pytest.raises(FilterError, match=r"^应为金额（元、万元或亿元），得到的是“82\.3”（小数）$"):
        wan(Decimal("82.3"))
