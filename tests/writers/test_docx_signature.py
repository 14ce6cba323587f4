"""落款 and 附件说明: indents against the rule of the standard, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from word_file import body, find, text, values

from fupin_report.document import Attachments, Block, Signature, Text
from fupin_report.layout import SignatureRule
from fupin_report.writers.signature import signature_indents


def _indents(*blocks: Block) -> list[dict[str, str]]:
    return [values(line, "w:pPr/w:ind") for line in _lines(*blocks)]


def _lines(*blocks: Block) -> list[Any]:
    return find(body(*blocks), "w:p")


def _signature(date: str, *organs: str) -> Signature:
    return Signature(tuple((Text(organ),) for organ in organs), (Text(date),))


@pytest.mark.parametrize(
    ("organ", "date", "right", "place"),
    [
        ("双河源镇人民政府", "2015年6月30日", 2, {"left": 28 - 2 - 8 + 2}),
        ("龙泉镇人民政府", "2015年12月30日", 2, {"right": 0}),  # no room for gaps: it ends at the edge
        ("龙泉镇", "2015年12月30日", 8, {"left": 28 - 2 - 7}),  # the organ gives way
        ("中共大凉县双河源镇委员会", "2015年6月1日", 2, {"left": 28 - 2 - 12 + 2}),
    ],
)
def test_date_begins_two_characters_after_the_organ(
    organ: str, date: str, right: int, place: dict[str, int]
) -> None:
    """The organ stands 2字 from the right unless the date is longer (§7.3.5.2); 1字 is 8844/28 twips."""
    expected = [{"right": _twips(right)}, {side: _twips(indent) for side, indent in place.items()}]
    assert _indents(_signature(date, organ)) == expected


def _twips(characters: float) -> str:
    return str(round(characters * 8844 / 28))


@pytest.mark.parametrize(("organ", "date"), [(8, 6.5), (7, 7), (3, 7), (12, 6), (5, 5.5)])
def test_the_step_between_first_characters_is_two(organ: float, date: float) -> None:
    """However long they are, the date's first character is 2字 right of the organ's."""
    (right,), date_right = signature_indents([organ], date, SignatureRule())
    assert (organ + right) - (date + date_right) == 2
    assert min(right, date_right) >= 0


def test_several_organs_begin_on_one_line() -> None:
    """The widest organ gives the place; the others begin under its first character."""
    organs, date = signature_indents([8, 12], 6.5, SignatureRule())
    assert organs == [6, 2]
    assert date == 2 + 12 - 2 - 6.5


def test_missing_date_leaves_no_line() -> None:
    """Without a date there is only the organ."""
    (line,) = _lines(Signature(((Text("甲镇人民政府"),),), ()))
    assert text(line) == "甲镇人民政府"


def test_long_organ_stays_within_the_type_area() -> None:
    """A name that wraps counts as a full line, so that the date keeps its place on the page."""
    organ, date = _indents(_signature("2015年6月30日", "甲" * 40))
    assert organ == {"right": "632"}
    assert date == {"left": _twips(2)}


def test_single_attachment_has_no_number() -> None:
    """附件： and the name; a wrapped line begins under the name (§7.3.4), as its style says."""
    (line,) = _lines(Attachments(((Text("贫困户名单"),),)))
    assert text(line) == "附件：贫困户名单"
    assert not find(line, "w:pPr/w:ind")


def test_several_attachments_are_numbered_and_aligned() -> None:
    """The names begin at 5.75字, or 6.25字 after a number of two digits."""
    names = tuple((Text(f"附表{number}"),) for number in range(10))
    lines = _lines(Attachments(names))
    assert [text(line)[:5] for line in lines[:2]] == ["附件：1.", "2.附表1"]
    indents = [values(line, "w:pPr/w:ind") for line in (lines[0], lines[1], lines[9])]
    assert [(each["left"], each["hanging"]) for each in indents] == [
        ("1816", "1184"),
        ("1816", "237"),
        ("1974", "395"),
    ]
    assert {each["firstLineChars"] for each in indents} == {"0"}
