"""户数 and 人数 of a pair."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fupin_report.filters import FilterError
from fupin_report.filters.pairs import households, persons
from fupin_report.model.identification import Removal
from fupin_report.model.township import EthnicGroups
from fupin_report.model.values import HouseholdsOrPersons, HouseholdsPersons, NaturalChange


@pytest.mark.parametrize(
    "pair",
    [
        HouseholdsPersons(23, 107),
        HouseholdsOrPersons(23, 107),
        Removal(households=23, persons=107, reason="重复录入", year=None),
    ],
)
def test_each_half_has_its_measure_word(pair: object) -> None:
    """A pair, whole or in a section, gives either half."""
    assert households(pair) == "23户"
    assert persons(pair) == "107人"


def test_a_count_gets_its_measure_word() -> None:
    """A plain count will do."""
    assert households(0) == "0户"
    assert persons(22235) == "22235人"


@pytest.mark.parametrize(
    ("worded", "value", "message"),
    [
        (persons, HouseholdsOrPersons(7), "“7户”没有人数"),
        (households, HouseholdsOrPersons(None, 7), "“7人”没有户数"),
        (households, True, "应为户数人数或户数，得到的是“是”（是否）"),
        (persons, NaturalChange(3, -15), "应为户数人数或人数，得到的是“+3户-15人”（自然增减）"),
        (persons, EthnicGroups(count=8, names=()), "应为户数人数或人数，得到的是“民族”整节"),
    ],
)
def test_refusals(worded: Callable[[object], str], value: object, message: str) -> None:
    """A half that is not known is not printed as anything else."""
    with pytest.raises(FilterError) as error:
        worded(value)
    assert str(error.value) == message
