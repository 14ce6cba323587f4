"""The command line.

The commands are `render`, `build`, `check`, `explain`, `inspect`, `layout`, `init`, `add-township`,
`new-period`, `status`, `compare`, `similar`, `new`, `fields`, `templates`, `schema`, `completion`.

Results go to standard output, everything else to standard error. Exit codes: 0 fine, 1 the data or a
template is wrong, 2 wrong usage, 3 some reports of many could not be made, 4 the system refuses
(missing file, no permission, full disk), 130 interrupted. Commands import what they need when they
run: `--help` waits for nothing.
"""

from __future__ import annotations

import click

from fupin_report import __version__
from fupin_report.cli.begin import add_township, new_period
from fupin_report.cli.build import build
from fupin_report.cli.check import check
from fupin_report.cli.command import common_options
from fupin_report.cli.compare import compare
from fupin_report.cli.completion import completion
from fupin_report.cli.console import make_streams_safe
from fupin_report.cli.explain import explain
from fupin_report.cli.fields import fields
from fupin_report.cli.init import init
from fupin_report.cli.inspect import inspect
from fupin_report.cli.layout import layout
from fupin_report.cli.new import new
from fupin_report.cli.program import PROGRAM, Program
from fupin_report.cli.render import render
from fupin_report.cli.schema import schema
from fupin_report.cli.similar import similar
from fupin_report.cli.status import status
from fupin_report.cli.templates import templates

__all__ = ["cli", "main"]

COMMANDS = [
    *(render, build, check, explain, inspect, layout),
    *(init, add_township, new_period, status, compare, similar),
    *(new, fields, templates, schema, completion),
]


@click.group(cls=Program, invoke_without_command=True, commands=COMMANDS)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s", help="显示版本并退出")
@common_options
@click.pass_context
def cli(context: click.Context) -> None:
    """把乡镇数据（YAML）写成规范的 Word 汇报，每个数字都能查到出处。"""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        context.exit(2)


def main() -> None:
    """Run the command `fupin-report` and leave the process with its exit code."""
    make_streams_safe()
    cli(prog_name=PROGRAM)
