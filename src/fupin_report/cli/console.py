"""What is said, where and how loud: results to standard output, all else to standard error."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from fupin_report.cli.language import _

F = TypeVar("F", bound=Callable[..., Any])

_COLOURS = {"错误": "red", "警告": "yellow", "提示": "cyan", "已说明": "green", "error": "red"}
_STATE = re.compile(rf"(?m)^(.*?)({'|'.join(_COLOURS)})(?= [A-Z]\d)")


class Console:
    """How loud a command is; one a run."""

    def __init__(self) -> None:
        self.quiet = False
        self.verbose = False

    def say(self, text: str) -> None:
        """Print a result to standard output, unless the user wants quiet."""
        if not self.quiet:
            show(text)

    def warn(self, text: str) -> None:
        """Print what deserves a look to standard error, unless the user wants quiet."""
        if not self.quiet:
            complain(text)

    def detail(self, text: str) -> None:
        """Print to standard error what only `--verbose` asks for."""
        if self.verbose:
            complain(text)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage of the work for `--verbose`."""
        begin = time.perf_counter()
        yield
        spent = f"{(time.perf_counter() - begin) * 1000:.1f}"
        self.detail(_("{stage}：{spent} 毫秒").format(stage=name, spent=spent))


def show(text: str) -> None:
    """Print to standard output."""
    click.echo(_painted(text), color=_colour_wanted())


def complain(text: str) -> None:
    """Print to standard error."""
    click.echo(_painted(text), err=True, color=_colour_wanted())


def agree(question: str) -> bool:
    """Ask at the terminal; whatever is not clearly a yes is a no (click's own question speaks English)."""
    answer = click.prompt(f"{question} [y/N]", default="", show_default=False, err=True)
    return str(answer).strip().lower() in ("y", "yes", "是")


def show_bytes(data: bytes) -> None:
    """Write bytes to standard output, whatever the encoding of the terminal."""
    click.echo(data, nl=False)


def _painted(text: str) -> str:
    """Colour the words 错误, 警告 … that begin a message; click drops colours outside a terminal."""
    return _STATE.sub(lambda found: found[1] + click.style(found[2], _COLOURS[found[2]], bold=True), text)


def _colour_wanted() -> bool | None:
    """Return False where the user wants none, None to let the terminal decide."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def verbosity(function: F) -> F:
    """Add `-q/--quiet` and `-v/--verbose`; they count before the command and after it."""
    quiet = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_set_quiet, help="只报告错误"
    )
    verbose = click.option(
        "-v", "--verbose", is_flag=True, expose_value=False, callback=_set_verbose, help="说明每一步和用时"
    )
    return quiet(verbose(function))


def _set_quiet(context: click.Context, _param: click.Parameter, value: bool) -> None:
    context.ensure_object(Console).quiet |= value


def _set_verbose(context: click.Context, _param: click.Parameter, value: bool) -> None:
    context.ensure_object(Console).verbose |= value


def make_streams_safe() -> None:
    """Keep the standard streams from failing on a character that the terminal's encoding lacks.

    A stream that cannot take Chinese at all (C locale, a Windows pipe) becomes UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_able_to_say(stream.encoding), errors="backslashreplace")


def _able_to_say(encoding: str) -> str:
    try:
        "错误，“。”".encode(encoding)
    except UnicodeEncodeError:
        return "utf-8"
    return encoding
