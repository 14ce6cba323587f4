"""What is added to a template when it is parsed: origins, bounds, and what it may not say."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from typing import Any, cast

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from fupin_report.markup import origin_mark
from fupin_report.source import ILLEGAL, invisible
from fupin_report.templating.arguments import unfit, usage

MAX_SOURCE = 64 * 1024
"""Characters of a template file: what is longer takes seconds to compile."""
NOT_CALLABLE = "这里不能加括号调用：能调用的是宏"
_DEEPEST = 15
"""Deepest nesting of statements; Python takes 20 loops."""
_LIGHT = 100
"""Nodes of a body that a step pays for; a body of so many more costs more steps."""
_NESTING = (
    *(nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.Block),
    *(nodes.With, nodes.FilterBlock, nodes.AssignBlock, nodes.ScopedEvalContextModifier),
)
_OF_LISTS = frozenset(
    ("first", "groupby", "last", "map", "reject", "rejectattr", "select", "selectattr", "sort", "unique")
)


def check_source(source: str, name: str | None, filename: str | None) -> None:
    if len(source) > MAX_SOURCE:
        raise TemplateSyntaxError(f"模板太长（超过 {MAX_SOURCE} 字）", 1, name, filename)
    found = ILLEGAL.search(source)
    if found:
        line = source.count("\n", 0, found.start()) + 1
        raise TemplateSyntaxError(f"模板里{invisible(found)}", line, name, filename)


class Rewriter(NodeTransformer):
    """Adds what bounds and origins need to a parsed template."""

    def __init__(self, environment: Environment, name: str, filename: str | None) -> None:
        self._environment, self._name, self._filename = environment, name, filename
        self._depth = 0

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(node, _NESTING):
            return super().visit(node, *args, **kwargs)
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse(f"语句套得太深（超过 {_DEEPEST} 层）", node)
        weight = sum(1 for _ in node.find_all(nodes.Node)) // _LIGHT
        visited: nodes.Node = super().visit(node, *args, **kwargs)
        self._depth -= 1
        if weight and isinstance(node, (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)):
            paid = _filter(nodes.Const(weight, lineno=node.lineno), "pay")
            node.body.insert(0, nodes.ExprStmt(paid, lineno=node.lineno))
        return visited

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        self._check_known("过滤器", node.name, self._environment.filters, node)
        self._check_arguments("过滤器", node, self._environment.filters[node.name])
        self.generic_visit(node)
        if node.name in _OF_LISTS and node.node is not None:
            node.node = _filter(node.node, "bounded_loop")
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        if isinstance(node.node, nodes.Literal):
            self._refuse(NOT_CALLABLE, node)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        self._check_known("判断", node.name, self._environment.tests, node)
        self._check_arguments("判断", node, self._environment.tests[node.name])
        self.generic_visit(node)
        node.node = _weighed(node.node) if node.args else node.node
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        if _is_with_typed(node):
            return node  # takes no longer than what is typed is long
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.name in ("varargs", "kwargs"):
            self._refuse(f"不用 {node.name}：请写明宏的参数", node)
        self._check_spelling(node.name, node)
        return node

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        self._check_spelling(node.name, node)
        return self.generic_visit(node)

    def _check_spelling(self, name: str, node: nodes.Node) -> None:
        """Refuse a name that Python takes for another one, as it takes ａ for a."""
        if unicodedata.normalize("NFKC", name) != name:
            self._refuse(f"名称“{name}”里有全角或变体的字母，请用半角", node)

    def visit_List(self, node: nodes.List) -> nodes.Node:
        self.generic_visit(node)
        return _listed(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        self.generic_visit(node)
        return _listed(node) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        self._refuse("不用花括号的字典：名称和值请用 if 对应", node)
        return node

    def _check_known(self, what: str, name: str, known: Mapping[str, Any], node: nodes.Node) -> None:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            self._refuse(f"没有{what} {name}" + (f"。是不是 {near[0]}？" if near else ""), node)

    def _check_arguments(self, what: str, node: nodes.Filter | nodes.Test, function: Any) -> None:
        if node.dyn_args or node.dyn_kwargs:
            return
        told = unfit(function, len(node.args), [str(each.key) for each in node.kwargs])
        if told:
            self._refuse(f"{what} {node.name} {told}：写成 {usage(node.name, function)}", node)

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
        if isinstance(node.value, str) and ILLEGAL.search(node.value):
            self._refuse("模板的引号里用 \\ 写出了控制字符，请删去", node)
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        self._refuse('不用 include：覆盖一节请用 {% extends "parent" %}', node)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Put the origin at the start of every output and of every typed line that says something."""
        self.generic_visit(node)
        first = node.nodes[0]
        for each in node.nodes:
            if isinstance(each, nodes.TemplateData):
                each.data = self._with_origins(each)
        if not (isinstance(first, nodes.TemplateData) and first.data[:1] == "\n"):
            node.nodes.insert(0, nodes.TemplateData(self._origin(first.lineno), lineno=first.lineno))
        return node

    def _with_origins(self, typed: nodes.TemplateData) -> str:
        first, *others = typed.data.split("\n")
        last = len(others)  # what follows the last line's end may begin a line
        marked = (
            self._origin(typed.lineno + i) + line if line.strip() or i == last else line
            for i, line in enumerate(others, 1)
        )
        return "\n".join([first, *marked])

    def _origin(self, line: int) -> str:
        return origin_mark(self._name, line)

    def _refuse(self, message: str, node: nodes.Node) -> None:
        raise TemplateSyntaxError(message, node.lineno, self._name, self._filename)


def _listed(node: nodes.List | nodes.Tuple) -> nodes.Node:
    """Let a list be looked into, unless all that is in it is typed."""
    return node if _is_typed(node) else _filter(node, "listed")


def _weighed(node: nodes.Expr) -> nodes.Expr:
    """Let a comparison be paid for. What is typed is no longer than the template."""
    return node if _is_typed(node) else _filter(node, "weighed")


def _is_with_typed(node: nodes.Compare) -> bool:
    """Whether one thing is compared with what is typed, or looked for in it."""
    first, *others = node.ops
    if others or (first.op in ("in", "notin") and not _is_typed(first.expr)):
        return False
    return _is_typed(node.expr) or _is_typed(first.expr)


def _is_typed(node: nodes.Expr) -> bool:
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(isinstance(each, nodes.Const) for each in node.items)
    return isinstance(node, nodes.Const)


def _filter(node: nodes.Node, name: str, args: list[nodes.Expr] | None = None) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, args or [], [], None, None, lineno=node.lineno)
