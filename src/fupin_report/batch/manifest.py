"""清单: what stands in an output folder and what it was made from. A second run makes only what changed.

One SQLite file in the output folder. A run that is killed leaves what it had committed; SQLite rolls
back the rest. The same library keeps two runs on one folder apart.

Behind a URL SQLite cannot reach, so a run works on a copy and brings it back: what a folder holds is
then known to whoever makes its reports the next time, on whichever machine. The lock stays on this
machine, as stores have none: two runs on two machines do work twice, but no harm, since files are whole, the
same bytes, and known by their bytes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from fupin_report.batch.journal import forget, notes
from fupin_report.batch.places import Place, Stamp
from fupin_report.errors import FupinError, Problem, RenderError
from fupin_report.frozen import frozen
from fupin_report.pipeline.files import naming
from fupin_report.usercache import cache_folder

FILE = ".fupin-build.sqlite"
LOCK = ".fupin-build.lock"
_SECONDS_A_COMMIT = 0.5
"""What a run that is killed may have done without remembering it. It is found out by its journal."""
_SECONDS_A_COPY, _SHARE_OF_COPYING = 30.0, 0.05
"""How seldom a copy is brought back at most, and how much of the time that may take."""


@frozen
class Entry:
    """A file that a run wrote."""

    key: str
    """Digest of data, templates, layout, version and options: see `digest`."""
    sha256: str
    size: int
    version: int | str
    """The stamp of the file when it was written: while it stands, its bytes are not read again."""

    def describes(self, stamp: Stamp | None) -> bool:
        """Whether a file stands as it was written, by its stamp."""
        return stamp == (self.size, self.version)

    def confirmed(self, place: Place, name: str) -> Entry | None:
        """Return the entry of a file that stands as it was written, with the stamp that it has now.

        A copied folder has other stamps, and so has a file that two workers wrote one after the other.
        """
        stamp = place.stamp(name)
        if self.describes(stamp):
            return self
        if stamp is None or stamp.size != self.size or _digest(place, name) != self.sha256:
            return None
        return Entry(self.key, self.sha256, *stamp)


def _digest(place: Place, name: str) -> str:
    return hashlib.sha256(place.read(name)).hexdigest()


class Manifest:
    """The entries of an output folder, by file name relative to it. Raises `RenderError` R409.

    `called` is what people call it, if it is not the file in the folder.
    """

    def __init__(self, folder: Path, called: str = "") -> None:
        self._called = called or str(folder / FILE)
        with _telling(self._called):
            self._connection = sqlite3.connect(folder / FILE, isolation_level=None)
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS outputs"
                " (name TEXT PRIMARY KEY, key TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER)"
                " WITHOUT ROWID"
            )
        self._since = 0.0
        """When what is not committed yet began."""

    def entry(self, name: str) -> Entry | None:
        """Return what is known of a file."""
        with _telling(self._called):
            found = self._connection.execute(
                "SELECT key, sha256, size, mtime_ns FROM outputs WHERE name = ?", (name,)
            ).fetchone()
        return Entry(*found) if found else None

    def put(self, name: str, entry: Entry) -> None:
        """Remember a file."""
        with _telling(self._called):
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN")
                self._since = time.monotonic()
            values = (name, entry.key, entry.sha256, entry.size, entry.version)
            self._connection.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)", values)
        if time.monotonic() - self._since > _SECONDS_A_COMMIT:
            self.commit()

    def commit(self) -> None:
        """Write what was put since the last time."""
        if self._connection.in_transaction:  # SQLite knows; Ctrl-C may come before we note it
            with _telling(self._called):
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Commit and close."""
        try:
            self.commit()
        finally:
            self._connection.close()


