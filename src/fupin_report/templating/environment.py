"""The one sandboxed, strict, bounded Jinja environment.

Templates may come from strangers. There is an allow-list of filters, tests and globals; text and
figures have no methods; arithmetic on facts is refused; iterations, calls and output are counted,
so that time and memory are bounded without processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.loaders import BaseLoader
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from fupin_report.templating.budget import joined
from fupin_report.templating.facts import Misuse
from fupin_report.templating.generating import ReportCodeGenerator
from fupin_report.templating.rewriting import Rewriter, check_source
from fupin_report.templating.runtime import BlockOf, Module, Namespace, Unknown, printable
from fupin_report.templating.tables import table
from fupin_report.templating.views import step
from fupin_report.templating.wrapping import count, join, mentioning, wrapped

MAX_NUMBER = 10**9
"""Greatest number a template may compute (loop counters)."""

_MOST_KEPT = 400
"""Compiled templates that are kept, of all layers."""

_JINJA_FILTERS = (
    *("default", "first", "groupby", "last", "map", "reject"),
    *("rejectattr", "select", "selectattr", "sort", "unique"),
)
_TESTS = (
    *("defined", "undefined", "in", "odd", "even", "eq", "equalto", "ne", "lt", "lessthan"),
    *("le", "gt", "greaterthan", "ge", "==", "!=", "<", "<=", ">", ">="),
)


class Names(dict[str, Any]):
    """The names of a template: what it sets itself, and the sections of the report that were asked for."""

    ROOT = " root"
    """Key of the report's root; no template can spell it."""

    def __missing__(self, key: str) -> Any:
        root = self.get(self.ROOT)
        if root is None or key not in root.names:
            return missing
        found = self[key] = root.section(key)
        return found


class ReportContext:
    """What a compiled template is given: its names, the blocks of all layers, what it exports."""

    __slots__ = ("blocks", "environment", "eval_ctx", "exported_vars", "name", "resolve_or_missing", "vars")

    def __init__(
        self,
        environment: ReportEnvironment,
        names: dict[str, Any],
        name: str | None,
        blocks: Mapping[str, Any],
        **_options: Any,
    ) -> None:
        self.environment, self.name, self.eval_ctx = environment, name, environment.eval_ctx
        self.vars = names if type(names) is Names else Names(names)
        self.resolve_or_missing = self.vars.__getitem__
        self.exported_vars: set[str] = set()
        self.blocks = {key: [block] for key, block in blocks.items()}

    def super(self, name: str, current: Any) -> BlockOf:
        """Return the block below one of its layers."""
        return BlockOf(self, name, self.blocks[name].index(current) + 1)

    def get_all(self) -> Names:
        """Return the names, for what is imported with them."""
        return self.vars

    def get_exported(self) -> dict[str, Any]:
        """Return what the template gives to those that import it."""
        return {name: self.vars[name] for name in self.exported_vars}

    def derived(self, names: Mapping[str, Any]) -> ReportContext:
        """Return a context with more names, for a scoped block."""
        known = {name: value for name, value in names.items() if value is not missing}
        context = ReportContext(self.environment, Names(self.vars | known), self.name, {})
        context.blocks = self.blocks
        return context


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Jinja as templates of this library see it."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])
    intercepted_unops = frozenset("+-")
    concat = staticmethod(joined)
    context_class = ReportContext  # type: ignore[assignment]
    code_generator_class = ReportCodeGenerator

    def __init__(self, loader: BaseLoader, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            loader=loader,
            cache_size=0,  # there is one below
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
        self.filters |= {"join": join, "count": count, "table": table} | own
        self.tests = {name: self.tests[name] for name in _TESTS} | {"mentioning": mentioning}
        self.globals = {"namespace": Namespace}
        self.printers = own
        self.eval_ctx = EvalContext(self)
        self._templates = lru_cache(_MOST_KEPT)(super().get_template)
        self._modules = lru_cache(_MOST_KEPT)(self._module)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """Return a template, read and compiled once."""
        return self._templates(name if parent is None else self.join_path(name, parent), None, globals)

    def module(self, name: str, parent: str, names: dict[str, Any] | None = None) -> Module:
        """Return what a template imports: made once, unless it sees `names` of the template that asks."""
        qualified = self.join_path(name, parent)
        return self._modules(qualified) if names is None else self._module(qualified, names)

    def _module(self, qualified: str, names: dict[str, Any] | None = None) -> Module:
        template = self.get_template(qualified)
        context = template.new_context(self.globals if names is None else names, shared=True)
        joined(template.root_render_func(context))
        return Module(context.get_exported())

    def forget(self) -> None:
        """Forget all templates: files have been edited."""
        self._templates.cache_clear()
        self._modules.cache_clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        return step(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, str):
            raise Misuse("不能截取文字的一段")
        if isinstance(obj, (list, tuple)) and isinstance(argument, int):
            return obj[argument] if -len(obj) <= argument < len(obj) else Unknown(name=str(argument))
        return step(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if not _is_counter(left) or not _is_counter(right) or operator == "**":
            raise Misuse(f"模板里不做算术（{operator}）：和、差、比率由程序计算和核对；连接文字用 ~")
        if right == 0 and operator in ("/", "//", "%"):
            raise Misuse("不能除以 0")
        result = super().call_binop(context, operator, left, right)
        if abs(result) > MAX_NUMBER:
            raise Misuse("模板里的数太大")
        return result

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        if not _is_counter(arg):
            raise Misuse(f"模板里不做算术（{operator}）")
        return super().call_unop(context, operator, arg)

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


def _is_counter(value: Any) -> bool:
    return type(value) is int and abs(value) <= MAX_NUMBER
