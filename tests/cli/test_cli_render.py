from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

import fupin_report as fr
from fupin_report.cli.render import FORMATS
from fupin_report.pipeline import writing
from town_files import NAME, UNREADABLE, WRONG_SUM, Run, write_data, write_templates

_IN = ("render", "town.yaml", "-t", "templates")


def _texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


def test_document_stands_in_the_current_folder(run: Run, desk: Path) -> None:
    """Without -o the document is named after issuer, period and kind, and the name is printed."""
    result = run(*_IN)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"已生成 {NAME}.docx\n", "")
    assert "辖3个行政村，共1200户4800人。" in _texts(desk / f"{NAME}.docx")


@pytest.mark.parametrize(
    ("out", "made"),
    [
        ("a.docx", "a.docx"),
        ("made", f"made/{NAME}.docx"),
        ("new/", f"new/{NAME}.docx"),
        ("made/y.JSON", "made/y.JSON"),
    ],
)
def test_out_is_a_file_or_a_folder(run: Run, desk: Path, out: str, made: str) -> None:
    """-o takes a file name, an existing folder, or a name with a slash at its end."""
    (desk / "made").mkdir()
    result = run(*_IN, "-o", out)
    assert result.stdout == f"已生成 {Path(made)}\n"
    assert (desk / made).is_file()


def test_folder_that_is_not_there(run: Run, desk: Path) -> None:
    """A folder that does not exist is named and not made: its name may be a slip."""
    result = run(*_IN, "-o", "不存在/x.docx")
    assert (result.exit_code, result.stderr) == (4, "错误 E501 不存在：找不到这个文件或文件夹\n")
    assert not (desk / "不存在").exists()


def test_json_to_standard_output(run: Run, desk: Path) -> None:
    """`-o -` writes nothing but the tree as JSON, and no file."""
    before = sorted(os.listdir(desk))
    result = run(*_IN, "-o", "-")
    assert json.loads(result.stdout_bytes)["blocks"][0]["kind"] == "Title"
    assert sorted(os.listdir(desk)) == before


def test_json_by_option(run: Run, desk: Path) -> None:
    """--format json gives the default name its suffix."""
    run(*_IN, "--format", "json")
    assert json.loads((desk / f"{NAME}.json").read_bytes())["kind"] == "Document"


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("md", "# [清溪乡工作情况汇报](document.title)"), ("txt", "　"), ("html", "<!DOCTYPE html>")],
)
def test_other_formats_to_a_file_or_to_standard_output(
    run: Run, desk: Path, name: str, beginning: str
) -> None:
    """The same bytes, by suffix or by option."""
    assert run(*_IN, "-o", f"a.{name}").exit_code == 0
    content = (desk / f"a.{name}").read_bytes()
    assert content.decode().startswith(beginning)
    assert run(*_IN, "-o", "-", "--format", name).stdout_bytes == content


def test_a_web_page_tells_where_figures_stand(run: Run, desk: Path) -> None:
    """Title, path, file and line as a tooltip; nothing of it with --no-provenance."""
    run(*_IN, "-o", "a.html")
    assert 'title="标题 document.title（town.yaml:' in (desk / "a.html").read_text("utf-8")
    run(*_IN, "-o", "b.html", "--no-provenance")
    assert "document.title" not in (desk / "b.html").read_text("utf-8")


def test_formats_of_the_option_are_the_writers() -> None:
    """The option knows every writer."""
    assert FORMATS == writing.FORMATS


@pytest.mark.parametrize(
    "options",
    [("-o", "a.odt"), ("-o", "a"), ("-o", "a.docx", "--format", "json"), ("-o", "-", "--format", "docx")],
)
def test_file_name_and_format_must_agree(run: Run, desk: Path, options: tuple[str, ...]) -> None:
    """A name that is no format's, or another's, is wrong usage."""
    result = run(*_IN, *options)
    assert result.exit_code == 2
    assert "错误 E400" in result.stderr
    assert sorted(os.listdir(desk)) == ["templates", "town.yaml"]


def test_existing_file_is_kept(run: Run, desk: Path) -> None:
    """A file that is there stays as it is, and the command says how to overwrite it."""
    (desk / "a.docx").write_text("old")
    result = run(*_IN, "-o", "a.docx")
    assert result.exit_code == 1
    assert "错误 R402 a.docx：文件已经存在" in result.stderr
    assert "请加 --force\n" in result.stderr
    assert (desk / "a.docx").read_text() == "old"


def test_force_overwrites(run: Run, desk: Path) -> None:
    """--force puts the new document in the place of the old."""
    (desk / "a.docx").write_text("old")
    assert run(*_IN, "-o", "a.docx", "--force").exit_code == 0
    assert "清溪乡工作情况汇报" in _texts(desk / "a.docx")


def test_most_specific_templates_first(run: Run, desk: Path) -> None:
    """Of several -t the first one wins."""
    special = write_templates(desk / "special", "# 特别的\n")
    assert run("render", "town.yaml", "-t", special, "-t", "templates", "-o", "a.docx").exit_code == 0
    assert _texts(desk / "a.docx")[0] == "特别的"


def test_provenance_can_be_left_out(run: Run) -> None:
    """--no-provenance leaves the data paths out of the file."""
    with_paths, without = run(*_IN, "-o", "-"), run(*_IN, "-o", "-", "--no-provenance")
    assert "township.admin_villages" in with_paths.stdout
    assert "township.admin_villages" not in without.stdout


