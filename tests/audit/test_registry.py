"""Codes: every one that can be found is documented, and none else."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_report.audit import data, text
from fupin_report.audit.registry import REGISTRY, Entry, checks_page, entry
from fupin_report.model.fields import Section
from fupin_report.model.identities import parse_identities
from town_files import Run

ROOT = Path(__file__).parents[2]
APART = {"X15", "X26", "X90"}
"""Blanks, explanations and users' own lines."""


def classes(cls: type[Section]) -> list[type[Section]]:
    return [cls, *(each for sub in cls.__subclasses__() for each in classes(sub))]


def test_every_code_is_documented_once() -> None:
    """Identities, rules on data, rules on words."""
    declared = {each.code for cls in classes(Section) for each in parse_identities(cls.identities)}
    ruled = {each.code for each in data.RULES} | {each.code for each in text.RULES}
    codes = [each.code for each in REGISTRY]
    assert codes == sorted(declared | ruled | APART)


@pytest.mark.parametrize("each", REGISTRY, ids=lambda each: str(each.code))
def test_an_entry_says_everything(each: Entry) -> None:
    """No part of it is empty."""
    assert all(getattr(each, name) for name in ("title", "severity", "what", "why", "example", "settle"))


def test_the_page_is_fresh() -> None:
    """`docs/checks.md` is what the program writes; `make docs` writes it anew."""
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == checks_page()


def test_users_codes_are_one_entry() -> None:
    """X90 to X99."""
    assert entry("X97") == entry("x90") is not None
    assert entry("X00") is None


def test_explain_a_code(run: Run) -> None:
    """What, why, an example, how to settle it."""
    result = run("explain", "x02")
    assert result.exit_code == 0
    assert result.stdout.startswith("X02 增减链条\n级别：错误\n核对什么：")
    assert "怎么办：" in result.stdout


def test_explain_lists_all_codes(run: Run) -> None:
    """One a line."""
    assert [line[:3] for line in run("explain").stdout.splitlines()] == [each.code for each in REGISTRY]


def test_explain_writes_the_page(run: Run) -> None:
    """--markdown is the page in the documentation."""
    assert run("explain", "--markdown").stdout == checks_page()


def test_an_unknown_code_is_wrong_usage(run: Run) -> None:
    """With the codes there are."""
    result = run("explain", "X77")
    assert result.exit_code == 2
    assert "没有编号 X77，可用的有：X01、X02" in result.stderr
