"""Who takes part, how each is started, and whether each writes the same report as ours."""

from __future__ import annotations

import os
import shutil
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
    """Python package, or folder of a Node script with its `node_modules`."""

    def command(self, material: Path, data: Path, out: Path) -> list[str]:
        """Return the command that writes one report."""
        runner = (shutil.which("node") or "node") if self.script.endswith(".js") else sys.executable
        return [runner, str(HERE / self.script), self.variant, *map(str, (material, data, out))]

    def missing(self) -> str:
        """Return what is to be done before this entrant can run, or nothing."""
        if not self.script.endswith(".js"):
            return "" if find_spec(self.needs) else f"pip install {self.needs}"
        if not shutil.which("node"):
            return "install Node.js"
        folder = HERE / self.needs
        return "" if (folder / "node_modules").is_dir() else f"npm install in benchmarks/{self.needs}"


OURS = Entrant("fupin-report", "peers/ours.py", "traced", "fupin_report")
FLOOR = Entrant("floor", "floor.py", "floor", "fupin_report")
ENTRANTS = (
    FLOOR,
    OURS,
    Entrant("fupin-report, audited", "peers/ours.py", "audited", "fupin_report"),
    Entrant("fupin-report, no provenance", "peers/ours.py", "untraced", "fupin_report"),
    Entrant("docxtpl, as documented", "peers/docxtpl_peer.py", "documented", "docxtpl"),
    Entrant("docxtpl, everything kept", "peers/docxtpl_peer.py", "fast", "docxtpl"),
    Entrant("python-docx, as documented", "peers/python_docx_peer.py", "documented", "docx"),
    Entrant("python-docx, styles kept", "peers/python_docx_peer.py", "fast", "docx"),
    Entrant(
        "docxtemplater, as documented", "peers/docxtemplater/peer.js", "documented", "peers/docxtemplater"
    ),
    Entrant("docxtemplater, bytes kept", "peers/docxtemplater/peer.js", "fast", "peers/docxtemplater"),
    Entrant("docx (npm)", "peers/docx_npm/peer.js", "documented", "peers/docx_npm"),
)


def run(command: list[str]) -> None:
    """Run a command to its end. Raises `RuntimeError` with what it said."""
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")


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
    python = f"Python {sys.version.split()[0]}"
    found = [f"{name} {version(name)}" for name in ("fupin-report", "docxtpl", "python-docx") if _known(name)]
    node = shutil.which("node")
    said = (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if node
        else ""
    )
    return ", ".join([python, *found, f"Node {said.strip()}" if said else "no Node"])


def _known(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False
