"""Every value type: what it writes it reads back, every form it reads, what it says of a slip."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fupin_report import model
from fupin_report.model.fields import Section
from fupin_report.model.values import (
    Approx,
    Base,
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    Misread,
    NaturalChange,
    PartialDate,
    Pledge,
    Quantity,
    SetPhrase,
    Turnout,
    count,
    decimal,
    truth,
)
from fupin_report.model.values.reading import MAX_DIGITS

# --- strategies ---------------------------------------------------------------------------------

UNITS = ("", "亩", "万元", "亿元", "%", "个", "公里/小时", "人次", "万亩", "℃", "毫米", "次", "万")
SESSIONS = ("期", "场", "次", "场次", "班次")
DECLARED_UNITS = sorted(
    {
        each.units
        for section in (*Section.__subclasses__(), *model.Sourced.__subclasses__())
        for each in section.fields.values()
        if each.kind is Quantity and each.units
    }
)
counts = st.integers(0, 10**9)
signed = st.integers(-(10**9), 10**9)


def decimals(whole: st.SearchStrategy[int]) -> st.SearchStrategy[Decimal]:
    """Numbers with zero to six decimals, trailing zeros kept; within the longest that is read."""
    digits = st.text("0123456789", max_size=6)
    return st.builds(lambda head, tail: Decimal(f"{head}.{tail}" if tail else head), whole, digits)


def quantities(
    units: tuple[str, ...] = UNITS, whole: st.SearchStrategy[int] = signed
) -> st.SearchStrategy[Quantity]:
    """Exact, approximate, open numbers and ranges."""
    numbers, unit = decimals(whole), st.sampled_from(units)
    single = st.builds(Quantity, numbers, unit, st.sampled_from(Approx), st.sampled_from(("", "余", "多")))
    steps = decimals(st.integers(1, 1000))
    ranges = st.builds(
        lambda low, step, unit: Quantity(low, unit, upper=low + step), decimals(counts), steps, unit
    )
    return single | ranges


def words(forbidden: str) -> st.SearchStrategy[str]:
    """Short texts without the marks that structure the form."""
    letters = st.characters(categories=("L", "N", "P"), exclude_characters=forbidden)
    return st.text(letters, min_size=1, max_size=8)


dates = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(0, 12)),
)
pairs = st.builds(HouseholdsPersons, counts, counts)
lone = st.one_of(
    st.builds(HouseholdsOrPersons, counts, st.none() | counts),
    st.builds(HouseholdsOrPersons, st.none(), counts),
)
turnouts = st.builds(
    Turnout, quantities(SESSIONS, counts), st.none() | quantities(("人次",), st.integers(0, 10**6))
)
pledges = st.tuples(
    *(
        st.none() | quantities((unit,), st.integers(0, 99))
        for unit in ("个村", "户", "件")
    )
).filter(any).map(lambda parts: Pledge(*parts))  # fmt: skip
phrases = st.builds(SetPhrase, words("：、"), st.lists(words("、"), max_size=4).map(tuple))
changes = st.builds(
    lambda number, sign, unit: f"{sign}{number:f}{unit}",
    decimals(counts), st.sampled_from("+-"), st.sampled_from(("%", "个百分点")),
)  # fmt: skip
shares = st.fixed_dictionaries(
    {"label": st.just("") | words("：")},
    optional={"value": quantities(), "of": quantities(), "rate": quantities(("%",), counts)},
)
compared = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"base": st.sampled_from(Base), "previous": quantities(whole=counts)}),
    st.fixed_dictionaries({"base": st.sampled_from(Base), "change": changes}),
)
indicators = (
    st.tuples(shares, compared)
    .map(lambda both: both[0] | both[1])
    .filter(lambda given: given.keys() & {"value", "rate", "change"})
    .map(lambda given: Indicator(**given))
)

STRATEGIES: dict[type, st.SearchStrategy[Any]] = {
    Quantity: quantities(),
    HouseholdsPersons: pairs,
    HouseholdsOrPersons: lone,
    NaturalChange: st.builds(NaturalChange, signed, signed),
    Turnout: turnouts,
    Pledge: pledges,
    SetPhrase: phrases,
    PartialDate: dates,
    Indicator: indicators,
}


# --- what is written is read back ---------------------------------------------------------------


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_text_form_is_read_back(kind: Any, data: st.DataObject) -> None:
    """`parse(str(x)) == x`, and the digits and words stay as they were."""
    value = data.draw(STRATEGIES[kind])
    again = kind.parse(str(value))
    assert again == value
    assert str(again) == str(value)


@given(indicators.filter(lambda each: each.label))
def test_indicator_under_its_key_is_read_back(indicator: Indicator) -> None:
    """In a mapping the key is the label and the text holds the rest."""
    label, rest = indicator.label, str(indicator.labelled(""))
    assert Indicator.parse(rest, label) == indicator
    assert Indicator.parse(rest).labelled(label) == indicator


@given(decimals(signed))
def test_decimal_keeps_its_digits(number: Decimal) -> None:
    """610.60 stays 610.60."""
    assert str(decimal(f"{number:f}").as_tuple()) == str(number.as_tuple())


@given(st.integers(0, 10**18 - 1))
def test_count_is_read_with_and_without_measure_word(number: int) -> None:
    """A count may carry one of its field's measure words."""
    assert count(str(number), ("所", "个")) == count(f"{number}个", ("所", "个")) == number


