"""Official prose of thirteen years, written before any rule was looked at: not one finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fupin_report as fr
from fupin_report.audit.text import proofread
from fupin_report.document import Document, Paragraph, Signature, Text, Title
from proofs import report_of

PROSE = Path(__file__).parents[2] / "fixtures" / "good_prose.txt"
EXAMPLES = Path(__file__).parents[3] / "examples"
FEWEST = 300


def _texts() -> list[tuple[int, str, list[str]]]:
    """Return year, subject and paragraphs of every text."""
    texts: list[tuple[int, str, list[str]]] = []
    for line in PROSE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            texts.append((int(line[2:6]), line[7:], []))
        else:
            texts[-1][2].append(line)
    return texts


TEXTS = _texts()


def _document(year: int, paragraphs: list[str]) -> Document:
    """Return a text as a document, with title, signature and date."""
    title, office = Title((Text(f"{year}年工作情况汇报"),)), ((Text("镇人民政府"),),)
    body = tuple(Paragraph((Text(each),)) for each in paragraphs)
    return Document((title, *body, Signature(office, (Text(f"{year}年12月31日"),))))


@pytest.mark.parametrize(("year", "subject", "paragraphs"), TEXTS, ids=[f"{y}-{s}" for y, s, _ in TEXTS])
def test_good_prose_is_left_alone(year: int, subject: str, paragraphs: list[str]) -> None:
    """No rule dislikes anything in it."""
    found = proofread(report_of(year), _document(year, paragraphs))
    assert [str(finding) for finding in found] == [], subject


def test_there_is_enough_of_it() -> None:
    """At least three hundred sentences, from at least eight years."""
    sentences = [
        each for _, _, paragraphs in TEXTS for line in paragraphs for each in re.findall("[。！？]", line)
    ]
    assert len(sentences) >= FEWEST
    assert len({year for year, _, _ in TEXTS}) >= 8


@pytest.mark.parametrize("name", ["progress", "visit", "semiannual"])
def test_the_examples_are_left_alone(name: str) -> None:
    """Their documents hold no slip that is not explained."""
    report = fr.load(EXAMPLES / f"{name}.yaml")
    found = fr.audit(report, fr.render(report))
    assert [str(finding) for finding in found if not finding.explained] == []
