"""The example reports as pages: valid for Word, whole and inside the type area when they are set."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.layout import Layout
from rendering import pages, to_pdf, validation_errors

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.yaml"))
_POINTS_A_MM = 72 / 25.4


def squeezed(text: str) -> str:
    """Return a text without blanks and width variants, as both sides are compared."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[fr.Document, Path]:
    """An example's document and its Word file."""
    document = fr.render(fr.load(request.param))
    return document, fr.write(document, tmp_path / "report.docx")


def test_microsofts_validator_finds_no_error(written: tuple[fr.Document, Path]) -> None:
    """The Open XML SDK accepts every part."""
    assert validation_errors(written[1]) == []


def test_every_word_stands_on_a_page_inside_the_type_area(written: tuple[fr.Document, Path]) -> None:
    """No text is lost, no page is empty, no heading stands at a page's foot, nothing is outside 版心."""
    document, path = written
    set_pages = pages(to_pdf(path))
    shown = squeezed("".join(line.text for page in set_pages for line in page))
    for text in (
        *(each.text for each in document.walk(fr.Heading)),
        *(each.text for each in document.walk(fr.Paragraph)),
    ):
        assert squeezed(text)[:12] in shown
    page = Layout().page
    left, right = page.left_mm * _POINTS_A_MM, (page.left_mm + page.area_width_mm) * _POINTS_A_MM
    headings = {squeezed(heading.label + heading.text) for heading in document.walk(fr.Heading)}
    for lines in set_pages:
        body = [line for line in lines if not re.fullmatch(r"—\s*\d+\s*—", line.text)]
        assert body
        assert min(line.left for line in body) > left - 2
        assert max(line.right for line in body) < right + 2
        assert squeezed(max(body, key=lambda line: line.top).text) not in headings
