"""The one sandboxed, strict, bounded Jinja environment.

Templates may come from strangers. There is an allow-list of filters, tests and globals; text and
figures have no methods; arithmetic on facts is refused; iterations, calls and output are counted,
so that time and memory are bounded without processes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer

from fupin_report import usercache
from fupin_report.markup import origin_mark
from fupin_report.templating.facts import (
    Absent,
    Entry,
    Fact,
    ListView,
    Misuse,
    View,
    step,
    unwrap,
)

MAX_STEPS = 200_000
"""Loop rounds and calls of one section. A hundred-page report takes some ten thousand."""
MAX_OUTPUT = 4_000_000
"""Characters built by one section, intermediate texts included."""
MAX_SOURCE = 256 * 1024
"""Characters of a template file."""
MAX_NUMBER = 10**9
"""Greatest number a template may compute (loop counters)."""

_JINJA_FILTERS = (
    *("default", "first", "groupby", "last", "map", "reject"),
    *("rejectattr", "select", "selectattr", "sort", "unique"),
)
_TESTS = (
    *("defined", "undefined", "in", "odd", "even", "eq", "equalto", "ne", "lt", "lessthan"),
    *("le", "gt", "greaterthan", "ge", "==", "!=", "<", "<=", ">", ">="),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DATA = (View, ListView, Fact, Absent, Entry)


class Budget:
    """What one section may still spend."""

    __slots__ = ("output", "steps")

    def __init__(self) -> None:
        self.steps, self.output = MAX_STEPS, MAX_OUTPUT

    def step(self, count: int = 1) -> None:
        self.steps -= count
        if self.steps < 0:
            raise Misuse(f"模板循环或调用过多（超过 {MAX_STEPS} 次），请检查是否有死循环")

    def write(self, count: int) -> None:
        self.output -= count
        if self.output < 0:
            raise Misuse(f"模板产生的文字过长（超过 {MAX_OUTPUT} 字）")


_budget: ContextVar[Budget] = ContextVar("budget")


def new_budget() -> None:
    """Start counting for a new section."""
    _budget.set(Budget())


def bounded_concat(parts: Iterable[Any]) -> str:
    """Join the pieces of an output, counted."""
    budget, pieces = _budget.get(), []
    for part in parts:
        budget.write(len(part))
        pieces.append(part)
    return "".join(pieces)


def _bounded_loop(sequence: Any) -> Any:
    budget = _budget.get()
    if isinstance(sequence, (ListView, list, tuple)):
        budget.step(len(sequence))
        return sequence
    if isinstance(sequence, str):
        raise Misuse("文字不能逐字循环")
    return _counted(sequence, budget)


def _counted(sequence: Iterable[Any], budget: Budget) -> Iterator[Any]:
    for element in sequence:
        budget.step()
        yield element


def _joined(values: list[Any]) -> str:
    """`a ~ b`, counted."""
    return bounded_concat(str(value) for value in values)


def _sliced(value: Any, start: Any, stop: Any, every: Any) -> Any:
    if isinstance(value, (str, Fact)):
        raise Misuse("不能截取文字的一段")
    return list(value)[start:stop:every] if not isinstance(value, ListView) else value[start:stop:every]


def join(values: Any, separator: str = "") -> str:
    """Join facts or texts with a separator. An absent or empty list has nothing to print and is an error."""
    if isinstance(values, (str, Fact)):
        raise Misuse("join 要的是列表，给的是单个的值")
    texts = [str(value) for value in _bounded_loop(values)]
    if not texts:
        raise Misuse(
            values.reason if isinstance(values, Absent) else "列表是空的，没有可印的；请先用 if 判断"
        )
    return bounded_concat(str(separator).join(texts))


def count(values: Any) -> Any:
    """Count the entries of a list: a figure whose paths are the list, or the entries picked from it."""
    if isinstance(values, Absent):
        raise Misuse(values.reason)
    if isinstance(values, (str, Fact, View)):
        raise Misuse("count 要的是列表，给的是单个的值")
    if isinstance(values, ListView):
        return Fact(len(values), (values.path,))
    elements = list(_bounded_loop(values))
    paths = tuple(path for element in elements for path in _place(element))
    return Fact(len(elements), paths) if paths else len(elements)


def _place(element: Any) -> tuple[str, ...]:
    return (element._path,) if isinstance(element, View) else unwrap(element)[1]


def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a pure filter value → text so that the paths of what goes in survive."""
    reads: tuple[str, ...] = getattr(function, "reads", ())

    def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
        plain, paths = unwrap(value)
        if reads and isinstance(value, View):
            paths = value.leaves(reads)
        if not paths and isinstance(value, (ListView, tuple, list)):
            raise Misuse(f"过滤器 {name}：列表是空的，没有可印的；请先用 if 判断")
        arguments = [unwrap(each) for each in args]
        paths += tuple(path for each in arguments for path in each[1])
        named = {key: unwrap(each)[0] for key, each in kwargs.items()}
        try:
            result = function(plain, *(each[0] for each in arguments), **named)
        except Exception as error:
            where = f"（{paths[0]}）" if paths else ""
            raise Misuse(f"过滤器 {name}{where}：{error}") from error
        if isinstance(result, str):
            _budget.get().write(len(result))
        return Fact(result, paths) if paths else result

    return filtered


