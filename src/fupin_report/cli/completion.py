"""`fupin-report completion`, and what is offered when the user presses Tab."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.console import show

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=Command, short_help="打印命令行补全的脚本")
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@common_options
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """打印命令行补全的脚本，SHELL 为 bash、zsh 或 fish。

    bash、zsh 在 ~/.bashrc、~/.zshrc 里加一行：eval "$(fupin-report completion bash)"

    fish 在 ~/.config/fish/config.fish 里加一行：fupin-report completion fish | source
    """
    root = context.find_root()
    name = str(root.info_name)  # what the shell knows the program by
    variable = f"_{name}_COMPLETE".replace("-", "_").upper()
    script = get_completion_class(shell)
    assert script
    show(ShellComplete.source(script(root.command, {}, name, variable)))


def files(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell offer files."""
    return [CompletionItem(incomplete, type="file")]


def folders(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell offer folders."""
    return [CompletionItem(incomplete, type="dir")]


def sections(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the sections of a data file in both languages."""
    from fupin_report.model.report import Report

    return _beginning(incomplete, Report.keys, {each.name: each.title for each in Report.fields.values()})


def types(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the types of documents in both languages."""
    from fupin_report.model.manuscript import DocumentType

    glosses = {each.value: each.gloss for each in DocumentType}
    return _beginning(incomplete, [*glosses, *glosses.values()], glosses)


def _beginning(incomplete: str, words: Iterable[str], helps: dict[str, str]) -> list[CompletionItem]:
    return [CompletionItem(word, help=helps.get(word)) for word in words if word.startswith(incomplete)]
