"""Documents of plain words, and what the rules dislike in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import fupin_report as fr
from builders import make_report
from fupin_report.audit.text import RULES, Hit, Proof, Rule, proofread
from fupin_report.audit.text.sieve import Sieve
from fupin_report.document import Block, Document, Paragraph, Text


def prose(*paragraphs: str) -> Document:
    """Return a document of typed paragraphs."""
    return Document(tuple(Paragraph((Text(each),)) for each in paragraphs))


def report_of(year: int = 2015, **changes: Any) -> fr.Report:
    """Return the small town reporting on a year."""
    return make_report(
        document__sign_date=f"{year}-12-31", period__year=year, document__self_reference="我镇", **changes
    )


def document_of(words: str | tuple[str, ...] | Document | Iterable[Block]) -> Document:
    """Return the document of a case: its paragraphs, its blocks, or itself."""
    if isinstance(words, Document):
        return words
    if isinstance(words, str):
        return prose(*words.split("\n"))
    blocks = tuple(words)
    return prose(*blocks) if blocks and isinstance(blocks[0], str) else Document(blocks)  # type: ignore[arg-type]


def findings(words: Any, report: fr.Report | None = None, rules: Iterable[Rule] = RULES) -> list[fr.Finding]:
    """Proof-read some words."""
    return list(proofread(report or report_of(), document_of(words), rules))


SIEVE = Sieve(RULES)
SIEVE.suspects(Proof(Document(())))  # of the first text all rules are asked


def hits(words: Any, code: str, name: str, report: fr.Report | None = None) -> list[tuple[str, Hit]]:
    """Return what the rules of one name dislike, with the characters they mean; all those rules are asked."""
    proof = Proof(document_of(words))
    suspects = SIEVE.suspects(proof)
    found = []
    for rule in RULES:
        if (rule.code, rule.name) == (code, name):
            disliked = list(rule.hits(proof, report or report_of()))
            assert rule in suspects or not disliked, rule.clues
            found += disliked
    return [(proof.text[hit.start : hit.end], hit) for hit in found]
