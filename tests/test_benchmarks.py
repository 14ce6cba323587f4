"""The benchmarks compare like with like, and their one command runs. No second is asserted."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from fupin_report.batch import Order, generate_many

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
    ("peers/docxtpl_peer.py", "safe_load"),
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


SECTIONS = {
    "warm": ["reports/s", "floor", "python-docx, as documented", "ours, to the floor"],
    "cold": ["peak MB", "fupin-report --help", "fupin-report render"],
    "stages": ["Jinja and facts", "zip and write", "all of generate"],
    "sources": ["a Report, unchecked", "JSON text, audited", "batch, JSON lines, unchecked", "two cores"],
    "scale": ["YAML files, one core: 1 ", "YAML files, two cores: 10", "JSON lines, two cores: 10", "÷ rate"],
    "sizes": ["pages of a report", "rows of a table", "100 "],
    "memory": ["worker 2", "one process, townships rendered", "peak of a worker"],
}
"""What each section tells, its aims included."""


@pytest.mark.parametrize("section", SECTIONS)
def test_the_one_command_prints_the_tables_of_a_section(section: str) -> None:
    """One quick round."""
    printed = run(str(BENCHMARKS / "run.py"), section, "--rounds", "1", "--quick")
    for word in ("load", *SECTIONS[section]):
        assert word in printed


def test_what_was_measured_is_told_as_json_too() -> None:
    """With each aim and whether it is reached."""
    found = json.loads(run(str(BENCHMARKS / "run.py"), "memory", "--rounds", "1", "--quick", "--json"))
    assert found["memory"]["batch"]["worker 1"]["peak"] > 10
    assert found["aims"]
    for aim in found["aims"]:
        reached = aim["measured"] >= aim["wanted"] if aim["sign"] == "≥" else aim["measured"] <= aim["wanted"]
        assert aim["reached"] == reached


def test_an_unknown_section_is_refused() -> None:
    """Rather than nothing being measured."""
    command = [sys.executable, str(BENCHMARKS / "run.py"), "warn"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "warn" in done.stderr


MAKE_TOWNSHIPS = """
import pathlib, sys, towns
folder, seed, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
folder.mkdir()
forms = towns.forms(5 if count > 9 else 1, seed)
towns.write_files(forms, folder / "yaml", count, seed)
towns.write_lines(forms, folder / "lines.jsonl", count, seed)
"""


def townships(folder: Path, seed: int, count: int) -> Path:
    """Write townships as the benchmarks do."""
    run("-c", MAKE_TOWNSHIPS, str(folder), str(seed), str(count))
    return folder


@pytest.mark.parametrize("seed", [1, 2015])
def test_townships_differ_and_each_is_one_that_a_batch_writes(seed: int, tmp_path: Path) -> None:
    """Audited; as files and as lines they say the same."""
    count = 40
    made = townships(tmp_path / "made", seed, count)
    order = Order(str(tmp_path / "out"), formats=("md",))
    outcomes = [*generate_many([made / "yaml"], order), *generate_many([made / "lines.jsonl"], order)]
    assert [each.first_problem for each in outcomes if not each.succeeded] == []
    texts = [(tmp_path / "out" / each.outputs[0].path).read_text("utf-8") for each in outcomes]
    assert len(set(texts[:count])) == count
    assert texts[:count] == texts[count:]
    assert len({line for each in texts for line in each.splitlines()}) > 3 * count


def test_the_same_seed_makes_the_same_townships(tmp_path: Path) -> None:
    """However many are asked for; another seed makes others."""
    few, many = townships(tmp_path / "few", 7, 3), townships(tmp_path / "many", 7, 9)
    for each in (few / "yaml").iterdir():
        assert each.read_bytes() == (many / "yaml" / each.name).read_bytes()
    others = townships(tmp_path / "others", 8, 3)
    assert (few / "lines.jsonl").read_bytes() != (others / "lines.jsonl").read_bytes()
