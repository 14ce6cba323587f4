"""Which layers of templates a command looks at: folders named with `-t`, or those around a township."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fupin_report.cli.completion import files, folders
from fupin_report.cli.language import _

if TYPE_CHECKING:
    from fupin_report.templating import TemplateSet
    from fupin_report.templating.layers import Layer

F = TypeVar("F", bound=Callable[..., Any])


def layer_options(function: F) -> F:
    """Add `-t DIR` and `--for TOWNSHIP`."""
    around = click.option(
        "--for",
        "township",
        metavar="PATH",
        help="项目里的一个乡镇：它的文件夹，或它的一期数据",
        shell_complete=files,
    )
    named = click.option(
        "-t",
        "--templates",
        "layers",
        metavar="DIR",
        multiple=True,
        help="模板文件夹或 wording.yaml，可写几个，前面的优先",
        shell_complete=folders,
    )
    return named(around(function))


def template_set(layers: tuple[str, ...], township: str | None) -> TemplateSet:
    """Return the templates asked for. Raises `UsageError` for a place outside a project, `TemplateError`."""
    from fupin_report.templating import TemplateSet

    return TemplateSet(*(layers or _around(township)))


def own_folder(layers: tuple[str, ...], township: str | None) -> Path:
    """Return the folder that takes a township's own templates. Raises `UsageError` when none is named."""
    from fupin_report.workspace import TEMPLATES, township_around

    named = [Path(each) for each in layers if not each.endswith(".yaml")]
    if named:
        return named[0]
    found = township_around(Path(township)) if township else None
    if found is None:
        raise click.UsageError(_("请用 -t 或 --for 写明放在哪里"), click.get_current_context())
    return found[1].folder / TEMPLATES


def _around(township: str | None) -> tuple[Path, ...]:
    from fupin_report.workspace import township_around

    if township is None:
        return ()
    found = township_around(Path(township))
    if found is None:
        message = _("{path} 不是项目里的乡镇").format(path=township)
        raise click.UsageError(message, click.get_current_context())
    project, place = found
    return project.templates(place)


def described(layer: Layer | None) -> str:
    """Return how people call a layer."""
    return str(layer.folder) if layer and layer.below else "builtin"
