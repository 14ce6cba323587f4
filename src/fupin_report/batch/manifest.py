"""清单: what stands in an output folder and what it was made from. A second run makes only what changed.

One SQLite file in the output folder. A run that is killed leaves what it had committed; SQLite rolls
back the rest. The same library keeps two runs on one folder apart.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fupin_report.errors import Problem, RenderError
from fupin_report.frozen import frozen
from fupin_report.pipeline.files import naming

FILE = ".fupin-build.sqlite"
LOCK = ".fupin-build.lock"
_SECONDS_A_COMMIT = 0.5
"""What a run that is killed may have done without remembering it. It is found out by its bytes."""


@frozen
class Entry:
    """A file that a run wrote."""

    key: str
    """Digest of data, templates, layout, version and options: see `digest`."""
    sha256: str
    size: int
    mtime_ns: int
    """Size and time of the file when it was written: while they stand, its bytes are not read again."""

    @classmethod
    def of(cls, path: Path, key: str, sha256: str) -> Entry:
        """Return the entry of a file just written. Raises `OSError`."""
        status = path.stat()
        return cls(key, sha256, status.st_size, status.st_mtime_ns)

    def describes(self, path: Path) -> bool:
        """Whether the file stands as it was written, by size and time."""
        try:
            status = path.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.mtime_ns)


class Manifest:
    """The entries of an output folder, by file name relative to it. Raises `RenderError` R409."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        with _telling(self._path):
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS outputs"
                " (name TEXT PRIMARY KEY, key TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER)"
                " WITHOUT ROWID"
            )
        self._since = 0.0
        """When what is not committed yet began."""

    def entry(self, name: str) -> Entry | None:
        """Return what is known of a file."""
        with _telling(self._path):
            found = self._connection.execute(
                "SELECT key, sha256, size, mtime_ns FROM outputs WHERE name = ?", (name,)
            ).fetchone()
        return Entry(*found) if found else None

    def put(self, name: str, entry: Entry) -> None:
        """Remember a file."""
        with _telling(self._path):
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN")
                self._since = time.monotonic()
            values = (name, entry.key, entry.sha256, entry.size, entry.mtime_ns)
            self._connection.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)", values)
        if time.monotonic() - self._since > _SECONDS_A_COMMIT:
            self.commit()

    def commit(self) -> None:
        """Write what was put since the last time."""
        if self._connection.in_transaction:  # SQLite knows; Ctrl-C may come before we note it
            with _telling(self._path):
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Commit and close."""
        try:
            self.commit()
        finally:
            self._connection.close()


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        message = f"清单写不了（{error}）：检查磁盘和权限"
        raise RenderError(Problem("R409", message, str(path))) from None
    except sqlite3.DatabaseError:
        message = "清单已损坏，请删去这个文件，再生成一次（已有的文件不受影响）"
        raise RenderError(Problem("R409", message, str(path))) from None


@contextmanager
def opened(folder: Path) -> Iterator[Manifest]:
    """Open the manifest of a folder, for one run alone.

    Raises `RenderError` R408 when another run works there, R409 when the manifest cannot be used.
    """
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _telling(folder / LOCK), closing(sqlite3.connect(folder / LOCK, timeout=0)) as lock:
        _lock(lock, folder)
        with closing(Manifest(folder)) as manifest:
            yield manifest


def _lock(connection: sqlite3.Connection, folder: Path) -> None:
    """Keep a file to this process until the connection closes, or the process ends, however it ends."""
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        message = "另一次生成正在往这个文件夹里写，请等它结束"
        raise RenderError(Problem("R408", message, str(folder))) from None
