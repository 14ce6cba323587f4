"""A Word file of ours is the document that was written."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_form import word_form

import fupin_report as fr
from fupin_report.document import Document, Imprint, Properties, Text, plain_text
from fupin_report.layout import Layout
from fupin_report.numbering import number
from fupin_report.writers import WRITERS
from pictures import png
from rendering import resaved
from specimen import specimen
from trees import CHARACTERS, DOCUMENTS, figures_as_text

_WORDS = st.text(CHARACTERS, max_size=9)
_PROPERTIES = st.builds(Properties, _WORDS, _WORDS, st.dates().map(str) | st.just(""))


_EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def docx(document: Document, **options: object) -> bytes:
    """Return a document as a Word file; every picture is a white one."""
    return WRITERS["docx"](document, Layout(), images=lambda _: png(9, 9), **options)  # type: ignore[arg-type]


@settings(deadline=None)  # the first file needs the base package
@given(DOCUMENTS.map(number))
def test_what_is_written_is_read_back(document: Document) -> None:
    """Every numbered tree comes back: blocks, labels, figures with their paths, names of pictures."""
    assert fr.read_docx(docx(document)) == word_form(document)


@settings(deadline=None)  # the first file needs the base package
@given(DOCUMENTS.map(number))
def test_figures_without_provenance_are_text(document: Document) -> None:
    """A file for the public comes back character for character, its figures as typed words."""
    public = docx(document, provenance=False)
    assert fr.read_docx(public) == word_form(figures_as_text(document))


@settings(deadline=None)  # the first file needs the base package
@given(DOCUMENTS.map(number))
def test_reading_is_final(document: Document) -> None:
    """What was read once is written and read again without any change."""
    once = fr.read_docx(docx(document))
    assert fr.read_docx(docx(once)) == once


def test_every_kind_of_block_comes_back() -> None:
    """The judges' report is read as it was written, from bytes and from an open file."""
    document = specimen()
    assert fr.read_docx(docx(document)) == document
    assert fr.read_docx(BytesIO(docx(document))) == document


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda path: path.stem)
def test_examples_come_back(example: Path) -> None:
    """Every report in the examples is read as it was rendered, figures with their paths."""
    document = fr.render(fr.load(example))
    assert fr.read_docx(docx(document)) == word_form(document)


def test_libreoffice_keeps_the_document(tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, a report is the same document: words, figures, paths, labels, looks.

    LibreOffice 7.4 loses: the name of a picture used a second time (it becomes `Image2`); a new page at
    the very beginning; a character at the edge of a figure in a table that nothing stands before; a
    carriage return and other control characters within words; where the figures of 版记 came from.
    """
    document = specimen()
    path = tmp_path / "报告.docx"
    path.write_bytes(docx(document))
    blocks = tuple(_untraced(block) if isinstance(block, Imprint) else block for block in document.blocks)
    assert fr.read_docx(resaved(path)) == replace(document, blocks=blocks)


def _untraced(imprint: Imprint) -> Imprint:
    """Return 版记 as words that came from nowhere."""
    printed_by, printed_on, copies = (
        (Text(plain_text(part)),) for part in (imprint.printed_by, imprint.printed_on, imprint.copies)
    )
    return replace(imprint, printed_by=printed_by, printed_on=printed_on, copies=copies)


@settings(deadline=None)
@given(_PROPERTIES)
def test_properties_come_back(properties: Properties) -> None:
    """Title, issuer and date are those of the document."""
    assert fr.read_docx(docx(Document((), properties))).properties == properties
