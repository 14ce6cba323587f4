"""Overrides: what a block says below, what a township says in its place, and what changed since.

An override made by `templates override` begins with a comment that keeps the text it was made of:

    {% block heading %}
    {# 原文（builtin:sections/plans.md.j2）：
    ## 下一步工作打算
    #}
    ## 今后的打算
    {% endblock %}

So it can be told later that the layers below have moved on, and how.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from fupin_report.errors import Position, Problem, TemplateError
from fupin_report.frozen import frozen
from fupin_report.patterns import expression
from fupin_report.templating.layers import PARENT, Layer, file_of
from fupin_report.templating.spans import Span, spans

_MEMORY = expression(r"\s*\{# 原文（(?P<file>[^\n]*)）：\n(?P<text>.*?)#\}\n?", re.DOTALL)
_SUPER = expression(r"\{\{-?\s*super\(\)\s*-?\}\}\n?")
_TAG = expression(r"\{[%#].*?[%#]\}", re.DOTALL)
_HEADING = expression(r"#{1,5} ")
_HEADING_OR_MADE = expression(r"^#{1,5} |\{\{")
EXTENDS = f'{{% extends "{PARENT}" %}}'


REPLACES_ALL = f"这个文件没有写 {EXTENDS}，代替了下层的整个一节；只改几块的，请在第一行写上"


@frozen
class Override:
    """A block of a layer that stands in the place of the same block below."""

    section: str
    block: str
    file: Path
    line: int
    says: str
    """Its own text, without the remembered one."""
    replaces: str
    """What the layers below say now."""
    remembered: str | None
    """What they said when it was made; nothing for one that was typed by hand."""

    @property
    def name(self) -> str:
        """Section and block, `plans.heading`."""
        return f"{self.section}.{self.block}"

    @property
    def is_outdated(self) -> bool:
        """Whether the text it was made of is no longer what stands below."""
        return self.remembered is not None and self.remembered != _storable(self.replaces)

    @property
    def loses_heading(self) -> bool:
        """Whether words stand where nothing but a heading stands below, and none is one.

        What `{{ }}` prints may be one.
        """
        own, below = _typed_lines(self.says), _typed_lines(self.replaces)
        is_heading_below = bool(below) and all(map(_HEADING.match, below))
        return is_heading_below and bool(own) and not any(map(_HEADING_OR_MADE.search, own))

    def change_below(self) -> str:
        """Return how the text below changed since, as a unified diff."""
        return _diff(self.remembered or "", self.replaces, "覆盖时的原文", "现在的原文")

    def own_change(self) -> str:
        """Return what the override says otherwise than the text below, as a unified diff."""
        return _diff(self.replaces, self.says, "原文", str(self.file))


def overrides(section: str, layer: Layer) -> Iterator[Override]:
    """Yield the overrides of a section in all layers, the most specific layer first."""
    file = file_of(section)
    for each in layer.chain():
        path = each.path_of(file)
        if path is None or each.below is None:
            continue
        for span in _spans_of(path):
            below = text_of(section, span.name, each.below)
            if below is not None:
                remembered, says = _parted(span.body)
                yield Override(section, span.name, path, span.first, says, below, remembered)


def replaces_all(layer: Layer, file: str) -> bool:
    """Whether a file of a layer takes the place of the whole file below, as it does not extend it."""
    path = layer.path_of(file)
    if path is None or layer.below is None or layer.below.find(file) is None:
        return False
    return "extends" not in path.read_text("utf-8-sig", "replace")


def text_of(section: str, block: str, layer: Layer | None) -> str | None:
    """Return the source of a block as the layers from here down make it; nothing if none has it.

    `super()` is written out.
    """
    for each in layer.chain() if layer else ():
        path = each.path_of(file_of(section))
        span = next((span for span in _spans_of(path) if span.name == block), None) if path else None
        if span:
            _, says = _parted(span.body)
            if not _SUPER.search(says):
                return says
            below = text_of(section, block, each.below) or ""
            return _SUPER.sub(lambda _, below=below: below, says)  # type: ignore[misc]
    return None


def supplier(section: str, block: str, layer: Layer) -> Layer | None:
    """Return the first layer from here down that says something of a block."""
    for each in layer.chain():
        path = each.path_of(file_of(section))
        if path and any(span.name == block for span in _spans_of(path)):
            return each
    return None


def override(section: str, block: str, layer: Layer, folder: Path) -> tuple[Path, str]:
    """Return the file of a folder that overrides a block, and the text it is to hold from now on.

    `layer` is what lies below or holds the folder. Raises `TemplateError` T343 for a block that does
    not exist, T344 for one that the folder overrides already.
    """
    below = next((each for each in layer.chain() if each.folder != folder), None)
    said = text_of(section, block, below)
    if said is None or below is None:
        raise TemplateError(Problem("T343", no_such(section, block, below)))
    path = folder / file_of(section)
    standing = path.read_text("utf-8-sig") if path.exists() else f"{EXTENDS}\n"
    _check_may_be_added(section, block, path, standing, {span.name for span in spans(said)})
    source = supplier(section, block, below)
    shown = source.shown(file_of(section)) if source else ""
    memory = f"{{# 原文（{shown}）：\n{_storable(said)}#}}\n"
    end = "" if said.endswith("\n") or not said else "\n"
    added = f"{{% block {block} %}}\n{memory}{said}{end}{{% endblock %}}\n"
    return path, f"{standing.rstrip()}\n\n{added}"


def _check_may_be_added(section: str, block: str, path: Path, standing: str, inner: set[str]) -> None:
    there = {span.name: span for span in spans(standing)}
    again = next((there[name] for name in (block, *sorted(inner)) if name in there), None)
    if again:
        message = f"这个文件已经覆盖了 {section}.{again.name}，请直接改它"
        raise TemplateError(Problem("T344", message, position=Position(str(path), again.first, 1)))
    if EXTENDS not in standing.replace("'", '"'):
        message = f"这个文件代替了整个一节（没有 {EXTENDS}），请直接改它"
        raise TemplateError(Problem("T344", message, position=Position(str(path), 1, 1)))


def no_such(section: str, block: str, layer: Layer | None) -> str:
    """Say that there is no such section or block, and which one may be meant."""
    paths = [path for each in layer.chain() if (path := each.path_of(file_of(section)))] if layer else []
    known = list(dict.fromkeys(span.name for path in paths for span in _spans_of(path)))
    if not known:
        return f"没有“{section}”这一节，请用 templates tree 看有哪些"
    near = difflib.get_close_matches(block, known, n=1)
    advice = f"是不是 {near[0]}？" if near else f"有：{'、'.join(known)}"
    return f"“{section}”一节里没有“{block}”这一块。{advice}"


def _typed_lines(text: str) -> list[str]:
    """Return the lines of a block that print, without its statements and comments."""
    lines = (line.strip() for line in _TAG.sub("", text).split("\n"))
    return [line for line in lines if line]


def _parted(body: str) -> tuple[str | None, str]:
    """Part a block into the text it was made of, if it keeps one, and what it says."""
    memory = _MEMORY.match(body)
    return (memory["text"], body[memory.end() :]) if memory else (None, body)


def _spans_of(path: Path) -> list[Span]:
    return spans(path.read_text("utf-8-sig", "replace"))


def _storable(text: str) -> str:
    """Return a text as it can stand in a comment."""
    lines = text if text.endswith("\n") or not text else f"{text}\n"
    return lines.replace("#}", "# }")


def _diff(before: str, after: str, old: str, new: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), old, new, lineterm="")
    return "\n".join(lines)
