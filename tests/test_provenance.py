"""Every figure of the produced Word file leads back to a line of the data that says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from fupin_report import datapath
from fupin_report.model.fields import Section
from fupin_report.numerals import counting

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def resolve(value: Any, path: str) -> Any:
    """Follow a data path through a report; fails where it leads nowhere."""
    for segment in datapath.split(path):
        if isinstance(value, Section) or hasattr(value, "__dataclass_fields__"):
            value = getattr(value, str(segment))
        else:
            value = value[segment]
    return value


@pytest.fixture(params=["progress", "visit", "semiannual"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[fr.Report, fr.Document]:
    """An example's report, and what its Word file says when it is read back."""
    report = fr.load(EXAMPLES / f"{request.param}.yaml")
    return report, fr.read_docx(fr.write(fr.render(report), tmp_path / "report.docx"))


def test_every_bookmark_resolves_to_a_fact_of_the_data(written: tuple[fr.Report, fr.Document]) -> None:
    """No path of the file is invented, and each stands on a line."""
    report, document = written
    paths = {path for figure in document.figures() for path in figure.paths}
    assert len(paths) > 40
    for path in paths:
        assert resolve(report, path) not in (None, ""), path
        place = report.source_map.locate(path)
        assert place is not None
        assert place.text, path


def test_the_digits_of_a_figure_stand_on_the_lines_it_names(written: tuple[fr.Report, fr.Document]) -> None:
    """What is printed is what is written there; a count of rows is how many there are."""
    report, document = written
    checked = 0
    for figure in document.figures():
        counted = [resolve(report, path) for path in figure.paths]
        if all(isinstance(each, (tuple, Section)) for each in counted):
            rows = [row for each in counted for row in (each if isinstance(each, tuple) else (each,))]
            assert figure.text in (str(len(rows)), counting(len(rows)))
            continue
        places = [report.source_map.locate(path) for path in figure.paths]
        lines = " ".join(place.text for place in places if place)
        for digits in _DIGITS.findall(figure.text):
            assert digits in _DIGITS.findall(lines), (figure, lines)
            checked += 1
    assert checked > 5


def test_a_document_that_leaves_the_house_knows_no_paths(tmp_path: Path) -> None:
    """Without provenance the words are the same and the package holds no path and no bookmark."""
    document = fr.render(fr.load(EXAMPLES / "progress.yaml"))
    path = fr.write(document, tmp_path / "out.docx", provenance=False)
    again = fr.read_docx(path)
    assert list(again.figures()) == []
    assert [p.text for p in again.walk(fr.Paragraph)] == [p.text for p in document.walk(fr.Paragraph)]
    data = path.read_bytes()
    assert b"customXml" not in data
