"""What a batch asks of a place, wherever it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, NamedTuple

TEMPORARY = ".fupin-build-"
"""How the names of all begin that a run writes for itself."""
WORK = f"{TEMPORARY}work"
"""Folder of what a run writes into a place for itself, in that place."""


class Stamp(NamedTuple):
    """What tells, without reading it, that a file is still the one that was written."""

    size: int
    version: int | str
    """Time of the last change in nanoseconds; behind a URL an etag or what else a store has for it."""


class Place(ABC):
    """在哪里: a folder. The files in it are known by their names relative to it, with `/`.

    Everything here raises `OSError` for what the system refuses, behind a URL also `RenderError` R417 (a
    package is missing), R418 (no such kind of URL) and R419 (no answer).
    """

    path: Path | None = None
    """The folder, if it is one of this machine."""

    @abstractmethod
    def called(self, name: str) -> str:
        """Return what people call a file."""

    @abstractmethod
    def is_folder(self) -> bool:
        """Whether the place is there and a folder."""

    @abstractmethod
    def walk(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Yield each folder as `""` or `below/`, with the names of its folders and of its files.

        Who takes names out of the list of folders, or orders it, decides where the way goes on.
        """

    @abstractmethod
    def read(self, name: str) -> bytes:
        """Return the content of a file."""

    @abstractmethod
    def lines(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file to be read a line at a time."""

    @abstractmethod
    def picture(self, source: str) -> bytes:
        """Return a picture that lies here or below. Raises `RenderError` R403."""

    @abstractmethod
    def stamp(self, name: str) -> Stamp | None:
        """Return the stamp of a file; none when it is not there."""

    @abstractmethod
    def put(self, name: str, content: bytes, *, durable: bool = False) -> Stamp:
        """Write a file, which appears whole or not at all, over one that is there; return its stamp.

        `durable`: it is on the disk before this returns; what is behind a URL answers for itself.
        """

    @abstractmethod
    def sweep(self) -> None:
        """Remove what a run that was killed has left here for itself; no other run works here."""

    @abstractmethod
    def tidy(self) -> None:
        """Remove what this run has written here for itself."""
