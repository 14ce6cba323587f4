"""模板里写的数字: a number that a template types, and no fact of the data stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import Kind, Passage, Proof
from fupin_report.audit.text.rules import Hit, rule
from fupin_report.document import Text
from fupin_report.model.report import Report
from fupin_report.numerals import typed_numbers
from fupin_report.patterns import expression

CODE = "X28"
_DIGITS = "0123456789０１２３４５６７８９"
_LABEL = expression(r"[（(]?[0-9]{1,2}(?:[）)、．]|\.(?![0-9]))")
"""A number at the head of a passage that counts it."""


@rule(CODE, "模板里写的数字", Severity.ERROR, name="TYPED")
def numbers(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """Every number on the page is a fact; what no template made, a document read back, is not judged."""
    typed = "".join(
        [each.text for passage in proof.passages for each in passage.inlines if type(each) is Text]
    )
    if not any(map(typed.__contains__, _DIGITS)):  # mostly so
        return
    counted = set(_counted(proof))
    for passage in proof.passages:
        if passage.origin is not None and passage.start not in counted:
            for start, end in _numbers(passage, proof):
                message = f"模板里写了数字“{proof.text[start:end]}”：数字都应来自数据，请写成 {{{{ 字段 }}}}"
                yield Hit(start, end, message)


def _numbers(passage: Passage, proof: Proof) -> Iterator[tuple[int, int]]:
    """Yield where typed numbers stand in a passage, but for one at its head that counts it."""
    label = _LABEL.match(proof.text, passage.start)
    head = label.end() if label else passage.start
    for start, end in passage.words():
        for found in typed_numbers(proof.bare[start:end]):
            if start + found.start() >= head:
                yield start + found.start(), start + found.end()


def _counted(proof: Proof) -> Iterator[int]:
    """Yield where cells begin that count the rows of their table: 1, 2, 3 and so on."""
    tables: dict[int, list[Passage]] = {}
    for passage in proof.passages:
        if passage.kind is Kind.CELL and passage.text.isdecimal() and not any(passage.figures(*passage.span)):
            tables.setdefault(passage.number, []).append(passage)
    for cells in tables.values():
        if [each.text for each in cells] == [str(number) for number in range(1, len(cells) + 1)]:
            yield from (each.start for each in cells)


RULES = (numbers,)
