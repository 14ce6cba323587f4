"""JSON 行: one report a line, as programs and databases write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO

from fupin_report.batch.jobs import Job
from fupin_report.errors import SourceError
from fupin_report.patterns import expression
from fupin_report.source import MAX_BYTES, decode

SUFFIXES = (".jsonl", ".ndjson")
_NAME, _DATA = ("名称", "name"), ("数据", "data")
_MAYBE_NAMED = expression(
    "|".join(f'"{each}"|{re.escape(json.dumps(each))}' for each in _DATA).encode(), re.IGNORECASE
)
"""What a line has somewhere that says which output it is for; most have not, and are not parsed here."""
_SPACE = expression(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def jobs_of_lines(lines: IO[bytes], source: str) -> Iterator[Job]:
    """Yield a job for every line that is not blank: one report as JSON text.

    A line `{"名称": "2015H1/龙泉镇", "数据": {…}}` (`name`, `data`) says what its output is called; else that
    is file and line, `县-000017`. A line that is too long or not UTF-8 becomes a job that says so when it is
    made; a file whose first line is not UTF-8 becomes one such job. `lines` is read one line at a time.
    """
    stem, first = PurePath(source).stem, True
    for number, line in enumerate(_bounded(lines), 1):
        if not line.strip():
            continue
        if first and (foreign := _foreign(line, source)):
            yield Job(source, stem, problem=foreign.problems[0])
            return
        first = False
        name, data = _named(line) or (f"{stem}-{number:06}", line)
        yield Job(f"{source}:{number}", name, line=data)


def _bounded(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield lines, of each no more than a file of data may have and one byte to tell."""
    while line := lines.readline(MAX_BYTES + 1):
        rest = line
        while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
            rest = lines.readline(MAX_BYTES + 1)
        yield line


def _foreign(line: bytes, source: str) -> SourceError | None:
    """Return what is wrong with a file whose first line is in another encoding, or no text at all."""
    try:
        decode(line, source)
    except SourceError as error:
        return error if error.problems[0].code == "S101" else None
    return None


def _named(line: bytes) -> tuple[str, bytes] | None:
    """Return name and data of a line that has both and nothing else.

    The data stay in their columns, which messages count.
    """
    if not _MAYBE_NAMED.search(line):
        return None
    try:
        found = _members(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # told when it is made
        return None
    names, data = ([value for key, value in found if key in keys] for keys in (_NAME, _DATA))
    if len(found) != 2 or [_begins(each) for each in (*names, *data)] != ['"', "{"]:
        return None
    return json.loads(names[0]), data[0].encode()


def _members(text: str) -> list[tuple[str, str]]:
    """Return the members of a JSON object: each value as its text, behind as many spaces as it has before.

    Raises `ValueError` for what is no object, `RecursionError`.
    """
    found, at, mark = [], _after(text, 0), "{"
    while text[at : at + 1] == mark:
        key, at = _DECODER.raw_decode(text, _after(text, at + 1))
        at = _after(text, at)
        if text[at : at + 1] != ":":
            raise ValueError("no object")
        start = _after(text, at + 1)
        _, end = _DECODER.raw_decode(text, start)
        found.append((key, " " * start + text[start:end]))
        at, mark = _after(text, end), ","
    if text[at : at + 1] != "}" or _after(text, at + 1) != len(text):
        raise ValueError("no object")
    return found


def _begins(value: str) -> str:
    """Return the first character of a value: a text begins with a quote, a mapping with a brace."""
    return value.lstrip(" ")[:1]


def _after(text: str, at: int) -> int:
    """Return where space that begins at a place ends."""
    found = _SPACE.match(text, at)
    return found.end() if found else at
