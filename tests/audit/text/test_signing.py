"""X11: a document is signed with year, month and day."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupin_report as fr
from builders import make_data, make_report, render_text
from fupin_report.document import Byline, Document, Heading, Paragraph, Signature, Text
from proofs import findings, hits
from town_files import CLEAN


def signed(date: str) -> Document:
    """Return a document of nothing but its signature."""
    return Document((Signature(((Text("清溪乡人民政府"),),), (Text(date),)),))


@given(st.integers(1949, 2049), st.integers(1, 12), st.integers(1, 31))
def test_a_date_without_its_day_is_told(year: int, month: int, day: int) -> None:
    """A month, a year; a whole date is left alone."""
    for date in (f"{year}年", f"{year}年{month}月"):
        assert [words for words, _ in hits(signed(date), "X11", "DAY")] == [date]
    assert hits(signed(f"{year}年{month}月{day}日"), "X11", "DAY") == []


@pytest.mark.parametrize("place", ["文末", "题下"])
def test_it_leads_to_the_field(place: str) -> None:
    """Wherever the signature stands; a warning, which a note settles."""
    changes = {"document__sign_date": "2015年7月", "document__signature_at": place, **CLEAN}
    report = make_report(**changes)
    (finding,) = fr.audit(report, fr.render(report))
    assert (finding.code, finding.severity) == ("X11", fr.Severity.WARNING)
    assert finding.paths == ("document.sign_date",)
    note = {"check": "X11", "at": "文稿信息.成文日期", "note": "待定"}
    report = fr.load(make_data(**changes) | {"explanations": [note]})
    assert [each.explained for each in fr.audit(report, fr.render(report))] == ["待定"]
    assert fr.audit(report) == []


def test_a_month_elsewhere_is_a_month(tmp_path: Path) -> None:
    """At the end of a heading or a paragraph; and the organ under the title is no date."""
    blocks = (
        Heading(1, (Text("截至2015年6月"),)),
        Paragraph((Text("时间为2015年6月"),)),
        Byline(((Text("清溪乡人民政府"),),)),
    )
    assert [each for each in findings(blocks) if each.rule == "DAY"] == []
    document = render_text(tmp_path, "甲。\n\n::: 落款\n{{ township.name }}\n{{ document.sign_date }}\n:::")
    assert [each.code for each in fr.audit(make_report(), document) if each.code == "X11"] == []
