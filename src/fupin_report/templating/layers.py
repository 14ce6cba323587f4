"""Layers of templates: township over county over built-in.

A file of a more specific layer `{% extends "parent" %}`: the file of the same name one layer below.
Names inside Jinja are qualified, `layer:file`, so that equal names never meet.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.loaders import BaseLoader

from fupin_report.patterns import expression
from fupin_report.templating.environment import ReportEnvironment

SECTIONS = "sections"
SUFFIX = ".md.j2"
PARENT = "parent"
LOOK_EVERY = 0.05
"""Seconds in which nobody edits a template between two reports; a batch makes some dozen reports in them."""
_NAME = expression(r"[\w-]+(?:/[\w-]+)*(?:\.md\.j2|\.yaml)")


def file_of(section: str) -> str:
    """Return the name of a section's file in a layer."""
    return f"{SECTIONS}/{section}{SUFFIX}"


@dataclass(frozen=True)
class Layer:
    """A folder of templates and the layers below it."""

    folder: Path
    below: Layer | None = None

    def chain(self) -> Iterator[Layer]:
        """Yield this layer and those below it, most specific first."""
        layer: Layer | None = self
        while layer:
            yield layer
            layer = layer.below

    def path_of(self, file: str) -> Path | None:
        """Return the file in this very layer; links that lead out of the folder do not count."""
        path = self.folder / file
        if not _NAME.fullmatch(file) or not path.is_file():
            return None
        return path if path.resolve().is_relative_to(self.folder.resolve()) else None

    def find(self, file: str) -> Layer | None:
        """Return the first layer from here down that holds a file."""
        return next((layer for layer in self.chain() if layer.path_of(file)), None)

    def shown(self, file: str) -> str:
        """Return the name of a file in messages."""
        return f"builtin:{file}" if self.folder == builtin_folder() else str(self.folder / file)


@cache
def builtin_folder() -> Path:
    """Return where the built-in templates lie: in the wheel, or beside `src/` in a checkout."""
    here = Path(__file__).resolve()
    packaged = here.parents[1] / "templates"
    return packaged if packaged.is_dir() else here.parents[3] / "templates"


class LayerLoader(BaseLoader):
    """Loads `layer:file`, where layer is a number this loader gave to a :class:`Layer`."""

    def __init__(self) -> None:
        self._layers: list[Layer] = []
        self._numbers: dict[Layer, int] = {}
        self._files: dict[str, int] = {}
        self._looked = 0.0
        self._shown: dict[str, str] = {}
        self._joined: dict[tuple[str, str], str] = {}
        self.qualified(Layer(builtin_folder()), "")  # always number 0: its compiled templates are kept

    def qualified(self, layer: Layer, file: str) -> str:
        """Return the name of a file of a layer."""
        number = self._numbers.get(layer)
        if number is None:
            number = self._numbers.setdefault(layer, len(self._layers))
            self._layers.append(layer)
        return f"{number}:{file}"

    def place(self, name: str) -> tuple[Layer, str]:
        """Return the layer and file of a qualified name."""
        number, _, file = name.partition(":")
        return self._layers[int(number)], file

    def shown(self, name: str) -> str:
        """Return a qualified name as people read it."""
        known = self._shown.get(name)
        if known is None:
            layer, file = self.place(name)
            known = self._shown[name] = layer.shown(file)
        return known

    def get_source(
        self,
        environment: object,
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        layer, file = self.place(template)
        path = layer.path_of(file)
        if path is None:
            raise TemplateNotFound(file)
        filename = str(path)
        self._files[filename] = _modified(filename)
        source = _read(path, template)
        if isinstance(environment, ReportEnvironment) and "extends" in source:
            self._check_child(environment, source, template, filename)
        return source, filename, lambda: True  # the environment forgets all when one has been edited

    def edited(self, *, at_once: bool = False) -> bool:
        """Whether a file that was read has been edited since; looked at `at_once`, or every `LOOK_EVERY`."""
        now = time.monotonic()
        if not at_once and now - self._looked < LOOK_EVERY:
            return False
        self._looked = now
        found = any(_modified(name) != changed for name, changed in self._files.items())
        if found:
            self._files.clear()
        return found

    def join_path(self, template: str, parent: str) -> str:
        """Resolve a name used inside a template, once: `parent`, or a file of its layer or one below."""
        joined = self._joined.get((template, parent))
        if joined is None:
            joined = self._joined[template, parent] = self._join(template, parent)
        return joined

    def _join(self, template: str, parent: str) -> str:
        layer, file = self.place(parent)
        if template == PARENT:
            below = layer.below.find(file) if layer.below else None
            if below is None:
                raise TemplateNotFound(
                    file, f"{layer.shown(file)} 写了 extends “parent”，但下面没有同名的模板"
                )
            return self.qualified(below, file)
        target = layer.find(template)
        if target is None:
            raise TemplateNotFound(template, f"{layer.shown(file)} 用到的模板 {template} 不存在")
        return self.qualified(target, template)

    def _check_child(self, environment: ReportEnvironment, source: str, name: str, filename: str) -> None:
        """A child may only override blocks of its parent, and may not type text outside them."""
        tree = environment._parse(source, name, filename)
        extends = next(tree.find_all(nodes.Extends), None)
        if extends is None:
            return
        if not isinstance(extends.template, nodes.Const) or extends.template.value != PARENT:
            raise TemplateSyntaxError('只能写 {% extends "parent" %}', extends.lineno, name, filename)
        parent = environment.get_template(self.join_path(PARENT, name))
        for node in tree.body:
            _check_top_level(
                node, set(parent.blocks) | self._inherited(environment, parent.name), name, filename
            )

    def _inherited(self, environment: ReportEnvironment, name: str | None) -> set[str]:
        """Return the blocks of a template and of all it extends."""
        blocks: set[str] = set()
        while name:
            layer, file = self.place(name)
            blocks |= set(environment.get_template(name).blocks)
            below = layer.below.find(file) if layer.below else None
            name = self.qualified(below, file) if below else None
        return blocks


def _check_top_level(node: nodes.Node, known: set[str], name: str, filename: str) -> None:
    if isinstance(node, nodes.Block) and node.name not in known:
        message = f"下层模板没有“{node.name}”这一块，可以覆盖的有：{'、'.join(sorted(known))}"
        raise TemplateSyntaxError(message, node.lineno, name, filename)
    if isinstance(node, nodes.Output) and not _is_blank(node):
        message = "覆盖模板里，文字要写在 block 里面，写在外面印不出来"
        raise TemplateSyntaxError(message, node.lineno, name, filename)


def _modified(filename: str) -> int:
    """Return when a file was last changed, -1 when it is gone."""
    try:
        return os.stat(filename).st_mtime_ns
    except OSError:
        return -1


def _is_blank(output: nodes.Output) -> bool:
    texts = (node.data if isinstance(node, nodes.TemplateData) else "x" for node in output.nodes)
    return not re.sub("\x01[^\x03]*\x03", "", "".join(texts)).strip()


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateSyntaxError("模板文件不是 UTF-8 编码，请另存为 UTF-8", 1, name, str(path)) from None
