"""The command line.

The commands are `render`, `build`, `check`, `explain`, `inspect`, `layout`, `init`, `add-township`,
`new-period`, `status`, `compare`, `similar`, `new`, `fields`, `templates`, `schema`, `completion`.

Results go to standard output, everything else to standard error. Exit codes: 0 fine, 1 the data or a
template is wrong, 2 wrong usage, 3 some reports of many could not be made, 4 the system refuses
(missing file, no permission, full disk), 130 interrupted. A command is imported when it is asked for,
and imports what it needs when it runs: `--help` waits for nothing.
"""

from __future__ import annotations

import click

from fupin_report import __version__
from fupin_report.cli.command import common_options
from fupin_report.cli.console import make_streams_safe
from fupin_report.cli.program import PROGRAM, Commands, Program

__all__ = ["cli", "main"]

_NAMES = (
    *("render", "build", "check", "explain", "inspect", "layout"),
    *("init", "add-township", "new-period", "status", "compare", "similar"),
    *("new", "fields", "templates", "schema", "completion"),
)
_MODULES = {"add-township": "begin", "new-period": "begin"}
"""Modules that are not named by their command."""
COMMANDS = Commands({name: f"{__name__}.{_MODULES.get(name, name)}" for name in _NAMES})


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
