"""pandoc: Markdown in which each paragraph names its style, and our file without words as the reference."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import yaml
from entry import Write, main, read_page, texts
from programs import PANDOC

_READS = ["--from", "markdown-smart"]
"""Without `smart`, which would make other characters of some."""
_SIGN = re.compile(r"([!-/:-@\[-`{-~])")


def a_process_a_report(material: Path) -> Write:
    """As its manual says: the program is started for each report."""
    page = read_page(material)
    form = _form(page)
    command = [PANDOC, *_READS, "--reference-doc", str(material / "base.docx"), "--output"]

    def write(data: Path, out: Path) -> None:
        text = form.format(*_figures(data, page))
        subprocess.run([*command, str(out)], input=text.encode(), check=True)

    return write


def one_for_many(material: Path) -> Write:
    """One program that is told of each report: `pandoc lua`, from pandoc 3 on."""
    page = read_page(material)
    form = _form(page)
    command = [PANDOC, "lua", str(Path(__file__).with_suffix(".lua")), str(material / "base.docx")]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(program.communicate)  # so that its time counts
    assert program.stdin
    assert program.stdout
    asked, answers = program.stdin, program.stdout

    def write(data: Path, out: Path) -> None:
        markdown = out.with_suffix(".md")
        markdown.write_text(form.format(*_figures(data, page)), "utf-8")
        print(markdown, file=asked, flush=True)
        if not answers.readline():
            raise RuntimeError("pandoc ended")
        os.replace(f"{markdown}.docx", out)

    return write


def _figures(data: Path, page: dict[str, Any]) -> list[str]:
    loaded = yaml.load(data.read_text("utf-8"), yaml.CSafeLoader)
    return [_SIGN.sub(r"\\\1", text) for text in texts(loaded, page["figures"])]


def _form(page: dict[str, Any]) -> str:
    """Return the page as Markdown with `{0}` for the first figure."""
    return "\n".join(_paragraph(each, page["names"]) for each in page["paragraphs"])


def _paragraph(paragraph: dict[str, Any], names: dict[str, str]) -> str:
    words = "".join(_run(each, names) for each in paragraph["runs"])
    style = f'{{{{custom-style="{names[paragraph["style"]]}"}}}}'
    return f"::: {style}\n{words or '[]{{}}'}\n:::\n"


def _run(run: dict[str, Any], names: dict[str, str]) -> str:
    text = f"{{{run['figure'] - 1}}}" if "figure" in run else _typed(run["text"])
    return f'[{text}]{{{{custom-style="{names[run["style"]]}"}}}}' if run["style"] else text


def _typed(text: str) -> str:
    return _SIGN.sub(r"\\\1", text).replace("{", "{{").replace("}", "}}")


if __name__ == "__main__":
    main({"a process a report": a_process_a_report, "one for many": one_for_many})
