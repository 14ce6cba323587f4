"""Click's own words in Chinese: 用法, 选项, 命令, and what is wrong with a command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def chinese_help(function: F) -> F:
    """Add `-h/--help` to a command."""
    return click.help_option("-h", "--help", help="显示这份说明并退出")(function)


class ChineseCommand(click.Command):
    """A command whose help and usage are Chinese."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        # click would name surplus words in English; :meth:`parse_args` does it instead
        settings |= {"context_settings": {"allow_extra_args": True}, "options_metavar": "[选项]"}
        super().__init__(*args, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line. Raises `UsageError` for surplus words."""
        rest = super().parse_args(ctx, args)
        if ctx.args:
            raise click.UsageError(f"多出了“{' '.join(ctx.args)}”", ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line 用法."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the part 选项."""
        write_options(self, ctx, formatter)


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write how a command is called."""
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="用法：")


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write what options a command has."""
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [option.get_help_record(ctx) for option in options]
    with formatter.section("选项"):
        formatter.write_dl([record for record in records if record])


def usage_message(error: click.ClickException) -> str:
    """Say in Chinese what is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        near = f"。是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.BadOptionUsage):
        surplus = "not take a value" in error.message  # click has one class for both
        return f"选项 {error.option_name} {'后面不写内容' if surplus else '后面要写内容'}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error.param)}"
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        return f"{_name(error.param)} 应为下列之一：{'、'.join(error.param.type.choices)}"
    return error.message


def _name(param: click.Parameter | None) -> str:
    """Return what the help calls an option or argument."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.metavar or ""
