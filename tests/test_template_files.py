"""Every slip of a template writer and every trick of a stranger's template: one folder each."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from fixture_files import document_words, expected, put_input, run_command

TEMPLATES = Path(__file__).parent / "fixtures" / "templates"
_NAMES = sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir() and path.name != "base")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")


@pytest.mark.parametrize("name", _NAMES)
def test_a_template_is_refused_in_words_or_printed(name: str, tmp_path: Path) -> None:
    """The exact message, nothing written, nothing overwritten, within 2 seconds and 200 MB; or the document."""
    put_input(TEMPLATES.parent / "inputs" / "town", tmp_path / "town.yaml")
    for folder in (name, "base"):
        shutil.copytree(TEMPLATES / folder, tmp_path / folder)
    out = tmp_path / "out.json"
    out.write_text("从前的文件", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = run_command(
        *("render", "town.yaml", "-t", name, "-t", "base", "-o", "out.json", "--force", "-q"), folder=tmp_path
    )
    words = document_words(out) if done.code == 0 else ""
    assert (done.code, words if done.code == 0 else done.told) == expected(TEMPLATES / name, done, words)
    assert sorted(tmp_path.rglob("*")) == before
    assert done.code == 0 or out.read_text("utf-8") == "从前的文件"
    assert "Traceback" not in done.told
    assert done.megabytes <= 200
    assert done.seconds <= 2


def test_each_expected_text_belongs_to_a_fixture() -> None:
    """No expectation is left behind by a fixture that is gone."""
    assert sorted(path.stem for path in TEMPLATES.glob("*.expected")) == _NAMES
