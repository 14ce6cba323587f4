"""A command of ours: what all have in common, and click's own words in the user's language."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import click

from fupin_report.cli.console import verbosity
from fupin_report.cli.language import LANGUAGES, _

F = TypeVar("F", bound=Callable[..., Any])


def common_options(function: F) -> F:
    """Add `-q`, `-v`, `--lang` and `-h/--help`."""
    helped = click.help_option("-h", "--help", help="显示这份说明并退出")(function)
    language = click.option(
        "--lang", type=click.Choice(LANGUAGES), expose_value=False, help="程序用的语言：中文或英文"
    )
    return verbosity(language(helped))


class Command(click.Command):
    """A command whose help and usage are in the user's language."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        # click would name surplus words in English; :meth:`parse_args` does it instead
        settings |= {"context_settings": {"allow_extra_args": True}, "options_metavar": "[选项]"}
        super().__init__(*args, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line. Raises `UsageError` for surplus words."""
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise click.UsageError(_("多出了“{words}”").format(words=" ".join(ctx.args)), ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line 用法."""
        write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what the command does."""
        write_text(self, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the part 选项."""
        write_options(self, ctx, formatter)


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write how a command is called."""
    pieces = [_(piece) for piece in command.collect_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("用法："))


def write_text(command: click.Command, formatter: click.HelpFormatter) -> None:
    """Write what a command does."""
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_(inspect.cleandoc(str(command.help))))


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write what options a command has."""
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    with formatter.section(_("选项")):
        formatter.write_dl([(_names(option, ctx), _help(option)) for option in options if not option.hidden])


def _names(option: click.Option, ctx: click.Context) -> str:
    """Return an option's names and what it takes, as click writes them."""
    record = option.get_help_record(ctx)
    return record[0] if record else ""


def _help(option: click.Option) -> str:
    """Return what an option does; click's own remarks on it would be English."""
    return _(option.help or "")


def usage_message(error: click.ClickException) -> str:
    """Say in the user's language what is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        near = _("。是不是 {option}？").format(option=error.possibilities[0]) if error.possibilities else ""
        return _("没有选项 {option}").format(option=error.option_name) + near
    if isinstance(error, click.BadOptionUsage):
        surplus = "not take a value" in error.message  # click has one class for both
        text = _("选项 {option} 后面不写内容") if surplus else _("选项 {option} 后面要写内容")
        return text.format(option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("缺少 {name}").format(name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        choices = _("、").join(map(str, error.param.type.choices))
        return _("{name} 应为下列之一：{choices}").format(name=_name(error.param), choices=choices)
    return error.message


def _name(param: click.Parameter | None) -> str:
    """Return what the help calls an option or argument."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.metavar or ""
