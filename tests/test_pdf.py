"""PDF through LibreOffice: as good as the file it leaves, whatever that program says or does."""

from __future__ import annotations

import os
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.layout import Layout
from fupin_report.pipeline import pdf
from rendering import fonts_of_the_tests, office
from town_files import NAME, Run

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="需要 POSIX")


def _fake(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Put a shell script in the place of LibreOffice; `$out` is the folder for its files."""
    script = folder / "soffice"
    find_out = 'while [ "$1" ]; do [ "$1" = --outdir ] && out=$2; shift; done; mkdir -p "$out"'
    script.write_text("\n".join(["#!/bin/sh", find_out, *lines]), "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(pdf.PROGRAM, str(script))


def test_a_pdf_of_each_file_by_one_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files in one process come back in order, with the faces of this machine, which are named."""
    office()
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts_of_the_tests()))
    pdf._substitute_for.cache_clear()
    words = [fr.serialize(fr.render(fr.load(f"examples/{each}.yaml"))) for each in ("visit", "progress")]
    made = pdf.to_pdf([*words, words[0]])
    counts = [content.count(b"/Type/Page/") + content.count(b"/Type/Page\n") for content in made]
    assert counts == [2, 4, 2]
    assert "FandolFang-Regular" in pdf.embedded_faces(made[1])
    pairs = dict(pdf.substituted_faces(made[1], Layout()))
    assert pairs["仿宋_GB2312"] == "FandolFang"
    pdf._substitute_for.cache_clear()


def test_command_line(run: Run, desk: Path) -> None:
    """`--format pdf` writes a file under the usual name, and nothing beside it."""
    office()
    before = set(os.listdir(desk))
    done = run("render", "town.yaml", "-t", "templates", "--format", "pdf")
    assert (done.exit_code, done.stdout) == (0, f"已生成 {NAME}.pdf\n")
    assert (desk / f"{NAME}.pdf").read_bytes().startswith(b"%PDF-")
    assert set(os.listdir(desk)) - before == {f"{NAME}.pdf"}


def test_two_at_once_do_not_meet() -> None:
    """Each call has a profile of its own."""
    office()
    words = fr.serialize(fr.render(fr.load("examples/visit.yaml")))
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(pdf.to_pdf, [[words], [words]])
    assert first[0].startswith(b"%PDF-")
    assert second[0].startswith(b"%PDF-")


@_POSIX
@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["exit 0"], id="nothing"),
        pytest.param(["exit 77"], id="fails"),
        pytest.param(["kill -SEGV $$"], id="crashes"),
        pytest.param(['printf "no pdf" > "$out/0.pdf"'], id="something else"),
        pytest.param(['printf "%%PDF-1.6 /Page" > "$out/0.pdf"'], id="half a file"),
    ],
)
def test_an_office_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    """Whatever its exit code says, a file that is no PDF is an error, and none is left."""
    _fake(tmp_path, monkeypatch, *lines)
    with pytest.raises(fr.RenderError, match="R413"):
        fr.generate("examples/visit.yaml", tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


@_POSIX
def test_an_office_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended when its time is up, with what it has started."""
    child = tmp_path / "child"
    _fake(tmp_path, monkeypatch, f"sleep 600 & echo $! > {child}", "sleep 600")
    monkeypatch.setattr(pdf, "SECONDS", 1)
    monkeypatch.setattr(pdf, "SECONDS_EACH", 0)
    with pytest.raises(fr.RenderError, match="R413"):
        pdf.to_pdf([b"PK"])
    limit = time.monotonic() + 5
    while Path("/proc", child.read_text().strip(), "cwd").exists():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice the message says how to install it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(fr.RenderError, match="R412.*libreoffice"):
        fr.generate("examples/visit.yaml", tmp_path / "a.pdf")
    monkeypatch.setenv(pdf.PROGRAM, str(tmp_path / "nowhere"))
    with pytest.raises(fr.RenderError, match="R412"):
        pdf.to_pdf([b"PK"])
