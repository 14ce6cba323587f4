"""Chinese numerals, against an independent implementation."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report import numerals


@given(st.integers(0, 10**8 - 1))
def test_counting_agrees_with_cn2an(number: int) -> None:
    """Whole numbers below 10⁸ are counted as cn2an counts them."""
    assert numerals.counting(number) == cn2an.an2cn(number, "low")


@given(st.integers(0, 10**15))
def test_counting_is_read_back_by_cn2an(number: int) -> None:
    """Large numbers, too, mean the number they were made of."""
    assert _read(numerals.counting(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (10_100, "一万零一百"),
        (100_000, "十万"),
        (110_000, "十一万"),
        (1_000_001, "一百万零一"),
        (10_000_000, "一千万"),
        (100_000_000, "一亿"),
        (100_010_000, "一亿零一万"),
        (1_000_000_000_000, "一万亿"),
        (1_000_100_000_000, "一万零一亿"),
        (-15, "负十五"),
    ],
)
def test_counting_at_round_numbers(number: int, text: str) -> None:
    """零 stands once where places are skipped, 十 stands bare at the front only."""
    assert numerals.counting(number) == text


@pytest.mark.parametrize("number", [10**16, -(10**16)])
def test_counting_has_an_end(number: int) -> None:
    """A number that no name is left for is refused."""
    with pytest.raises(ValueError, match="数太大"):
        numerals.counting(number)


@pytest.mark.parametrize(("number", "text"), [(2015, "二〇一五"), (2000, "二〇〇〇"), (1949, "一九四九")])
def test_years_are_spelt_digit_by_digit(number: int, text: str) -> None:
    """Years take 〇, not 零, and no places."""
    assert numerals.year(number) == text


@given(st.integers(0, 10**10).map(lambda fen: Decimal(fen).scaleb(-2)))
def test_money_agrees_with_cn2an(amount: Decimal) -> None:
    """Amounts in 元, 角 and 分 are worded as cn2an words them."""
    assert numerals.money(amount) == cn2an.an2cn(str(amount), "rmb")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("1050.60", "壹仟零伍拾元陆角"),
        ("1050.06", "壹仟零伍拾元零陆分"),
        ("12000", "壹万贰仟元整"),
        ("100000", "壹拾万元整"),
    ],
)
def test_money_at_round_amounts(amount: str, text: str) -> None:
    """整 closes whole amounts, 零 stands for a missing 角."""
    assert numerals.money(Decimal(amount)) == text


@pytest.mark.parametrize("amount", ["-1", "0.001"])
def test_money_that_cannot_be_paid(amount: str) -> None:
    """Negative amounts and parts of a 分 are refused."""
    with pytest.raises(ValueError, match="大写金额"):
        numerals.money(Decimal(amount))


def _read(text: str) -> int:
    """Read 万 by 万: cn2an alone does not know 一万零一亿."""
    high, mark, low = text.rpartition("亿")
    whole = _read(high) * 10**8 if mark and high else 0
    low = low.lstrip("零") if mark else low
    return whole + (int(cn2an.cn2an(low or "零", "smart")) if low or not mark else 0)
