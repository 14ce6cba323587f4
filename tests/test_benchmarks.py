"""The benchmarks compare like with like, and their one command runs. No second is asserted."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"
EXAMPLE = ROOT / "examples" / "progress.yaml"
PEERS = [
    ("floor.py", "floor"),
    ("peers/ours.py", "traced"),
    ("peers/ours.py", "untraced"),
    ("peers/python_docx_peer.py", "documented"),
    ("peers/python_docx_peer.py", "fast"),
    ("peers/docxtpl_peer.py", "documented"),
    ("peers/docxtpl_peer.py", "fast"),
]


def run(*arguments: str) -> str:
    """Run a script of the benchmarks and return what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(BENCHMARKS)}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Templates and pages for the peers, and our own file."""
    folder = tmp_path_factory.mktemp("material")
    make = "import sys, pathlib, material; material.make_material(*map(pathlib.Path, sys.argv[1:]))"
    run("-c", make, str(EXAMPLE), str(folder))
    return folder


def seen(path: Path) -> list[tuple[str | None, str]]:
    """Return style and visible text of each paragraph."""
    return [
        (each.style.style_id if each.style else None, each.text)
        for each in docx.Document(str(path)).paragraphs
    ]


@pytest.mark.parametrize(("script", "variant"), PEERS)
def test_every_entrant_writes_the_report_that_we_write(
    script: str, variant: str, material: Path, tmp_path: Path
) -> None:
    """Paragraph by paragraph, the same style and the same characters."""
    if "docxtpl" in script and not importlib.util.find_spec("docxtpl"):
        pytest.skip("docxtpl is not installed: it is in the extra `bench`")
    out = tmp_path / "peer.docx"
    run(str(BENCHMARKS / script), variant, str(material), str(EXAMPLE), str(out))
    assert seen(out) == seen(material / "ours.docx")


def test_a_peer_fills_its_figures_from_the_data_file(material: Path, tmp_path: Path) -> None:
    """Another number in the file is another number on the page: nothing was typed into the template."""
    data = tmp_path / "other.yaml"
    data.write_text(EXAMPLE.read_text("utf-8").replace("788户3274人", "799户3299人"), "utf-8")
    out = tmp_path / "other.docx"
    run(str(BENCHMARKS / "floor.py"), "floor", str(material), str(data), str(out))
    assert any("799户3299人" in text for _, text in seen(out))


def test_the_one_command_prints_its_tables() -> None:
    """One quick round: ours, the floor and plain python-docx are in it, and every stage."""
    printed = run(str(BENCHMARKS / "run.py"), "--rounds", "1", "--quick")
    for word in ("reports/s", "floor", "python-docx", "peak MB", "Jinja and facts", "load"):
        assert word in printed
