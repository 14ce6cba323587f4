"""寄给别处的进程: templates, wordings and settings of this machine, for processes that may not see them.

Somebody else's executor may work anywhere. What every one of its processes reaches is the place it writes
to, so each thing is packed once, laid down there once, and fetched and unpacked once by a process. Who
submits the work carries nothing but names and digests; what is fetched is held against its digest, since a
module of code is run: to write into the output folder is not to run programs on the workers.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fupin_report.batch.digest import files_below
from fupin_report.batch.places import WORK, Place
from fupin_report.errors import Problem, RenderError
from fupin_report.frozen import frozen

MOST = 20 * 2**20
"""Most that one folder of templates may hold. Ours hold some 60 KB."""
_ValueT = TypeVar("_ValueT")
_DESKS: list[Path] = []
_LOCK = RLock()


@frozen
class Parcel:
    """A folder or a file on its way."""

    name: str
    """What the user calls it, and messages do."""
    root: str
    """The last part of its name, which it keeps: that of a wording or a module means something."""
    digest: str
    """Of its name and what is packed: equal folders under two names are two things in messages."""

    @property
    def lying(self) -> str:
        """Its name in the place where it is laid down."""
        return f"{WORK}/{self.digest}.zip"

    @property
    def here(self) -> Path:
        """Where it is unpacked in this process."""
        return _desk() / self.digest / self.root

    def received(self, place: Place) -> str:
        """Unpack it, if that is not done; return where. Raises `RenderError` R420, `OSError`."""
        with _LOCK:  # one thread fetches for all
            here = self.here
            if not here.parent.is_dir():
                content = place.read(self.lying)
                if _digest(self.name, content) != self.digest:
                    message = "送到的模板或设置被改动过，不用"
                    raise RenderError(Problem("R420", message, place.called(self.lying)))
                _unpack(content, here.parent)
        return str(here)


class Post:
    """Sends what processes elsewhere need, each thing once, by way of the place they write to."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._sent: dict[str, Parcel] = {}

    def send(self, names: Iterable[str]) -> tuple[Parcel, ...]:
        """Lay down folders and files, and return how to receive them.

        What is not there is left out: who reads it says so. Raises `RenderError` R420 for what is too
        large, `OSError`.
        """
        there = (name for name in names if name in self._sent or Path(name).exists())
        return tuple(self._sent.get(name) or self._new(name) for name in there)

    def _new(self, name: str) -> Parcel:
        root = Path(os.path.abspath(name)).name
        content = _packed(Path(name), root)
        parcel = Parcel(name, root, _digest(name, content))
        self._place.put(parcel.lying, content)
        self._sent[name] = parcel
        return parcel


def _digest(name: str, content: bytes) -> str:
    return sha256(os.fsencode(name) + b"\0" + content).hexdigest()


def _packed(path: Path, root: str) -> bytes:
    content, size = BytesIO(), 0
    with ZipFile(content, "w", ZIP_DEFLATED) as pack:
        if path.is_dir():
            pack.mkdir(root)
        for name, file in _files(path, root):
            size += file.stat().st_size
            if size > MOST:
                message = f"太大，送不到别处的进程，上限 {MOST // 2**20} MB；模板文件夹里只放模板"
                raise RenderError(Problem("R420", message, str(path)))
            pack.writestr(ZipInfo(name), file.read_bytes(), ZIP_DEFLATED)
    return content.getvalue()


def _files(path: Path, root: str) -> Iterator[tuple[str, Path]]:
    """Yield name in the pack and file; links that lead out of a folder count for nothing and stay behind."""
    if path.is_file():
        yield root, path
        return
    home = path.resolve()
    for name, file in files_below(path):
        if file.resolve().is_relative_to(home):
            yield f"{root}/{name}", file


def _unpack(content: bytes, folder: Path) -> None:
    """Unpack into a folder, which is there whole or not at all: a forked process may want it at once."""
    unfinished = tempfile.mkdtemp(dir=folder.parent)
    with ZipFile(BytesIO(content)) as pack:
        pack.extractall(unfinished)
    try:
        os.rename(unfinished, folder)
    except OSError:
        shutil.rmtree(unfinished)
        if not folder.is_dir():
            raise


def _desk() -> Path:
    """Return the folder of this process for what it is sent: nobody else's, and gone when it ends."""
    from multiprocessing.util import Finalize  # ends with a process of a pool, too

    with _LOCK:
        if not _DESKS or not _DESKS[-1].is_dir():
            _DESKS.append(Path(tempfile.mkdtemp(prefix="fupin-report-")))
            Finalize(None, shutil.rmtree, (_DESKS[-1], True), exitpriority=1)
        return _DESKS[-1]


def named(value: _ValueT, parcels: Iterable[Parcel]) -> _ValueT:
    """Return a value with the user's names in the place of those that only this process knows."""
    names = [(str(each.here), str(Path(each.name))) for each in parcels]
    return _named(value, names) if names else value


def _named(value: Any, names: list[tuple[str, str]]) -> Any:
    if type(value) is str:
        for here, name in names:
            value = value.replace(here, name)
        return value
    if type(value) is tuple:
        return tuple(_named(each, names) for each in value)
    if not is_dataclass(value):
        return value
    made = {each.name: _named(getattr(value, each.name), names) for each in fields(value)}
    changed = {name: new for name, new in made.items() if new != getattr(value, name)}
    return replace(value, **changed) if changed else value  # type: ignore[type-var]
