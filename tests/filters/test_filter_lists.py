"""Names and things in a row."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report.filters import FilterError
from fupin_report.filters.lists import LAST_WORDS, enumerated, etc, listing
from fupin_report.model.township import EthnicGroups, TownshipKind
from fupin_report.model.values import Quantity

WORDS = st.text(st.sampled_from("甲乙丙和、《》“”（）"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (("甲",), "甲"),
        (("甲", "乙"), "甲和乙"),
        (("甲", "乙", "丙"), "甲、乙和丙"),
    ],
)
def test_listing_joins_the_last_item_with_and(items: tuple[str, ...], text: str) -> None:
    """和 stands before the last item and takes the place of its 、."""
    assert listing(items) == text


@pytest.mark.parametrize(
    ("last", "text"),
    [("、", "甲、乙、丙"), ("与", "甲、乙与丙"), ("或", "甲、乙或丙"), ("以及", "甲、乙，以及丙")],
)
def test_listing_takes_another_last_word(last: str, text: str) -> None:
    """以及 has a comma before it (GB/T 15834 A.3)."""
    assert listing(("甲", "乙", "丙"), last) == text


def test_listing_of_two_has_no_comma_before_the_last_word() -> None:
    """Two short items need no pause."""
    assert listing(("甲", "乙"), "以及") == "甲以及乙"


def test_listing_sets_no_mark_between_book_titles() -> None:
    """Neighbours in 《》 or in “” stand next to each other (GB/T 15834 §4.5.3.5)."""
    assert listing(("《甲》", "《乙》", "《丙》")) == "《甲》《乙》和《丙》"
    assert enumerated(("“甲”", "“乙”")) == "“甲”“乙”"


def test_listing_keeps_the_mark_where_a_number_stands_between_titles() -> None:
    """A 文号 after a title brings the 、 back (GB/T 15834 §4.5.3.5)."""
    items = ("《甲》（×府〔2015〕1号）", "《乙》", "“丙”")
    assert enumerated(items) == "《甲》（×府〔2015〕1号）、《乙》、“丙”"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ("和", "水稻、玉米，核桃，以及花椒"),
        ("或", "水稻、玉米，核桃，或花椒"),
        ("、", "水稻、玉米，核桃，花椒"),
    ],
)
def test_an_item_with_marks_of_its_own_makes_commas(last: str, text: str) -> None:
    """Groups that hold a 、 are set apart by ，."""
    assert listing(("水稻、玉米", "核桃", "花椒"), last) == text


def test_marks_inside_a_title_make_no_commas() -> None:
    """What stands inside 《》, “” or （） is not a list of the sentence."""
    assert listing(("《甲、乙办法》", "“双联、双促”活动", "核桃（早、中熟）")) == (
        "《甲、乙办法》、“双联、双促”活动和核桃（早、中熟）"
    )


def test_items_may_be_values_of_other_kinds() -> None:
    """A quantity is written as it stands, a closed choice by its Chinese name."""
    assert listing((Quantity.parse("20余次"), TownshipKind.TOWN)) == "20余次和镇"


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(LAST_WORDS))
def test_listing_loses_no_item(items: list[str], last: str) -> None:
    """All items stand in the text, in order, with nothing between them but marks and the last word."""
    between = f"(?:、|，|，?{last}|，以及)?"
    assert re.fullmatch(between.join(re.escape(item) for item in items), listing(tuple(items), last))


@pytest.mark.parametrize(
    ("names", "count", "text"),
    [
        (("彝", "汉"), 8, "彝、汉等8个"),
        (("彝", "汉", "回"), 3, "彝、汉、回3个"),
        ((), 8, "8个"),
        (("甲、乙", "丙"), 8, "甲、乙，丙，等8个"),
    ],
)
def test_etc_stands_only_where_names_are_missing(names: tuple[str, ...], count: int, text: str) -> None:
    """等 means that more were counted than are named."""
    assert etc(names, count) == text


def test_etc_takes_another_measure_word() -> None:
    """Units of the county are counted in 家."""
    assert etc(("县公安局", "信访局"), 6, "家") == "县公安局、信访局等6家"


def test_etc_reads_ethnic_groups_by_themselves() -> None:
    """民族 holds both the names and their number."""
    assert etc(EthnicGroups(count=8, names=("彝", "汉"))) == "彝、汉等8个"
    assert etc(EthnicGroups(count=8, names=())) == "8个"


@pytest.mark.parametrize(
    ("names", "count", "message"),
    [
        (("彝", "汉"), 1, "列出2项，多于总数1"),
        (("彝", "汉"), None, "应给出总数，如 etc(8)"),
        (("彝", "汉"), "8", "应为总数，整数，得到的是“8”（文字）"),
        (("彝", "汉"), True, "应为总数，整数，得到的是“是”（是否）"),
        ("彝", 8, "应为列表，得到的是“彝”（文字）"),
    ],
)
def test_etc_refuses_what_does_not_add_up(names: object, count: object, message: str) -> None:
    """More names than were counted cannot be right."""
    with pytest.raises(FilterError) as error:
        etc(names, count)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("甲乙", "应为列表，得到的是“甲乙”（文字）"),
        ((), "列表是空的，句子会缺一块；请先用 if 判断"),
        (("甲", ""), "应为由文字组成的列表，得到的是“”（文字）"),
        (("甲", None), "应为由文字组成的列表，得到的是空值"),
        ((("甲",),), "应为由文字组成的列表，得到的是列表（1项）"),
        ((EthnicGroups(count=8, names=()),), "应为由文字组成的列表，得到的是“民族”整节"),
    ],
)
def test_listing_refuses_what_leaves_a_hole(items: object, message: str) -> None:
    """A text is not a list of its characters, and an empty list is not a phrase."""
    with pytest.raises(FilterError) as error:
        listing(items)
    assert str(error.value) == message


def test_listing_refuses_an_unknown_last_word() -> None:
    """The words that may stand before the last item are a closed list."""
    with pytest.raises(FilterError) as error:
        listing(("甲", "乙"), "，")
    assert str(error.value) == "应为“和”、“与”、“及”、“以及”、“或”、“、”之一，得到的是“，”（文字）"
