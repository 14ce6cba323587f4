"""From paths to jobs: data files, folders of them, and JSON lines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from fupin_report.batch.jobs import Job
from fupin_report.errors import Problem, SourceError
from fupin_report.source import MAX_BYTES

_PROJECT = "fupin.yaml"
"""What tells a county's project, whose files make reports only together."""
DATA = (".yaml", ".yml", ".json")
LINES = (".jsonl", ".ndjson")
_SETTINGS = {"layout.yaml", "checks.yaml", "wording.yaml"}
"""Files that lie beside data and are none."""


def jobs_of_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Job]:
    """Yield a job for every data file, for every data file below a folder, for every line of JSON lines.

    Files of a folder keep their place below it. Settings (layout.yaml, checks.yaml), names that begin
    with a dot or an underscore, links that lead to folders and projects below are left alone. Raises
    `SourceError` S114 for what is none of these, `OSError`.
    """
    for each in paths:
        path = Path(each)
        if path.is_dir():
            yield from _jobs_of_folder(path)
        elif path.suffix.lower() in LINES:
            with path.open("rb") as lines:
                yield from jobs_of_lines(lines, str(path))
        elif path.suffix.lower() in DATA or not path.exists():
            yield Job(str(path), path.stem, (str(path),))
        else:
            known = "、".join((*DATA, *LINES))
            raise SourceError(Problem("S114", f"要的是数据文件（{known}）或文件夹", str(path)))


def _jobs_of_folder(folder: Path) -> Iterator[Job]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            each for each in folders if not _hidden(each) and not _is_project(Path(place, each))
        )
        for name in sorted(files):
            path = Path(place, name)
            if path.suffix.lower() in DATA and not _hidden(name) and name not in _SETTINGS:
                yield Job(str(path), path.relative_to(folder).with_suffix("").as_posix(), (str(path),))


def _is_project(folder: Path) -> bool:
    return (folder / _PROJECT).is_file()


def _hidden(name: str) -> bool:
    return name.startswith((".", "_"))


def jobs_of_lines(lines: IO[bytes], source: str) -> Iterator[Job]:
    """Yield a job for every line that is not blank: one report as JSON text.

    Outputs are named by file and line, `县-000017`. A line that is too long or not UTF-8 becomes a job
    that says so when it is made. `lines` is read one line at a time.
    """
    stem = Path(source).stem
    for number, line in enumerate(_bounded(lines), 1):
        if line.strip():
            yield Job(f"{source}:{number}", f"{stem}-{number:06}", line=line)


def _bounded(lines: IO[bytes]) -> Iterator[bytes]:
    """Yield lines, of each no more than a file of data may have and one byte to tell."""
    while line := lines.readline(MAX_BYTES + 1):
        rest = line
        while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
            rest = lines.readline(MAX_BYTES + 1)
        yield line
