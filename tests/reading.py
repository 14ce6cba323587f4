"""How a finished text is read by tests: what stands on the page, and which of it came from the data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from fupin_report.document import (
    Annex,
    Attachments,
    Block,
    Byline,
    Document,
    Enumeration,
    Figure,
    Heading,
    Image,
    Imprint,
    Inline,
    LineBreak,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Salutation,
    Signature,
    Strong,
    Subtitle,
    Table,
    Title,
)

_COUNT_WORDS = {"两期": "2期", "十余人": "10余人"}


@dataclass(frozen=True)
class Run:
    """Characters of a line; `paths` is empty for what a template typed."""

    text: str
    paths: tuple[str, ...] = ()


def lines(document: Document) -> list[list[Run]]:
    """Return the paragraphs of a document as runs, labels included."""
    return [line for block in document.blocks for line in _lines(block)]


def text(line: list[Run]) -> str:
    """Return the characters of a line."""
    return "".join(run.text for run in line)


def page(document: Document) -> str:
    """Return the whole text, a paragraph a line."""
    return "\n".join(text(line) for line in lines(document))


def _lines(block: Block) -> list[list[Run]]:
    match block:
        case Title() | Subtitle() | Salutation():
            return [_runs(block.children)]
        case Heading():
            return [[Run(block.label), *_runs(block.children)]]
        case Paragraph():
            head = [Run(block.heading.label), *_runs(block.heading.children)] if block.heading else []
            return [head + _runs(block.children)]
        case Enumeration():
            items = [[Run(item.label), *_runs(item.children)] for item in block.items]
            if block.lead is None:
                return items
            return [_lines(block.lead)[0] + [run for item in items for run in item]]
        case Table():
            return [_runs(cell.children) for row in block.header + block.rows for cell in row]
        case Byline():
            return [_runs(line) for line in block.lines]
        case Attachments():
            return [_runs(name) for name in block.names]
        case Signature():
            return [*map(_runs, block.organisations), _runs(block.date)]
        case Image():
            return [_runs(block.caption)]
        case Masthead():
            above = (block.copy_number, block.secrecy, block.urgency, block.mark, block.number)
            return [_runs(words) for words in (*above, *block.signers)]
        case Note():
            return [_runs(block.children)]
        case Imprint():
            return [_runs(words) for words in (block.copies, block.printed_by, block.printed_on)]
        case Annex() | PageBreak():
            return []


def _runs(inlines: tuple[Inline, ...]) -> list[Run]:
    runs: list[Run] = []
    for inline in inlines:
        if isinstance(inline, Strong):
            runs += _runs(inline.children)
        elif isinstance(inline, LineBreak):
            continue
        else:
            runs.append(Run(inline.text, inline.paths if isinstance(inline, Figure) else ()))
    return runs


def compared(characters: str) -> str:
    """Return a text as facts are looked up in it: half-width, without blanks, ranges and counts alike."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", characters))
    for words, digits in _COUNT_WORDS.items():
        bare = bare.replace(words, digits)
    return re.sub(r"(?<=\d)(?:至|[～~-])(?=\d)", "至", bare)


def found(characters: str, wanted: str) -> Iterator[re.Match[str]]:
    """Yield where a compared text holds a string; a number must begin where the string begins."""
    needle = compared(wanted)
    boundary = r"(?<![\d.])" if needle[0].isdigit() else ""
    return re.finditer(boundary + re.escape(needle), characters)


def from_data(line: list[Run], wanted: str) -> bool:
    """Whether a line holds a string with all of its digits inside figures."""
    pieces = [(character, bool(run.paths)) for run in line for character in compared(run.text)]
    characters = "".join(character for character, _ in pieces)
    return any(
        all(told for character, told in pieces[place.start() : place.end()] if character.isdigit())
        for place in found(characters, wanted)
    )
