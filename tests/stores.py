"""Stores behind URLs for tests: in memory, on this disk, and some that have a trouble of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import fsspec
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem


class Store(MemoryFileSystem):  # type: ignore[misc] # fsspec has no types
    """A store of objects in memory that counts what is read and can be told to refuse or to be silent."""

    protocol = "store"
    reads: ClassVar[list[str]] = []
    refused: ClassVar[set[str]] = set()
    """Endings of paths that nobody may read or write."""
    silences: ClassVar[list[Exception]] = []
    """What the next questions end with."""

    @classmethod
    def _strip_protocol(cls, path: Any) -> str:
        return str(super()._strip_protocol(str(path).replace("store://", "memory://")))

    def _asked(self, path: str) -> None:
        if self.silences:
            raise self.silences.pop()
        if any(self._strip_protocol(path).endswith(each) for each in self.refused):
            raise PermissionError(path)

    def ls(self, path: str, detail: bool = True, **settings: Any) -> Any:
        self._asked(path)
        return super().ls(path, detail=detail, **settings)

    def info(self, path: str, **settings: Any) -> Any:
        self._asked(path)
        return super().info(path, **settings)

    def cat_file(self, path: str, *places: Any, **settings: Any) -> Any:
        self._asked(path)
        self.reads.append(path)
        return super().cat_file(path, *places, **settings)

    def pipe_file(self, path: str, value: bytes, *modes: Any, **settings: Any) -> None:
        self._asked(path)
        if self._strip_protocol(path).startswith("/nobucket/"):
            raise FileNotFoundError("The specified bucket does not exist")
        super().pipe_file(path, value, *modes, **settings)


class Disk(LocalFileSystem):  # type: ignore[misc]
    """A file system that renames, but not over a file that is there; moves break off when told to."""

    protocol = "disk"
    breaks: ClassVar[list[Exception]] = []

    @classmethod
    def _strip_protocol(cls, path: Any) -> str:
        return str(super()._strip_protocol(str(path).removeprefix("disk://")))

    def mv(self, path1: str, path2: str, **settings: Any) -> None:
        if self.breaks:
            raise self.breaks.pop()
        if self.exists(path2):
            raise FileExistsError(path2)
        super().mv(path1, path2, **settings)


@contextmanager
def stores() -> Iterator[None]:
    """Empty stores, known by their URLs: `store://`, `memory://`, `disk:///…`."""
    fsspec.register_implementation("store", Store, clobber=True)
    fsspec.register_implementation("disk", Disk, clobber=True)
    fsspec.register_implementation("lacking", "no_such_package.Store", errtxt="Install lacking", clobber=True)
    try:
        yield
    finally:
        for each in (Store.store, Store.reads, Store.refused, Store.silences, Disk.breaks):
            each.clear()
        Store.pseudo_dirs[:] = [""]


def upload(folder: Path, url: str) -> None:
    """Put every file below a folder behind a URL."""
    system, root = fsspec.core.url_to_fs(url)
    for path in folder.rglob("*"):
        name = f"{root}/{path.relative_to(folder).as_posix()}"
        if path.is_file():
            system.makedirs(system._parent(name), exist_ok=True)
            system.pipe_file(name, path.read_bytes())


def stored(url: str) -> dict[str, str]:
    """Return the digest of every visible file below a URL."""
    system, root = fsspec.core.url_to_fs(url)
    names = {path.removeprefix(f"{root}/"): path for path in system.find(root)}
    return {
        name: hashlib.sha256(system.cat_file(path)).hexdigest()
        for name, path in sorted(names.items())
        if "/." not in f"/{name}"
    }


def hidden_at(url: str) -> list[str]:
    """Return what a run has left at a URL for itself."""
    system, root = fsspec.core.url_to_fs(url)
    return [path for path in system.find(root, withdirs=True) if ".fupin-build-" in path]
