"""What a report is made from, in one digest: while it stands, the file that is there is not made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from fupin_report.batch.jobs import Job, Order
from fupin_report.templating.layers import builtin_folder


def digest_of_order(order: Order) -> bytes:
    """Return the digest of what all share: version, templates, settings, options. Raises `OSError`."""
    found = sha256(version("fupin_report").encode())
    found.update(repr((order.audit, order.allow_errors, order.provenance)).encode())
    for folder in (*order.templates, str(builtin_folder())):
        found.update(_of_folder(folder))
    found.update(_of_file(order.layout) + _of_file(order.checks))
    return found.digest()


def digest_of_job(job: Job, common: bytes, data: Iterable[bytes]) -> str:
    """Return the digest of one report: what its files of data hold, its own templates and settings.

    Raises `OSError`.
    """
    found = sha256(common)
    for each in data:
        found.update(sha256(each).digest())
    found.update(sha256(job.line).digest())
    for folder in job.templates:
        found.update(_of_folder(folder))
    found.update(_of_file(job.layout) + _of_file(job.checks) + _of_file(job.code))
    return found.hexdigest()


def _of_file(path: str) -> bytes:
    return sha256(Path(path).read_bytes()).digest() if path else b"-"


def _of_folder(folder: str) -> bytes:
    """Return the digest of every file below a folder and of their names; a layer may be one file."""
    if Path(folder).is_file():
        return _of_file(folder)
    found = sha256()
    for name, path in files_below(Path(folder)):
        found.update(name.encode("utf-8", "surrogateescape") + b"\0" + _of_file(str(path)))
    return found.digest()


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file below a folder, in order."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield path.relative_to(folder).as_posix(), path
