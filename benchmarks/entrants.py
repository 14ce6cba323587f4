"""Who takes part, how each is started, and whether each writes the same report as ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from material import BODY
from programs import NODE, PANDOC, first_line

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": ""}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Entrant:
    """A script in one of its variants."""

    name: str
    script: str
    variant: str
    needs: str
    """Python package, folder of a Node script with its `node_modules`, or program."""

    def command(self, material: Path, data: Path, out: Path) -> list[str]:
        """Return the command that writes one report."""
        runner = (NODE or "node") if self.script.endswith(".js") else sys.executable
        return [runner, str(HERE / self.script), self.variant, *map(str, (material, data, out))]

    def missing(self) -> str:
        """Return what is to be done before this entrant can run, or nothing."""
        if self.script.endswith(".js"):
            folder = HERE / self.needs
            if not NODE:
                return "install Node.js"
            return "" if (folder / "node_modules").is_dir() else f"npm install in benchmarks/{self.needs}"
        if self.needs.startswith("pandoc"):
            return _missing_pandoc(self.needs)
        return "" if find_spec(self.needs) else f"pip install {self.needs}"


def _missing_pandoc(needs: str) -> str:
    if not PANDOC:
        return "install pandoc, or pip install pypandoc-binary"
    found = first_line(PANDOC, "--version").split()[-1]
    wanted = needs.split()[1] if " " in needs else "0"
    return "" if int(found.split(".")[0]) >= int(wanted) else f"{needs} is wanted, here is {found}"


OURS = Entrant("fupin-report", "peers/ours.py", "traced", "fupin_report")
FLOOR = Entrant("floor", "floor.py", "floor", "fupin_report")
DOCXTPL = Entrant("docxtpl, yaml.safe_load", "peers/docxtpl_peer.py", "safe_load", "docxtpl")
DOCX = Entrant("docx (npm)", "peers/docx_npm/peer.js", "documented", "peers/docx_npm")
ENTRANTS = (
    FLOOR,
    OURS,
    Entrant("fupin-report, audited", "peers/ours.py", "audited", "fupin_report"),
    Entrant("fupin-report, no provenance", "peers/ours.py", "untraced", "fupin_report"),
    Entrant("docxtpl, as documented", "peers/docxtpl_peer.py", "documented", "docxtpl"),
    DOCXTPL,
    Entrant("docxtpl, everything kept", "peers/docxtpl_peer.py", "fast", "docxtpl"),
    Entrant("python-docx, as documented", "peers/python_docx_peer.py", "documented", "docx"),
    Entrant("python-docx, styles kept", "peers/python_docx_peer.py", "fast", "docx"),
    Entrant(
        "docxtemplater, as documented", "peers/docxtemplater/peer.js", "documented", "peers/docxtemplater"
    ),
    Entrant("docxtemplater, bytes kept", "peers/docxtemplater/peer.js", "fast", "peers/docxtemplater"),
    Entrant("carbone", "peers/carbone/peer.js", "documented", "peers/carbone"),
    DOCX,
    Entrant("pandoc, a process a report", "peers/pandoc_peer.py", "a process a report", "pandoc"),
    Entrant("pandoc, one for many", "peers/pandoc_peer.py", "one for many", "pandoc 3"),
)


def run(command: list[str]) -> str:
    """Run a command to its end; return what it printed. Raises `RuntimeError` with what it complained of."""
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def seen(path: Path) -> list[tuple[str, str]]:
    """Return style and visible characters of each paragraph of a Word file."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read(BODY))
    return [
        (_style(each), "".join(text.text or "" for text in each.iter(f"{_W}t")))
        for each in body.iter(f"{_W}p")
    ]


def _style(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "Normal" if style is None else style.get(f"{_W}val", "")


def differences(mine: Path, ours: Path) -> Iterator[str]:
    """Yield each paragraph in which two Word files differ, in style or in characters."""
    left, right = seen(mine), seen(ours)
    if len(left) != len(right):
        yield f"{len(left)} paragraphs, not {len(right)}"
    for one, other in zip(left, right, strict=False):
        if one != other:
            yield f"{one} is not {other}"


def versions() -> str:
    """Return the versions of what is compared."""
    python = [f"Python {sys.version.split()[0]}", *map(_version, ("fupin-report", "docxtpl", "python-docx"))]
    packages = sorted(
        {each for found in (HERE / "peers").glob("*/package.json") for each in _installed(found)}
    )
    node = [f"Node {first_line(NODE, '--version')}", *packages] if NODE else ["no Node"]
    return ", ".join(
        [*filter(None, python), *node, first_line(PANDOC, "--version") if PANDOC else "no pandoc"]
    )


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _installed(peer: Path) -> Iterator[str]:
    """Yield the packages that a peer in Node.js asks for, with the versions that are there."""
    for name in json.loads(peer.read_text("utf-8"))["dependencies"]:
        package = peer.parent / "node_modules" / name / "package.json"
        if package.is_file():
            yield f"{name} {json.loads(package.read_text('utf-8'))['version']}"
