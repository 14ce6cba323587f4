"""PDF, as LibreOffice sets the Word file.

LibreOffice is a program of its own: found, started in a fresh profile, given some time, and judged by
the files it leaves, as its exit code is 0 whatever happened.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fupin_report.errors import Problem, RenderError
from fupin_report.layout import Face, Layout
from fupin_report.patterns import expression

PROGRAM = "FUPIN_REPORT_SOFFICE"
"""Environment variable that names LibreOffice's program where it is not found."""
SECONDS, SECONDS_EACH = 90, 10
"""Time for LibreOffice to start, and for each file."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_INSTALL = {
    "linux": "sudo apt-get install libreoffice-writer（或 sudo dnf install libreoffice-writer）",
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
_DESCRIPTOR = expression(rb"<<[^<>]*/Type\s*/FontDescriptor[^<>]*>>|/Type\s*/FontDescriptor[^<>]*>>")
_FONT_NAME = expression(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_ESCAPED = expression(r"#([0-9A-Fa-f]{2})")


def to_pdf(contents: Sequence[bytes]) -> list[bytes]:
    """Return Word files as PDF, all set by one LibreOffice; faces are those of this machine.

    Raises `RenderError` R412 when LibreOffice is missing, R413 when it fails or takes too long.
    """
    program = _program()
    with TemporaryDirectory(prefix="fupin-pdf-") as place:
        folder = Path(place)
        for number, content in enumerate(contents):
            (folder / f"{number}.docx").write_bytes(content)
        _run(program, folder, len(contents))
        return [_made(folder / "pdf" / f"{number}.pdf") for number in range(len(contents))]


def _program() -> str:
    named = os.environ.get(PROGRAM)
    found = shutil.which(named) if named else shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _PLACES if not named and Path(place).is_file()), None)
    if found is None:
        command = _INSTALL.get(sys.platform, _INSTALL["linux"])
        advice = f"请安装：{command}；装在别处的，用环境变量 {PROGRAM} 指明"
        message = f"做 PDF 要用 LibreOffice，这台机器上没有找到。{advice}"
        raise RenderError(Problem("R412", message))
    return found


def _run(program: str, folder: Path, count: int) -> None:
    profile = (folder / "profile").as_uri()  # two at a time cannot share one; nothing of the user's runs
    command = [
        *(
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
        ),
        *("--nolockcheck", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder / "pdf")),
        *(str(folder / f"{number}.docx") for number in range(count)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    seconds = SECONDS + SECONDS_EACH * count
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        message = f"LibreOffice {seconds} 秒还没有做完 PDF，已停下；请再试一次"
        raise RenderError(Problem("R413", message)) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it has started, if they still run."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _made(file: Path) -> bytes:
    content = file.read_bytes() if file.is_file() else b""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:] or b"/Page" not in content:
        message = "LibreOffice 没有做出完整的 PDF；请用它打开同一份 Word 文件看看，或再试一次"
        raise RenderError(Problem("R413", message))
    return content


def embedded_faces(pdf: bytes) -> tuple[str, ...]:
    """Return the names of the faces that a PDF of LibreOffice's carries, sorted."""
    names = set()
    for descriptor in _DESCRIPTOR.findall(pdf):
        name = _FONT_NAME.search(descriptor)
        if name and b"/FontFile" in descriptor:
            text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), name[1].decode("latin-1"))
            names.add(text.encode("latin-1").decode("utf-8", "replace"))
    return tuple(sorted(names))


def substituted_faces(pdf: bytes, layout: Layout) -> list[tuple[str, str]]:
    """Return the faces of a layout that a PDF shows by others, each with the one in its place.

    Empty as well where nobody can say (no fontconfig: macOS, Windows).
    """
    embedded = [_letters(name) for name in embedded_faces(pdf)]
    faces = (getattr(layout.faces, each.name) for each in fields(layout.faces))
    asked = dict.fromkeys(face.name for face in faces if isinstance(face, Face))
    pairs = ((name, _substitute_for(name)) for name in asked)
    return [
        (name, other)
        for name, other in pairs
        if other and any(each.startswith(_letters(other)) for each in embedded)
    ]


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


@lru_cache(maxsize=64)
def _substitute_for(face: str) -> str:
    """Return the family that this machine puts in the place of one it does not have; else nothing."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    asked = [program, "--format", "%{family}", face]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=30)
    families = [each.strip() for each in done.stdout.split(",") if each.strip()]
    has = any(each.casefold() == face.casefold() for each in families)
    return "" if has or not families else families[0]
