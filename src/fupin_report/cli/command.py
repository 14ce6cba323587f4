"""A command of ours: what all have in common, and click's own words in the user's language."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
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
    if isinstance(error, click.BadParameter) and error.param:
        return _expected(_name(error.param), error.param.type)
    if isinstance(error, click.BadArgumentUsage):  # the class tells no more: not which, not how many
        return _("写的参数个数不对")
    if isinstance(error, click.FileError):
        return _("打不开文件 {file}").format(file=error.ui_filename)
    return error.message


def _expected(name: str, kind: click.ParamType[Any]) -> str:
    """Say what has to be written for an option or argument of a kind."""
    if isinstance(kind, click.Choice):
        choices = _("、").join(map(str, kind.choices))
        return _("{name} 应为下列之一：{choices}").format(name=name, choices=choices)
    if isinstance(kind, click.types.IntParamType):
        return _("，").join((_("{name} 应为整数").format(name=name), *_bounds(kind)))
    if isinstance(kind, click.types.FloatParamType):
        return _("，").join((_("{name} 应为数").format(name=name), *_bounds(kind)))
    if isinstance(kind, (click.Path, click.File)):
        text = _("{name} 写的文件或文件夹不能用：不存在、没有权限，或不是要的那一种")
        return text.format(name=name)
    return _("{name} 写得不对").format(name=name)


def _bounds(kind: click.ParamType[Any]) -> Iterator[str]:
    """Yield what a number may be at the least and at the most."""
    if not isinstance(kind, (click.IntRange, click.FloatRange)):
        return
    if kind.min is not None:
        yield (_("大于 {bound}") if kind.min_open else _("不小于 {bound}")).format(bound=kind.min)
    if kind.max is not None:
        yield (_("小于 {bound}") if kind.max_open else _("不大于 {bound}")).format(bound=kind.max)


def _name(param: click.Parameter | None) -> str:
    """Return what the help calls an option or argument, of an argument also what it is."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else argument(param.metavar or "")


def argument(shown: str) -> str:
    """Return what an argument is that the help shows as `NAME`, `[PATH...]`: 名称（NAME）."""
    name = shown.strip("[].")
    title = _titles().get(name)
    return _("{title}（{name}）").format(title=title, name=name) if title else name


def _titles() -> dict[str, str]:
    """Return the arguments of all commands, and what each is."""
    return {
        "AFTER": _("后一期"),
        "BEFORE": _("前一期"),
        "CODE": _("代码"),
        "DATA.yaml": _("数据文件"),
        "DIR": _("文件夹"),
        "FILE.docx": _("Word 文件"),
        "LAYOUT.yaml": _("版式设置"),
        "NAME": _("名称"),
        "PATH": _("文件或文件夹"),
        "PERIOD": _("时期"),
        "SECTION": _("部分"),
        "SECTION.BLOCK": _("节和块"),
        "SECTION[.BLOCK": _("节或块"),
        "SHELL": _("命令行的种类"),
        "TYPE": _("文种"),
    }
