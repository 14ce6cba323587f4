"""The one sandboxed, strict, bounded Jinja environment.

Templates may come from strangers. There is an allow-list of filters, tests and globals; text and
figures have no methods; arithmetic on facts is refused; iterations, calls and output are counted,
so that time and memory are bounded without processes.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from fupin_report.model.report import Report
from fupin_report.templating.budget import bounded_concat, spending
from fupin_report.templating.facts import Absent, Fact, Misuse
from fupin_report.templating.rewriting import Rewriter, check_source
from fupin_report.templating.tables import table
from fupin_report.templating.views import Entry, ListView, View, step
from fupin_report.templating.wording import WORDS_OF_TEMPLATES
from fupin_report.templating.wrapping import (
    bounded_loop,
    concatenated,
    count,
    join,
    listed,
    paid,
    printable,
    sliced,
    weighed,
    wrapped,
)

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
_DATA = (View, ListView, Fact, Absent, Entry)


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
            optimized=False,  # folded constants would be loops that nobody counts
            finalize=printable,
        )
        own = {name: wrapped(name, function) for name, function in filters.items()}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS}
        self.filters |= {"join": join, "count": count, "table": table, "bounded_loop": bounded_loop}
        self.filters |= {"concatenated": concatenated, "sliced": sliced, "listed": listed}
        self.filters |= {"weighed": weighed, "paid": paid} | own
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {"namespace": self.globals["namespace"]}
        self.printers = own

    def getattr(self, obj: Any, attribute: str) -> Any:
        kind = type(obj)
        if kind is View:  # as most are
            return obj.child(attribute)
        if kind is Absent:
            return obj
        if kind is TemplateModule and attribute[:1] != "_":  # an imported macro
            return vars(obj).get(attribute) or super().getattr(obj, attribute)
        if kind in WORDS_OF_TEMPLATES:
            return obj.child(attribute)
        if isinstance(obj, _DATA):
            return step(obj, attribute)
        if isinstance(obj, (str, int, float, list, tuple, dict, type(None))):
            raise Misuse(f"文字和数没有下级 {attribute}")
        if isinstance(obj, Undefined):
            return str(obj)  # says what is missing
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, _DATA):
            return step(obj, argument)
        if isinstance(obj, str):
            raise Misuse("不能截取文字的一段")
        return super().getitem(obj, argument)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ARG002
        return self.undefined(f"模板里不能用 {attribute}", exc=Misuse)

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
        spending.get().step()
        if type(__obj) is Macro:  # as most are; what a template wrote is safe, and asks for no more than this
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            result = __obj(__context.eval_ctx, *args, **kwargs)
        else:
            result = super().call(__context, __obj, *args, **kwargs)
        return _without_line_end(result) if isinstance(result, str) else result

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        check_source(source, name, filename)
        with _named_errors(name, filename):
            tree = super()._parse(source, name, filename)
            return cast(nodes.Template, Rewriter(self, name or "", filename).visit(tree))

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **options: Any) -> Any:
        with _named_errors(name, filename):
            return super().compile(source, name, filename, *args, **options)


@contextmanager
def _named_errors(name: str | None, filename: str | None) -> Iterator[None]:
    """Say which template an error stands in, also where Python cannot compile what Jinja made of it."""
    try:
        yield
    except TemplateSyntaxError as error:  # some errors of the lexer give the file for the name
        error.name, error.filename = name, filename
        raise
    except (RecursionError, SyntaxError, MemoryError):
        raise TemplateSyntaxError("写得太复杂：一个表达式里套得太深", 1, name, filename) from None
    except ValueError:  # Python reads no number of more than 4300 digits
        raise TemplateSyntaxError("数太长", 1, name, filename) from None


def _without_line_end(text: str) -> str:
    """Cut the end of the last line of a macro or of super(): the line that calls has an end of its own."""
    while text.endswith(("\n", "\x03")):
        last_mark = max(text.rfind(each) for each in "\x01\x02\n")
        if text[last_mark] == "\x02":  # a figure
            return text
        text = text[:last_mark]
    return text


def _is_counter(value: Any) -> bool:
    return type(value) is int and abs(value) <= MAX_NUMBER


class Unknown(StrictUndefined):
    """A name that is nothing: unlike an absent field it may not even be tested."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        near = difflib.get_close_matches(str(self._undefined_name), Report.keys, n=1)
        return f"没有“{self._undefined_name}”" + (f"。是不是 {near[0]}？" if near else "")
