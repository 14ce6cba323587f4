"""Quick answers of the audit, mostly “nothing to say”: never where a longer look finds something."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

import fupin_report as fr
from corpus import settled, township
from full import full_report
from fupin_report.audit.blanks import any_blank, check_blanks
from fupin_report.audit.equations import own, possible
from fupin_report.audit.evaluate import disagreement
from fupin_report.audit.operands import Place
from fupin_report.audit.walk import Contents

OWN = (
    "sum(villages.registered) = sum(identification.exits.count) + identification.remaining",
    "land_transfer.new_mu <= township.area",
    "township.area <= land_transfer.new_mu",
    "identification.found - identification.removed >= identification.entered",
    "sum(villages.groups) + township.rural.households >= 0.5 * township.population.households",
    "identification.removed.persons? - identification.fell_back.persons? <= training.trained.attendance",
    "count(villages) + count(projects) <= sum(projects.total_wan)",
    "sum(identification.by_cause) = identification.entered",
    "township.farmland.total / township.population.persons >= 1",
)
"""Lines that a user may write: sums of pairs, several units, what is counted, multiplied or divided."""
BLANKS = ("__", "某村", "5某户", "XX", "〔待定〕", "X", "＿＿镇")


@cache
def towns(seed: int) -> dict[str, Any]:
    return settled(township(seed))


@cache
def full() -> dict[str, Any]:
    data = full_report("progress")
    data["document"]["draft"] = "是"
    return data


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the keys that lead to every text of a tree."""
    if not isinstance(tree, (dict, list)):
        yield path
    for key in tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ():
        yield from leaves(tree[key], (*path, key))


def changed(tree: dict[str, Any], path: tuple[Any, ...], text: str) -> dict[str, Any]:
    """Return a tree with another text in one place."""
    tree = copy.deepcopy(tree)
    holder: Any = tree
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = text
    return tree


def loaded(tree: dict[str, Any]) -> fr.Report | None:
    """Return a report, or nothing for what cannot be read."""
    try:
        return fr.load(tree)
    except fr.DataError:
        return None


@given(st.integers(0, 11), st.data())
def test_an_equation_that_holds_at_a_glance_has_nothing_to_say(seed: int, data: st.DataObject) -> None:
    """Whatever stands in one figure, of whatever unit; ours, and those a user writes."""
    tree = towns(seed)
    path = data.draw(
        st.sampled_from([each for each in leaves(tree) if re.search(r"\d", str(leaf(tree, each)))])
    )
    old = str(leaf(tree, path))
    number = data.draw(
        st.integers(0, 4000).map(str) | st.decimals(0, 4000, places=1).map(str) | st.just("约30")
    )
    report = loaded(changed(tree, path, re.sub(r"\d+(?:\.\d+)?", number, old, count=1)))
    assume(report is not None)
    assert report is not None
    for section, where in Contents(report).sections:
        place = Place(section, where, report)
        for equation in (*possible(section), *(map(own, OWN) if section is report else ())):
            figures = equation.figures(place)
            for chain in equation.chains if equation.asked(place) else ():
                if equation.holds(figures, chain, place):
                    assert list(disagreement(equation, figures, chain, place)) == []


def leaf(tree: Any, path: tuple[Any, ...]) -> Any:
    """Return the text that keys lead to."""
    for key in path:
        tree = tree[key]
    return tree


@given(st.sampled_from(BLANKS), st.data())
def test_a_draft_with_a_blank_is_looked_through(blank: str, data: st.DataObject) -> None:
    """In every place that may hold one."""
    report = loaded(changed(full(), data.draw(st.sampled_from(list(leaves(full())))), blank))
    assume(report is not None)
    assert report is not None
    assert any_blank(Contents(report).words) or not list(check_blanks(report))
