"""`fupin-report templates blocks`: which sentence lives in which file and block."""

from __future__ import annotations

from pathlib import Path

import pytest

from town_files import Run

ROOT = Path(__file__).resolve().parents[2]


def _rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_blocks_with_the_text_of_the_data(run: Run) -> None:
    """A line a block: section, block, file, and how the text begins that the data make."""
    result = run("templates", "blocks", "工作情况汇报", "--data", str(ROOT / "examples/progress.yaml"))
    head, *rows = _rows(result.stdout)
    assert (result.exit_code, head) == (0, ["节", "块", "文件", "例句"])
    assert ["overview", "heading", "builtin:sections/overview.md.j2", "基本情况"] in rows


def test_blocks_without_data_show_the_template(run: Run) -> None:
    """Without data the template's own line stands there."""
    head, *rows = _rows(run("templates", "blocks", "progress").stdout)
    assert head[-1] == "模板里的第一行"
    assert ["overview", "heading", "builtin:sections/overview.md.j2", "## 基本情况"] in rows


def test_a_folder_of_ones_own_is_named(run: Run, desk: Path) -> None:
    """-t shows which folder supplies a block."""
    file = desk / "own/sections/plans.md.j2"
    file.parent.mkdir(parents=True)
    file.write_text('{% extends "parent" %}\n{% block heading %}\n## 思路\n{% endblock %}\n', "utf-8")
    rows = _rows(run("templates", "blocks", "progress", "-t", "own").stdout)
    assert ["plans", "heading", str(Path("own/sections/plans.md.j2")), "## 思路"] in rows
    assert ["plans", "plans", "builtin:sections/plans.md.j2"] in [row[:3] for row in rows]


def test_data_of_another_type(run: Run) -> None:
    """Data of another type than the one asked for are wrong usage."""
    result = run("templates", "blocks", "visit", "--data", str(ROOT / "examples/progress.yaml"))
    assert result.exit_code == 2
    assert "的文种是 progress" in result.stderr


@pytest.mark.parametrize(
    "kind", ["progress", "semiannual", "visit", "annual", "rectification", "funds_notice"]
)
def test_the_page_of_blocks_is_fresh(run: Run, kind: str) -> None:
    """docs/blocks.md is what the command makes of the examples; `make docs` writes it anew."""
    made = run(
        "templates", "blocks", kind, "--data", str(ROOT / f"examples/{kind}.yaml"), "--markdown"
    ).stdout
    assert made.startswith("## ")
    assert made in (ROOT / "docs/blocks.md").read_text("utf-8")
