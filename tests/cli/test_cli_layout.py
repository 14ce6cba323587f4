"""`--layout FILE` and `fupin-report layout show`."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from town_files import Run


def _styles(path: Path) -> str:
    with ZipFile(path) as package:
        return package.read("word/styles.xml").decode()


def test_named_file_is_used(run: Run, desk: Path) -> None:
    """`--layout` sets the page."""
    (desk / "layout.yaml").write_text("字体: fangzheng_gbk\n", "utf-8")
    assert (
        run("render", "town.yaml", "-t", "templates", "--layout", "layout.yaml", "-o", "a.docx").exit_code
        == 0
    )
    assert "方正仿宋_GBK" in _styles(desk / "a.docx")


def test_file_that_is_not_named_is_not_used(run: Run, desk: Path) -> None:
    """A `layout.yaml` beside the data does nothing in silence."""
    (desk / "layout.yaml").write_text("字体: fangzheng_gbk\n", "utf-8")
    assert run("render", "town.yaml", "-t", "templates", "-o", "a.docx").exit_code == 0
    assert "方正仿宋_GBK" not in _styles(desk / "a.docx")


def test_wrong_setting_ends_with_its_line(run: Run, desk: Path) -> None:
    """An unknown setting is an error of the input, and nothing is written."""
    (desk / "layout.yaml").write_text("行高: 3\n", "utf-8")
    result = run("render", "town.yaml", "--layout", "layout.yaml", "-o", "a.docx")
    assert result.exit_code == 1
    assert result.stderr.startswith("layout.yaml:1:1: 错误 L602 没有“行高”这一项设置")
    assert not (desk / "a.docx").exists()


def test_show_lists_every_value(run: Run, desk: Path) -> None:
    """One line a value: name, value, clause, what departs from the standard."""
    (desk / "layout.yaml").write_text("page_number: center\n", "utf-8")
    result = run("layout", "show", "layout.yaml")
    lines = dict(line.split("\t", 1) for line in result.stdout.splitlines() if not line.startswith("—"))
    assert lines["设置"] == "名称\t值\t条款\t与标准不同"
    assert lines["page_number"] == "页码\tcenter（居中）\t§7.5\t标准为单页居右空一字，双页居左空一字"
    assert "—\t版心\t156 × 225 毫米\t§5.2.1\t—" in result.stdout.splitlines()


def test_show_without_a_file_lists_the_defaults(run: Run) -> None:
    """The values of a report for which nothing is set."""
    assert "grid\t网格\tP（" in run("layout", "show").stdout


def test_layout_alone_tells_its_commands(run: Run) -> None:
    """Without a command of its own it shows help and counts as wrong usage."""
    result = run("layout")
    assert result.exit_code == 2
    assert "show" in result.stdout
