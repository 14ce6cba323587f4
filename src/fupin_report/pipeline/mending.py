"""修改数据文件: the safe corrections of the audit, shown before they are made, and only what was meant.

Comments, layout and figures stay as they are. The text that would come of it is read again: if
anything but the words that were meant is different in the data, nothing is changed.
"""

from __future__ import annotations

import difflib
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from fupin_report.audit import Finding
from fupin_report.audit.finding import Mend
from fupin_report.errors import Problem, RenderError, SourceError
from fupin_report.frozen import frozen
from fupin_report.pipeline.files import naming, put
from fupin_report.repair import Edit, edited
from fupin_report.source import SourceMap, leaves, read_json, read_yaml


@frozen
class Mending:
    """A data file as it is and as it would be."""

    path: Path
    before: bytes
    after: bytes

    def diff(self) -> str:
        """Return what would be different, as a unified diff."""
        old, new = (text.decode("utf-8-sig").splitlines(keepends=True) for text in (self.before, self.after))
        name = str(self.path)
        return "".join(difflib.unified_diff(old, new, name, f"{name}（修改后）", n=0))

    def write(self) -> None:
        """Put the new text in the place of the old one, whole or not at all.

        A link keeps leading to the file, and the file its permissions. Raises `RenderError` R414 when
        the file is no longer what was read; `OSError`.
        """
        with naming(self.path):
            target = self.path.resolve()
            if target.read_bytes() != self.before:
                raise RenderError(Problem("R414", "文件刚刚被改过，没有再改；请重新核对", str(self.path)))
            put(self.after, target, overwrite=True, mode=stat.S_IMODE(target.stat().st_mode))


def mending(path: Path, findings: Iterable[Finding]) -> Mending | None:
    """Return the file with the corrections that settle findings, or nothing where none can be made safely.

    What is explained stays. Raises `OSError`.
    """
    with naming(path):
        before = path.read_bytes()
    mends = [mend for each in findings if not each.explained for mend in each.mends]
    edits = [
        Edit(each.place.line, each.place.column, each.old, each.new)
        for each in mends
        if each.place.file == str(path)
    ]
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    after = text = before[len(mark) :].decode()
    for edit in sorted(set(edits), reverse=True):  # from the end, so that places stay; each is judged alone
        wanted = edited(after, [edit])
        if wanted != after and _only_words(path, after, wanted, mends):
            after = wanted
    return Mending(path, before, mark + after.encode()) if after != text else None


def _only_words(path: Path, before: str, after: str, mends: list[Mend]) -> bool:
    """Whether the data differ in nothing but the words that were meant, and no digit with them."""
    try:
        old, new = (
            {place: str(value) for place, value in leaves(_read(path, text).root)} for text in (before, after)
        )
    except SourceError:
        return False
    words = {word for mend in mends for word in (mend.old, mend.new) if word}
    meant = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    return old.keys() == new.keys() and all(
        old[key] == new[key]
        or (meant.sub("", old[key]) == meant.sub("", new[key]) and _digits(old[key]) == _digits(new[key]))
        for key in old
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _read(path: Path, text: str) -> SourceMap:
    return (read_json if path.suffix.lower() == ".json" else read_yaml)(text, str(path))
