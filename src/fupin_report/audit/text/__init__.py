"""文字校对: the words of a document by the rules of punctuation, numerals, units and official usage.

A rule is a function from the text to what it dislikes; all of ours stand in :data:`RULES`, one of
your own is made with :func:`rule`. Nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fupin_report.audit.finding import Finding, Mend
from fupin_report.audit.text import (
    approximations,
    braces,
    counts,
    era,
    headings,
    numerals,
    placeholders,
    privacy,
    punctuation,
    repetition,
    signing,
    tense,
    titles,
    typed,
    units,
    voice,
    words,
)
from fupin_report.audit.text.reading import Kind, Passage, Proof
from fupin_report.audit.text.rules import Hit, Rule, rule
from fupin_report.audit.text.sieve import sieve
from fupin_report.document import Document
from fupin_report.errors import Position
from fupin_report.model.report import Report

__all__ = ["RULES", "Hit", "Kind", "Passage", "Proof", "Rule", "proofread", "rule"]

RULES: tuple[Rule, ...] = (
    *placeholders.RULES,
    *braces.RULES,
    *typed.RULES,
    *privacy.RULES,
    *punctuation.RULES,
    *numerals.RULES,
    *approximations.RULES,
    *units.RULES,
    *words.RULES,
    *counts.RULES,
    *headings.RULES,
    *titles.RULES,
    *signing.RULES,
    *tense.RULES,
    *repetition.RULES,
    *era.RULES,
    *voice.RULES,
)
"""The built-in rules."""


def proofread(report: Report, document: Document, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """Yield what the rules dislike in the words of a document.

    What one rule says of one passage more than once is one finding with its number.
    """
    proof = Proof(document)
    for each in sieve(tuple(rules)).suspects(proof):
        hits = list(each.hits(proof, report))
        if hits:
            yield from _merged([_finding(each, hit, proof, report) for hit in hits])


def _merged(findings: list[Finding]) -> Iterator[Finding]:
    """Yield findings, those of one passage and one wording as one."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        block = finding.quote.line if finding.quote else 0
        alike.setdefault((block, finding.message, finding.paths), []).append(finding)
    for first, *others in alike.values():
        mends = tuple(mend for each in (first, *others) for mend in each.mends)
        message = f"{first.message}（本段{len(others) + 1}处）"
        yield replace(first, message=message, mends=mends) if others else first


def _finding(rule: Rule, hit: Hit, proof: Proof, report: Report) -> Finding:
    passage = proof.passage_at(hit.start)
    start, end = proof.sentence_at(hit.start)
    quote = Position("", passage.number, hit.start - start + 1, proof.text[start:end], hit.end - hit.start)
    under = _paths(passage, hit.start, hit.end)
    around = under or _paths(passage, start, end) or _paths(passage, passage.start, passage.end)
    if under:
        positions = tuple(_located(path, proof.text[hit.start : hit.end], report) for path in under)
    else:
        positions = (_template_line(passage),)
    known = tuple(position for position in positions if position)
    mends = _mends(hit, passage, report)
    return Finding(rule.code, rule.severity, hit.message, around, "", known, "", rule.name, quote, mends)


def _mends(hit: Hit, passage: Passage, report: Report) -> tuple[Mend, ...]:
    """Return how a hit is mended in the data file, if its words stand there as they are printed."""
    around = passage.figure_around(hit.start, hit.end) if hit.fix is not None else None
    if hit.fix is None or around is None or len(around[0].paths) != 1:
        return ()
    figure, begin = around
    place = report.source_map.locate(figure.paths[0])
    if place is None or place.text.count(figure.text) != 1:
        return ()
    column = place.text.index(figure.text) + hit.start - begin
    old = figure.text[hit.start - begin : hit.end - begin]
    return (Mend(replace(place, column=column + 1, width=len(old)), old, hit.fix),)


def _paths(passage: Passage, start: int, end: int) -> tuple[str, ...]:
    """Return the data paths of the figures between two places, each once."""
    return tuple(dict.fromkeys(path for figure in passage.figures(start, end) for path in figure.paths))


def _located(path: str, words: str, report: Report) -> Position | None:
    """Return where a value stands; if the words stand in it as they are, just where they do."""
    position = report.source_map.locate(path)
    if position is None:
        return None
    column = position.text.find(words, position.column - 1, position.column - 1 + position.width)
    return position if column < 0 else replace(position, column=column + 1, width=len(words))


def _template_line(passage: Passage) -> Position | None:
    """Return the line of the template that typed a passage."""
    return Position(passage.origin.template, passage.origin.line, 1) if passage.origin else None
