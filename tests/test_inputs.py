"""Every slip of a clerk and every trick of a stranger: one file each, with what is to be said of it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from docx import Document

import fupin_report as fr
from fixture_files import document_words, expected, fixture_names, put_input, run_command

INPUTS = Path(__file__).parent / "fixtures" / "inputs"
_NAMES = fixture_names(INPUTS, ".yaml", ".toml")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")


@pytest.mark.parametrize("name", _NAMES)
def test_an_input_is_refused_in_words_or_printed(name: str, tmp_path: Path) -> None:
    """The exact message, nothing written, nothing overwritten, within 2 seconds and 200 MB; or the document."""
    put_input(INPUTS / name, tmp_path / f"{name}.yaml")
    shutil.copytree(INPUTS / "templates", tmp_path / "templates")
    out = tmp_path / "out.json"
    out.write_text("从前的文件", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = run_command(
        "render", f"{name}.yaml", "-t", "templates", "-o", "out.json", "--force", "-q", folder=tmp_path
    )
    words = document_words(out) if done.code == 0 else ""
    assert (done.code, words if done.code == 0 else done.told) == expected(INPUTS / name, done, words)
    assert sorted(tmp_path.rglob("*")) == before
    assert done.code == 0 or out.read_text("utf-8") == "从前的文件"
    assert "Traceback" not in done.told
    assert done.megabytes <= 200
    assert done.seconds <= 2


@pytest.mark.parametrize(
    "name", ["emoji_and_rare", "xml_inside", "bar_inside", "markup_inside", "jinja_inside"]
)
def test_what_is_accepted_stands_in_the_word_file(name: str, tmp_path: Path) -> None:
    """Characters that mean something to XML, Markdown or Jinja are printed as they are."""
    report = fr.load(INPUTS / f"{name}.yaml")
    file = fr.write(fr.render(report, fr.TemplateSet(INPUTS / "templates")), tmp_path / "a.docx")
    text = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    assert report.township
    for words in (report.township.name, *report.township.minerals):
        assert words in text


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("folder.yaml", 1, "错误 S113 folder.yaml：这是文件夹，要的是数据文件"),
        ("nowhere.yaml", 4, "错误 E501 nowhere.yaml：找不到这个文件或文件夹"),
        ("town.yaml/x.yaml", 4, "错误 E506 town.yaml/x.yaml：路径中间有一段是文件，不是文件夹"),
    ],
)
def test_what_is_no_file_is_said_to_be_none(name: str, code: int, message: str, tmp_path: Path) -> None:
    """A folder is wrong data, a missing file is for the system to say: exit 4."""
    (tmp_path / "folder.yaml").mkdir()
    put_input(INPUTS / "town", tmp_path / "town.yaml")
    done = run_command("render", name, "-o", "out.json", folder=tmp_path)
    assert (done.code, done.told) == (code, message + "\n")
    assert not (tmp_path / "out.json").exists()


def test_each_expected_text_belongs_to_a_fixture() -> None:
    """No expectation is left behind by a fixture that is gone."""
    assert fixture_names(INPUTS, ".expected") == _NAMES
