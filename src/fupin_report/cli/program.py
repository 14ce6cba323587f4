"""The program as a whole: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import difflib
import sys
from typing import Any, NoReturn

import click

from fupin_report.cli.chinese import usage_message, write_options, write_usage
from fupin_report.cli.console import complain
from fupin_report.errors import FupinError, Problem, environment_problem

PROGRAM = "fupin-report"
USAGE, ENVIRONMENT, INTERRUPTED = 2, 4, 130


class Program(click.Group):
    """A group of commands that speaks Chinese and leaves with this project's exit codes."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings |= {"options_metavar": "[选项]", "subcommand_metavar": "命令 ..."}
        super().__init__(*args, **settings)

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run a command line and exit. No error of the user ends in a traceback."""
        settings["standalone_mode"] = False
        try:
            code = super().main(*args, **settings)
        except click.ClickException as error:
            code = _wrong_usage(error)
        except (click.Abort, KeyboardInterrupt):
            complain("已中断")
            code = INTERRUPTED
        except FupinError as error:
            complain(str(error))
            code = error.exit_code
        except OSError as error:
            complain(str(environment_problem(error)))
            code = ENVIRONMENT
        sys.exit(code)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command. Raises `UsageError` for a word that is none."""
        name = args[0]
        if name not in self.commands:
            near = difflib.get_close_matches(name, self.commands, n=1)
            advice = f"。是不是 {near[0]}？" if near else f"，可用的有：{'、'.join(self.commands)}"
            raise click.UsageError(f"没有命令 {name}{advice}", ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line 用法."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the parts 命令 and 选项."""
        with formatter.section("命令"):
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in self.commands.items()])
        write_options(self, ctx, formatter)


def _wrong_usage(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context:
        complain(context.get_usage())
    complain(str(Problem("E400", usage_message(error))))
    if context:
        complain(f"详见 {context.command_path} --help")
    return USAGE
