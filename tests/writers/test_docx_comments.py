"""批注 in Word: each at its figure, and nothing else in the file is different."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import fupin_report as fr
from builders import make_data
from fupin_report.document import Comment, Document, Figure, Paragraph, Table
from rendering import resaved, validation_errors
from specimen import specimen
from town_files import CLEAN, WRONG_SUM
from trees import CHARACTERS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = "word/comments.xml"


@pytest.fixture
def reviewed(tmp_path: Path) -> fr.Document:
    """The town with a sum that is wrong and a source, for the review."""
    data = make_data(**CLEAN, **WRONG_SUM, identification__source="建档立卡系统")
    (tmp_path / "town.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    report = fr.load(tmp_path / "town.yaml")
    document = fr.render(report)
    return fr.annotated(document, report, fr.audit(report, document))


def _parts(document: Document) -> dict[str, bytes]:
    with ZipFile(BytesIO(fr.serialize(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_finding_stands_at_the_very_figure(reviewed: fr.Document) -> None:
    """The words between the marks of a comment are the figure it is about."""
    parts = _parts(reviewed)
    told = {
        each.get(f"{_W}id"): "".join(map(str, each.itertext())) for each in etree.fromstring(parts[_PART])
    }
    number = next(number for number, text in told.items() if "X02" in text)
    body = parts["word/document.xml"].decode()
    between = re.search(rf'commentRangeStart w:id="{number}"/>(.*?)<w:commentRangeEnd w:id="{number}"', body)
    assert between
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)<", between[1])) == "100户350人"
    assert any("来源：建档立卡系统" in text for text in told.values())


def test_others_take_it_for_the_same_document(reviewed: fr.Document, tmp_path: Path) -> None:
    """Valid; read back as the document without comments; to standard; kept by LibreOffice."""
    path = tmp_path / "a.docx"
    path.write_bytes(fr.serialize(reviewed))
    plain = replace(reviewed, comments=())
    assert fr.read_docx(path) == fr.read_docx(fr.serialize(plain))
    assert fr.inspect_docx(path).conforms
    assert validation_errors(path) == []
    with ZipFile(resaved(path)) as package:
        assert "X02" in package.read(_PART).decode()


def test_a_final_document_has_no_part_for_them(reviewed: fr.Document) -> None:
    """Nothing of a review is left in a file without comments."""
    parts = _parts(replace(reviewed, comments=()))
    assert not any(b"comment" in content.lower() for content in parts.values())


@given(st.text(CHARACTERS, min_size=1), st.text(CHARACTERS, min_size=1, max_size=9), st.integers(0, 99))
def test_any_words_and_any_place(text: str, author: str, block: int) -> None:
    """Marks of XML in a comment are words; a place behind the end is the end."""
    document = Document(
        (Paragraph((Figure("5", ("a.b",)), Figure("6", ("a.c",)))),),
        comments=(Comment(text, author, ("a.c",)), Comment(text, author, (), block)),
    )
    parts = _parts(document)
    first, second = etree.fromstring(parts[_PART])
    etree.fromstring(parts["word/document.xml"])
    assert "\n".join("".join(map(str, line.itertext())) for line in first) == text
    assert second.get(f"{_W}author") == author


def test_a_comment_on_a_table(tmp_path: Path) -> None:
    """A remark on a table as a whole stands in its first cell."""
    table = next(each for each in specimen().blocks if isinstance(each, Table))
    path = tmp_path / "a.docx"
    path.write_bytes(fr.serialize(Document((table,), comments=(Comment("看这张表", "核对"),))))
    assert validation_errors(path) == []
    assert fr.read_docx(path).blocks == fr.read_docx(fr.serialize(Document((table,)))).blocks