class BuiltInBytecode(BytecodeCache):
    """Keeps the compiled built-in templates in the user's cache folder: a cold start compiles nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._key = usercache.fingerprint("", Path(__file__), *usercache.source_files("jinja2"))

    def load_bytecode(self, bucket: Bucket) -> None:
        content = usercache.recall(self._name(bucket)) if bucket.key else None
        if content:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key:
            usercache.keep(self._name(bucket), bucket.bytecode_to_string())

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        if filename and filename.startswith(self._folder):
            return super().get_bucket(environment, name, filename, source)
        return Bucket(environment, "", self.get_source_checksum(source))  # a township's: compiled each time

    def _name(self, bucket: Bucket) -> str:
        return f"template-{self._key}-{bucket.key}.bin"


class ReportContext(Context):
    """Looks names up among the sections of the report, when they are asked for."""

    ROOT = " root"
    """Key of the report's root; no template can spell it."""

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        if found is missing:
            root = self.parent.get(self.ROOT)
            return root.section(key) if root is not None and key in root.names else missing
        return found


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Jinja as templates of this library see it."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])
    intercepted_unops = frozenset("+-")
    concat = staticmethod(bounded_concat)
    context_class = ReportContext

    def __init__(self, loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            loader=loader,
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            autoescape=False,
            finalize=_printable,
        )
        own = {name: wrapped(name, function) for name, function in filters.items()}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS}
        self.filters |= {"join": join, "count": count, "bounded_loop": _bounded_loop}
        self.filters |= {"concatenated": _joined, "sliced": _sliced} | own
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {"namespace": self.globals["namespace"]}
        self.printers = own

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, _DATA):
            return step(obj, attribute)
        if isinstance(obj, (str, int, float, list, tuple, dict)):
            raise Misuse(f"文字和数没有下级 {attribute}")
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, _DATA):
            return step(obj, argument)
        if isinstance(obj, str):
            raise Misuse("不能截取文字的一段")
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if not _is_counter(left) or not _is_counter(right) or operator == "**":
            raise Misuse(f"模板里不做算术（{operator}）：和、差、比率由程序计算和核对；连接文字用 ~")
        result = super().call_binop(context, operator, left, right)
        if abs(result) > MAX_NUMBER:
            raise Misuse("模板里的数太大")
        return result

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        if not _is_counter(arg):
            raise Misuse(f"模板里不做算术（{operator}）")
        return super().call_unop(context, operator, arg)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        _budget.get().step()
        return super().call(__context, __obj, *args, **kwargs)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        _check_source(source, name, filename)
        tree = super()._parse(source, name, filename)
        rewriter = _Rewriter(self, name or "", filename)
        return cast(nodes.Template, rewriter.visit(tree))


def _is_counter(value: Any) -> bool:
    return type(value) is int and abs(value) <= MAX_NUMBER


class Unknown(StrictUndefined):
    """A name that is nothing: unlike an absent field it may not even be tested."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        return f"没有“{self._undefined_name}”"


def _printable(value: Any) -> Any:
    if isinstance(value, Undefined):
        return value  # says itself what is missing when it is printed
    if value is None:
        raise Misuse("这里没有可印的内容（None）")
    if isinstance(value, (bool, dict, list, tuple)) or callable(value):
        raise Misuse("这里不是可印的文字或数")
    return value


def _check_source(source: str, name: str | None, filename: str | None) -> None:
    if len(source) > MAX_SOURCE:
        raise TemplateSyntaxError(f"模板太长（超过 {MAX_SOURCE} 字）", 1, name, filename)
    found = _CONTROL.search(source)
    if found:
        line = source.count("\n", 0, found.start()) + 1
        raise TemplateSyntaxError(f"模板里有控制字符 U+{ord(found[0]):04X}，请删去", line, name, filename)


class _Rewriter(NodeTransformer):
    """Adds what bounds and origins need to a parsed template."""

    def __init__(self, environment: ReportEnvironment, name: str, filename: str | None) -> None:
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
