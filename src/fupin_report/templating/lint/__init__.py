"""模板检查: what is wrong with templates, or will surprise, before a report is made of them.

:mod:`.kinds` says what an expression is by the model, :mod:`.reading` follows a template with it,
:mod:`.unused` holds data against what templates ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import TemplateNotFound
from jinja2.parser import Parser

from fupin_report.errors import Position, Problem, TemplateError
from fupin_report.frozen import frozen
from fupin_report.model.report import Report
from fupin_report.patterns import expression
from fupin_report.templating import TemplateSet
from fupin_report.templating.layers import SECTIONS, SUFFIX, Layer
from fupin_report.templating.lint.reading import Reading, Tree
from fupin_report.templating.lint.unused import unused
from fupin_report.templating.overriding import REPLACES_ALL, overrides, replaces_all
from fupin_report.templating.spans import spans, without_blocks
from fupin_report.templating.wording import Wording

OUTDATED, UNREACHED, WHOLE, UNENDED, NO_HEADING = "T333", "T334", "T336", "T338", "T339"
_ENDS = {"lead_in": "。：！", "closing": "。！"}
"""Marks that a phrase at the end of a paragraph ends in, one of them; ” and ） may follow."""


@frozen
class Remark:
    """One thing about templates."""

    problem: Problem
    is_error: bool
    """Whether a report may not be made, or not be true; else it is worth a look."""

    def __str__(self) -> str:
        text = str(self.problem)
        return text if self.is_error else text.replace(" 错误 ", " 提示 ", 1)


def lint(templates: TemplateSet, report: Report | None = None) -> list[Remark]:
    """Look templates over: those above the built-in ones, or the built-in ones if there are no others.

    Errors first: what Jinja cannot read, fields and names that do not exist, typed digits. Then what is
    worth a look: overrides of a text that has changed below, overrides that nothing reaches or that
    make text of a heading, files that
    take the place of a whole section with a few of its blocks, phrases that lack the mark at their end, and,
    with a report, data that no template prints.
    """
    layers = [each for each in templates.layer.chain() if each.below] or [templates.layer]
    errors = [problem for layer in layers for problem in _wrong(templates, layer)]
    remarks = [Remark(each, is_error=True) for each in dict.fromkeys(errors)]
    looks = [*_doubtful(templates), *_unreached(templates), *_without_parent(templates)]
    looks += _unended(templates)
    if report and not errors:
        looks += unused(report, templates.asked_by(report))
    return remarks + [Remark(each, is_error=False) for each in looks]


def _wrong(templates: TemplateSet, layer: Layer) -> Iterator[Problem]:
    for path in sorted(layer.folder.rglob(f"*{SUFFIX}")):
        file = path.relative_to(layer.folder).as_posix()
        if layer.path_of(file) is None:
            continue
        try:
            templates.look_over(layer, file)
        except TemplateError as error:
            yield from error.problems
            continue
        reading = Reading()
        reading.read(_tree(templates, layer, file))
        yield from reading.problems


def _tree(templates: TemplateSet, layer: Layer, file: str) -> Tree:
    """Return a template as typed, without what bounds and origins add to it."""
    path = layer.path_of(file)
    text = path.read_text("utf-8-sig") if path else ""
    root = Parser(templates.environment, text, file).parse()
    return Tree(layer.shown(file), text, root, _finder(templates, layer, file))


def _finder(templates: TemplateSet, layer: Layer, file: str) -> Callable[[str], Tree | None]:
    def find(name: str) -> Tree | None:
        try:
            found, at = templates.named(name, layer, file)
        except TemplateNotFound:
            return None
        return _tree(templates, found, at)

    return find


def _doubtful(templates: TemplateSet) -> Iterator[Problem]:
    """Yield overrides of a text that has changed below, and those that make text of a heading."""
    for section in templates.sections():
        for each in overrides(section, templates.layer):
            if each.is_outdated:
                message = f"{each.name} 覆盖的原文已经改了，请看要不要跟着改：\n{each.change_below()}"
                yield Problem(OUTDATED, message, position=Position(str(each.file), each.line, 1))
            if each.loses_heading:
                message = f"{each.name} 下层写的是小标题，这里没有写“## ”，会印成正文"
                yield Problem(NO_HEADING, message, position=Position(str(each.file), each.line, 1))


def _unreached(templates: TemplateSet) -> Iterator[Problem]:
    """Yield overrides that no report shows: of sections left out, of blocks replaced from around."""
    used = set(templates.sections())
    for layer in (each for each in templates.layer.chain() if each.below):
        for path in sorted((layer.folder / SECTIONS).glob(f"*{SUFFIX}")):
            section = path.name.removesuffix(SUFFIX)
            if section not in used:
                yield _at(path, 1, f"没有哪种文稿有“{section}”这一节，这个文件用不上")
                continue
            gone = _replaced_within(section, templates.layer)
            for span in spans(path.read_text("utf-8-sig", "replace")):
                if span.name in gone and not span.within:
                    message = (
                        f"{section}.{span.name} 在 {gone[span.name]} 里面，那一块已经整个换掉，这里印不出来"
                    )
                    yield _at(path, span.first, message)


def _without_parent(templates: TemplateSet) -> Iterator[Problem]:
    """Yield files that lack `extends` and look as if they were to change a section, not to replace it.

    They hold some blocks of those below, and not all, or text beside them, which prints as well.
    """
    for layer in (each for each in templates.layer.chain() if each.below):
        for path in sorted((layer.folder / SECTIONS).glob(f"*{SUFFIX}")):
            file = path.relative_to(layer.folder).as_posix()
            if not replaces_all(layer, file):
                continue
            source = path.read_text("utf-8-sig", "replace")
            own, below = {span.name for span in spans(source)}, _blocks_below(layer, file)
            if own and own <= below and (own < below or _TAG.sub("", without_blocks(source)).strip()):
                yield Problem(WHOLE, REPLACES_ALL, position=Position(str(path), 1, 1))


_TAG = expression(r"\{[%#].*?[%#]\}", re.DOTALL)


def _blocks_below(layer: Layer, file: str) -> set[str]:
    paths = [each.path_of(file) for each in layer.chain() if each is not layer]
    return {span.name for path in paths if path for span in spans(path.read_text("utf-8-sig", "replace"))}


def _unended(templates: TemplateSet) -> Iterator[Problem]:
    """Yield phrases of a wording that end a paragraph without a mark: they print as they are typed."""
    for name, marks in _ENDS.items():
        phrase = templates.phrase(name)
        if phrase and not phrase.text.strip().rstrip("”’）").endswith(tuple(marks)):
            title = Wording.fields[name].title
            message = f"“{title}”的末尾没有标点，照这样印；请写上“{marks[0]}”"
            yield Problem(UNENDED, message, position=phrase.position)


def _replaced_within(section: str, layer: Layer) -> dict[str, str]:
    """Return the blocks that stood inside another one which an override replaced without them."""
    outer: dict[str, str] = {}
    gone: dict[str, str] = {}
    for each in reversed(list(layer.chain())):
        path = each.path_of(f"{SECTIONS}/{section}{SUFFIX}")
        for span in spans(path.read_text("utf-8-sig", "replace")) if path else ():
            inside = {name for name, around in outer.items() if around == span.name}
            kept = {inner.name for inner in spans(span.body)}
            if "super()" not in span.body:
                gone |= dict.fromkeys(inside - kept, span.name)
            outer |= {inner.name: span.name for inner in spans(span.body) if not inner.within}
    return gone


def _at(path: Path, line: int, message: str) -> Problem:
    return Problem(UNREACHED, message, position=Position(str(path), line, 1))


__all__ = ["Remark", "lint"]
