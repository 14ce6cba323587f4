"""Every text of the command line: what is marked in the source, and what the commands say of themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.extract import extract_from_dir

import fupin_report as fr
from fupin_report import layoutfile
from fupin_report.cli import cli
from fupin_report.dictionary import COLUMNS

SOURCE = Path(fr.__file__).parent / "cli"


def marked() -> Iterator[str]:
    """Yield every text that the source marks by `_`."""
    for _, _, message, *_ in extract_from_dir(str(SOURCE), keywords={"_": None}):
        assert isinstance(message, str)
        yield message


def declared(command: click.Command = cli) -> Iterator[str]:
    """Yield the help, the words of the usage and the options of a command and of those below it."""
    yield inspect.cleandoc(command.help or "")
    yield command.short_help or ""
    for param in command.params:
        yield getattr(param, "help", "") or ""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from declared(each)


def texts() -> set[str]:
    """Return all texts that have to be translated."""
    return {
        text for text in (*marked(), *declared(), *COLUMNS, *layoutfile.COLUMNS, "[选项]", "命令 ...") if text
    }
