from __future__ import annotations

import errno
import json
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data, make_report
from fupin_report.document import Image
from fupin_report.errors import environment_problem
from fupin_report.layout import Layout, Page
from fupin_report.pipeline import files, images, names
from fupin_report.source import MAX_BYTES
from fupin_report.writers import WRITERS
from town_files import CLEAN, NAME, write_data, write_templates

_DOCUMENT = fr.Document((fr.Paragraph((fr.Figure("765户", ("entered",)),)),))
_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")


def _picture(source: str) -> fr.Document:
    return fr.Document((Image(source),))


# --- 取名 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "half", "name"),
    [
        ("progress", None, "清溪乡2015年工作情况汇报"),
        ("progress", "H1", "清溪乡2015年上半年工作情况汇报"),
        ("progress", "year", "清溪乡2015年工作情况汇报"),
        ("semiannual", "H2", "清溪乡2015年下半年工作总结"),
        ("annual", None, "清溪乡2015年度工作总结"),
        ("annual", "year", "清溪乡2015年度工作总结"),
    ],
)
def test_default_name_reads_well(kind: str, half: str | None, name: str) -> None:
    """The name is issuer, period and kind, and says 半年 and 年度 once."""
    problems = [{"text": "缺水。"}, {"text": "缺路。"}]
    report = make_report(document__issuer="清溪乡", document__type=kind, period__half=half, problems=problems)
    assert fr.default_name(report) == f"{name}.docx"


@pytest.mark.parametrize("stem", ["CON", "con", "nul", "COM1", "lpt¹", "CONIN$", "aux.x"])
def test_names_reserved_on_windows_are_changed(stem: str) -> None:
    """A device of Windows is no file name, whatever follows its dot."""
    assert names._RESERVED.fullmatch(stem)
    assert not names._RESERVED.fullmatch(f"_{stem}")


def test_forbidden_characters_are_left_out() -> None:
    """Characters that Windows refuses do not get into the name."""
    report = make_report(document__issuer='a<b>c:d"e/f\\g|h?i*jk', period__half=None)
    assert fr.default_name(report) == "abcdefghijk2015年工作情况汇报.docx"


def test_long_name_is_cut_between_characters() -> None:
    """At most 255 bytes, suffix included, and no half character."""
    report = make_report(document__issuer="镇" * 200)
    assert fr.default_name(report) == "镇" * 83 + ".docx"
    assert len(fr.default_name(report, ".json").encode()) <= 255


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"]), max_size=120).filter(
        str.strip
    )
)
def test_default_name_is_always_a_name(issuer: str) -> None:
    """Whatever the issuer is called, the name is one that Windows and Linux take."""
    name = fr.default_name(make_report(document__issuer=issuer, document__draft=True))
    assert len(name.encode()) <= 255
    assert name.endswith(".docx")
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name.strip(" ") == name
    assert not name.removesuffix(".docx").endswith((".", " "))
    assert Path(name).name == name


# --- 读 -----------------------------------------------------------------------------------------


def test_missing_file_is_named(tmp_path: Path) -> None:
    """A missing data file is a `FileNotFoundError` in Chinese that names the file."""
    with pytest.raises(FileNotFoundError, match=r"找不到这个文件.*nowhere\.yaml") as caught:
        fr.load(tmp_path / "nowhere.yaml")
    assert caught.value.filename == str(tmp_path / "nowhere.yaml")


def test_folder_is_no_data_file(tmp_path: Path) -> None:
    """A folder is refused as what it is."""
    with pytest.raises(fr.SourceError, match="这是文件夹") as caught:
        fr.load(tmp_path)
    assert caught.value.problems[0].code == "S113"


