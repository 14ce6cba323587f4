"""From paths to jobs: data files, folders of them, and JSON lines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import IO

from fupin_report.batch.jobs import Job
from fupin_report.batch.places import Place, is_url, place_of, placed
from fupin_report.errors import FupinError, Problem, SourceError, environment_problem
from fupin_report.source import MAX_BYTES

_PROJECT = "fupin.yaml"
"""What tells a county's project, whose files make reports only together."""
DATA = (".yaml", ".yml", ".json")
LINES = (".jsonl", ".ndjson")
_SETTINGS = {"layout.yaml", "checks.yaml", "wording.yaml"}
"""Files that lie beside data and are none."""


def jobs_of_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Job]:
    """Yield a job for every data file, for every data file below a folder, for every line of JSON lines.

    Any of them may be behind a URL; what is wrong with one of these becomes a job that says so. Files of
    a folder keep their place below it. Settings (layout.yaml, checks.yaml), names that begin with a dot
    or an underscore, links that lead to folders and projects below are left alone. Raises `SourceError`
    S114 for a path that is none of these, `OSError`.
    """
    for each in paths:
        name = os.fspath(each)
        if is_url(name):
            yield from _jobs_of_url(name)
        else:
            yield from _jobs_of(str(Path(name)))


def _jobs_of_url(url: str) -> Iterator[Job]:
    try:
        yield from _jobs_of(url)
    except FupinError as error:
        yield Job(url, PurePath(url).stem, problem=error.problems[0])
    except OSError as error:
        yield Job(url, PurePath(url).stem, problem=environment_problem(error))


def _jobs_of(name: str) -> Iterator[Job]:
    path = PurePath(name)
    suffix = path.suffix.lower()
    place, file = placed(name)
    if _is_folder(name, suffix):
        yield from _jobs_of_folder(place_of(name))
    elif suffix in LINES:
        with place.lines(file) as lines:
            yield from jobs_of_lines(lines, name)
    elif suffix in DATA or place.stamp(file) is None:
        yield Job(name, path.stem, (name,))
    else:
        known = "、".join((*DATA, *LINES))
        raise SourceError(Problem("S114", f"要的是数据文件（{known}）或文件夹", name))


def _is_folder(name: str, suffix: str) -> bool:
    """Whether a folder is meant; a name of data behind a URL is not asked about, which takes its time."""
    return not (is_url(name) and suffix in (*DATA, *LINES)) and place_of(name).is_folder()


def _jobs_of_folder(place: Place) -> Iterator[Job]:
    for below, folders, files in place.walk():
        if _PROJECT in files and (below or place.path is None):
            if not below:
                message = "这是一个县的项目，要在本机或网络盘的文件夹里才能生成"
                raise SourceError(Problem("S114", message, str(place)))
            folders.clear()
            continue
        folders[:] = sorted(each for each in folders if not _hidden(each))
        for name in sorted(files):
            stem, suffix = os.path.splitext(name)
            if suffix.lower() in DATA and not _hidden(name) and name not in _SETTINGS:
                path = place.called(below + name)
                yield Job(path, below + stem, (path,))


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
