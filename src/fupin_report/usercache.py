"""What is expensive to make and the same every time, kept in the user's cache folder.

A file carries a checksum and is only a saving: whatever is wrong with it or with the folder, its
content counts as not kept. The folder is the user's own (mode 0700), never a shared temporary one,
because compiled templates are run.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path


def cache_folder() -> Path:
    """Return this library's folder among the user's caches; it need not exist."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "fupin_report"


def fingerprint(text: str, *files: Path) -> str:
    """Return a key for content that depends on a text, on this Python and on what stands in some files.

    Raises `OSError` when a file cannot be read, as inside a zipped installation.
    """
    digest = hashlib.sha256(f"{text} {sys.version}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]


def source_files(*packages: str) -> Iterable[Path]:
    """Yield the first file of each package, which states its version, without importing it."""
    for package in packages:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(package)
        yield Path(spec.origin)


def recall(name: str) -> bytes | None:
    """Return the content kept under a name, or None when there is none that can be trusted."""
    with suppress(OSError, RuntimeError):  # RuntimeError: there is no home folder
        path = cache_folder() / name
        if _private(path.parent):
            checksum, _, content = path.read_bytes().partition(b"\n")
            if checksum == hashlib.sha256(content).hexdigest().encode():
                return content
    return None


def keep(name: str, content: bytes) -> None:
    """Keep a content under a name: whole or not at all, as several processes may write at once."""
    checksum = hashlib.sha256(content).hexdigest().encode()
    with suppress(OSError, RuntimeError):  # a read-only home, a full disk: the next process makes it again
        path = cache_folder() / name
        temporary = path.with_name(f"{name}.{os.getpid()}")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _private(path.parent):
            try:
                temporary.write_bytes(checksum + b"\n" + content)
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)


def _private(folder: Path) -> bool:
    """Whether nobody but the user can have put a file into a folder."""
    if sys.platform == "win32":
        return True
    facts = folder.stat()
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o022
