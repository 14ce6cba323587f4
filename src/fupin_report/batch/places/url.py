"""A folder behind a URL: S3 and its kin, SFTP, HDFS, whatever fsspec knows.

Who may reach it is for the settings of each machine to say (`~/.config/fsspec`, `~/.aws`, keys of SSH), so
nothing secret travels with the work.
"""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from secrets import token_hex
from typing import IO, Any, TypeVar, cast

from fupin_report.batch.places.place import WORK, Place, Stamp
from fupin_report.errors import FupinError, Problem, RenderError
from fupin_report.patterns import expression
from fupin_report.pipeline import images

_AnswerT = TypeVar("_AnswerT")
_SCHEME = "[A-Za-z][A-Za-z0-9+.-]+"
_URL = expression(f"{_SCHEME}(::{_SCHEME})*://")
_ANSWERS = {
    FileNotFoundError: errno.ENOENT,
    PermissionError: errno.EACCES,
    IsADirectoryError: errno.EISDIR,
    NotADirectoryError: errno.ENOTDIR,
}
"""Errors that are a store's answer; to ask again would not change it. Many come without a number."""
_FINAL: tuple[type[Exception], ...] = (FupinError, *_ANSWERS)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG}
_VERSIONS = ("etag", "mtime", "lastmodified", "last_modified", "modified", "modificationtime", "updated")
"""What file systems call that which changes with a file, the surest first."""
_REPLACING = {"file", "local", "sftp", "ssh"}
"""File systems on which a file takes the name of another one in one step."""


def is_url(name: str) -> bool:
    """Whether a name is a URL and none of a file of this machine: `s3://…`, `sftp://…`."""
    return bool(_URL.match(name))


class Url(Place):
    """A folder behind a URL."""

    def __init__(self, url: str) -> None:
        scheme, _, rest = url.partition("://")
        root = "/" if rest.startswith("/") else ""
        self._url = f"{scheme}://{rest.rstrip('/') or root}"
        self._begin = self._url if self._url.endswith("/") else f"{self._url}/"

    def __str__(self) -> str:
        return self._url

    def called(self, name: str) -> str:
        return self._begin + name if name else self._url

    def is_folder(self) -> bool:
        found = self._info("")
        return found is not None and found["type"] == "directory"

    def walk(self) -> Iterator[tuple[str, list[str], list[str]]]:
        yield from self._walk("")

    def _walk(self, below: str) -> Iterator[tuple[str, list[str], list[str]]]:
        """Go through the folders ourselves: fsspec's own way passes over those that it may not read."""
        entries = _ask(self.called(below), _entries)
        folders = [name for name, kind in entries.items() if kind == "directory"]
        yield below, folders, [name for name, kind in entries.items() if kind != "directory"]
        for each in folders:
            yield from self._walk(f"{below}{each}/")

    def read(self, name: str) -> bytes:
        return cast(bytes, _ask(self.called(name), lambda system, path: system.cat_file(path)))

    @contextmanager
    def lines(self, name: str) -> Iterator[IO[bytes]]:
        url = self.called(name)
        with _telling(url):
            system, path = _reach(url)
            with system.open(path, "rb") as file:
                yield io.BufferedReader(_Raw(file))

    def picture(self, source: str) -> bytes:
        name = PurePosixPath(source)
        if name.is_absolute() or ".." in name.parts:
            raise images.outside(source, self)
        found = self._info(source)
        if found is None or found["type"] == "directory":
            raise images.missing(source, self)
        if _stamp(found).size > images.MAX_BYTES:
            raise images.too_large(source)
        return self.read(source)

    def stamp(self, name: str) -> Stamp | None:
        found = self._info(name)
        if found and found["type"] == "directory":
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), self.called(name))
        return _stamp(found) if found else None

    def _info(self, name: str) -> dict[str, Any] | None:
        try:
            return cast(dict[str, Any], _ask(self.called(name), lambda system, path: dict(system.info(path))))
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes, *, durable: bool = False) -> Stamp:  # noqa: ARG002 - see Place
        def write(system: Any, path: str) -> Stamp:
            if _renames(system):
                _, work = _reach(self.called(WORK))
                _put_in_two_steps(system, path, content, f"{work}/{token_hex(6)}.part")
            else:
                system.pipe_file(path, content)
            system.invalidate_cache()
            return _stamp(system.info(path))

        return _ask(self.called(name), write)

    def sweep(self) -> None:
        self.tidy()

    def tidy(self) -> None:
        """Remove the folder of work; all that is unfinished lies in it, so nothing else is looked through."""
        with suppress(FileNotFoundError):
            _ask(self.called(WORK), _remove)


