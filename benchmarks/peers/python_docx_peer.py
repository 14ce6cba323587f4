"""Plain python-docx: paragraphs and runs added to a file that holds the styles."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.shared import Twips
from entry import Write, main, read_page, texts


def documented(material: Path) -> Write:
    """As its manual says: open, `add_paragraph` and `add_run` with style names, save."""
    page = read_page(material)

    def write(data: Path, out: Path) -> None:
        figures = _texts(data, page)
        document = Document(str(material / "base.docx"))
        names = {style.style_id: style.name for style in document.styles}
        for each in page["paragraphs"]:
            paragraph = document.add_paragraph(style=names[each["style"]])
            if each["right"]:
                paragraph.paragraph_format.right_indent = Twips(int(each["right"]))
            for run in each["runs"]:
                paragraph.add_run(_words(run, figures), names[run["style"]] if run["style"] else None)
        document.save(str(out))

    return write


def fast(material: Path) -> Write:
    """Keep the file's bytes, look each style up once a report, insert before the last paragraph.

    `add_paragraph` looks for the end of the document each time (its issue 408).
    """
    page = read_page(material)
    base = (material / "base.docx").read_bytes()

    def write(data: Path, out: Path) -> None:
        figures = _texts(data, page)
        document = Document(BytesIO(base))
        styles: dict[str, Any] = {style.style_id: style for style in document.styles}
        last = document.add_paragraph()
        for each in page["paragraphs"]:
            paragraph = last.insert_paragraph_before(style=styles[each["style"]])
            if each["right"]:
                paragraph.paragraph_format.right_indent = Twips(int(each["right"]))
            for run in each["runs"]:
                paragraph.add_run(_words(run, figures), styles[run["style"]] if run["style"] else None)
        document.element.body.remove(last._p)
        document.save(str(out))

    return write


def _texts(data: Path, page: dict[str, Any]) -> list[str]:
    return texts(yaml.load(data.read_text("utf-8"), yaml.CSafeLoader), page["figures"])


def _words(run: dict[str, Any], figures: list[str]) -> str:
    text: str = figures[run["figure"] - 1] if "figure" in run else run["text"]
    return text


if __name__ == "__main__":
    main({"documented": documented, "fast": fast})
