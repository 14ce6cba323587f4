"""流水: what a process is about to put into an output folder, written down before it stands there.

The manifest learns of a file with its outcome, which a run that is killed or interrupted may never see. The
next run reads here which files are ours all the same, so that it may replace them. One file a process, in
the output folder itself; behind a URL there is none, as nothing can be added to a file there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fupin_report.batch.places import Place
from fupin_report.batch.places.place import TEMPORARY

_SUFFIX = ".noted"


class Note(NamedTuple):
    """A file that was about to be put in place."""

    key: str
    sha256: str
    name: str


def note(place: Place, written: Note) -> None:
    """Write down a file that is about to be put in place. Raises `OSError`."""
    if place.path:
        with open(place.path / _file(os.getpid()), "ab", buffering=0) as file:
            file.write("\t".join(written).encode() + b"\n")


def notes(place: Place) -> Iterator[Note]:
    """Yield what processes have written down since it was last forgotten; a line that is cut is none."""
    for path in _files(place):
        with path.open("rb") as lines:
            for line in lines:
                fields = line[:-1].decode("utf-8", "replace").split("\t")
                if line.endswith(b"\n") and len(fields) == len(Note._fields):
                    yield Note(*fields)


def forget(place: Place) -> None:
    """Remove what was written down: the manifest knows it."""
    for path in _files(place):
        path.unlink(missing_ok=True)


def _files(place: Place) -> list[Path]:
    return sorted(place.path.glob(f"{TEMPORARY}*{_SUFFIX}")) if place.path else []


@cache
def _file(process: int) -> str:
    """Return the name of the file of a process, on whichever machine it is."""
    return f"{TEMPORARY}{process}-{os.urandom(6).hex()}{_SUFFIX}"
