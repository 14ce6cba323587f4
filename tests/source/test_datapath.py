"""Data paths: put together and taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupin_report import datapath


@given(st.lists(st.text(min_size=1) | st.integers(0, 10**6), min_size=1))
def test_a_place_is_spelt_out_as_its_path(segments: list[str | int]) -> None:
    """The chain of a place's segments, innermost last, is the path that splits into them."""
    place: datapath.Place = None
    for segment in segments:
        place = (place, segment)
    assert datapath.split(datapath.path_of(place)) == segments


@given(st.lists(st.text(min_size=1) | st.integers(0, 10**6), min_size=1))
def test_split_undoes_child_and_element(segments: list[str | int]) -> None:
    """Any keys and indices survive the way through a path, dots and brackets and all."""
    path = ""
    for segment in segments:
        path = datapath.child(path, segment) if isinstance(segment, str) else datapath.element(path, segment)
    assert datapath.split(path) == segments


@pytest.mark.parametrize("path", ["a..b", "a[", "a[x]", "a]b", 'a["b]'])
def test_what_is_not_a_path_is_refused(path: str) -> None:
    """A malformed path raises instead of leading somewhere."""
    with pytest.raises(ValueError, match="not a data path"):
        datapath.split(path)