def test_big_file_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is refused before it is decoded."""
    (tmp_path / "big.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(fr.SourceError, match=r"太大（2\.0 MB），上限 2 MB"):
        fr.load(tmp_path / "big.yaml")


@_POSIX
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    """What a program writes piece by piece is read whole, as with `<(…)` in a shell."""
    data, pipe = write_data(tmp_path), tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as threads:
        reading = threads.submit(fr.load, pipe)
        with pipe.open("wb", buffering=0) as file:
            for line in data.read_bytes().splitlines(keepends=True):
                file.write(line)
    assert reading.result() == fr.load(data)


@pytest.mark.parametrize("read", [Path, str])
def test_yaml_json_text_and_mapping_agree(tmp_path: Path, read: Callable[[Path], Path | str]) -> None:
    """The four ways to give data lead to equal reports."""
    yaml_file, json_file = write_data(tmp_path), tmp_path / "town.json"
    data = make_data(**CLEAN)
    text = json.dumps(data)
    json_file.write_text(text, "utf-8")
    reports = [fr.load(read(yaml_file)), fr.load(read(json_file)), fr.load(text), fr.load(data)]
    assert all(report == reports[0] for report in reports)


# --- 写 -----------------------------------------------------------------------------------------


def test_suffix_picks_the_writer(tmp_path: Path) -> None:
    """`.docx` is a zip, `.json` the tree, in capitals or not."""
    assert fr.write(_DOCUMENT, tmp_path / "a.DOCX").read_bytes()[:2] == b"PK"
    assert json.loads(fr.write(_DOCUMENT, tmp_path / "a.json").read_bytes())["kind"] == "Document"


def test_unknown_suffix_is_refused(tmp_path: Path) -> None:
    """What cannot be written is told with what can."""
    with pytest.raises(fr.RenderError, match=r"R401 .*“\.odt”.*\.docx、\.json"):
        fr.write(_DOCUMENT, tmp_path / "a.odt")


def test_folder_is_no_target(tmp_path: Path) -> None:
    """A folder is refused, whatever its name ends with."""
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(fr.RenderError, match="R404"):
        fr.write(_DOCUMENT, tmp_path / "a.docx", overwrite=True)


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    """Missing folders are made."""
    assert fr.write(_DOCUMENT, tmp_path / "a" / "b" / "c.json").is_file()


def test_file_on_the_way_is_told(tmp_path: Path) -> None:
    """A file where a folder should be is told, naming the target."""
    (tmp_path / "a").write_text("")
    with pytest.raises(NotADirectoryError, match="路径中间有一段是文件") as caught:
        fr.write(_DOCUMENT, tmp_path / "a" / "b.json")
    assert caught.value.filename == str(tmp_path / "a" / "b.json")


@_POSIX
def test_name_too_long_is_told(tmp_path: Path) -> None:
    """A name over 255 bytes is the system's refusal, in Chinese, and leaves nothing."""
    with pytest.raises(OSError, match="名称太长"):
        fr.write(_DOCUMENT, tmp_path / ("镇" * 84 + ".json"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dangling", [False, True])
def test_existing_file_is_not_overwritten(tmp_path: Path, dangling: bool) -> None:
    """Without `overwrite` a file, or a link that leads nowhere, keeps its name."""
    target = tmp_path / "a.json"
    if dangling:
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.write_text("old")
    with pytest.raises(fr.RenderError, match="R402"):
        fr.write(_DOCUMENT, target)
    assert target.is_symlink() if dangling else target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_overwrite_replaces(tmp_path: Path) -> None:
    """With `overwrite` the new file stands alone in the place of the old."""
    target = tmp_path / "a.json"
    target.write_text("old")
    fr.write(_DOCUMENT, target, overwrite=True)
    assert json.loads(target.read_bytes())["kind"] == "Document"
    assert list(tmp_path.iterdir()) == [target]


def _no_links(_source: object, _target: object) -> None:
    raise PermissionError(errno.EPERM, "no second names here")


@pytest.mark.parametrize("links", [True, False])
def test_only_one_of_many_writers_gets_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """When many write one name at once, one succeeds and the file is whole; disks without links too."""
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    start = threading.Barrier(8)

    def attempt(number: int) -> bool:
        start.wait()
        try:
            files.put(f"{number}".encode() * 100_000, tmp_path / "a.json", overwrite=False)
        except fr.RenderError as error:
            assert error.problems[0].code == "R402"
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(attempt, range(8)))
    assert won.count(True) == 1
    assert (tmp_path / "a.json").read_bytes() == f"{won.index(True)}".encode() * 100_000
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_failed_name_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk without links, a rename that fails gives the claimed name back."""

    def refuse(_source: object, _target: object) -> None:
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(os, "link", _no_links)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="系统出错：broken disk"):
        fr.write(_DOCUMENT, tmp_path / "a.json")
    assert not list(tmp_path.iterdir())


def test_failing_writer_leaves_nothing(tmp_path: Path) -> None:
    """A document that cannot be written leaves no file and no folder."""
    with pytest.raises(fr.RenderError):
        fr.write(fr.Document((fr.Paragraph((fr.Figure("\ud800", ("x",)),)),)), tmp_path / "new" / "a.json")
    assert not list(tmp_path.iterdir())


# --- 图片 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["../secret.png", "/etc/hostname", "link.png"])
def test_picture_outside_the_folder_is_refused(tmp_path: Path, source: str) -> None:
    """Neither `..`, nor an absolute path, nor a link leads out of the folder."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(fr.RenderError, match="R403 .*不在文件夹"):
        fr.serialize(_picture(source), folder=folder)


def test_missing_picture_is_named(tmp_path: Path) -> None:
    """A picture that is not there is named, with where it was looked for."""
    with pytest.raises(fr.RenderError, match=r"R403 找不到图片“a\.png”"):
        fr.serialize(_picture("a.png"), folder=tmp_path)


def test_huge_picture_is_refused(tmp_path: Path) -> None:
    """A picture over the limit is refused unread."""
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(images.MAX_BYTES + 1)
    with pytest.raises(fr.RenderError, match="R403 .*太大，上限 20 MB"):
        fr.serialize(_picture("a.png"), folder=tmp_path)


# --- 全程 ---------------------------------------------------------------------------------------


def test_generate_goes_all_the_way(desk: Path) -> None:
    """From a data file to a named document in the current folder."""
    made = fr.generate("town.yaml", templates=fr.TemplateSet("templates"))
    assert made == Path(f"{NAME}.docx")
    assert made.read_bytes() == (desk / made).read_bytes()


def test_generate_looks_for_pictures_beside_the_data(tmp_path: Path) -> None:
    """The folder of the data file, not the one of the document, holds the pictures."""
    data = write_data(tmp_path)
    templates = fr.TemplateSet(write_templates(tmp_path, "# 图\n\n![图一](a.png)\n"))
    with pytest.raises(fr.RenderError) as caught:
        fr.generate(data, tmp_path / "elsewhere" / "a.docx", templates=templates)
    assert f"（在 {tmp_path} 里找）" in str(caught.value)


@pytest.mark.parametrize("suffix", [".docx", ".json"])
def test_same_input_same_bytes(tmp_path: Path, suffix: str) -> None:
    """Two runs give equal bytes."""
    templates = fr.TemplateSet(write_templates(tmp_path))
    first, second = (
        fr.generate(make_report(), tmp_path / f"{name}{suffix}", templates=templates) for name in "ab"
    )
    assert first.read_bytes() == second.read_bytes()


def test_threads_give_the_bytes_of_one(tmp_path: Path) -> None:
    """Several threads share templates and writers without disturbing one another."""
    templates = fr.TemplateSet(write_templates(tmp_path))

    def work(villages: int) -> bytes:
        report = make_report(township__admin_villages=str(villages))
        return fr.serialize(fr.render(report, templates))

    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(work, range(1, 25)))
    assert together == [work(villages) for villages in range(1, 25)]
    assert len(set(together)) == 24