class _Borrowed(Manifest):
    """A copy of a manifest that SQLite cannot reach, brought back now and then and at the end."""

    def __init__(self, folder: Path, place: Place) -> None:
        super().__init__(folder, place.called(FILE))
        self._copy, self._place = folder / FILE, place
        with naming(place):  # one that takes nothing is told of before the work
            self._bring_back()

    def commit(self) -> None:
        super().commit()
        if time.monotonic() > self._next:
            with suppress(FupinError, OSError):  # what matters is the end
                self._bring_back()

    def close(self) -> None:
        try:
            super().commit()
            if self._connection.total_changes > self._brought:
                self._bring_back()
        finally:
            self._connection.close()

    def _bring_back(self) -> None:
        begin = time.monotonic()
        self._place.put(FILE, self._copy.read_bytes())
        end = time.monotonic()
        self._next = end + max(_SECONDS_A_COPY, (end - begin) / _SHARE_OF_COPYING)
        self._brought = self._connection.total_changes


@contextmanager
def _telling(called: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        message = f"清单写不了（{error}）：检查磁盘和权限"
        raise RenderError(Problem("R409", message, called)) from None
    except sqlite3.DatabaseError:
        message = "清单已损坏，请删去这个文件，再生成一次（已有的文件不受影响）"
        raise RenderError(Problem("R409", message, called)) from None


@contextmanager
def opened(place: Place) -> Iterator[Manifest]:
    """Open the manifest of a place, for one run alone, which finds no leftovers there and leaves none.

    Raises `RenderError` R408 when another run works there, R409 when the manifest cannot be used.
    """
    with _alone(place):
        try:
            with _at_hand(place) as folder, closing(_manifest(place, folder)) as manifest:
                _learn(manifest, place)
                place.sweep()
                try:
                    yield manifest
                except BaseException:  # stopped, with outcomes on their way
                    with suppress(FupinError, OSError):
                        _learn(manifest, place)
                    raise
                forget(place)
        finally:
            with suppress(FupinError, OSError):  # else the next run does
                place.tidy()


def _learn(manifest: Manifest, place: Place) -> None:
    """Remember what a run wrote of which no outcome came back, unless somebody has changed it since."""
    for key, sha256, name in notes(place):
        known, stamp = manifest.entry(name), place.stamp(name)
        if stamp is None or (known and known.sha256 == sha256):
            continue
        if _digest(place, name) == sha256:
            manifest.put(name, Entry(key, sha256, *stamp))
    manifest.commit()
    forget(place)


def _manifest(place: Place, folder: Path) -> Manifest:
    return Manifest(folder) if folder == place.path else _Borrowed(folder, place)


@contextmanager
def consulted(place: Place) -> Iterator[Manifest | None]:
    """Look into the manifest of a place, if there is one, beside a run that may be under way."""
    if place.stamp(FILE) is None:
        yield None
        return
    with _at_hand(place) as folder, closing(Manifest(folder, place.called(FILE))) as manifest:
        yield manifest


@contextmanager
def _at_hand(place: Place) -> Iterator[Path]:
    """Give the folder in which SQLite finds the manifest: the place itself, or one with a copy."""
    if place.path:
        yield place.path
        return
    with tempfile.TemporaryDirectory() as folder:
        with naming(place), suppress(FileNotFoundError):
            Path(folder, FILE).write_bytes(place.read(FILE))
        yield Path(folder)


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Keep a place to this process until it ends, however it ends."""
    path = _lock_of(place)
    with naming(path.parent):  # SQLite would not say why it cannot
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with _telling(str(path)), closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            message = "另一次生成正在往这个文件夹里写，请等它结束"
            raise RenderError(Problem("R408", message, str(place))) from None
        yield


def _lock_of(place: Place) -> Path:
    """Return the file that keeps two runs apart; for a URL one of this user on this machine."""
    if place.path:
        return place.path / LOCK
    name = f"{hashlib.sha256(str(place).encode()).hexdigest()[:32]}.lock"
    try:
        folder = cache_folder() / "outputs"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        folder = Path(tempfile.gettempdir())
    return folder / name
