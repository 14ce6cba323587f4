"""A folder of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fupin_report.batch.places.place import TEMPORARY, WORK, Place, Stamp
from fupin_report.pipeline.files import naming, put
from fupin_report.pipeline.images import read_image


class Folder(Place):
    """A folder of this machine, asked as directly as it goes."""

    path: Path

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = "" if path == Path() else str(path)

    def __str__(self) -> str:
        return str(self.path)

    def called(self, name: str) -> str:
        return os.path.join(self._folder, name.replace("/", os.sep))

    def is_folder(self) -> bool:
        return self.path.is_dir()

    def walk(self) -> Iterator[tuple[str, list[str], list[str]]]:
        for each, folders, files in os.walk(self.path):
            below = Path(each).relative_to(self.path).as_posix()
            yield "" if below == "." else f"{below}/", folders, files

    def read(self, name: str) -> bytes:
        with open(self.called(name), "rb") as file:
            return file.read()

    def lines(self, name: str) -> IO[bytes]:
        return open(self.called(name), "rb")

    def picture(self, source: str) -> bytes:
        return read_image(source, self.path)

    def stamp(self, name: str) -> Stamp | None:
        try:
            status = os.stat(self.called(name))
        except OSError:
            return None
        return Stamp(status.st_size, status.st_mtime_ns)

    def put(self, name: str, content: bytes, *, durable: bool = False) -> Stamp:
        target = self.path / name
        with naming(target):
            put(content, target, overwrite=True, durable=durable, prefix=TEMPORARY)
            status = os.stat(target)
        return Stamp(status.st_size, status.st_mtime_ns)

    def sweep(self) -> None:
        self.tidy()
        for left in self.path.rglob(f"{TEMPORARY}*"):
            left.unlink(missing_ok=True)

    def tidy(self) -> None:
        shutil.rmtree(self.path / WORK, ignore_errors=True)