class _Raw(io.RawIOBase):
    """A file as Python buffers it; not all that fsspec opens has more than `read`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        data = self._file.read(len(into))
        into[: len(data)] = data
        return len(data)


def _renames(system: Any) -> bool:
    """Whether a file system can give a file another name.

    What can (disks, SFTP, SMB, HDFS) writes a file piece by piece, so it is written under another name first.
    What cannot is a store of objects, in which one request makes a file, whole or not at all. Transactions
    of fsspec would not do: on a disk they write into the system's temporary folder, and copy from there.
    """
    from fsspec import AbstractFileSystem

    return getattr(system.mv, "__func__", None) is not AbstractFileSystem.mv


def _put_in_two_steps(system: Any, path: str, content: bytes, unfinished: str) -> None:
    """Write a file under another name, then give it its own."""
    try:
        _in_its_folder(system, unfinished, lambda: system.pipe_file(unfinished, content))
        protocols = {system.protocol} if isinstance(system.protocol, str) else {*system.protocol}
        if not protocols & _REPLACING and system.exists(path):
            system.rm_file(path)  # for a moment there is none, which is still not half of one
        _in_its_folder(system, path, lambda: system.mv(unfinished, path))
    except BaseException:
        with suppress(Exception):
            system.rm_file(unfinished)
        raise


def _in_its_folder(system: Any, path: str, step: Callable[[], object]) -> None:
    """Do what makes a file; where it fails, its folder may be missing, which each system says otherwise."""
    try:
        step()
    except Exception:
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        step()


def _remove(system: Any, folder: str) -> None:
    """Remove a folder that holds only files, where folders are something of their own."""
    for each in system.ls(folder, detail=False):
        system.rm_file(each)
    with suppress(Exception):
        system.rmdir(folder)


def _entries(system: Any, folder: str) -> dict[str, str]:
    """Return the names in a folder and their kinds."""
    own = folder.rstrip("/")
    listed = {info["name"].rstrip("/"): info["type"] for info in system.ls(folder, detail=True)}
    if listed == {own: "file"}:
        raise NotADirectoryError(folder)
    listed.pop(own, None)  # some stores keep an empty object for a folder
    return {name.rpartition("/")[2]: kind for name, kind in listed.items()}


def _stamp(info: Mapping[str, Any]) -> Stamp:
    facts = {key.lower(): value for key, value in info.items()}
    named = next((key for key in _VERSIONS if facts.get(key)), "")
    version = facts[named] if named else sorted((key, str(value)) for key, value in facts.items())
    return Stamp(facts["size"] or 0, f"{named}:{version}")


def _ask(url: str, question: Callable[[Any, str], _AnswerT]) -> _AnswerT:
    """Return what a file system answers about a URL.

    Where there is no answer, a connection may have slept for too long or a store be out of breath: it
    is asked once more, over a new connection.
    """
    with _telling(url):
        system, path = _reach(url)
        try:
            return question(system, path)
        except _FINAL:
            raise
        except Exception:
            type(system).clear_instance_cache()
            return question(*_reach(url))


def _reach(url: str) -> tuple[Any, str]:
    """Return the file system behind a URL and the path in it; fsspec keeps one connection a thread.

    What it remembers of listings is forgotten: others write there, too.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        message = "要读写网址，请先安装：pip install 'fupin-report[dask]'"
        raise RenderError(Problem("R417", message, url)) from None
    try:
        if "::" in url:
            raise ValueError("不用“::”连起来")
        system, path = url_to_fs(url)
    except ImportError as error:
        raise RenderError(Problem("R417", f"读写这种网址还要装一个软件包（{error}）", url)) from None
    except (ValueError, TypeError) as error:
        raise RenderError(Problem("R418", f"不认得这种网址（{error}）", url)) from None
    system.invalidate_cache()
    return system, path


@contextmanager
def _telling(url: str) -> Iterator[None]:
    """Let whatever goes wrong name the URL and be an error of ours or the system's."""
    try:
        yield
    except FupinError:
        raise
    except Exception as error:
        number = next((number for kind, number in _ANSWERS.items() if isinstance(error, kind)), None)
        if number is None and isinstance(error, OSError) and error.errno in _FULL:
            number = error.errno
        if number is not None:
            raise OSError(number, os.strerror(number), url) from None
        told = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"读写不成（{told[:300]}）；请看网络、地址和登录的设置"
        raise RenderError(Problem("R419", message, url)) from error
