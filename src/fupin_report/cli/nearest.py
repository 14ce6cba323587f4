"""The project that the user stands in, when none is named: the nearest `fupin.yaml` upward."""

from __future__ import annotations

from pathlib import Path

import click

from fupin_report.cli.command import argument
from fupin_report.cli.console import Console
from fupin_report.cli.language import _


def project_at(folder: str, console: Console) -> Path:
    """Return the folder of a project, or of the one around. Raises `UsageError` for one that is none."""
    from fupin_report.workspace import SETTINGS

    if not folder:
        return project_here(console)
    if Path(folder, SETTINGS).is_file():
        return Path(folder)
    text = _("{folder} 不是项目的文件夹（里面没有 {file}）；请写项目的文件夹，新建用 fupin-report init")
    message = text.format(folder=folder, file=SETTINGS)
    raise click.UsageError(message, click.get_current_context())


def project_here(console: Console) -> Path:
    """Return the folder of the project around the current folder. Raises `UsageError` outside of one."""
    from fupin_report.workspace import SETTINGS

    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            console.detail(_("项目：{folder}").format(folder=folder))
            return Path() if folder == here else folder
    text = _(
        "这里不在项目里（上面各级都没有 {file}）；请写明 {name}，或到项目里运行；新建用 fupin-report init"
    )
    context = click.get_current_context()
    raise click.UsageError(text.format(file=SETTINGS, name=_place_asked_for(context)), context)


def _place_asked_for(context: click.Context) -> str:
    """Return what the help calls the argument that names a project or what lies in one."""
    shown = [str(param.metavar) for param in context.command.params if isinstance(param, click.Argument)]
    return argument(shown[-1])
