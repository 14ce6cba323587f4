"""X26: a note that tells another difference than there is now."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_report


def noted(
    note: str, entered: str = "100户345人", at: str = "identification.entered", **changes: Any
) -> list[fr.Finding]:
    """Return what is found where those entered do not follow from those found, with a note."""
    explanation = {"check": "X02", "at": at, "note": note}
    return fr.audit(make_report(identification__entered=entered, explanations=[explanation], **changes))


@given(st.integers(1, 150), st.integers(1, 150))
def test_the_difference_of_a_note_is_that_of_now(told: int, gap: int) -> None:
    """The finding stays explained; only where the numbers differ is anything said."""
    finding, *others = noted(f"系统录入时自然减员{told}人", f"100户{360 - gap}人")
    assert finding.explained
    assert bool(others) == (told != gap)
    for each in others:
        assert (each.code, each.severity, each.paths) == (
            "X26",
            fr.Severity.WARNING,
            ("explanations[0].note",),
        )
        assert f"没有现在的差数{gap}人" in each.message


@pytest.mark.parametrize(
    "note",
    [
        "系统录入时自然减员，待核实",
        "应为360人，系统里345人，差15人",
        "见2015年6月30日县里的通知",
        "差15，待核实",
        "差0.0015万人",
        "3户有迁出",
    ],
)
def test_notes_that_are_left_alone(note: str) -> None:
    """The difference among other numbers, no number of that kind, another way to write it."""
    assert [each.code for each in noted(note)] == ["X02"]


def test_both_chains_of_one_note() -> None:
    """Each difference is asked for where the note has numbers of its kind."""
    found = noted("减少2户15人", "97户340人")
    assert [each.code for each in found] == ["X02", "X02", "X26"]
    assert "3户、20人" in found[-1].message


def test_money_in_another_unit() -> None:
    """0.5万元 and 5000元 are one difference."""
    sources = [{"name": "省级", "wan": "9.5万元"}]
    project = {"name": "路", "category": "道路", "total_wan": "10万元", "sources": sources}
    for note, codes in (("差5000元", ["X01"]), ("差6000元", ["X01", "X26"])):
        row = {"check": "X01", "at": "projects[0].total_wan", "note": note}
        found = fr.audit(make_report(projects=[project], explanations=[row]))
        assert sorted(each.code for each in found) == codes
