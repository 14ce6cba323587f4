"""Several ways to say a thing: one a township, the same each time, not all townships the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fupin_report as fr
from builders import make_report, render_text, words
from fupin_report.document import Figure

_WAYS = '{{ vary("甲", "乙", "丙") }}{{ vary("子", "丑") }}'


def said(folder: Path, code: str) -> str:
    return words(render_text(folder, _WAYS, make_report(township__code=code)))


def test_each_way_is_taken_by_some_and_places_turn_by_themselves(tmp_path: Path) -> None:
    """Of sixty townships about a third each; the second choice does not follow the first."""
    told = [said(tmp_path / str(code), str(code)) for code in range(510000101, 510000161)]
    assert all(sum(each[0] == way for each in told) >= 8 for way in "甲乙丙")
    assert len(set(told)) == 6


def test_the_same_on_every_run(tmp_path: Path) -> None:
    """Whatever seed Python hashes with."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
    code += "from pathlib import Path\nfrom templating.test_vary import said\n"
    code += f"print(*(said(Path({str(tmp_path)!r}, str(n)), str(n)) for n in range(20)))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
            cwd=tmp_path,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1
    assert outputs != {b"\n"}


def test_without_a_code_by_its_name_and_figures_stay_figures(tmp_path: Path) -> None:
    """A way may be a fact of the data."""
    document = render_text(tmp_path, "{{ vary(township.name, township.name) }}", make_report())
    assert [figure.paths for figure in document.figures()] == [("township.name",)]
    assert all(isinstance(figure, Figure) for figure in document.figures())


@pytest.mark.parametrize("template", ["{{ vary() }}", "{{ vary(villages) }}", "{{ vary.__self__ }}"])
def test_what_is_no_choice(template: str, tmp_path: Path) -> None:
    """Nothing to choose from, nothing to print, no way out of the sandbox."""
    with pytest.raises(fr.TemplateError):
        render_text(tmp_path, template, make_report())