def _choices() -> list[type[Choice]]:
    return sorted(Choice.__subclasses__(), key=lambda choice: choice.__name__)


@pytest.mark.parametrize("choice", _choices(), ids=lambda choice: choice.__name__)
def test_choice_is_read_by_key_and_by_chinese_name(choice: type[Choice]) -> None:
    """Key, Chinese name and other names all lead to their own member."""
    for member in choice:
        assert {choice.parse(form) for form in (str(member), member.gloss, *member.aliases)} == {member}


@pytest.mark.parametrize("base", Base)
def test_base_is_read_by_key_and_by_wording(base: Base) -> None:
    """同比 and same_period_last_year are one."""
    assert Base.parse(str(base)) is Base.parse(base.name.lower()) is base


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", True), ("有", True), ("true", True), ("Yes", True), ("否", False), ("无", False), ("no", False)],
)
def test_truth_is_read_in_both_languages(text: str, value: bool) -> None:
    """是 and 有 are true, 否 and 无 are false."""
    assert truth(text) is value


# --- every form that is read --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("468.23平方公里", "468.23平方公里"),
        ("610.60万元", "610.60万元"),
        ("900至1000毫米", "900至1000毫米"),
        ("1～2户", "1至2户"),
        ("1~2户", "1至2户"),
        ("1-2户", "1至2户"),
        ("1—2户", "1至2户"),
        ("1户至2户", "1至2户"),
        ("15%至30%", "15%至30%"),
        ("13万元至17万元", "13万元至17万元"),
        ("13至17万元", "13万元至17万元"),
        ("270多万元", "270多万元"),
        ("270余万元", "270余万元"),
        ("34万多元", "34万多元"),
        ("34多万元", "34万多元"),
        ("34万余元", "34万余元"),
        ("20余次", "20余次"),
        ("90余场次", "90余场次"),
        ("约3000平方米", "约3000平方米"),
        ("近2年", "近2年"),
        ("1000头以上", "1000头以上"),
        ("5000元以内", "5000元以内"),
        ("20公里/小时", "20公里/小时"),
        ("-5℃", "-5℃"),
        ("12 个", "12个"),
        ("0.0000001亩", "0.0000001亩"),
    ],
)
def test_quantity_forms(text: str, printed: str) -> None:
    """Each way to write a quantity prints in the one standard form, the marker in its place."""
    assert str(Quantity.parse(text)) == printed


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (260, "万元", "260多万元"),
        (34, "万元", "34万多元"),
        (20, "次", "20余次"),
        (300, "人", "300余人"),
        (700, "亩", "700多亩"),
        (3, "万人", "3万多人"),
    ],
)
def test_over_takes_the_usual_word(value: int, unit: str, printed: str) -> None:
    """Where only `approx: over` is given, counted things take 余, money, areas and 万 take 多."""
    assert str(Quantity(Decimal(value), unit, Approx.OVER)) == printed


@pytest.mark.parametrize(("text", "unit"), [("900", "毫米"), ("900厘米", "厘米"), ("900至1000", "毫米")])
def test_bare_number_takes_the_first_unit(text: str, unit: str) -> None:
    """A number without a unit has the field's first one."""
    assert Quantity.parse(text, ("毫米", "厘米")).unit == unit


@given(number=decimals(signed), units=st.sampled_from(DECLARED_UNITS), data=st.data())
def test_a_number_with_a_declared_unit_is_read_at_once(
    number: Decimal, units: tuple[str, ...], data: st.DataObject
) -> None:
    """The short way gives what the long way gives, which a blank before the unit calls for."""
    unit = data.draw(st.sampled_from(units))
    assume(len(f"{number:f}") <= MAX_DIGITS)
    assert Quantity.parse(f"{number:f}{unit}", units) == Quantity(number, unit)
    assert Quantity.parse(f"{number:f} {unit}", units) == Quantity(number, unit)
    assert Quantity.parse(f"{number:f}{unit}") == Quantity.parse(f"{number:f} {unit}")


