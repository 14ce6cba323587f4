"""The manifest by itself, where a whole run would meet a moment too seldom."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from fupin_report.batch.manifest import Entry, Manifest


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
