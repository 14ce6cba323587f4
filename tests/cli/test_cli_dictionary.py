"""`fields`, `schema`, `new` and `completion`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.cli.new import KEYS
from fupin_report.dictionary import COLUMNS, SCHEMA_FILE, Keys, json_schema, markdown
from fupin_report.model import DocumentType
from town_files import Run

_COMMAND = [sys.executable, "-m", "fupin_report"]


def test_fields_of_a_section(run: Run) -> None:
    """A section by either name, columns set apart by tabs."""
    result = run("fields", "项目")
    head, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert tuple(head) == COLUMNS
    assert ["projects[].name", "名称", "文字", "必填", "", "安全饮水工程"] in rows
    assert run("fields", "projects").stdout == result.stdout


def test_fields_of_everything(run: Run) -> None:
    """Without a section, all of them."""
    assert len(run("fields").stdout.splitlines()) > 300


def test_fields_as_a_page(run: Run) -> None:
    """--markdown is the page in the documentation."""
    assert run("fields", "--markdown").stdout == markdown()


def test_unknown_section(run: Run) -> None:
    """A section that is not there is wrong usage, with a guess."""
    result = run("fields", "乡镇情况")
    assert result.exit_code == 2
    assert "没有“乡镇情况”这一部分，可用的有：乡镇概况" in result.stderr


def test_schema_on_standard_output(run: Run) -> None:
    """The schema is JSON in UTF-8."""
    assert json.loads(run("schema").stdout_bytes)["title"] == "汇报数据"


def test_schema_in_a_file(run: Run, desk: Path) -> None:
    """-o writes a file, and over another one only with --force."""
    assert run("schema", "-o", "s.json").stdout == "已生成 s.json\n"
    (desk / "s.json").write_text("mine", "utf-8")
    result = run("schema", "-o", "s.json")
    assert (result.exit_code, (desk / "s.json").read_text("utf-8")) == (1, "mine")
    assert "错误 R402 s.json" in result.stderr
    assert run("schema", "-o", "s.json", "--force").exit_code == 0
    assert (desk / "s.json").read_text("utf-8") == json_schema()


@pytest.mark.parametrize("kind", ["visit", "走访调研情况"])
def test_new_file(run: Run, desk: Path, kind: str) -> None:
    """A starter file of the type, named after NAME, its schema beside it; check lists what is open."""
    result = run("new", kind, "上洞村")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "已生成 上洞村.yaml",
        f"已生成 {SCHEMA_FILE}",
        "填好以后核对：fupin-report check 上洞村.yaml",
    ]
    assert (desk / SCHEMA_FILE).read_text("utf-8") == json_schema()
    checked = run("check", "上洞村.yaml")
    assert checked.exit_code == 1
    assert "错误 D212 visit_event.host（受访村）：还没有填，写的是“__”" in checked.stdout
    assert "错误 D2" in checked.stdout
    assert {word for word in checked.stdout.split() if word.startswith("D2")} == {"D212"}


def test_new_file_with_english_keys(run: Run, desk: Path) -> None:
    """--keys en writes English keys, the Chinese ones in the notes; a suffix is kept."""
    run("new", "progress", "town2.yml", "--keys", "en")
    text = (desk / "town2.yml").read_text("utf-8")
    assert re.search(r"\n  admin_villages: __个 +# 行政村；必填；如：12个\n", text)


def test_new_never_overwrites(run: Run, desk: Path) -> None:
    """A file that is there stays as it is."""
    before = (desk / "town.yaml").read_bytes()
    result = run("new", "progress", "town")
    assert result.exit_code == 1
    assert result.stderr == "错误 R402 town.yaml：文件已经存在，没有改动\n"
    assert (desk / "town.yaml").read_bytes() == before
    assert not (desk / SCHEMA_FILE).exists()


def test_new_tells_of_an_old_schema(run: Run, desk: Path) -> None:
    """A schema of another version is left alone, and how to renew it is told."""
    (desk / SCHEMA_FILE).write_text("{}", "utf-8")
    result = run("new", "progress", "a")
    assert result.exit_code == 0
    assert f"fupin-report schema -o {SCHEMA_FILE} --force" in result.stderr
    assert (desk / SCHEMA_FILE).read_text("utf-8") == "{}"


def test_new_of_an_unknown_type(run: Run, desk: Path) -> None:
    """An unknown type is wrong usage, and nothing is written."""
    result = run("new", "report", "a")
    assert result.exit_code == 2
    assert "文种（TYPE）应为下列之一：progress 工作情况汇报、visit 走访调研情况" in result.stderr
    assert not (desk / "a.yaml").exists()


def test_help_names_all_types_and_keys(run: Run) -> None:
    """What the help lists is what there is."""
    text = run("new", "--help").stdout
    assert all(kind.value in text for kind in DocumentType)
    assert tuple(each.value for each in Keys) == KEYS


# --- completion ---------------------------------------------------------------------------------


def completed(*words: str) -> list[str]:
    """Return what bash is offered after the last word."""
    line = ["fupin-report", *words]
    asked = {
        "_FUPIN_REPORT_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from fupin_report.cli import main; main()"],
        env=os.environ | asked,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.stdout.decode("utf-8").splitlines()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("fi",), ["plain,fields"]),
        (("fields", "乡"), ["plain,乡镇概况"]),
        (("fields", "town"), ["plain,township"]),
        (("new", "走"), ["plain,走访调研情况"]),
        (("new", "semi"), ["plain,semiannual"]),
        (("new", "visit", "a", "--keys", "z"), ["plain,zh"]),
        (("check", "da"), ["file,da"]),
        (("render", "da"), ["file,da"]),
        (("render", "a.yaml", "-t", "te"), ["dir,te"]),
        (("render", "--lang", "e"), ["plain,en"]),
        (("completion", "f"), ["plain,fish"]),
    ],
)
def test_what_tab_offers(words: tuple[str, ...], offered: list[str]) -> None:
    """Commands, options, files, sections and types in either language."""
    assert completed(*words) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Run, shell: str) -> None:
    """Each shell gets a script that asks the program."""
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"{shell}_complete" in result.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="需要 bash")
def test_bash_takes_the_script(tmp_path: Path) -> None:
    """A real bash sources the script and completes a section."""
    script = tmp_path / "script"
    done = subprocess.run([*_COMMAND, "completion", "bash"], capture_output=True, check=True, timeout=60)
    script.write_bytes(
        done.stdout.replace(b"cli", b"fupin-report") if b"fupin" not in done.stdout else done.stdout
    )
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "fupin-report"
    program.write_text(f"#!{sys.executable}\nfrom fupin_report.cli import main\nmain()\n", "utf-8")
    program.chmod(0o755)
    asked = 'source ./script; COMP_WORDS=(fupin-report fields 精准); COMP_CWORD=2; _fupin_report_completion fupin-report; echo "${COMPREPLY[@]}"'
    answer = subprocess.run(
        ["bash", "-c", asked],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert answer.stdout.decode("utf-8").strip() == "精准识别", answer.stderr.decode()


def test_starter_of_the_command_renders(run: Run, desk: Path) -> None:
    """From `new` to a document: fill in the open places, check, render."""
    run("new", "visit", "上洞村", "--keys", "en")
    file = desk / "上洞村.yaml"
    text = file.read_text("utf-8")
    for old, written in [
        ("title: __ ", "title: 赴上洞村调研情况 "),
        ("issuer: __ ", "issuer: 霄边社区 "),
        ("issuer_kind: __ ", "issuer_kind: 社区 "),
        ("__年__月__日", "2015年12月18日"),
        ("[__] ", "[霄边社区] "),
        ("year: __ ", "year: 2015 "),
        ("role: __ ", "role: 社区书记 "),
        ("host: __ ", "host: 上洞村 "),
        ("text: __ ", "text: 每季度走访一次 "),
    ]:
        text = "\n".join(
            line if line.lstrip().startswith("#") else line.replace(old, written) for line in text.split("\n")
        )
    file.write_text(text, "utf-8")
    assert run("check", file.name).exit_code == 0
    assert run("render", file.name, "-o", "a.docx").exit_code == 0
    assert fr.load(file).document.title == "赴上洞村调研情况"