def test_only_plain_numbers_are_exact() -> None:
    """Approximate numbers and ranges are never added or compared."""
    texts = ("20次", "20余次", "约20次", "近20次", "20次以上", "20次以内", "20至30次")
    assert [Quantity.parse(text).is_exact for text in texts] == [True] + [False] * 6


@pytest.mark.parametrize(
    ("kind", "text", "printed"),
    [
        (HouseholdsPersons, "765户3152人", "765户3152人"),
        (HouseholdsPersons, "765户，3152人", "765户3152人"),
        (HouseholdsPersons, "765户、 3152人", "765户3152人"),
        (HouseholdsOrPersons, "156户410人", "156户410人"),
        (HouseholdsOrPersons, "156户", "156户"),
        (HouseholdsOrPersons, "410人", "410人"),
        (HouseholdsOrPersons, "156", "156户"),
        (NaturalChange, "+3户-15人", "+3户-15人"),
        (NaturalChange, "-15人", "+0户-15人"),
        (NaturalChange, "+3户", "+3户+0人"),
        (Turnout, "3期112人次", "3期112人次"),
        (Turnout, "4期，112人次", "4期112人次"),
        (Turnout, "20余期2000余人次", "20余期2000余人次"),
        (Turnout, "2期", "2期"),
        (Turnout, "90余场次", "90余场次"),
        (Turnout, "20期以上1000人次以上", "20期以上1000人次以上"),
        (Pledge, "1个村3至5户5件以上", "1个村3至5户5件以上"),
        (Pledge, "1个村、3-5户、5件以上", "1个村3至5户5件以上"),
        (Pledge, "1～2户", "1至2户"),
        (Pledge, "约2户2件", "约2户2件"),
        (SetPhrase, "挂、包、帮", "挂、包、帮"),
        (SetPhrase, "双联：联系指导基层、联系服务群众", "双联：联系指导基层、联系服务群众"),
        (PartialDate, "2015年6月30日", "2015年6月30日"),
        (PartialDate, "2015-06-30", "2015年6月30日"),
        (PartialDate, "2015年06月30日", "2015年6月30日"),
        (PartialDate, "2015-06", "2015年6月"),
        (PartialDate, "2015", "2015年"),
        (PartialDate, "2016-02-29", "2016年2月29日"),
        (Indicator, "通硬化路：12个 / 12个", "通硬化路：12个 / 12个"),
        (Indicator, "通硬化路：12个/12个=100%", "通硬化路：12个 / 12个 = 100%"),
        (Indicator, "村级经营性收入：120.5万元，同比98.2万元", "村级经营性收入：120.5万元，同比98.2万元"),
        (Indicator, "村级经营性收入：同比+39.53%", "村级经营性收入：同比+39.53%"),
        (Indicator, "参保率：= 98%，环比-1.2个百分点", "参保率：= 98%，环比-1.2个百分点"),
        (Indicator, "20公里/小时", "20公里/小时"),
    ],
)
def test_forms_of_compound_values(kind: Any, text: str, printed: str) -> None:
    """Each way to write a compound value prints in its one standard form."""
    assert str(kind.parse(text)) == printed


def test_parts_of_a_date_that_are_unknown_sort_first() -> None:
    """A date known to the month stands before the days of that month."""
    assert PartialDate(2015) < PartialDate(2015, 6) < PartialDate(2015, 6, 30) < PartialDate(2015, 7)
    assert PartialDate(2015, 6).iso == "2015-06-01"


def test_comparison_is_with_the_same_period_of_last_year_unless_said() -> None:
    """An earlier value without a base is 同比; a base with nothing to compare is dropped."""
    ten, twelve = Quantity(Decimal(10), "个"), Quantity(Decimal(12), "个")
    assert Indicator("通路", twelve, previous=ten).base is Base.SAME_PERIOD_LAST_YEAR
    assert Indicator("通路", twelve, base=Base.YEAR_END).base is None


# --- what is said of a slip ---------------------------------------------------------------------

_EXAMPLE = "应写成“2015年6月30日”或“2015-06-30”"


def _count(text: str) -> int:
    return count(text, ("个",))


def _area(text: str) -> Quantity:
    return Quantity.parse(text, ("亩", "公顷"))


