"""`fupin-report templates`: look at templates, override a block, check what was written."""

from __future__ import annotations

import click

from fupin_report.cli.command import common_options
from fupin_report.cli.program import Program
from fupin_report.cli.templates.blocks import blocks
from fupin_report.cli.templates.check import check_templates
from fupin_report.cli.templates.override import diff, override, show_block
from fupin_report.cli.templates.tree import list_templates, tree


@click.group(
    cls=Program,
    invoke_without_command=True,
    commands=[list_templates, tree, blocks, show_block, override, diff, check_templates],
    short_help="看模板、改一句话、检查改得对不对",
)
@common_options
@click.pass_context
def templates(context: click.Context) -> None:
    """看模板的各层、各块，把一块抄来修改，检查改得对不对。"""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        context.exit(2)


__all__ = ["templates"]
