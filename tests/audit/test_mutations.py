"""A thousand slips of the pen in townships that were right: how many are found, and none where there is none."""

from __future__ import annotations

import copy
import os
import random
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import fupin_report as fr
from corpus import settled, township
from fupin_report import datapath
from fupin_report.audit.evaluate import bound

TOWNS = 12
SLIPS = 1000
SEED = int(os.environ.get("FUPIN_SEED", "20151231"))
BOUND_SHARE, FOUND_SHARE = 0.60, 0.98
BY_RULES = re.compile(r"identification\.by_cause\.|infrastructure\.coverage\.")
"""Figures that equations in functions bind: main causes, shares of a whole."""
FIGURE = re.compile(r"(\d+(?:\.\d+)?)(\D*)", re.ASCII)
EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def data(seed: int) -> dict[str, Any]:
    return settled(township(seed))


@cache
def places(seed: int) -> tuple[list[str], set[str]]:
    """Return the paths of all printed figures of a township, and those that are bound."""
    report = fr.load(data(seed))
    printed = [
        path for figure in fr.render(report).figures() for path in figure.paths if is_figure(seed, path)
    ]
    tied = bound(report)
    return sorted(set(printed)), {path for path in printed if path in tied or BY_RULES.match(path)}


def is_figure(seed: int, path: str) -> bool:
    """Whether a number stands at a path, and no year or name."""
    value = leaf(data(seed), path)
    return isinstance(value, str) and bool(FIGURE.fullmatch(value)) and not path.endswith("year")


def leaf(tree: Any, path: str) -> Any:
    """Return what is written at a path; None for the label of an indicator, which is its key."""
    *outer, last = datapath.split(path)
    for key in outer:
        tree = tree[key]
    return tree[last] if isinstance(last, int) or last in tree else None


@dataclass(frozen=True)
class Slip:
    """One slip: in which township, where, of what kind."""

    town: int
    path: str
    kind: str
    seed: int

    def data(self) -> dict[str, Any] | None:
        """Return the data with the slip in it; None where it changes nothing."""
        tree = copy.deepcopy(data(self.town))
        *outer, last = datapath.split(self.path)
        if self.kind == "row":
            return tree if without_row(tree, self.path) else None
        holder = tree
        for key in outer:
            holder = holder[key]  # type: ignore[index]
        changed = self._written(holder[last], random.Random(self.seed))  # type: ignore[index]
        if changed is None or changed == holder[last]:  # type: ignore[index]
            return None
        holder[last] = changed  # type: ignore[index]
        return tree

    def _written(self, text: str, chance: random.Random) -> str | None:
        found = FIGURE.fullmatch(text)
        assert found
        digits, unit = found.groups()
        match self.kind:
            case "swap":
                places = [
                    i
                    for i in range(len(digits) - 1)
                    if digits[i : i + 2].isdigit() and digits[i] != digits[i + 1]
                ]
                if not places:
                    return None
                i = chance.choice(places)
                digits = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
            case "drop":
                i = chance.randrange(len(digits))
                digits = digits[:i] + digits[i + 1 :]
            case "ten":
                digits = f"{digits}0" if "." not in digits else f"{float(digits) * 10:g}"
            case "neighbour":
                digits = self._neighbour(unit, chance)
        return f"{digits}{unit}" if re.fullmatch(r"[1-9]\d*(?:\.\d+)?", digits) else None

    def _neighbour(self, unit: str, chance: random.Random) -> str:
        others = [str(leaf(data(self.town), path)) for path in places(self.town)[0]]
        return chance.choice([each for each in others if each.endswith(unit)]).removesuffix(unit)


def without_row(tree: Any, path: str) -> bool:
    """Take the innermost row around a path out of its list, if it is not the only one."""
    segments = datapath.split(path)
    for end in range(len(segments) - 1, -1, -1):
        index = segments[end]
        if isinstance(index, int):
            rows = tree
            for key in segments[:end]:
                rows = rows[key]
            if len(rows) < 2:
                return False
            del rows[index]
            return True
    return False


def drawn(count: int) -> list[Slip]:
    """Draw slips uniformly from all printed figures; of kinds that change nothing another is drawn."""
    chance = random.Random(SEED)
    all_places = [(town, path) for town in range(TOWNS) for path in places(town)[0]]
    slips: list[Slip] = []
    while len(slips) < count:
        town, path = chance.choice(all_places)
        kind = chance.choice(("swap", "drop", "ten", "neighbour", "row"))
        slip = Slip(town, path, kind, chance.randrange(2**32))
        if slip.data() is not None:
            slips.append(slip)
    return slips


def is_found(slip: Slip) -> bool:
    """Whether a new error or warning names the place of a slip; of a row gone, the list it stood in."""
    report = fr.load(slip.data() or {})
    place = slip.path.rpartition("[")[0] if slip.kind == "row" else slip.path
    return any(
        finding.severity is not fr.Severity.INFO
        and any(path == place or (slip.kind == "row" and path.startswith(place)) for path in finding.paths)
        for finding in fr.audit(report)
    )


@pytest.mark.parametrize("seed", range(TOWNS))
def test_a_township_that_agrees_is_passed_over(seed: int) -> None:
    """No error, no warning, no hint."""
    assert fr.audit(fr.load(data(seed))) == []


@pytest.mark.parametrize("name", ["progress", "visit", "semiannual"])
def test_an_example_mended_is_passed_over(name: str) -> None:
    """The known slip of 15 persons put right, nothing is left to explain."""
    example = yaml.load((EXAMPLES / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    if name == "progress":
        example["精准识别"]["录入系统"] = "765户3167人"
        del example["说明"]
    assert fr.audit(fr.load(example)) == []


def test_slips_in_figures_that_are_bound_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Most printed figures are bound by an equation, and hardly a slip in one of those goes unseen."""
    slips = drawn(SLIPS)
    tied = [slip for slip in slips if slip.path in places(slip.town)[1]]
    lost = [slip for slip in tied if not is_found(slip)]
    bound_share, found_share = len(tied) / len(slips), 1 - len(lost) / len(tied)
    with capsys.disabled():
        sys.stdout.write(
            f"\nseed {SEED}: {bound_share:.1%} of figures bound, {found_share:.1%} of slips in them found\n"
        )
    assert bound_share >= BOUND_SHARE
    assert found_share >= FOUND_SHARE, [(slip.town, slip.path, slip.kind) for slip in lost]
