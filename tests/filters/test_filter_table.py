"""The table of filters."""

from __future__ import annotations

import dataclasses
import inspect
import pickle

import pytest

from fupin_report.filters import FILTERS, FilterError
from fupin_report.model.identification import Removal
from fupin_report.model.period import Period
from fupin_report.model.township import EthnicGroups
from fupin_report.model.values import Indicator


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_called_as_its_function(name: str) -> None:
    """The name in templates is the name in code, in plain English letters."""
    assert FILTERS[name].__name__ == name
    assert name.isascii()
    assert name.isidentifier()


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_is_documented_with_an_example(name: str) -> None:
    """Meaning first, in one line; somewhere a Chinese example."""
    doc = inspect.getdoc(FILTERS[name]) or ""
    assert doc.split("\n")[0]
    assert any("一" <= char <= "鿿" for char in doc)


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_refuses_what_has_no_text(name: str) -> None:
    """Nothing is worded of nothing: None is refused by all, with what is wanted and what came."""
    needed = [
        parameter
        for parameter in inspect.signature(FILTERS[name]).parameters.values()
        if parameter.default is inspect.Parameter.empty
    ]
    with pytest.raises(FilterError, match=r"^应"):
        FILTERS[name](None, *[1] * (len(needed) - 1))


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("change", Indicator),
        ("difference", Indicator),
        ("compared", Indicator),
        ("percent", Indicator),
        ("etc", EthnicGroups),
        ("households", Removal),
        ("persons", Removal),
        ("period_name", Period),
        ("next_period_name", Period),
        ("as_of", Period),
    ],
)
def test_a_filter_of_a_section_says_what_it_reads(name: str, section: type) -> None:
    """Only the fields that are worded count as printed, and they are fields of the section."""
    fields = {field.name for field in dataclasses.fields(section)}
    assert set(vars(FILTERS[name])["reads"]) <= fields


def test_errors_can_be_pickled() -> None:
    """A batch in processes brings the message back."""
    error = pickle.loads(pickle.dumps(FilterError("应为日期")))
    assert (type(error), str(error)) == (FilterError, "应为日期")