def test_layout_reaches_the_writer() -> None:
    """The layout given is the layout written."""
    wide = Layout(page=Page(left_mm=30))
    assert fr.serialize(_DOCUMENT, layout=wide) == WRITERS["docx"](_DOCUMENT, wide)
    assert fr.serialize(_DOCUMENT, layout=wide) != fr.serialize(_DOCUMENT)


# --- 系统的拒绝 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOENT, "E501"),
        (errno.EACCES, "E502"),
        (errno.EROFS, "E502"),
        (errno.ENOSPC, "E503"),
        (errno.ENAMETOOLONG, "E505"),
        (errno.EISDIR, "E506"),
        (errno.EIO, "E500"),
    ],
)
def test_refusals_of_the_system_have_codes(number: int, code: str) -> None:
    """What the system refuses is named in Chinese, with the file."""
    problem = environment_problem(OSError(number, os.strerror(number), "a.docx"))
    assert (problem.code, problem.path) == (code, "a.docx")
    assert str(problem).startswith(f"错误 {code} a.docx：")


def test_open_file_on_windows() -> None:
    """Windows says 'no permission' of a file that Word holds open: the message says what to do."""
    error = PermissionError(errno.EACCES, "Access is denied", "a.docx")
    error.winerror = 32  # type: ignore[attr-defined] # this is how Windows marks its errors
    problem = environment_problem(error)
    assert problem.code == "E504"
    assert "文件可能正被 Word 或 WPS 打开，请关闭后再试" in problem.message