@pytest.mark.parametrize(
    ("parse", "text", "code", "message"),
    [
        (_count, "三千", "D203", "应为整数，写的是“三千”；请用阿拉伯数字"),
        (_count, "1,234", "D203", "应为整数，写的是“1,234”；数字中间不加逗号，请写1234"),
        (_count, "1，234个", "D203", "应为整数，写的是“1，234个”；数字中间不加逗号，请写1234"),
        (_count, "１２", "D203", "应为整数，写的是“１２”；请用半角数字，写12"),
        (_count, "12斤", "D203", "应为整数，写的是“12斤”；单位应为个，写的是“斤”"),
        (_count, "-3", "D203", "应为整数，写的是“-3”；不能是负数"),
        (_count, "+3", "D203", "应为整数，写的是“+3”；不写正号"),
        (_count, "0522", "D203", "应为整数，写的是“0522”；数前不加0"),
        (_count, "12.5", "D203", "应为整数，写的是“12.5”；不能有小数"),
        (_count, "20余个", "D203", "应为整数，写的是“20余个”；这里要准确的数"),
        (_count, "约20个", "D203", "应为整数，写的是“约20个”；这里要准确的数"),
        (_count, "9" * 19, "D203", f"应为整数，写的是“{'9' * 19}”；数太长（最多18位）"),
        (count, "12个", "D203", "应为整数，写的是“12个”；不带单位"),
        (decimal, "3.5亩", "D204", "应为数字，写的是“3.5亩”；不带单位"),
        (decimal, "1,5", "D204", "应为数字，写的是“1,5”；数字中间不加逗号"),
        (_area, "三千亩", "D204", "应为数量，写的是“三千亩”；请用阿拉伯数字"),
        (_area, "1,234亩", "D204", "应为数量，写的是“1,234亩”；数字中间不加逗号，请写1234"),
        (_area, "１２亩", "D204", "应为数量，写的是“１２亩”；请用半角数字，写12"),
        (_area, "12斤", "D208", "单位应为亩、公顷，写的是“12斤”"),
        (_area, "0522亩", "D204", "应为数量，写的是“0522亩”；数前不加0"),
        (_area, "1000至900亩", "D211", "区间应由小到大，写的是“1000至900”"),
        (_area, "900至900亩", "D211", "区间应由小到大，写的是“900至900”"),
        (_area, "12亩至15公顷", "D208", "区间两端单位不同：“12亩至15公顷”"),
        (_area, "约20余亩", "D204", "约数只用一个字眼，“约20余亩”里有“约”“余”，请留一个"),
        (_area, "近20亩以上", "D204", "约数只用一个字眼，“近20亩以上”里有“近”“以上”，请留一个"),
        (_area, "20多余亩", "D204", "约数只用一个字眼，“20多余亩”里有“多”“余”，请留一个"),
        (_area, "20亩左右", "D204", "约数写作“约20亩”“20余亩”或“20亩以上”，写的是“20亩左右”"),
        (_area, f"{'1' * 19}亩", "D204", f"应为数量，写的是“{'1' * 19}亩”；数太长（最多18位）"),
        (_area, f"1至{'9' * 19}亩", "D204", f"应为数量，写的是“1至{'9' * 19}亩”；数太长（最多18位）"),
        (Quantity.parse, "1,234", "D204", "应为数量，写的是“1,234”；数字中间不加逗号，请写1234"),
        (Quantity.parse, "0522", "D204", "应为数量，写的是“0522”；数前不加0"),
        (Quantity.parse, "0%至至1%至", "D204", "应为数量，写的是“0%至至1%至”"),
        (Quantity.parse, "3至5户以上", "D204", "约数写作“约20亩”“20余亩”或“20亩以上”，写的是“3至5户以上”"),
        (Quantity.parse, "多亩", "D204", "应为数量，写的是“多亩”"),
        (Quantity.parse, "12个。", "D204", "应为数量，写的是“12个。”"),
        (HouseholdsPersons.parse, "765户", "D215", "应写成“765户3152人”，写的是“765户”"),
        (HouseholdsOrPersons.parse, "若干", "D215", "应写成“156户410人”“156户”或“410人”，写的是“若干”"),
        (HouseholdsOrPersons, None, "D215", "户数和人数至少填一个"),
        (NaturalChange.parse, "3户5人", "D215", "应写成“+3户-15人”（正号增、负号减），写的是“3户5人”"),
        (Turnout.parse, "112人次", "D215", "应写成“3期112人次”，写的是“112人次”"),
        (Pledge.parse, "3至5人", "D204", "应写成“1个村3至5户5件以上”，写的是“3至5人”"),
        (Pledge.parse, "", "D204", "应写成“1个村3至5户5件以上”，写的是“”"),
        (Pledge, None, "D204", "联系村、联系户、好事实事至少填一项"),
        (SetPhrase.parse, "四个一：", "D204", "应写成“四个一：一名领导、一个单位……”，写的是“四个一：”"),
        (SetPhrase.parse, "：甲、乙", "D204", "应写成“四个一：一名领导、一个单位……”，写的是“：甲、乙”"),
        (PartialDate.parse, "0522", "D210", f"{_EXAMPLE}，写的是“0522”"),
        (PartialDate.parse, "15年6月", "D210", f"{_EXAMPLE}，写的是“15年6月”"),
        (PartialDate.parse, "2015.6.30", "D210", f"{_EXAMPLE}，写的是“2015.6.30”"),
        (PartialDate.parse, "2015-02-30", "D210", "2015年2月没有30日"),
        (PartialDate.parse, "2015-02-29", "D210", "2015年2月没有29日"),
        (PartialDate.parse, "2015年13月", "D210", "没有13月"),
        (PartialDate.parse, "2015年0月", "D210", "没有0月、0日，写的是“2015年0月”"),
        (PartialDate.parse, "1015年", "D210", "年份应在1900至2100之间，写的是1015"),
        (Indicator.parse, "同比10个", "D204", "指标至少要有数值、比率或变化之一"),
        (Indicator.parse, "12个，10个", "D204", "逗号后面应以同比、环比、较上年末、较期初开头，写的是“10个”"),
        (Indicator.parse, "12个，环比-5", "D204", "变化应写成“+39.53%”或“-1.2个百分点”，写的是“-5”"),
        (
            Indicator.parse,
            "12个，同比增长5%",
            "D204",
            "“同比”后面应写上期值（10个）或变化（+39.53%、-1.2个百分点），写的是“增长5%”",
        ),
        (
            Indicator.parse,
            "12个，同比",
            "D204",
            "“同比”后面应写上期值（10个）或变化（+39.53%、-1.2个百分点），写的是“”",
        ),
        (Indicator.parse, "12个 / 12个 = 98户", "D208", "单位应为%，写的是“98户”"),
        (Base.parse, "对比", "D209", "应为同比、环比、较上年末、较期初之一，写的是“对比”"),
        (truth, "也许", "D209", "应为“是”或“否”，写的是“也许”"),
        (model.Half.parse, "上半", "D209", "应为下列之一：上半年、下半年、全年；写的是“上半”"),
    ],
)
def test_slips(parse: Callable[..., object], text: str | None, code: str, message: str) -> None:
    """Each slip is answered with a stable code, what was written, and how to mend it."""
    with pytest.raises(Misread) as caught:
        parse() if text is None else parse(text)
    assert (caught.value.code, caught.value.message) == (code, message)


