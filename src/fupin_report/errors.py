"""What can go wrong, as values (:class:`Problem`) and as exceptions.

::

    FupinError
    ├── SourceError    a file cannot be read as YAML, JSON or Word  .problems
    ├── DataError      the data do not fit the model                .problems
    ├── TemplateError  a template is wrong or asks for the wrong    .problems
    └── RenderError    a document cannot be written as asked        .problems

`OSError` passes through; :func:`environment_problem` says it in Chinese (codes E5xx). Messages are
Chinese; codes are stable. Every exception can be pickled.
"""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterable

from fupin_report.frozen import frozen


@frozen
class Position:
    """A place in a text file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int
    text: str = ""
    """The text of the line, for the excerpt."""
    width: int = 1
    """How many characters the caret underlines."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class Problem:
    """One thing that is wrong in an input: where, what, and what to do.

    `str()` gives the whole message with its excerpt, in the form editors can parse::

        data/龙泉镇.yaml:41:12: 错误 D203 identification.entered.persons（录入系统）：应为整数，写的是“三千”
           41 |   persons: 三千
              |            ^^^^
    """

    code: str
    message: str
    path: str = ""
    """Data path or template name."""
    title: str = ""
    """Chinese name of the field."""
    position: Position | None = None

    def __str__(self) -> str:
        place = f"{self.position}: " if self.position else ""
        title = f"（{self.title}）" if self.title else ""
        field = f"{self.path}{title}：" if self.path else ""
        lines = [f"{place}错误 {self.code} {field}{self.message}"]
        if self.position and self.position.text:
            lines += excerpt(self.position)
        return "\n".join(lines)


def excerpt(position: Position) -> list[str]:
    """Return the line of a position and a caret line under it; wide characters count as two columns."""
    start = position.column - 1
    shown, start = _window(position.text, start)
    shown = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in shown)
    number = f"{position.line:>5} | "
    gap = " " * columns(shown[:start])
    caret = "^" * max(1, columns(shown[start : start + position.width]))
    return [number + shown, " " * 5 + " | " + gap + caret]


def columns(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _window(text: str, start: int, reach: int = 60) -> tuple[str, int]:
    """Cut a long line to what stands around the caret."""
    if len(text) <= 2 * reach:
        return text, start
    begin = max(0, start - reach)
    head, tail = ("…" if begin else ""), ("…" if start + reach < len(text) else "")
    return head + text[begin : start + reach] + tail, start - begin + len(head)


class FupinError(Exception):
    """Base of this library's errors. `.problems` lists everything that is wrong, not only the first."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = Problem("E000", problems)
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class SourceError(FupinError):
    """A file is not the YAML, JSON (codes S1xx) or Word (codes W5xx) that this library reads."""


class DataError(FupinError):
    """The data do not fit the model (D2xx), or settings theirs (layout L6xx, checks L7xx, project P8xx)."""


class TemplateError(FupinError):
    """A template is wrong, or prints what it must not (codes T3xx)."""


class RenderError(FupinError):
    """A document cannot be made or written as asked (codes R4xx)."""


_ENVIRONMENT = {
    errno.ENOENT: ("E501", "找不到这个文件或文件夹"),
    errno.EACCES: ("E502", "没有权限"),
    errno.EPERM: ("E502", "没有权限"),
    errno.EROFS: ("E502", "磁盘是只读的"),
    errno.ENOSPC: ("E503", "磁盘满了"),
    errno.EDQUOT: ("E503", "超出了磁盘配额"),
    errno.ENAMETOOLONG: ("E505", "名称太长（一般不超过 255 字节，约 80 个汉字）"),
    errno.EINVAL: ("E505", "名称里有系统不接受的字符"),
    errno.EEXIST: ("E506", "这里已有同名的文件，不是文件夹"),
    errno.ENOTDIR: ("E506", "路径中间有一段是文件，不是文件夹"),
    errno.EISDIR: ("E506", "这是文件夹，不是文件"),
    errno.ELOOP: ("E506", "链接绕成了圈"),
}

_OTHERWISE = "系统出错："


def environment_problem(error: OSError) -> Problem:
    """Say in Chinese what the system refused: a missing file, no permission, a full disk."""
    reason = str(error.strerror or error).removeprefix(_OTHERWISE)  # what was named already says it
    code, message = _ENVIRONMENT.get(error.errno or 0, ("E500", _OTHERWISE + reason))
    if isinstance(error, PermissionError) and getattr(error, "winerror", None):
        # Windows keeps an open file from being replaced, and calls that missing permission
        code, message = "E504", "没有权限，或文件可能正被 Word 或 WPS 打开，请关闭后再试"
    return Problem(code, message, str(error.filename or ""))
