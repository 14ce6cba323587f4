"""The manifest by itself, where a whole run would meet a moment too seldom."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from batches import hidden, order_for
from fupin_report.batch.journal import Note, note
from fupin_report.batch.manifest import Entry, Manifest, opened
from fupin_report.batch.places import place_of
from fupin_report.errors import environment_problem


class _InterruptedAfterCommit:
    """A connection on which Ctrl-C comes just after SQLite has committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, *values: Any) -> Any:
        done = self._connection.execute(statement, *values)
        if statement == "COMMIT":
            raise KeyboardInterrupt
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def test_interrupted_after_a_commit(tmp_path: Path) -> None:
    """What was committed is committed: closing does not stumble over it, and it is there the next time."""
    manifest, entry = Manifest(tmp_path), Entry("key", "sha", 1, 2)
    manifest._connection = _InterruptedAfterCommit(manifest._connection)  # type: ignore[assignment]
    manifest.put("龙泉镇.docx", entry)
    with pytest.raises(KeyboardInterrupt):
        manifest.commit()
    manifest.close()
    assert Manifest(tmp_path).entry("龙泉镇.docx") == entry


@pytest.mark.parametrize("below", [".", "sub", "sub/deeper"])
def test_a_file_in_the_place_of_the_folder(below: str, tmp_path: Path) -> None:
    """The message says what stands there, once, and not what SQLite makes of it."""
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(OSError, match="out") as told:
        next(fr.generate_many([], order_for(tmp_path / "out" / below)))
    problem = environment_problem(told.value)
    assert (problem.code, problem.message.count("系统出错")) == ("E506", 0)
    assert "out" in str(problem)


def test_what_the_system_says_is_told_once() -> None:
    """An error that was named on its way is not named again."""
    first = environment_problem(OSError(5, "Input/output error", "a"))
    again = environment_problem(OSError(5, first.message, "a"))
    assert (again.message, again.message.count("系统出错")) == (first.message, 1)


def test_what_a_killed_run_was_about_to_write(tmp_path: Path) -> None:
    """It is remembered if it stands as it was noted; what is cut, gone, changed or known already is not."""
    place = place_of(str(tmp_path))
    contents = {name: name.encode() for name in ("made", "changed", "gone", "known", "2015H1/龙泉镇")}
    (tmp_path / "2015H1").mkdir()
    for name, content in contents.items():
        note(place, Note("key", hashlib.sha256(content).hexdigest(), name))
        (tmp_path / name).write_bytes(content)
    (tmp_path / "changed").write_bytes(b"by hand")
    (tmp_path / "gone").unlink()
    (journal,) = tmp_path.glob(".fupin-build-*")
    (tmp_path / f"{journal.name}.part").write_bytes(b"")
    with journal.open("ab") as file:
        file.write(b"key\tsha\tcut")
    known = Entry("older", hashlib.sha256(b"known").hexdigest(), 5, 1)
    earlier = Manifest(tmp_path)
    earlier.put("known", known)
    earlier.close()
    with opened(place) as manifest:
        entries = {name: manifest.entry(name) for name in contents}
    assert entries["known"] == known
    assert [name for name, entry in entries.items() if entry and entry.key == "key"] == [
        "made",
        "2015H1/龙泉镇",
    ]
    assert entries["made"].describes(place.stamp("made"))  # type: ignore[union-attr]
    assert hidden(tmp_path) == []
