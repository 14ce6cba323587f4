"""What is to be made: one :class:`Job` a report, one :class:`Order` for all of them."""

from __future__ import annotations

import json
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fupin_report.batch.places import is_url
from fupin_report.errors import Position, Problem, RenderError, SourceError
from fupin_report.frozen import frozen
from fupin_report.patterns import expression
from fupin_report.pipeline.writing import FORMATS
from fupin_report.source import from_mapping

_UNSAFE = expression(r'[\\:*?"<>|\x00-\x1f\ud800-\udfff]')
"""What one system or another takes in no name, or reads as a way out of the folder."""
_MOST_TOLD = 100


@frozen
class Job:
    """One report to be made, in plain values: it goes to another process, or another machine."""

    source: str
    """What people call it in messages: a path, or `路径:行号` for a line of a file of JSON lines."""
    name: str
    """Name of the output in the output folder, without suffix: `2015H1/龙泉镇`."""
    data: tuple[str, ...] = ()
    """Data files, the later over the earlier, or their URLs; empty when `line` holds the data."""
    line: bytes = b""
    """The data as JSON text in UTF-8."""
    templates: tuple[str, ...] = ()
    """Template folders of this report alone, the most specific first; those of the order come after."""
    layout: str = ""
    """Settings file (layout.yaml) of this report alone, in the place of the order's."""
    checks: str = ""
    """File of how bad which check is (checks.yaml), in the place of the order's."""
    code: str = ""
    """Module of filters and rules of one's own."""
    earlier: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """口径 and the data files of the earlier period that it speaks of."""

    problem: Problem | None = None
    """Why it cannot be made, if that is known already."""

    @classmethod
    def of(cls, name: str, values: Mapping[str, Any]) -> Job:
        """Return the job that makes `name` of data that a script put together, as `load` takes them.

        What no data may hold, such as a float, is told when the report is to be made.
        """
        try:
            data = json.dumps(from_mapping(values, name).root, ensure_ascii=False).encode()
            return cls(name, name, line=data)
        except SourceError as error:
            return cls(name, name, problem=replace(error.problems[0], position=Position(name, 1, 1)))

    @property
    def files(self) -> tuple[str, ...]:
        """All files of data that it is made from."""
        return (*self.data, *(path for _, paths in self.earlier for path in paths))

    @property
    def settings(self) -> tuple[str, ...]:
        """What it has beside its data: folders and files of this machine."""
        return tuple(filter(None, (*self.templates, self.layout, self.checks, self.code)))

    def with_settings(self, at: Mapping[str, str]) -> Job:
        """Return the job with what it has beside its data at other places."""
        return replace(
            self,
            templates=tuple(at.get(each, each) for each in self.templates),
            layout=at.get(self.layout, self.layout),
            checks=at.get(self.checks, self.checks),
            code=at.get(self.code, self.code),
        )

    def absolute(self) -> Job:
        """Return the job with data that mean the same to a process that stands elsewhere.

        Templates and settings are sent to it; they keep the names that people know.
        """
        return replace(
            self,
            data=tuple(map(absolute, self.data)),
            earlier=tuple((base, tuple(map(absolute, data))) for base, data in self.earlier),
        )


@frozen
class Order:
    """What all reports of a batch have in common."""

    folder: str
    """Output folder, or its URL."""
    formats: tuple[str, ...] = ("docx",)
    templates: tuple[str, ...] = ()
    """Template folders, the most specific first."""
    layout: str = ""
    """Settings file (layout.yaml)."""
    checks: str = ""
    """File of how bad which check is (checks.yaml)."""
    audit: bool = True
    """Whether the data are audited; a report with unexplained errors is then not written."""
    allow_errors: bool = False
    """Whether a report with unexplained errors is written all the same, as 草稿."""
    provenance: bool = True
    durable: bool = False
    """Whether each file is on the disk before the next begins (fsync)."""
    force: bool = False
    """Whether all is made anew, over files that somebody changed by hand, too."""

    def __post_init__(self) -> None:
        """Raise `TypeError` for a folder or a tuple that is none, `RenderError` R401 for a strange format."""
        if not isinstance(self.folder, str) or not self.folder:
            raise TypeError(f"folder is {self.folder!r}; write the output folder as a str")
        if isinstance(self.formats, str) or isinstance(self.templates, str) or not self.formats:
            raise TypeError("formats and templates are tuples, of one, too: formats=('docx',)")
        unknown = "、".join(each for each in self.formats if each not in FORMATS)
        if unknown:
            raise RenderError(Problem("R401", f"不会写“{unknown}”文件，可用的有：{'、'.join(FORMATS)}"))

    @property
    def settings(self) -> tuple[str, ...]:
        """Templates and settings of all reports: folders and files of this machine."""
        return tuple(filter(None, (*self.templates, self.layout, self.checks)))

    def with_settings(self, at: Mapping[str, str]) -> Order:
        """Return the order with templates and settings at other places."""
        return replace(
            self,
            templates=tuple(at.get(each, each) for each in self.templates),
            layout=at.get(self.layout, self.layout),
            checks=at.get(self.checks, self.checks),
        )

    def absolute(self) -> Order:
        """Return the order with a folder that means the same to a process that stands elsewhere."""
        return replace(self, folder=absolute(self.folder))

    def names(self, job: Job) -> tuple[str, ...]:
        """Return the files of one report, as the output folder names them, in the order of the formats."""
        return tuple(f"{job.name}.{each}" for each in self.formats)


def absolute(name: str) -> str:
    """Return the name by which a process that stands elsewhere finds a file or folder."""
    return name if is_url(name) else os.path.abspath(name)


class Names:
    """The output names of a batch: each may come once, on systems that fold case, too.

    They lie in a temporary file of SQLite's own, so that a million of them take no memory.
    """

    def __init__(self) -> None:
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("CREATE TABLE names (name TEXT PRIMARY KEY, source TEXT) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def clash(self, job: Job) -> Problem | None:
        """Remember the name of a job; return what is wrong with it: R406 leaves the folder, R407 is taken.

        A job that cannot be made takes no name.
        """
        if job.problem:
            return None
        reason = _against(job.name)
        if reason:
            return Problem("R406", f"输出的名称“{job.name}”不能用：{reason}", job.source)
        folded = unicodedata.normalize("NFC", job.name).casefold()
        if self._seen.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (folded, job.source)).rowcount:
            return None
        ((other,),) = self._seen.execute("SELECT source FROM names WHERE name = ?", (folded,))
        message = f"{other} 也要写成“{job.name}”；请改其中一个的名称，或分开生成到两个文件夹"
        return Problem("R407", message, job.source)


def _against(name: str) -> str:
    """Return what is wrong with the name of an output; nothing for one that every system takes."""
    unsafe = _UNSAFE.search(name)
    if unsafe:
        return f"不能有 {unsafe[0]!r}"
    parts = name.split("/")
    if ".." in parts or name.startswith("/"):
        return "要在输出文件夹里"
    return "" if all(part.strip(" .\u3000") for part in parts) else "名称是空的，看这一份的名称填了没有"


def check_names(jobs: Iterable[Job]) -> int:
    """Return how many jobs there are.

    Raises `RenderError` with every job whose output has the name of another one, before any is made.
    """
    names, count, problems = Names(), 0, []
    for job in jobs:
        count += 1
        problem = names.clash(job)
        if problem:
            problems.append(problem)
    if problems:
        told = Problem("R421", f"{len(problems)} 份的名称有问题，一份也没有生成；改好以后再来")
        raise RenderError([*problems[:_MOST_TOLD], told])
    return count
