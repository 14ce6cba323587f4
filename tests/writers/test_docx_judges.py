"""What others make of the file: Microsoft's validator, LibreOffice's pages."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from fupin_report.document import Document, Heading, PageBreak, Paragraph, Signature, Text, Title
from fupin_report.layout import Layout
from fupin_report.writers import WRITERS
from pictures import png
from rendering import Line, pages, to_pdf, validation_errors
from specimen import specimen

_POINTS_PER_MM = 72 / 25.4


def _saved(path: Path, document: Document, *, provenance: bool = True) -> Path:
    path.write_bytes(
        WRITERS["docx"](document, Layout(), images=lambda _: png(400, 300), provenance=provenance)
    )
    return path


def _full_pages() -> Document:
    """Return a title page, two full pages of one paragraph, a page with a signature."""
    signature = Signature(((Text("双河源镇人民政府"),),), (Text("二〇一五年六月"),))
    return Document(
        (
            Title((Text("标题"),)),
            Heading(1, (Text("小标题"),), "一、"),
            PageBreak(),
            Paragraph((Text("汉" * (28 * 44 - 2)),)),
            PageBreak(),
            Paragraph((Text("文"),)),
            signature,
        )
    )


@pytest.fixture(scope="module")
def set_pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """The pages of a document as LibreOffice sets them."""
    return pages(to_pdf(_saved(tmp_path_factory.mktemp("pages") / "full.docx", _full_pages())))


@pytest.mark.parametrize("provenance", [True, False])
def test_validator_finds_nothing(tmp_path: Path, provenance: bool) -> None:
    """Microsoft's Open XML SDK accepts a file with every kind of block."""
    assert validation_errors(_saved(tmp_path / "a.docx", specimen(), provenance=provenance)) == []


def test_validator_does_find_errors(tmp_path: Path) -> None:
    """The judge is awake: a file with a stray element is refused."""
    path = _saved(tmp_path / "a.docx", Document(()))
    with ZipFile(path) as package:
        written = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w") as package:
        for name, content in written.items():
            package.writestr(name, content.replace(b"<w:body>", b"<w:body><w:stray/>"))
    assert validation_errors(path)


def test_full_page_has_22_lines_of_28_characters(set_pages: list[list[Line]]) -> None:
    """§5.2.3, on two pages of one paragraph."""
    first, second = set_pages[1], set_pages[2]
    assert [len(line.text) for line in first[:-1]] == [26] + [28] * 21
    assert [len(line.text) for line in second[:-1]] == [28] * 22


def test_lines_fill_the_type_area(set_pages: list[list[Line]]) -> None:
    """The first character stands 28 mm from the left, the last one ends 26 mm from the right."""
    line = set_pages[2][0]
    assert line.left / _POINTS_PER_MM == pytest.approx(28, abs=0.5)
    assert line.right / _POINTS_PER_MM == pytest.approx(184, abs=0.7)


def test_page_numbers_change_sides(set_pages: list[list[Line]]) -> None:
    """Odd pages have it right, even pages left, one character in, 7 mm below the type area (§7.5)."""
    numbers = [page[-1] for page in set_pages]
    assert [number.text for number in numbers] == [f"—{page}—" for page in (1, 2, 3, 4)]
    odd, even = numbers[0], numbers[1]
    assert odd.right / _POINTS_PER_MM == pytest.approx(184 - 4.9, abs=1)
    assert even.left / _POINTS_PER_MM == pytest.approx(28 + 4.9, abs=1)
    assert (even.top + even.bottom) / 2 / _POINTS_PER_MM == pytest.approx(269, abs=1.5)


def test_heading_goes_with_its_text(tmp_path: Path) -> None:
    """A heading that would be the last line of a page begins the next one."""
    blocks = (
        Paragraph((Text("汉" * (28 * 21 - 2)),)),
        Heading(1, (Text("概况"),), "一、"),
        Paragraph((Text("文"),)),
    )
    first, second = pages(to_pdf(_saved(tmp_path / "a.docx", Document(blocks))))
    assert len(first[:-1]) == 21
    assert [line.text for line in second[:-1]] == ["一、概况", "文"]


def test_date_stands_two_characters_after_the_organ(set_pages: list[list[Line]]) -> None:
    """The organ ends 2字 from the right edge, the date begins 2字 after its beginning (§7.3.5.2)."""
    organ, date = set_pages[3][-3:-1]
    assert (date.left - organ.left) / 15.79 == pytest.approx(2, abs=0.2)
    assert 184 - organ.right / _POINTS_PER_MM == pytest.approx(2 * 156 / 28, abs=0.7)
