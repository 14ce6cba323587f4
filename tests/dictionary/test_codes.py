"""Every code that a message can carry is explained, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.audit.registry import REGISTRY
from fupin_report.dictionary.codes import codes
from town_files import Run

_CODE = re.compile(r"[A-Z]\d{3}")


def told() -> set[str]:
    """Return the codes that stand as texts of their own in the sources."""
    found = set()
    for path in Path(fr.__file__).parent.rglob("*.py"):
        if path.name == "codes.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
                found.add(node.value)
    return found


def test_every_code_of_the_sources_is_explained() -> None:
    """A new one is noticed here, and one that is gone."""
    assert told() == set(codes())


@pytest.mark.parametrize("code", ["S103", "d220", "T345", "E501"])
def test_explain_tells_of_any_code(run: Run, code: str) -> None:
    """What it stands for and what to do, however it is typed."""
    result = run("explain", code)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{code.upper()} {codes()[code.upper()].what}\n怎么办：")


def test_codes_do_not_meet_those_of_the_audit() -> None:
    """Each is explained in one place, in Chinese, with what to do."""
    assert not {each.code for each in REGISTRY} & set(codes())
    assert all(each.what and each.settle.endswith("。") for each in codes().values())
