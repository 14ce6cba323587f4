"""The program as a whole: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from fupin_report.cli.command import usage_message, write_options, write_text, write_usage
from fupin_report.cli.console import complain
from fupin_report.cli.language import _, choose_language
from fupin_report.errors import FupinError, environment_problem

PROGRAM = "fupin-report"
USAGE, ENVIRONMENT, INTERRUPTED = 2, 4, 130


class Commands(Mapping[str, click.Command]):
    """Commands by name, each imported when it is asked for: a run needs one of them."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(import_module(self._modules[name]), name.replace("-", "_"))
        return command

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class Program(click.Group):
    """A group of commands that speaks the user's language and leaves with this project's exit codes."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings |= {"options_metavar": "[选项]", "subcommand_metavar": "命令 ..."}
        super().__init__(*args, **settings)

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run a command line and exit. No error of the user ends in a traceback."""
        settings["standalone_mode"] = False
        arguments = settings.get("args") or next(iter(args), None)
        choose_language(sys.argv[1:] if arguments is None else list(arguments))
        try:
            code = super().main(*args, **settings)
        except click.ClickException as error:
            code = _wrong_usage(error)
        except (click.Abort, KeyboardInterrupt):
            complain(_("已中断"))
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
        if name not in self.commands and not ctx.resilient_parsing:
            import difflib  # for a slip of the pen only

            near = difflib.get_close_matches(name, self.commands, n=1)
            if near:
                message = _("没有命令 {name}。是不是 {near}？").format(name=name, near=near[0])
            else:
                message = _("没有命令 {name}，可用的有：{commands}")
                message = message.format(name=name, commands=_("、").join(self.commands))
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line 用法."""
        write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what the program does."""
        write_text(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the parts 命令 and 选项."""
        with formatter.section(_("命令")):
            formatter.write_dl([(name, _(str(each.short_help))) for name, each in self.commands.items()])
        write_options(self, ctx, formatter)


def _wrong_usage(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context:
        complain(context.get_usage())
    complain(" ".join((_("错误"), "E400", usage_message(error))))
    if context:
        complain(_("详见 {command} --help").format(command=context.command_path))
    return USAGE
