"""From paths to jobs: data files, folders of them, and JSON lines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from fupin_report.batch.jobs import Job, absolute
from fupin_report.batch.lines import SUFFIXES, jobs_of_lines
from fupin_report.batch.places import Place, is_url, place_of, placed
from fupin_report.errors import FupinError, Problem, SourceError, environment_problem

_PROJECT = "fupin.yaml"
"""What tells a county's project, whose files make reports only together."""
DATA = (".yaml", ".yml", ".json")
_SETTINGS = {"layout.yaml", "checks.yaml", "wording.yaml", "fupin-report.schema.json"}
"""Files that lie beside data and are none."""


def jobs_of_paths(paths: Iterable[str | os.PathLike[str]], *, leaving_out: str = "") -> Iterator[Job]:
    """Yield a job for every data file, for every data file below a folder, for every line of JSON lines.

    Any of them may be behind a URL; what is wrong with one of these becomes a job that says so. Files of
    a folder keep their place below it. Settings (layout.yaml, checks.yaml), the schema that `new` lays
    beside the data, names that begin with a dot or an underscore, links that lead to folders, projects
    below and the folder to be left out, as is that of the output, are left alone. Raises `SourceError`
    S114 for a path that is none of these, `OSError`.
    """
    left = leaving_out and absolute(str(place_of(leaving_out)))
    for each in paths:
        name = os.fspath(each)
        if is_url(name):
            yield from _jobs_of_url(name, left)
        else:
            yield from _jobs_of(str(Path(name)), left)


def _jobs_of_url(url: str, leaving_out: str) -> Iterator[Job]:
    try:
        yield from _jobs_of(url, leaving_out)
    except FupinError as error:
        yield Job(url, PurePath(url).stem, problem=error.problems[0])
    except OSError as error:
        yield Job(url, PurePath(url).stem, problem=environment_problem(error))


def _jobs_of(name: str, leaving_out: str) -> Iterator[Job]:
    path = PurePath(name)
    suffix = path.suffix.lower()
    place, file = placed(name)
    if _is_folder(name, suffix):
        yield from _jobs_of_folder(place_of(name), leaving_out)
    elif suffix in SUFFIXES:
        with place.lines(file) as lines:
            yield from jobs_of_lines(lines, name)
    elif suffix in DATA or place.stamp(file) is None:
        yield Job(name, path.stem, (name,))
    else:
        known = "、".join((*DATA, *SUFFIXES))
        raise SourceError(Problem("S114", f"要的是数据文件（{known}）或文件夹", name))


def _is_folder(name: str, suffix: str) -> bool:
    """Whether a folder is meant; a name of data behind a URL is not asked about, which takes its time."""
    return not (is_url(name) and suffix in (*DATA, *SUFFIXES)) and place_of(name).is_folder()


def _jobs_of_folder(place: Place, leaving_out: str) -> Iterator[Job]:
    for below, folders, files in place.walk():
        if _PROJECT in files and (below or place.path is None):
            if not below:
                message = "这是一个县的项目，要在本机或网络盘的文件夹里才能生成"
                raise SourceError(Problem("S114", message, str(place)))
            folders.clear()
            continue
        folders[:] = sorted(
            each
            for each in folders
            if not _hidden(each) and absolute(place.called(below + each)) != leaving_out
        )
        for name in sorted(files):
            stem, suffix = os.path.splitext(name)
            if suffix.lower() in DATA and not _hidden(name) and name not in _SETTINGS:
                path = place.called(below + name)
                yield Job(path, below + stem, (path,))


def _hidden(name: str) -> bool:
    return name.startswith((".", "_"))
