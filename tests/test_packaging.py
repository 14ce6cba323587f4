"""The package as a user gets it: built, installed in a fresh environment, run away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

import fupin_report as fr
from town_files import NAME, write_data

_ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(_ROOT)], check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


def _installed(folder: Path, *what: str) -> Path:
    """Install into a fresh environment and return its folder of commands."""
    venv.create(folder, with_pip=False)
    scripts = Path(
        sysconfig.get_path("scripts", "venv", {"base": str(folder), "installed_base": str(folder)})
    )
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "-qq"]
    done = subprocess.run([*pip, *what], capture_output=True, text=True, check=False, timeout=600)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip(f"装不上，多半是软件源连不上：{done.stderr.strip()[-300:]}")
    assert done.returncode == 0, done.stderr
    return scripts


def _render_at(desk: Path, scripts: Path) -> list[str]:
    """Render the small town with the installed command and return the paragraphs of the document."""
    write_data(desk)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(scripts / "fupin-report"), "render", "town.yaml"],
        cwd=desk,
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [paragraph.text for paragraph in Document(str(desk / f"{NAME}.docx")).paragraphs]


def test_wheel_carries_templates_and_types(wheel: Path) -> None:
    """The wheel holds every template of the checkout, the mark of types and the licence."""
    names = set(ZipFile(wheel).namelist())
    templates = [path for path in (_ROOT / "templates").rglob("*") if path.is_file()]
    assert templates
    assert {
        f"fupin_report/templates/{path.relative_to(_ROOT / 'templates').as_posix()}" for path in templates
    } <= names
    assert "fupin_report/py.typed" in names
    assert f"fupin_report-{fr.__version__}.dist-info/licenses/LICENSE" in names


def test_wheel_carries_nothing_else(wheel: Path) -> None:
    """Neither tests nor examples nor caches get into the wheel."""
    strange = [
        name
        for name in ZipFile(wheel).namelist()
        if not name.startswith(("fupin_report/", "fupin_report-")) or "__pycache__" in name
    ]
    assert strange == []


def test_installed_wheel_renders(wheel: Path, tmp_path: Path) -> None:
    """The installed wheel makes a Word file far from the checkout, writes the schema, speaks English."""
    scripts = _installed(tmp_path / "environment", str(wheel))
    assert "清溪乡工作情况汇报" in _render_at(tmp_path, scripts)
    for arguments, begin in ((["schema"], b'{\n "$schema"'), (["--lang", "en", "--help"], b"Usage: ")):
        done = subprocess.run(
            [str(scripts / "fupin-report"), *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert done.stdout.startswith(begin)


def test_editable_install_renders(tmp_path: Path) -> None:
    """`pip install -e` finds the templates of the checkout."""
    scripts = _installed(tmp_path / "environment", "-e", str(_ROOT))
    assert "清溪乡工作情况汇报" in _render_at(tmp_path, scripts)
