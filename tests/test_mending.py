"""check --fix: only the words that were meant, wherever and however they are written; the rest byte for byte."""

from __future__ import annotations

import json
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data
from fupin_report.pipeline.mending import mending
from fupin_report.repair import Edit, edited
from town_files import CLEAN, Run, write_data

_WRONG = "组织20各村布署工作,继续,截止2015年6月。"
_RIGHT = "组织20个村部署工作，继续，截至2015年6月。"


def _plan(written: str) -> str:
    """Return the town with a plan whose text is written in a certain way, among comments."""
    data = make_data(**CLEAN, plans=None)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return f"# 截止日期各不相同\n{text}plans:   # 布署\n  - {written}   # 截止\n"


def _mended(path: Path) -> str | None:
    report = fr.load(path)
    found = mending(path, fr.audit(report, fr.render(report)))
    return found.after.decode("utf-8-sig") if found else None


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("text: {}", id="plain"),
        pytest.param("text: '{}'", id="single quotes"),
        pytest.param('text: "{}"', id="double quotes"),
        pytest.param('{{text: "{}"}}', id="in braces"),
        pytest.param('"正文": "{}"', id="Chinese key, quoted"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_words_are_mended_where_they_stand(tmp_path: Path, written: str, ends: str) -> None:
    """Whatever the style of the scalar: the words are right, and everything else is as it was."""
    path = tmp_path / "town.yaml"
    text = _plan(written.format(_WRONG)).replace("\n", ends)
    path.write_bytes(text.encode())
    assert _mended(path) == text.replace(_WRONG, _RIGHT)


def test_json_and_byte_order_mark(tmp_path: Path) -> None:
    """JSON as well; a mark at the beginning of a file stays."""
    data = make_data(**CLEAN, plans=[{"text": _WRONG}])
    path = tmp_path / "town.json"
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text, "utf-8")
    assert _mended(path) == text.replace(_WRONG, _RIGHT)
    path = tmp_path / "town.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + _plan(f"text: {_WRONG}").encode())
    report = fr.load(path)
    found = mending(path, fr.audit(report, fr.render(report)))
    assert found
    assert found.after.startswith(b"\xef\xbb\xbf# ")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param('text: "组织\\u5e03\\u7f72工作。"', id="escaped"),
        pytest.param("text: |\n      继续修路，\n      布署工作。", id="over lines"),
    ],
)
def test_what_is_not_written_as_it_is_printed_stays(tmp_path: Path, written: str) -> None:
    """Words that do not stand in the line as they are printed are left to the writer."""
    path = tmp_path / "town.yaml"
    path.write_text(_plan(written), "utf-8")
    assert _mended(path) is None


def test_one_that_cannot_be_made_keeps_no_other_from_being_made(tmp_path: Path) -> None:
    """A correction that would change more than words is left out; the others are made."""
    path = tmp_path / "town.yaml"
    path.write_text(_plan('text: "布署工作。"'), "utf-8")
    report = fr.load(path)
    found = fr.audit(report, fr.render(report))
    (finding,) = [each for each in found if each.mends]
    (mend,) = finding.mends
    key = replace(mend, place=replace(mend.place, column=5), old="text", new="txt")
    mended = mending(path, [replace(finding, mends=(mend, key))])
    assert mended
    assert mended.after.decode() == path.read_text("utf-8").replace('"布署', '"部署')


def test_what_is_explained_stays(tmp_path: Path) -> None:
    """A finding with a note is settled."""
    notes = [{"check": "X17", "at": "plans[0].text", "note": "引用原文"}]
    path = write_data(tmp_path, plans=[{"text": "布署工作。"}], explanations=notes)
    assert _mended(path) is None


def test_command_line(run: Run, desk: Path) -> None:
    """The changes are shown; `--yes` makes them, in the file behind a link, with its permissions."""
    path = write_data(desk, "real.yaml", plans=[{"text": _WRONG}])
    path.chmod(0o640)
    link = desk / "link.yaml"
    link.symlink_to(path)
    shown = run("check", "link.yaml", "--fix")
    assert f"-- text: {_WRONG}" in shown.stderr.replace("'", "")
    assert "--yes" in shown.stderr
    assert _WRONG in path.read_text("utf-8")
    before = shown.stdout.splitlines()[-1]
    mended = run("check", "link.yaml", "--fix", "--yes")
    assert _RIGHT in path.read_text("utf-8")
    assert link.is_symlink()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    again = run("check", "link.yaml", "--fix", "--yes")
    assert "没有能放心改的" in again.stderr
    assert (
        mended.stdout.splitlines()[-1] == again.stdout.splitlines()[-1] != before
    )  # what is left is counted
    assert sorted(os.listdir(desk)) == ["link.yaml", "real.yaml", "templates", "town.yaml"]


def test_a_file_that_changed_meanwhile_stays(tmp_path: Path) -> None:
    """What somebody wrote since the file was read is not lost."""
    path = write_data(tmp_path, plans=[{"text": "布署工作。"}])
    report = fr.load(path)
    found = mending(path, fr.audit(report, fr.render(report)))
    assert found
    path.write_text("# 新的", "utf-8")
    with pytest.raises(fr.RenderError, match="R414"):
        found.write()
    assert path.read_text("utf-8") == "# 新的"


_LINES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
)


@given(st.lists(_LINES, min_size=1), st.data())
def test_only_what_fits_is_put_in(lines: list[str], data: st.DataObject) -> None:
    """Edits that name other words than stand there change nothing; each that fits changes just its words."""
    number = data.draw(st.integers(1, len(lines)))
    line = lines[number - 1]
    at = data.draw(st.integers(0, len(line)))
    old = line[at : at + data.draw(st.integers(1, 4))]
    new = data.draw(_LINES)
    text = "\n".join(lines)
    wanted = [*lines]
    wanted[number - 1] = line[:at] + new + line[at + len(old) :] if old else line
    edits = [
        Edit(number, at + 1, old, new),
        Edit(number, at + 1, old + "\0", "x"),
        Edit(len(lines) + 9, 1, "a", "b"),
    ]
    assert edited(text, edits) == "\n".join(wanted)
