"""`fupin-report templates list|tree`: which layers there are, and which supplies what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from fupin_report.cli.command import Command, common_options
from fupin_report.cli.completion import types
from fupin_report.cli.console import show
from fupin_report.cli.new import kind_named
from fupin_report.cli.templates.layers import described, layer_options, template_set

if TYPE_CHECKING:
    from fupin_report.templating import TemplateSet


@click.command("list", cls=Command, short_help="列出有模板的文种和模板的各层")
@layer_options
@common_options
def list_templates(layers: tuple[str, ...], township: str | None) -> None:
    """列出有模板的文种、各有几节、由哪一层提供；再列出各层，前面的优先。"""
    from fupin_report.model.manuscript import DocumentType

    templates = template_set(layers, township)
    for kind in map(DocumentType, templates.types()):
        owner = described(templates.layer.find(f"{kind.value}.yaml"))
        show("\t".join([kind.value, kind.gloss, str(len(templates.outline(kind.value))), owner]))
    for number, layer in enumerate(templates.layer.chain(), start=1):
        show(f"{number}\t{described(layer)}")


@click.command(cls=Command, short_help="列出一个文种的各节、各块，由哪一层提供")
@click.argument("kind", metavar="TYPE", shell_complete=types)
@layer_options
@common_options
def tree(kind: str, layers: tuple[str, ...], township: str | None) -> None:
    """按先后列出一个文种的各节和节里的各块；不是内置的，写明由哪个文件夹提供。"""
    for line in _lines(template_set(layers, township), kind_named(kind).value):
        show(line)


def _lines(templates: TemplateSet, kind: str) -> Iterator[str]:
    from fupin_report.templating.layers import file_of
    from fupin_report.templating.overriding import supplier
    from fupin_report.templating.spans import spans

    for section in templates.outline(kind):
        yield section
        paths = [path for each in templates.layer.chain() if (path := each.path_of(file_of(section)))]
        found = [span for path in reversed(paths) for span in spans(path.read_text("utf-8-sig"))]
        for name in dict.fromkeys(span.name for span in found):
            owner = supplier(section, name, templates.layer)
            own = f"  ← {described(owner)}" if owner and owner.below else ""
            yield f"  {name}{own}"