def test_pictures_lie_beside_the_data(run: Run, desk: Path) -> None:
    """A picture is looked up in the data file's folder, wherever the document goes."""
    write_templates(desk, "# 图\n\n![图一](photo.png)\n")
    result = run(*_IN, "-o", "elsewhere/")
    assert result.exit_code == 1
    assert "错误 R403 找不到图片“photo.png”（在 . 里找）" in result.stderr


def test_what_does_not_add_up_stops_a_final_document(run: Run, desk: Path) -> None:
    """An error that nobody explained is told, and nothing is written."""
    write_data(desk, **WRONG_SUM)
    result = run(*_IN, "-q")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "错误 X02 identification.entered.persons" in result.stderr
    assert "错误 R411 有 1 处错误没有说明" in result.stderr
    assert sorted(os.listdir(desk)) == ["templates", "town.yaml"]


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_says_so_on_every_page(run: Run, desk: Path, draft: bool) -> None:
    """With `--allow-errors`, or in a draft, the document is written, marked 草稿; a final one is not."""
    write_data(desk, **WRONG_SUM, document__draft=draft)
    result = run(*_IN) if draft else run(*_IN, "--allow-errors")
    assert (result.exit_code, result.stdout) == (0, f"已生成 {NAME}.docx\n")
    assert "错误 X02 identification.entered.persons" in result.stderr
    written = fr.read_docx(desk / f"{NAME}.docx")
    assert written.properties.draft
    with ZipFile(desk / f"{NAME}.docx") as package:
        headers = [name for name in package.namelist() if "header" in name]
        assert len(headers) == 2  # odd pages and even ones
        assert all("草稿" in package.read(name).decode() for name in headers)
    assert fr.inspect_docx(desk / f"{NAME}.docx").conforms
    fr.write(replace(written, properties=replace(written.properties, draft=False)), desk / "final.docx")
    with ZipFile(desk / "final.docx") as package:
        assert not any("草稿" in package.read(name).decode("utf-8", "ignore") for name in package.namelist())


def test_explained_findings_are_not_repeated(run: Run, desk: Path) -> None:
    """A finding with a note is settled: `render` keeps silent about it."""
    note = {"check": "X02", "at": "identification.entered", "note": "十人死亡。"}
    write_data(desk, **WRONG_SUM, explanations=[note])
    assert run(*_IN).stderr == ""


def test_data_problems_stop(run: Run, desk: Path) -> None:
    """A value that cannot be read is told with its place; no document appears."""
    write_data(desk, **UNREADABLE)
    result = run(*_IN)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "town.yaml:" in result.stderr
    assert "错误 D2" in result.stderr
    assert sorted(os.listdir(desk)) == ["templates", "town.yaml"]


def test_template_errors_stop(run: Run, desk: Path) -> None:
    """A template that prints what is not there is told with file and line."""
    write_templates(desk, "# 标题\n\n{{ township.nothing }}\n")
    result = run(*_IN)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{Path('templates/sections/town.md.j2')}:3:" in result.stderr


def test_missing_template_folder(run: Run) -> None:
    """A template folder that does not exist is named."""
    result = run("render", "town.yaml", "-t", "nowhere")
    assert result.exit_code == 1
    assert "错误 T301 没有这个模板文件夹：nowhere" in result.stderr


def test_missing_data_file(run: Run) -> None:
    """A data file that does not exist is a matter of the environment."""
    result = run("render", "nowhere.yaml")
    assert (result.exit_code, result.stderr) == (4, "错误 E501 nowhere.yaml：找不到这个文件或文件夹\n")


def test_name_too_long(run: Run) -> None:
    """A name the system does not take is told in Chinese."""
    result = run(*_IN, "-o", "镇" * 90 + ".docx")
    assert result.exit_code == 4
    assert "错误 E505" in result.stderr


def test_folder_in_place_of_the_file(run: Run, desk: Path) -> None:
    """A file stands in the way where a folder is needed."""
    (desk / "block").write_text("")
    result = run(*_IN, "-o", "block/a.docx")
    assert result.exit_code == 4
    assert "错误 E506" in result.stderr


def test_quiet(run: Run, desk: Path) -> None:
    """-q makes the document and says nothing."""
    result = run(*_IN, "-q")
    assert (result.exit_code, result.output) == (0, "")
    assert (desk / f"{NAME}.docx").is_file()


@pytest.mark.parametrize("arguments", [("-v", *_IN), (*_IN, "-v")])
def test_verbose(run: Run, arguments: tuple[str, ...]) -> None:
    """-v, before the command or after it, tells stages, template folders and figures."""
    told = run(*arguments).stderr
    assert "读取数据：" in told
    assert "模板：templates → " in told
    assert "来自数据的内容：3 处" in told


def test_comments_that_there_are_none_of(run: Run, desk: Path) -> None:
    """Who asks for comments is told when there is nothing to comment; else nothing is said of it."""
    told = run(*_IN, "--comments")
    assert told.exit_code == 0
    assert "没有批注" in told.stdout
    write_data(desk, township__source="统计年报")
    assert "没有批注" not in run(*_IN, "--comments", "--force").stdout
