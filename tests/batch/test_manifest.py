"""The manifest by itself, where a whole run would meet a moment too seldom."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from batches import order_for
from fupin_report.batch.manifest import Entry, Manifest
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
