"""What a report is made from, in one digest: while it stands, the file that is there is not made again."""

from __future__ import annotations

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


def digest_of_job(job: Job, common: bytes) -> str:
    """Return the digest of one report: its data, its own templates and settings. Raises `OSError`."""
    found = sha256(common)
    for path in (*job.data, *(path for _, paths in job.earlier for path in paths)):
        found.update(_of_file(path))
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
    for path in sorted(each for each in Path(folder).rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        found.update(name.encode("utf-8", "surrogateescape") + b"\0" + _of_file(str(path)))
    return found.digest()
