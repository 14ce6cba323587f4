"""Chinese numerals in text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from fupin_report.filters import FilterError
from fupin_report.filters.chinese import chinese, formal_money, ordinal
from fupin_report.model.values import Quantity


@pytest.mark.parametrize(
    ("value", "text"), [(8, "八"), (2, "二"), (105, "一百零五"), (Decimal("12"), "十二"), (0, "零")]
)
def test_chinese_counts(value: object, text: str) -> None:
    """A whole number is written as it is counted, with 零."""
    assert chinese(value) == text


def test_chinese_two_before_a_measure_word() -> None:
    """Two of something is 两, and only two: 十二 stays."""
    assert chinese(2, "个") == "两个"
    assert chinese(Quantity.parse("2期")) == "两期"
    assert chinese(12, "个") == "十二个"


def test_ordinal() -> None:
    """Ranks have 第 and 二, never 两."""
    assert ordinal(1) == "第一"
    assert ordinal(2) == "第二"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Quantity.parse("12000元"), "壹万贰仟元整"),
        (Quantity.parse("1.205万元"), "壹万贰仟零伍拾元整"),
        (Quantity.parse("2亿元"), "贰亿元整"),
        (1200, "壹仟贰佰元整"),
        (Decimal("1050.60"), "壹仟零伍拾元陆角"),
    ],
)
def test_formal_money(value: object, text: str) -> None:
    """万元 and 亿元 are written out in 元; a bare number counts 元."""
    assert formal_money(value) == text


@pytest.mark.parametrize(
    ("worded", "value", "message"),
    [
        (chinese, Decimal("8.5"), "应为整数，或没有约数字眼的整数数量，得到的是“8.5”（小数）"),
        (chinese, Quantity.parse("20余次"), "应为整数，或没有约数字眼的整数数量，得到的是“20余次”（数量）"),
        (chinese, Quantity.parse("2%"), "应为整数，或没有约数字眼的整数数量，得到的是“2%”（数量）"),
        (chinese, True, "应为整数，或没有约数字眼的整数数量，得到的是“是”（是否）"),
        (chinese, 10**16, "数太大：10000000000000000"),
        (ordinal, 0, "应为1以上的整数，得到的是“0”（整数）"),
        (
            formal_money,
            Quantity.parse("270多万元"),
            "应为确切的金额（元、万元或亿元），得到的是“270多万元”（数量）",
        ),
        (formal_money, Quantity.parse("30亩"), "应为确切的金额（元、万元或亿元），得到的是“30亩”（数量）"),
        (formal_money, Decimal("0.005"), "大写金额须为非负数，最多两位小数：0.005"),
    ],
)
def test_refusals(worded: Callable[[object], str], value: object, message: str) -> None:
    """What has no whole number, or no exact amount, is named in the message."""
    with pytest.raises(FilterError) as error:
        worded(value)
    assert str(error.value) == message
