"""The documentation is run: files written, commands called, Python executed, in order, page by page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fupin_report as fr
from builders import template_folder
from fupin_report.document import Paragraph, plain_text
from fupin_report.filters import FILTERS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    "README.md",
    "README.zh-CN.md",
    *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "docs").glob("*.md"))),
]
_FENCE = re.compile(r"(?:<!-- ((?:file|append): \S+|run|skip) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
_PROGRAM = "fupin-report"


def steps(page: str) -> list[tuple[str, str, str]]:
    """Return note, language and text of every fenced block of a page."""
    return [
        (note or "", language, text)
        for note, language, text in _FENCE.findall((ROOT / page).read_text("utf-8"))
    ]


@pytest.mark.parametrize("page", [page for page in PAGES if (ROOT / page).exists()])
def test_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    """Every file and command of a page works in its order, and its Python, as one program, after them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    python = []
    for note, language, text in steps(page):
        if ": " in note:
            _put(note, text, tmp_path)
        elif language == "python" and note != "skip":
            python.append(text)
        elif language == "console" and note == "run":
            _commands(text, tmp_path)
    _run([sys.executable, "-c", "\n".join(python)], tmp_path)


def _put(note: str, text: str, folder: Path) -> None:
    """Write a file (`file: x`), or add to the end of one that a block above has written (`append: x`)."""
    does, name = note.split(": ")
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if does == "append" else ""
    file.write_text(before + text, "utf-8")


def _commands(text: str, folder: Path) -> None:
    """Run the commands of our program; the lines under one must appear in what it prints, `…` is anything."""
    for block in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *expected = block.rstrip().split("\n")
        words = shlex.split(command)
        if words[0] != _PROGRAM:
            continue
        printed = _run([sys.executable, "-m", "fupin_report", *words[1:]], folder)
        for line in filter(None, expected):
            pattern = ".*".join(map(re.escape, line.rstrip().split("…")))
            assert re.search(pattern, printed), f"{line!r} not in\n{printed}"


def _run(command: list[str], folder: Path) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    allowed = (0, 1) if "check" in command else (0,)
    assert done.returncode in allowed, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("page", [page for page in PAGES if (ROOT / page).exists()])
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    """A relative link of a page names a file that exists."""
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        if target != "文件":
            assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("README.md", "README.zh-CN.md"), ("docs/templates.md", "docs/templates.zh-CN.md")],
)
def test_both_languages_have_the_same_code(english: str, chinese: str) -> None:
    """A Chinese page is the English one in Chinese: same files, same commands, same Python."""
    pages = [
        [(note, language, re.sub(r"#.*", "", text)) for note, language, text in steps(page)]
        for page in (english, chinese)
    ]
    assert pages[0] == pages[1]


_EXAMPLE = re.compile(r"^\|(?: (\w+) \|)? `(\{\{ .+? \}\})` \| (.+?) \| .+ \|$")


def examples() -> list[tuple[str, str, str]]:
    """Return data file, expression and what it prints of every row of the page of filters."""
    found, data = [], ""
    for line in (ROOT / "docs" / "filters.md").read_text("utf-8").splitlines():
        if line.startswith("数据："):
            data = line.split("`")[1].removeprefix("examples/").removesuffix(".yaml")
        if row := _EXAMPLE.match(line):
            found.append((row[1] or data, row[2].replace(r"\|", "|"), row[3]))
    return found


@pytest.mark.parametrize(("data", "expression", "printed"), examples())
def test_an_example_of_a_filter_or_a_phrase_prints_what_it_says(
    data: str, expression: str, printed: str, tmp_path: Path
) -> None:
    """Each row of the page of filters, made of the data that it names."""
    report = fr.load(ROOT / "examples" / f"{data}.yaml")
    imports = "".join(f'{{% import "phrases/{f}.md.j2" as {name} %}}' for name, f in _PHRASES.items())
    folder = template_folder(tmp_path, {"s": f"{imports}\n{expression}\n"})
    (tmp_path / "progress.yaml").rename(tmp_path / f"{report.document.type}.yaml")
    document = fr.render(report, fr.TemplateSet(folder))
    assert "".join(plain_text(each.children) for each in document.walk(Paragraph)) == printed


def test_every_filter_and_every_phrase_has_an_example() -> None:
    """A new one is noticed here."""
    shown = " ".join(expression for _, expression, _ in examples())
    assert set(re.findall(r"\|(\w+)", shown)) == set(FILTERS)
    for name, file in _PHRASES.items():
        source = (ROOT / "templates" / "phrases" / f"{file}.md.j2").read_text("utf-8")
        assert set(re.findall(rf"{name}\.(\w+)\(", shown)) == set(re.findall(r"macro (\w+)", source))


_PHRASES = {"say": "common", "phrase": "projects"}
