"""A browser as judge: Debian's chromium lays out a page, and a script outside of it measures.

Where it is not installed, a test that needs it is skipped with the reason; under `CI` it fails.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_FONTS = Path(__file__).parent / "fonts.conf"
_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
_RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)
_TIMEOUT = 120


def measure(page: bytes, script: str, folder: Path, *widths: int) -> list[Any]:
    """Show a page in frames of some widths and return what a script finds in each.

    `script` is the body of a function of `page`, the document, and `view`, its window. It runs outside
    the frame, so the page stays as it is, under its own policy.
    """
    source = html.escape(page.decode(), quote=True)
    frames = [
        f'<iframe width="{width}" height="900" onload="look(this, {number})" srcdoc="{source}"></iframe>'
        for number, width in enumerate(widths)
    ]
    harness = folder / "harness.html"
    harness.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><style>iframe{border:0}</style><pre id="result"></pre><script>'
        f"const find = (page, view) => {{ {script} }}, found = [];"
        "function look(frame, number) {"
        "found[number] = find(frame.contentDocument, frame.contentWindow);"
        'document.getElementById("result").textContent = JSON.stringify(found); }</script>' + "".join(frames),
        "utf-8",
    )
    result = _RESULT.search(_run(folder, "--dump-dom", harness.as_uri()))
    assert result, "the page did not load"
    found: list[Any] = json.loads(html.unescape(result[1]))
    assert len(found) == len(widths)
    return found


def print_to_pdf(page: bytes, folder: Path) -> Path:
    """Print a page, without the browser's own header and footer."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri())
    return target


def _run(folder: Path, *arguments: str) -> str:
    browser = shutil.which("chromium")
    if browser is None:
        _give_up("没有安装 chromium")
    if "Fandol" not in _matched_font():
        _give_up("没有安装 Fandol 字体（texlive-lang-chinese）")
    command = [str(browser), *_OPTIONS, f"--user-data-dir={folder / 'profile'}", *arguments]
    environment = os.environ | {"FONTCONFIG_FILE": str(_FONTS)}
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment, timeout=_TIMEOUT
    )
    return done.stdout


def _matched_font() -> str:
    lister = shutil.which("fc-match")
    if lister is None:
        return ""
    environment = os.environ | {"FONTCONFIG_FILE": str(_FONTS)}
    done = subprocess.run(
        [lister, "仿宋_GB2312"], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout


def _give_up(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
