"""A template read without data: every field it asks for is looked up, loops and macros followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes

from fupin_report import datapath
from fupin_report.errors import Position, Problem
from fupin_report.markup.blocks import ORDINAL, ordinal_in_heading
from fupin_report.markup.escaping import TYPED_NUMBER
from fupin_report.model.report import Report
from fupin_report.numerals import typed_numbers
from fupin_report.patterns import expression
from fupin_report.templating.layers import PARENT
from fupin_report.templating.lint.kinds import (
    UNKNOWN,
    NoSuchField,
    check_column,
    child,
    element,
    list_of,
    no_choice,
    top,
)
from fupin_report.templating.runtime import field_meant, meant

FIELD, NAME, NUMBER, NO_CHOICE = "T330", "T331", "T332", "T337"
_SAME = frozenset(("selectattr", "rejectattr", "select", "reject", "sort", "unique", "default"))
"""Filters that give a list of the rows they are given."""
_BY_FIELD = frozenset(("selectattr", "rejectattr", "groupby"))
"""Filters whose first argument is a field of the rows."""
_OWN = frozenset(("namespace", "super", "loop", "caller", "self", "wording", "vary", "varargs", "kwargs"))
_TESTED = 3
"""Arguments of a filter that compares a field with something."""
_MARKER = expression(r"^\s*\d+\. ")
_HEADING = expression(r"#{2,5} +")

Scope = dict[str, Any]
"""Names of a template and what they are: a kind, a macro, a module of macros."""
Source = Callable[[str], "Tree | None"]
"""Gives the tree of a template that another one names."""


class Tree:
    """A template as read: its nodes, its lines, and where what it names is found."""

    def __init__(self, shown: str, text: str, root: nodes.Template, find: Source) -> None:
        self.shown, self.lines, self.root, self.find = shown, text.splitlines(), root, find

    def position(self, line: int, word: str = "") -> Position:
        """Return the place of a word in a line, or of the line."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
        column = (
            found.start() if found else max(text.find(word), 0) if word else len(text) - len(text.lstrip())
        )
        return Position(self.shown, line, column + 1, text, max(1, len(word or text.strip())))


class _Macro:
    """A macro, and the scope it was written in."""

    def __init__(self, node: nodes.Macro, tree: Tree, scope: Scope) -> None:
        self.node, self.tree, self.scope = node, tree, scope


class _Module(dict[str, Any]):
    """What `import` gives: macros by name."""


