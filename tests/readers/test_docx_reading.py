"""A Word file of ours is the document that was written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.document import Document, Properties
from fupin_report.layout import Layout
from fupin_report.numbering import number
from fupin_report.writers import WRITERS
from pictures import png
from readers.word_form import word_form
from writers.trees import CHARACTERS, DOCUMENTS, figures_as_text

_WORDS = st.text(CHARACTERS, max_size=9)
_PROPERTIES = st.builds(Properties, _WORDS, _WORDS, st.dates().map(str) | st.just(""))


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


@settings(deadline=None)
@given(_PROPERTIES)
def test_properties_come_back(properties: Properties) -> None:
    """Title, issuer and date are those of the document."""
    assert fr.read_docx(docx(Document((), properties))).properties == properties
