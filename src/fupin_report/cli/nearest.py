"""The project that the user stands in, when none is named: the nearest `fupin.yaml` upward."""

from __future__ import annotations

from pathlib import Path

import click

from fupin_report.cli.console import Console
from fupin_report.cli.language import _


def project_here(console: Console) -> Path:
    """Return the folder of the project around the current folder. Raises `UsageError` outside of one."""
    from fupin_report.workspace import SETTINGS

    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            console.detail(_("项目：{folder}").format(folder=folder))
            return Path() if folder == here else folder
    message = _("这里不在项目里（上面各级都没有 {file}），请写明 PATH").format(file=SETTINGS)
    raise click.UsageError(message, click.get_current_context())
