"""Python values as a tree, for scripts."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from fupin_report.errors import SourceError
from fupin_report.model.values import HouseholdsPersons, Quantity
from fupin_report.source import from_mapping


def test_values_become_their_text_forms() -> None:
    """int, Decimal, bool, dates, this library's values and tuples are leaves as text."""
    tree = from_mapping(
        {
            "a": 12,
            "b": Decimal("610.60"),
            "c": True,
            "d": datetime.date(2015, 6, 30),
            "e": HouseholdsPersons(765, 3152),
            "f": Quantity.parse("270多万元"),
            "g": ("x", None),
            "h": Decimal("1E+3"),
        }
    ).root
    assert tree == {
        "a": "12",
        "b": "610.60",
        "c": "true",
        "d": "2015-06-30",
        "e": "765户3152人",
        "f": "270多万元",
        "g": ["x", None],
        "h": "1000",
    }


@pytest.mark.parametrize(
    ("values", "path", "message"),
    [
        ({"a": {"b": [0.1]}}, "a.b[0]", "Decimal('0.1')"),
        ({"a": object()}, "a", "不接受 object"),
        ({"a": b"x"}, "a", "不接受 bytes"),
        ({"a": "x\x02y"}, "a", "控制字符"),
        ({"a": "\ud800"}, "a", "控制字符"),
        ({"a": {"x\x02": 1}}, "a", "控制字符"),
        ({"a": "12\u202e"}, "a", "改变文字方向的字符 U+202E"),
        ({"a": 10**5000}, "a", "数太长"),
        ({"a": Decimal("1E+999999999")}, "a", "数太长"),
        ({"a": Decimal("1E-999999999")}, "a", "数太长"),
    ],
)
def test_values_without_an_exact_text_are_refused(values: dict[str, Any], path: str, message: str) -> None:
    """Floats above all; the message says how to write them."""
    with pytest.raises(SourceError) as caught:
        from_mapping(values)
    (problem,) = caught.value.problems
    assert problem.path == path
    assert message in problem.message


def test_a_mapping_that_holds_itself_is_refused() -> None:
    """Depth is bounded for scripts as well."""
    values: dict[str, Any] = {}
    values["a"] = values
    with pytest.raises(SourceError, match="层次太深"):
        from_mapping(values)


def test_a_list_shared_many_times_over_is_refused() -> None:
    """Twenty lists that each hold the one before twice are a million values."""
    shared: list[Any] = []
    for _ in range(20):
        shared = [shared, shared]
    with pytest.raises(SourceError, match="内容太多"):
        from_mapping({"a": shared})
