"""Numbers in other dress."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.filters import FilterError
from fupin_report.filters.exact import share
from fupin_report.filters.numbers import compact, grouped, percent, rounded
from fupin_report.model.values import Indicator, Quantity

DECIMALS = st.decimals(-(10**9), 10**9, places=5)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (22235, "22,235"),
        (-22235, "-22,235"),
        (999, "999"),
        (Decimal("1610.60"), "1,610.60"),
        (Decimal("1E+5"), "100,000"),
        (Quantity.parse("22969亩"), "22,969亩"),
        (Quantity.parse("3000多人"), "3,000多人"),
        (Quantity.parse("0.12345公里"), "0.12345公里"),
        (Quantity.parse("22235至23000人"), "22,235至23,000人"),
    ],
)
def test_grouped_keeps_the_digits(value: object, text: str) -> None:
    """Commas go into whole numbers only; zeros at the end, words and units stay."""
    assert grouped(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (22235, "2.22万"),
        (-22235, "-2.22万"),
        (Decimal("123456789"), "1.23亿"),
        (10**12, "1万亿"),
        (Quantity.parse("22969亩"), "2.3万亩"),
        (Quantity.parse("12000万元"), "1.2亿元"),
    ],
)
def test_compact_uses_the_scale_that_fits(value: object, text: str) -> None:
    """万, 亿 and 万亿 take the place of digits; zeros at the end are dropped."""
    assert compact(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(25000, "3万"), (Decimal("-25000"), "-3万"), (99995000, "1亿"), (99994999, "9999万")]
)
def test_compact_rounds_half_up(value: object, text: str) -> None:
    """A half goes up, not to the even digit, and a number that rounds up to 10000万 is 1亿."""
    assert compact(value, 0) == text


@pytest.mark.parametrize("value", [Decimal("610.60"), 9999])
def test_compact_leaves_small_numbers(value: object) -> None:
    """Below 10000 the number stays as written."""
    assert compact(value) == str(value)


@pytest.mark.parametrize("written", ["0.5万元", "30000多人", "22235至23000人"])
def test_compact_leaves_approximations_and_small_amounts(written: str) -> None:
    """Vague numbers keep their form, and 0.5万元 its unit."""
    assert compact(Quantity.parse(written)) == written


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Decimal("12.345"), 2, "12.35"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("-0.4"), 0, "0"),
        (12, 1, "12.0"),
        (Quantity.parse("12.5亩"), 2, "12.50亩"),
        (Quantity.parse("约12.5亩"), 0, "约12.5亩"),
    ],
)
def test_rounded(value: object, digits: int, text: str) -> None:
    """A half goes away from zero, the decimals asked for are all there, vague numbers stay."""
    assert rounded(value, digits) == text


@given(DECIMALS, st.integers(0, 4))
def test_rounded_agrees_with_decimal(value: Decimal, digits: int) -> None:
    """四舍五入 is ROUND_HALF_UP whatever context the caller has set, and there is no minus zero."""
    wanted = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    with localcontext(prec=3, rounding=ROUND_HALF_DOWN):
        text = rounded(value, digits)
    assert Decimal(text) == wanted
    assert text == (str(wanted) if wanted else str(abs(wanted)))


@given(DECIMALS, DECIMALS.filter(bool), st.integers(0, 4))
def test_shares_are_rounded_once(part: Decimal, whole: Decimal, digits: int) -> None:
    """A share is within half a unit of the exact quotient, and a tie lies away from zero."""
    result = share(part, whole, digits)
    unit = Decimal(1).scaleb(-digits)
    with localcontext(prec=60):
        rest = abs(part) - abs(result * whole)
        assert -unit * abs(whole) <= 2 * rest < unit * abs(whole)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("39.50"), "39.50%"),
        (12, "12%"),
        (Quantity.parse("14.7%"), "14.7%"),
        (Quantity.parse("90%以上"), "90%以上"),
        (Quantity(Decimal(15), upper=Decimal(30)), "15%至30%"),
        (Indicator.parse("参保率：8个 / 12个 = 66.7%"), "66.7%"),
        (Indicator.parse("覆盖率：14.70%"), "14.70%"),
        (Indicator.parse("通硬化路：10个 / 12个"), "83.33%"),
        (Indicator.parse("通硬化路：9个 / 12个"), "75%"),
        (Indicator.parse("支出：500000元 / 200万元"), "25%"),
    ],
)
def test_percent(value: object, text: str) -> None:
    """A number counts per cent as written; an indicator gives its rate, stated or computed."""
    assert percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("39.55"), "39.6%"),
        (Quantity.parse("39%"), "39.0%"),
        (Indicator.parse("通硬化路：9个 / 12个"), "75.0%"),
        (Indicator.parse("参保率：66.66%"), "66.7%"),
    ],
)
def test_percent_with_fixed_decimals(value: object, text: str) -> None:
    """`digits` is the same number of decimals for every one of a series."""
    assert percent(value, 1) == text


@pytest.mark.parametrize(
    ("worded", "value", "message"),
    [
        (grouped, "22235", "应为数或数量，得到的是“22235”（文字）"),
        (compact, True, "应为数或数量，得到的是“是”（是否）"),
        (percent, Quantity.parse("3亩"), "应为数、百分数或有总数的指标，得到的是“3亩”（数量）"),
        (percent, Indicator.parse("甲：3个"), "应为有比率或有总数的指标，得到的是“甲：3个”（指标）"),
        (percent, Indicator.parse("甲：0个 / 0个"), "总数是0，不能算百分比：甲：0个 / 0个"),
        (percent, Indicator.parse("甲：3户 / 9人"), "数值和总数单位不同，不能算百分比：甲：3户 / 9人"),
        (percent, Indicator.parse("甲：约3个 / 9个"), "约数和区间不能算百分比：甲：约3个 / 9个"),
        (percent, Decimal("NaN"), "应为数、百分数或有总数的指标，得到的是“NaN”（小数）"),
    ],
)
def test_refusals(worded: Callable[[object], str], value: object, message: str) -> None:
    """What is no number, or has nothing to be a share of, is named in the message."""
    with pytest.raises(FilterError) as error:
        worded(value)
    assert str(error.value) == message


@pytest.mark.parametrize("digits", [-1, 7, "2", True, Decimal(2)])
def test_decimals_asked_for_are_a_small_whole_number(digits: object) -> None:
    """No report prints more than six decimals."""
    for worded in (rounded, compact, percent):
        with pytest.raises(FilterError, match="应为保留位数，0至6之间的整数"):
            worded(Decimal(1), digits)  # type: ignore[arg-type]


def test_babel_is_not_imported_before_it_is_needed() -> None:
    """Importing the filters costs no babel; the first compact number does."""
    script = (
        "import sys; from fupin_report.filters import FILTERS; assert 'babel' not in sys.modules;"
        "print(FILTERS['compact'](22235)); assert 'babel' in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("2.22万", "")