@pytest.mark.parametrize(
    ("kind", "text", "part", "message"),
    [
        (HouseholdsPersons, "三户5人", "households", "应为整数，写的是“三”；请用阿拉伯数字"),
        (HouseholdsPersons, "3户-5人", "persons", "应为整数，写的是“-5”；不能是负数"),
        (HouseholdsOrPersons, "1,234人", "persons", "应为整数，写的是“1,234”；数字中间不加逗号，请写1234"),
    ],
)
def test_slip_names_the_component_at_fault(kind: Any, text: str, part: str, message: str) -> None:
    """Of a pair, the half that is wrong is named, so that the message points at it."""
    with pytest.raises(Misread) as caught:
        kind.parse(text)
    assert (caught.value.part, caught.value.message) == (part, message)


def test_indicator_takes_an_earlier_value_or_a_change_not_both() -> None:
    """The change is computed where the earlier value is known."""
    ten = Quantity(Decimal(10), "个")
    with pytest.raises(Misread, match="只填一个"):
        Indicator("通路", ten, previous=ten, change="+0%")


def _read_again(text: str) -> None:
    for kind in STRATEGIES:
        try:
            value = kind.parse(text)  # type: ignore[attr-defined]
        except Misread:
            continue
        assert kind.parse(str(value)) == value  # type: ignore[attr-defined]


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text brings a value type down: it is read, or refused with a `Misread`."""
    _read_again(text)


@given(st.text("0123456789.,-+约近余多以上内万亿元亩户人次期%至～/=同比：、， ", max_size=14))
def test_any_jumble_of_marks_is_read_or_refused(text: str) -> None:
    """What is read of a jumble is written so that it is read again as the same."""
    _read_again(text)
