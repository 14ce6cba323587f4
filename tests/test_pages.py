"""Reports as pages: valid for Word, and on the page what GB/T 9704—2012 asks, by the ruler.

LibreOffice sets them with fixed faces. What Word and WPS make of a file is not measured here; its
values are those of the standard, which `inspect` reads (`tests/inspector/`).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.document import Document, Enumeration, Signature, Table, Title, plain_text
from fupin_report.layout import Layout
from fupin_report.pipeline.pdf import to_pdf
from rendering import Line, fonts_of_the_tests, office, pages, validation_errors
from texts import text_of

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.yaml"))
TEXTS = [(number, tables) for number in (1, 2, 3, 5, 8, 14, 34) for tables in (False, True)]
_MM = 72 / 25.4
"""Points."""
_PAGE = Layout().page
_LEFT, _RIGHT = _PAGE.left_mm * _MM, (_PAGE.left_mm + _PAGE.area_width_mm) * _MM
_TOP, _BOTTOM = _PAGE.top_mm * _MM, (_PAGE.height_mm - _PAGE.bottom_mm) * _MM
_ZI = _PAGE.area_width_mm * _MM / 28
_FACE = 2.5
"""Points by which the box of a face is greater than its characters."""
_NUMBER = re.compile(r"—\s*(\d+)\s*—")
_NOT_FIRST = "。，、；：？！）》”〉〕%"
_NOT_LAST = "（《“〈〔"


@dataclass(frozen=True)
class Set:
    """A document, and its pages as they were set: lines of text, the number apart."""

    name: str
    document: Document
    word: Path
    pages: list[list[Line]]
    numbers: list[Line]


def squeezed(text: str) -> str:
    """Return a text without blanks and width variants, as both sides are compared."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _documents() -> Iterator[tuple[str, Document]]:
    for path in EXAMPLES:
        yield path.stem, fr.render(fr.load(path))
    for number, tables in TEXTS:
        yield f"{number} pages{', tables' * tables}", text_of(number, tables=tables, seed=number)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[Set]:
    """All documents, set by one LibreOffice."""
    office()
    folder = tmp_path_factory.mktemp("pages")
    documents = list(_documents())
    words = [fr.write(each, folder / f"{n}.docx") for n, (_, each) in enumerate(documents)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", os.fspath(fonts_of_the_tests()))
        made = to_pdf([word.read_bytes() for word in words])
    found = []
    for (name, document), word, content in zip(documents, words, made, strict=True):
        pdf = word.with_suffix(".pdf")
        pdf.write_bytes(content)
        lines = pages(pdf)
        numbers = [line for page in lines for line in page if _NUMBER.fullmatch(line.text)]
        body = [[line for line in page if not _NUMBER.fullmatch(line.text)] for page in lines]
        found.append(Set(name, document, word, body, numbers))
    return found


def _faults(every: list[Set], faults_of: Callable[[Set], Iterator[str]]) -> list[str]:
    """Return what a rule dislikes in each document, all of it."""
    return [f"{each.name}: {fault}" for each in every for fault in faults_of(each)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_microsofts_validator_finds_no_error(path: Path, tmp_path: Path) -> None:
    """The Open XML SDK accepts every part."""
    assert validation_errors(fr.write(fr.render(fr.load(path)), tmp_path / "report.docx")) == []


def test_validator_passes_tables_over_many_pages(tmp_path: Path) -> None:
    """A text with tables is accepted as well, and every table says its width and columns."""
    path = fr.write(text_of(5, tables=True, seed=1), tmp_path / "report.docx")
    assert validation_errors(path) == []


def test_texts_are_as_long_as_they_are_said_to_be(every: list[Set]) -> None:
    """From one page to thirty: what follows is measured on all of them."""
    lengths = [len(each.pages) for each in every]
    assert min(lengths) == 1
    assert max(lengths) >= 30
    assert sum(lengths) > 120


def test_nothing_stands_outside_the_type_area(every: list[Set]) -> None:
    """版心 is 156 × 225 mm, 28 mm from the left and 37 mm from the top (§5.2.1)."""

    def outside(each: Set) -> Iterator[str]:
        for number, page in enumerate(each.pages, 1):
            for line in page:
                wide = line.left < _LEFT - _FACE or line.right > _RIGHT + _FACE
                if wide or line.top < _TOP - _FACE or line.bottom > _BOTTOM + _FACE:
                    yield f"{number}: {line}"

    assert _faults(every, outside) == []


def test_no_page_is_empty_and_none_begins_or_ends_wrong(every: list[Set]) -> None:
    """No empty page; no heading at a page's foot; no closing mark begins a line, no opening one ends it."""

    def wrong(each: Set) -> Iterator[str]:
        signatures = list(each.document.walk(Signature))
        dates = {squeezed(plain_text(signature.date)) for signature in signatures}
        if dates - {squeezed(line.text) for page in each.pages for line in page}:
            yield f"{dates} not on a line"
        headings = {squeezed(heading.label + heading.text) for heading in each.document.walk(fr.Heading)}
        for number, page in enumerate(each.pages, 1):
            if not page:
                yield f"{number} is empty"
            elif squeezed(page[-1].text) in headings:
                yield f"{number} ends with {page[-1].text}"
            for line in page:
                if line.text[0] in _NOT_FIRST or line.text[-1] in _NOT_LAST:
                    yield f"{number}: {line.text}"

    assert _faults(every, wrong) == []


def test_no_text_is_lost(every: list[Set]) -> None:
    """Every block stands whole on the pages, in order; so does every cell."""

    def lost(each: Set) -> Iterator[str]:
        shown = squeezed("".join(line.text for page in each.pages for line in page))
        at = 0
        for block in each.document.blocks:
            begin = at
            for text in _texts(block):  # a merged cell may stand lower than its first row
                found = shown.find(text, begin if isinstance(block, Table) else at)
                if found < 0:
                    yield text
                else:
                    at = max(at, found + len(text))

    assert _faults(every, lost) == []


def _texts(block: object) -> Iterator[str]:
    """Yield the texts of a block that stand on the page as they are in the tree."""
    match block:
        case fr.Heading() | Title():
            yield squeezed(getattr(block, "label", "") + block.text)
        case fr.Paragraph():
            yield squeezed((block.heading.label + block.heading.text if block.heading else "") + block.text)
        case Enumeration():
            if block.lead:
                yield from _texts(block.lead)
            yield from (squeezed(item.label + item.text) for item in block.items)
        case Table():
            yield from (squeezed(cell.text) for row in block.rows for cell in row if len(cell.text) < 8)
        case Signature():
            yield from (squeezed(plain_text(words)) for words in (*block.organisations, block.date))


def test_full_pages_have_22_lines_and_full_lines_28_characters(every: list[Set]) -> None:
    """§5.2.3, on every page of prose that another one follows."""

    def wrong(each: Set) -> Iterator[str]:
        if any(True for _ in each.document.walk(Table)):
            return
        for number, page in enumerate(each.pages[1:-2], 2):  # the last paragraph goes with the signature
            # a heading that would end a page begins the next one, and takes its line along
            if not 21 <= len(page) <= 22:
                yield f"{number}: {len(page)} lines"
            steps = {round((b.top + b.bottom - a.top - a.bottom) / 2, 1) for a, b in pairwise(page)}
            if not all(28.3 <= step <= 29.5 for step in steps):
                yield f"{number}: {steps}"
        full = [line for page in each.pages for line in page if re.fullmatch("[\u4e00-\u9fff]+", line.text)]
        if any(len(line.text) > 28 for line in full):
            yield "more than 28 characters"

    texts = [each for each in every if each.name.endswith("pages")]
    assert _faults(texts, wrong) == []
    longest = [len(line.text) for each in texts for page in each.pages for line in page]
    assert 28 in longest


def test_paragraphs_begin_two_characters_in(every: list[Set]) -> None:
    """§7.3.3: the first line 2字 in, the others flush left."""

    def wrong(each: Set) -> Iterator[str]:
        beginnings = {
            squeezed(block.text)[:8]: block.text
            for block in each.document.blocks
            if isinstance(block, fr.Paragraph) and block.heading is None
        }
        for page in each.pages:
            for line in page:
                inset = (line.left - _LEFT) / _ZI
                begins = squeezed(line.text)[:8] in beginnings
                if begins and len(line.text) > 20 and abs(inset - 2) > 0.1 and abs(inset) > 0.1:
                    yield f"{inset:.2f}字: {line.text}"

    assert _faults(every, wrong) == []


def test_title_is_centred_within_half_a_millimetre(every: list[Set]) -> None:
    """§7.3.1."""

    def off(each: Set) -> Iterator[str]:
        title = next(each.document.walk(Title))
        parts = [squeezed(part) for part in title.text.split("\n")]
        for line in each.pages[0]:
            if squeezed(line.text) in parts:
                middle = (line.left + line.right) / 2 / _MM
                if abs(middle - (_PAGE.left_mm + _PAGE.area_width_mm / 2)) > 0.5:
                    yield f"{middle:.2f} mm: {line.text}"

    assert _faults(every, off) == []


def test_page_numbers(every: list[Set]) -> None:
    """On every page, counted on, odd right and even left one character in, 7 mm below 版心 (§7.5)."""

    def wrong(each: Set) -> Iterator[str]:
        found = [int(_NUMBER.fullmatch(line.text)[1]) for line in each.numbers]  # type: ignore[index]
        if found != list(range(1, len(each.pages) + 1)):
            yield f"{found} on {len(each.pages)} pages"
        for number, line in zip(found, each.numbers, strict=True):
            inset = (_RIGHT - line.right if number % 2 else line.left - _LEFT) / 14
            middle = (line.top + line.bottom) / 2 / _MM
            if abs(inset - 1) > 0.25 or abs(middle - 269) > 1.5:
                yield f"{number}: {inset:.2f}字, {middle:.1f} mm"

    assert _faults(every, wrong) == []


def test_signature_stands_where_the_standard_puts_it(every: list[Set]) -> None:
    """The organ 2字 from the right, the date 2字 after its beginning, to half a character (§7.3.5.2)."""

    def wrong(each: Set) -> Iterator[str]:
        organ, date = each.pages[-1][-2:]  # 8字 and 6.5字; a longer date may begin earlier
        if "双河源镇人民政府" not in organ.text or "2015年6月30日" not in date.text:
            yield f"{organ.text}, {date.text}"
        elif abs((date.left - organ.left) / _ZI - 2) > 0.5 or abs((_RIGHT - organ.right) / _ZI - 2) > 0.5:
            yield f"{(date.left - organ.left) / _ZI:.2f}字, {(_RIGHT - organ.right) / _ZI:.2f}字"

    assert _faults([each for each in every if "pages" in each.name], wrong) == []
