"""Files come to be whole or not at all; what the system refuses is said in Chinese, of the file asked for."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fupin_report.errors import Problem, RenderError, environment_problem


@contextmanager
def naming(path: object) -> Iterator[None]:
    """Let an `OSError` name the file that was asked for, not a temporary one, and speak Chinese."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        error.strerror = environment_problem(error).message
        raise


def check_free(target: Path, overwrite: bool) -> None:
    """Raise `RenderError` R404 for a folder, R402 for a file that is there and shall stay."""
    if target.is_dir():
        raise RenderError(Problem("R404", "这是文件夹，请写出要生成的文件名", str(target)))
    if not overwrite and os.path.lexists(target):  # before the work; what counts is asked again at the end
        raise _taken(target)


def _taken(target: Path) -> RenderError:
    return RenderError(Problem("R402", "文件已经存在；要覆盖请加 overwrite=True", str(target)))


def put(
    data: bytes,
    target: Path,
    overwrite: bool,
    durable: bool = False,
    prefix: str = ".",
    mode: int | None = None,
) -> None:
    """Write under a temporary name in the same folder, then give the file its name.

    `durable`: it is on the disk before this returns, whatever happens to the machine (fsync). `prefix`
    begins the temporary name; `mode` are its permissions, from the first byte on.
    """
    temporary = target.parent / f"{prefix}{os.urandom(6).hex()}.part"
    named = False
    try:
        try:
            _write_new(temporary, data, durable, mode)
        except FileNotFoundError:
            _make_folder(target.parent)
            _write_new(temporary, data, durable, mode)
        if overwrite:
            os.replace(temporary, target)
            named = True
        else:
            _name_once(temporary, target)
    except FileExistsError:
        raise _taken(target) from None
    finally:
        if not named:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, "") from None


def _write_new(path: Path, data: bytes, durable: bool, mode: int | None) -> None:
    """Write a file that is not there yet, with as few questions to the system as it takes."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if mode is not None:
            os.chmod(path, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _name_once(temporary: Path, target: Path) -> None:
    """Give a file its name unless the name is taken. Raises `FileExistsError`."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # FAT and some network disks know no second names
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            os.replace(temporary, target)
        except BaseException:
            target.unlink()
            raise
