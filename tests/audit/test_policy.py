"""checks.yaml: a county's word on how bad a check is, with a reason, and never a finding hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report
from fupin_report.audit import Policy
from fupin_report.audit.policy import Ruling
from town_files import WRONG_SUM, Run, write_data


def _policy(tmp_path: Path, text: str) -> Policy:
    (tmp_path / "checks.yaml").write_text(text, "utf-8")
    return fr.read_policy(tmp_path / "checks.yaml")


@pytest.mark.parametrize(("level", "severity"), [("提示", "info"), ("warning", "warning"), ("错误", "error")])
def test_a_check_is_as_bad_as_the_county_says(tmp_path: Path, level: str, severity: str) -> None:
    """Only that check, and the message tells who says so and why."""
    policy = _policy(tmp_path, f"X02: {{级别: {level}, 理由: 口径不同}}\n")
    found = fr.audit(make_report(**WRONG_SUM), policy=policy)
    (sums,) = [each for each in found if each.code == "X02"]
    assert sums.severity == severity
    assert ("按 checks.yaml 定为" in sums.message) == (severity != "error")
    plain = [each for each in fr.audit(make_report(**WRONG_SUM)) if each.code != "X02"]
    assert [each for each in found if each.code != "X02"] == plain


def test_switched_off_is_explained(tmp_path: Path) -> None:
    """What is off is shown, with the reason, and stops nothing."""
    policy = _policy(tmp_path, "X02: {level: off, reason: 县里另行核对}\n")
    (found,) = [each for each in fr.audit(make_report(**WRONG_SUM), policy=policy) if each.code == "X02"]
    assert found.explained == "checks.yaml 关闭了这项核对：县里另行核对"


def test_one_rule_of_a_code() -> None:
    """A code and a rule: the others of that code stay."""
    report = make_report(plans=[{"text": "县上下达任务，布署工作。"}])
    document = fr.render(report)
    policy = Policy({"X17.COLLOQUIAL": Ruling(None, "习惯")}, "c.yaml")
    found = {
        each.rule: each.explained for each in fr.audit(report, document, policy=policy) if each.code == "X17"
    }
    assert found == {"COLLOQUIAL": "c.yaml 关闭了这项核对：习惯", "WORD": ""}


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Unknown codes, levels and keys, a missing reason: each with its line."""
    text = "X2: {级别: 提示, 理由: a}\nX02: {级别: 没有, 理由: a}\nX03: {级别: 提示}\nX05: 提示\nX04: {级别: 提示, 理由: a, 由: b}\n"
    with pytest.raises(fr.DataError) as error:
        _policy(tmp_path, text)
    assert [each.code for each in error.value.problems] == ["L702", "L705", "L706", "L703", "L704"]
    assert [each.position.line for each in error.value.problems if each.position] == [1, 2, 3, 4, 5]


def test_command_line(run: Run, desk: Path) -> None:
    """`check` and `render` take the file."""
    write_data(desk, **WRONG_SUM)
    (desk / "checks.yaml").write_text("X02: {级别: 警告, 理由: 待核实}\n", "utf-8")
    assert run("check", "town.yaml").exit_code == 1
    assert run("check", "town.yaml", "--checks", "checks.yaml").exit_code == 0
    assert run("render", "town.yaml", "-t", "templates", "--checks", "checks.yaml").exit_code == 0
