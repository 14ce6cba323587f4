"""What is added to a template when it is parsed: origins, bounds, and what it may not say."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, cast

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from fupin_report.markup import origin_mark

MAX_SOURCE = 256 * 1024
"""Characters of a template file."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def check_source(source: str, name: str | None, filename: str | None) -> None:
    if len(source) > MAX_SOURCE:
        raise TemplateSyntaxError(f"模板太长（超过 {MAX_SOURCE} 字）", 1, name, filename)
    found = _CONTROL.search(source)
    if found:
        line = source.count("\n", 0, found.start()) + 1
        raise TemplateSyntaxError(f"模板里有控制字符 U+{ord(found[0]):04X}，请删去", line, name, filename)


class Rewriter(NodeTransformer):
    """Adds what bounds and origins need to a parsed template."""

    def __init__(self, environment: Environment, name: str, filename: str | None) -> None:
        self._environment, self._name, self._filename = environment, name, filename

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        self._check_known("过滤器", node.name, self._environment.filters, node)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        self._check_known("判断", node.name, self._environment.tests, node)
        return self.generic_visit(node)

    def _check_known(self, what: str, name: str, known: Mapping[str, Any], node: nodes.Node) -> None:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            self._refuse(f"没有{what} {name}" + (f"。是不是 {near[0]}？" if near else ""), node)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _filter(node.iter, "bounded_loop")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "concatenated")

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        none = nodes.Const(None, lineno=node.lineno)
        bounds: list[nodes.Expr] = [node.arg.start or none, node.arg.stop or none, node.arg.step or none]
        return _filter(node.node, "sliced", bounds)

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if isinstance(node.value, str) and _CONTROL.search(node.value):
            self._refuse("模板的引号里用 \\ 写出了控制字符，请删去", node)
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        self._refuse('不用 include：覆盖一节请用 {% extends "parent" %}', node)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Put the origin at the start of every output, and of every line typed in the template."""
        self.generic_visit(node)
        for each in node.nodes:
            if isinstance(each, nodes.TemplateData):
                first, *others = each.data.split("\n")
                marked = [self._origin(each.lineno + i) + line for i, line in enumerate(others, 1)]
                each.data = "\n".join([first, *marked])
        lineno = node.nodes[0].lineno
        node.nodes.insert(0, nodes.TemplateData(self._origin(lineno), lineno=lineno))
        return node

    def _origin(self, line: int) -> str:
        return origin_mark(self._name, line)

    def _refuse(self, message: str, node: nodes.Node) -> None:
        raise TemplateSyntaxError(message, node.lineno, self._name, self._filename)


def _filter(node: nodes.Node, name: str, args: list[nodes.Expr] | None = None) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, args or [], [], None, None, lineno=node.lineno)