class Reading:
    """Reads templates; problems are kept once each, by place."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, str, int, str], Problem] = {}
        self._read: set[tuple[Any, ...]] = set()

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, by file and line."""
        return [self._problems[key] for key in sorted(self._problems)]

    def read(self, tree: Tree) -> None:
        """Look a template over, with what it inherits in sight."""
        self._body(tree.root.body, tree, self._inherited(tree))

    # --- scopes ---

    def _inherited(self, tree: Tree) -> Scope:
        """Return the names that the templates below set at their top."""
        extends = next(tree.root.find_all(nodes.Extends), None)
        below = tree.find(PARENT) if extends else None
        if below is None:
            return {}
        scope = self._inherited(below)
        quiet = Reading()  # the layers below are told of by themselves
        quiet._body([each for each in below.root.body if not isinstance(each, nodes.Block)], below, scope)
        return scope

    def _module(self, tree: Tree) -> _Module:
        scope: Scope = {}
        Reading()._body(tree.root.body, tree, scope)
        return _Module(scope)

    # --- statements ---

    def _body(self, body: Iterable[nodes.Node], tree: Tree, scope: Scope) -> None:
        for node in body:
            handler = getattr(self, f"_{type(node).__name__.lower()}", None)
            if handler:
                handler(node, tree, scope)
            else:
                self._others(node, tree, scope)

    def _others(self, node: nodes.Node, tree: Tree, scope: Scope) -> None:
        for part in node.iter_child_nodes():
            if isinstance(part, nodes.Expr):
                self.kind(part, tree, scope)
            else:
                self._body([part], tree, scope)

    def _block(self, node: nodes.Block, tree: Tree, scope: Scope) -> None:
        self._body(node.body, tree, dict(scope))

    def _for(self, node: nodes.For, tree: Tree, scope: Scope) -> None:
        kind = self.kind(node.iter, tree, scope)
        inner = dict(scope)
        _bind(node.target, element(kind), inner)
        if node.test:
            self.kind(node.test, tree, inner)
        self._body(node.body, tree, inner)
        self._body(node.else_, tree, scope)

    def _if(self, node: nodes.If, tree: Tree, scope: Scope) -> None:
        self.kind(node.test, tree, scope)
        for part in (node.body, node.elif_, node.else_):
            self._body(part, tree, scope)

    def _assign(self, node: nodes.Assign, tree: Tree, scope: Scope) -> None:
        _bind(node.target, self.kind(node.node, tree, scope), scope)

    def _assignblock(self, node: nodes.AssignBlock, tree: Tree, scope: Scope) -> None:
        self._body(node.body, tree, dict(scope))
        _bind(node.target, UNKNOWN, scope)

    def _with(self, node: nodes.With, tree: Tree, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            _bind(target, self.kind(value, tree, scope), inner)
        self._body(node.body, tree, inner)

    def _macro(self, node: nodes.Macro, tree: Tree, scope: Scope) -> None:
        scope[node.name] = _Macro(node, tree, scope)

    def _callblock(self, node: nodes.CallBlock, tree: Tree, scope: Scope) -> None:
        self.kind(node.call, tree, scope)
        inner = dict(scope) | {each.name: UNKNOWN for each in node.args}
        self._body(node.body, tree, inner)

    def _import(self, node: nodes.Import, tree: Tree, scope: Scope) -> None:
        found = tree.find(node.template.value) if isinstance(node.template, nodes.Const) else None
        scope[node.target] = self._module(found) if found else UNKNOWN

    def _fromimport(self, node: nodes.FromImport, tree: Tree, scope: Scope) -> None:
        found = tree.find(node.template.value) if isinstance(node.template, nodes.Const) else None
        module = self._module(found) if found else {}
        for each in node.names:
            name, own = each if isinstance(each, tuple) else (each, each)
            scope[own] = module.get(name, UNKNOWN)

    def _output(self, node: nodes.Output, tree: Tree, scope: Scope) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                self._typed(part.data, part.lineno, tree)
            else:
                for text in _texts(part):
                    self._typed(text.value, text.lineno, tree)
                self.kind(part, tree, scope)

    def _typed(self, data: str, first: int, tree: Tree) -> None:
        """Tell of digits that a template types: no fact stands behind them."""
        for number, line in enumerate(data.split("\n")):
            heading = _HEADING.match(line)
            if heading and (ordinal := TYPED_NUMBER.match(line, heading.end())):
                self._tell(ORDINAL, ordinal_in_heading(ordinal[0]), tree.position(first + number, ordinal[0]))
            elif found := next(typed_numbers(_MARKER.sub("", line)), None):
                message = f"模板里写了数字“{found[0]}”：数字都应来自数据，请写成 {{{{ 字段 }}}}"
                self._tell(NUMBER, message, tree.position(first + number, found[0]))

    # --- expressions ---

    def kind(self, node: nodes.Node, tree: Tree, scope: Scope) -> Any:
        """Return the kind of an expression; what is wrong in it is kept."""
        handler: Any = _EXPRESSIONS.get(type(node))
        if handler:
            return handler(self, node, tree, scope)
        for part in node.iter_child_nodes():
            self.kind(part, tree, scope)
        return UNKNOWN

    def _name(self, node: nodes.Name, tree: Tree, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        if node.name in Report.keys:
            return top(node.name)
        if node.name not in _OWN:
            advice = field_meant(node.name) or meant(node.name, (*scope, *Report.keys))
            self._tell(NAME, f"没有“{node.name}”{advice}", tree.position(node.lineno, node.name))
        return UNKNOWN

    def _getattr(self, node: nodes.Getattr, tree: Tree, scope: Scope) -> Any:
        return self._child(node, node.attr, self.kind(node.node, tree, scope), tree)

    def _getitem(self, node: nodes.Getitem, tree: Tree, scope: Scope) -> Any:
        kind = self.kind(node.node, tree, scope)
        if isinstance(node.arg, nodes.Slice):
            return kind
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._child(node, node.arg.value, kind, tree)
        self.kind(node.arg, tree, scope)
        return element(kind)

    def _child(self, node: nodes.Getattr | nodes.Getitem, name: str, kind: Any, tree: Tree) -> Any:
        if isinstance(kind, _Module):
            return kind.get(name, UNKNOWN)
        if isinstance(kind, _Macro):
            return UNKNOWN
        try:
            return child(kind, name, _path(node.node))
        except NoSuchField as error:
            self._tell(FIELD, str(error), tree.position(node.lineno, name))
            return UNKNOWN

    def _call(self, node: nodes.Call, tree: Tree, scope: Scope) -> Any:
        called = self.kind(node.node, tree, scope)
        given = [self.kind(each, tree, scope) for each in node.args]
        named = {each.key: self.kind(each.value, tree, scope) for each in node.kwargs}
        if isinstance(called, _Macro):
            self._follow(called, given, named)
        return UNKNOWN

    def _follow(self, macro: _Macro, given: list[Any], named: Mapping[str, Any]) -> None:
        """Read a macro as it is called here: once for each kinds of its parameters."""
        names = [each.name for each in macro.node.args]
        kinds = dict.fromkeys(names, UNKNOWN) | dict(zip(names, given, strict=False)) | dict(named)
        key = (id(macro.node), *(str(kinds[name]) for name in names))
        if key not in self._read:
            self._read.add(key)
            self._body(macro.node.body, macro.tree, macro.scope | kinds)

    def _filter(self, node: nodes.Filter, tree: Tree, scope: Scope) -> Any:
        kind = self.kind(node.node, tree, scope) if node.node else UNKNOWN
        for each in node.args:
            self.kind(each, tree, scope)
        row, texts = element(kind), [each.value for each in node.args if isinstance(each, nodes.Const)]
        attribute = next(filter(None, map(_attribute, node.kwargs)), None)
        if node.name in _BY_FIELD and texts:
            attribute = texts[0]
        found = row
        if attribute and row is not UNKNOWN:
            found = self._looked_up(row, str(attribute), node, tree)
            if len(node.args) == _TESTED:  # selectattr("kind", "==", "社区")
                self._choices(found, nodes.Name(str(attribute), "load"), node.args[-1], tree)
        if node.name == "table" and row is not UNKNOWN:
            for name in (each for each in texts if isinstance(each, str)):
                self._column(row, name, node, tree)
        if node.name in _SAME:
            return kind
        if node.name in ("first", "last"):
            return row
        return list_of(found) if node.name == "map" and attribute else UNKNOWN

    def _looked_up(self, kind: Any, names: str, node: nodes.Filter, tree: Tree) -> Any:
        path = _path(node.node)
        for name in names.split("."):
            try:
                kind, path = child(kind, name, path), datapath.child(path, name)
            except NoSuchField as error:
                self._tell(FIELD, str(error), tree.position(node.lineno, name))
                return UNKNOWN
        return kind

    def _column(self, kind: Any, name: str, node: nodes.Filter, tree: Tree) -> None:
        try:
            check_column(kind, name, _path(node.node))
        except NoSuchField as error:
            self._tell(FIELD, str(error), tree.position(node.lineno, name))

    def _compare(self, node: nodes.Compare, tree: Tree, scope: Scope) -> Any:
        kind = self.kind(node.expr, tree, scope)
        for each in node.ops:
            other = self.kind(each.expr, tree, scope)
            if each.op in ("eq", "ne", "in", "notin"):
                self._choices(kind, node.expr, each.expr, tree)
                self._choices(other, each.expr, node.expr, tree)
        return UNKNOWN

    def _choices(self, kind: Any, asked: nodes.Node, typed: nodes.Node, tree: Tree) -> None:
        """Tell of what a field can never be: it is one of some words, and this is none of them."""
        words = typed.items if isinstance(typed, (nodes.List, nodes.Tuple)) else [typed]
        for word in words:
            if isinstance(word, nodes.Const) and (message := no_choice(kind, word.value, _path(asked))):
                self._tell(NO_CHOICE, message, tree.position(word.lineno, str(word.value)))

    def _condexpr(self, node: nodes.CondExpr, tree: Tree, scope: Scope) -> Any:
        self.kind(node.test, tree, scope)
        first = self.kind(node.expr1, tree, scope)
        second = self.kind(node.expr2, tree, scope) if node.expr2 else first
        return first if str(first) == str(second) else UNKNOWN

    def _tell(self, code: str, message: str, position: Position) -> None:
        key = (position.file, code, position.line, message)
        self._problems.setdefault(key, Problem(code, message, position=position))


_EXPRESSIONS: dict[type, Any] = {
    nodes.Name: Reading._name,
    nodes.Getattr: Reading._getattr,
    nodes.Getitem: Reading._getitem,
    nodes.Call: Reading._call,
    nodes.Filter: Reading._filter,
    nodes.Compare: Reading._compare,
    nodes.CondExpr: Reading._condexpr,
}


def _bind(target: nodes.Node, kind: Any, scope: Scope) -> None:
    """Give a name a kind; a name that is two kinds of thing is not known."""
    if isinstance(target, nodes.Name):
        scope[target.name] = kind
    elif isinstance(target, nodes.Tuple):
        for part in target.items:
            _bind(part, UNKNOWN, scope)


def _attribute(each: nodes.Node) -> Any:
    """Return what an argument `attribute=` names."""
    if isinstance(each, nodes.Keyword) and each.key == "attribute" and isinstance(each.value, nodes.Const):
        return each.value.value
    return None


def _texts(node: nodes.Node) -> Iterator[nodes.Const]:
    """Yield the texts that an expression may print as they are."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "vary":
        for way in node.args:
            yield from _texts(way)
    elif isinstance(node, (nodes.CondExpr, nodes.Concat, nodes.Or, nodes.And)):
        parts = [node.expr1, node.expr2] if isinstance(node, nodes.CondExpr) else node.iter_child_nodes()
        for part in filter(None, parts):
            yield from _texts(part)


def _path(node: nodes.Node | None) -> str:
    """Return how a template writes an expression, for messages."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, (nodes.Filter, nodes.Getitem)):
        return _path(node.node)
    return ""
