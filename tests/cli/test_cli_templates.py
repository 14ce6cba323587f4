"""`fupin-report templates`: from looking to overriding to checking, as a township's clerk goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_report.workspace import start_project
from town_files import Run

TOWN = "county/townships/510000101-示例镇"


@pytest.fixture
def county(desk: Path) -> Path:
    """A project, as `init` makes it."""
    start_project(desk / "county")
    return desk / "county"


def test_a_sentence_from_looking_to_checking(run: Run, county: Path) -> None:
    """From tree and show to override, edit, diff, check: the tree names who supplies what."""
    assert "plans\n  heading\n" in run("templates", "tree", "半年工作总结", "--for", TOWN).stdout
    shown = run("templates", "show", "plans.heading", "--for", TOWN).stdout
    assert "## 下半年工作打算" in shown
    done = run("templates", "override", "plans.heading", "--for", TOWN)
    file = county.parent / TOWN / "templates/sections/plans.md.j2"
    assert (done.exit_code, done.stdout) == (
        0,
        f"已写入 {Path(TOWN) / 'templates/sections/plans.md.j2'}，请打开修改\n",
    )
    assert shown.rstrip() in file.read_text("utf-8")
    remembered, _, text = file.read_text("utf-8").rpartition("下半年工作打算")
    file.write_text(f"{remembered}我们的打算{text}", "utf-8")
    assert (
        f"  heading  ← {Path(TOWN) / 'templates'}\n"
        in run("templates", "tree", "semiannual", "--for", TOWN).stdout
    )
    told = run("templates", "diff", "--for", f"{TOWN}/2015H1.yaml").stdout
    assert "-## 下半年工作打算\n+## 我们的打算" in told
    assert run("templates", "diff", "problems", "--for", TOWN).stdout == ""
    assert run("templates", "check", f"{TOWN}/2015H1.yaml").stdout == "错误 0，提示 0\n"
    assert "## 我们的打算" in run("render", f"{TOWN}/2015H1.yaml", "-o", "-", "--format", "md").stdout
    again = run("templates", "override", "plans.heading", "--for", TOWN)
    assert (again.exit_code, "T344" in again.stderr) == (1, True)


def test_sections_go_by_their_chinese_names(run: Run, desk: Path) -> None:
    """As in the data and in a wording, so in show, override and diff."""
    assert run("templates", "show", "打算.heading").stdout == run("templates", "show", "plans.heading").stdout
    assert run("templates", "override", "打算.heading", "-t", "own").exit_code == 0
    file = desk / "own/sections/plans.md.j2"
    file.write_text(file.read_text("utf-8").replace("\n{% endblock", "。\n{% endblock"), "utf-8")
    told = run("templates", "diff", "打算.heading", "-t", "own").stdout
    assert told == run("templates", "diff", "plans", "-t", "own").stdout != ""
    assert run("templates", "diff", "打算.plans", "-t", "own").stdout == ""


def test_folders_named_by_hand(run: Run, desk: Path) -> None:
    """`-t` for those who have no project; the first folder takes the copy, made if need be."""
    assert run("templates", "override", "overview.heading", "-t", "own").exit_code == 0
    assert (desk / "own/sections/overview.md.j2").is_file()
    listed = run("templates", "list", "-t", "own").stdout.splitlines()
    assert listed[0].split("\t")[0] == "progress"
    assert [line.split("\t")[1] for line in listed[-2:]] == ["own", "builtin"]
    (desk / "own/sections/overview.md.j2").write_text(
        '{% extends "parent" %}\n{% block heading %}\n## {{ township.nam }}3\n{% endblock %}\n', "utf-8"
    )
    told = run("templates", "check", "-t", "own")
    assert (told.exit_code, told.stdout) == (1, "错误 2，提示 0\n")
    assert "own/sections/overview.md.j2:3:16: 错误 T330" in told.stderr


def test_unused_data_are_a_hint(run: Run, county: Path) -> None:
    """What is filled and not printed is told with its line; it is no error."""
    file = county.parent / TOWN / "2015H1.yaml"
    visit = "走访调研: {走访人: {职务: 镇长}, 受访村: 河口村, 商定事项: [修路]}\n"
    file.write_text(file.read_text("utf-8") + visit, "utf-8")
    told = run("templates", "check", f"{TOWN}/2015H1.yaml")
    assert (told.exit_code, told.stdout) == (0, "错误 0，提示 3\n")
    assert "2015H1.yaml:25:18: 提示 T335" in told.stderr
    assert "visit_event.agreed" in told.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("override", "plans"), "请写成 节.块"),
        (("override", "plans.heading"), "请用 -t 或 --for"),
        (("override", "plans.heading", "--for", "."), "请用 -t 或 --for"),
        (("tree", "progress", "--for", "."), "不是项目里的乡镇"),
        ((), "用法"),
    ],
)
def test_wrong_usage(run: Run, desk: Path, words: tuple[str, ...], message: str) -> None:  # noqa: ARG001
    """What is missing or does not belong is said."""
    result = run("templates", *words)
    assert result.exit_code == 2
    assert message in result.stdout + result.stderr
