"""`fupin-report templates show|override|diff`: a block's text, a copy to edit, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.console import Console, show
from fupin_report.cli.language import _
from fupin_report.cli.templates.layers import layer_options, own_folder, template_set

if TYPE_CHECKING:
    from fupin_report.templating import TemplateSet
    from fupin_report.templating.overriding import Override


@click.command("show", cls=Command, short_help="显示一节或一块的模板")
@click.argument("name", metavar="SECTION[.BLOCK]")
@layer_options
@common_options
def show_block(name: str, layers: tuple[str, ...], township: str | None) -> None:
    """显示一节的模板（哪一层优先就显示哪一层的），或其中一块现在的写法。"""
    from fupin_report.errors import Problem, TemplateError
    from fupin_report.templating.overriding import no_such, text_of
    from fupin_report.templating.sections import named_block

    section, block = named_block(name)
    templates = template_set(layers, township)
    text = text_of(section, block, templates.layer) if block else _file_text(templates, section)
    if text is None:
        raise TemplateError(Problem("T343", no_such(section, block, templates.layer)))
    show(text.rstrip("\n"))


def _file_text(templates: TemplateSet, section: str) -> str | None:
    """Return the source of a section's file in the first layer that has one."""
    from fupin_report.templating.layers import file_of

    layer = templates.layer.find(file_of(section))
    path = layer.path_of(file_of(section)) if layer else None
    return path.read_text("utf-8-sig") if path else None


@click.command(cls=Command, short_help="把一块的原文抄到乡镇自己的模板里，供修改")
@click.argument("name", metavar="SECTION.BLOCK")
@layer_options
@common_options
@click.make_pass_decorator(Console, ensure=True)
def override(console: Console, name: str, layers: tuple[str, ...], township: str | None) -> None:
    """把一块现在的写法抄到乡镇的模板文件夹（-t 的第一个，或 --for 那个乡镇的），打开就能改。

    原文留在注释里：以后下层改了，templates check 会说明。已经覆盖了的不会再抄，什么也不会丢。
    """
    from fupin_report.pipeline.files import put
    from fupin_report.templating.overriding import override as overridden
    from fupin_report.templating.sections import named_block

    section, block = named_block(name)
    if not block:
        message = _("请写成 节.块，如 plans.heading；有哪些块：fupin-report templates tree TYPE")
        raise click.UsageError(message, click.get_current_context())
    folder = own_folder(layers, township)
    below = tuple(each for each in layers if each != str(folder)) if layers else ()
    templates = template_set(below, None if layers else township)
    path, text = overridden(section, block, templates.layer, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    put(text.encode(), path, overwrite=True)
    console.say(_("已写入 {file}，请打开修改").format(file=path))


@click.command(cls=Command, short_help="显示自己的模板和原文的不同")
@click.argument("name", metavar="[SECTION[.BLOCK]]", required=False, default="")
@layer_options
@common_options
def diff(name: str, layers: tuple[str, ...], township: str | None) -> None:
    """逐块显示自己的写法和下层原文的不同；- 是原文，+ 是自己的。"""
    from fupin_report.templating.sections import named_block

    section, block = named_block(name)
    for each in _overrides(template_set(layers, township)):
        if section in ("", each.section) and block in ("", each.block):
            show(f"{each.file}:{each.line} {each.name}\n{each.own_change()}")


def _overrides(templates: TemplateSet) -> Iterator[Override]:
    from fupin_report.templating.overriding import overrides

    for section in templates.sections():
        yield from overrides(section, templates.layer)
