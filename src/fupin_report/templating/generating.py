"""The Python code that a template is compiled to: Jinja's, with our own runtime in the place of its own.

Jinja parses, and decides which name means what; what is asked, printed, called and gone round is written as
plainly as it can be done: `each.name` as an attribute, a macro as a call. See :mod:`.runtime`.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, DependencyFinderVisitor, Frame, MacroRef

from fupin_report.templating.facts import ASK

BOUNDS = frozenset(("bounded_loop", "concatenated", "listed", "pay", "sliced", "weighed"))
"""Filters that no template can name: the rewriter puts them in, they are functions of the runtime."""
_RUNTIME = {
    "runtime": (*sorted(BOUNDS), "Macro", "Namespace", "printed", "whole", "Blocks as TemplateReference"),
    "loops": ("looped as LoopContext",),
}
"""What is taken from which module, by the names that Jinja has for it."""


class ReportCodeGenerator(CodeGenerator):
    """Writes a template as Python."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(node, frame)
        # last, as Jinja's own runtime is imported at the top, under the same names
        for module, names in _RUNTIME.items():
            self.writeline(f"from fupin_report.templating.{module} import {', '.join(names)}")

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Give filters and tests a name. The rewriter has looked whether they are there."""
        finder = DependencyFinderVisitor()
        for node in nodes:
            finder.visit(node)
        for known, names, kind in (
            (self.filters, finder.filters - BOUNDS, "filters"),
            (self.tests, finder.tests, "tests"),
        ):
            for name in sorted(names):
                if name not in known:
                    known[name] = self.temporary_identifier()
                self.writeline(f"{known[name]} = environment.{kind}[{name!r}]")

    # --- expressions ---

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{ASK}{node.attr}")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        if node.name not in BOUNDS or node.node is None:
            super().visit_Filter(node, frame)
            return
        self.write(f"{node.name}(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        # all that a template can come by and that can be called is ours: see facts
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        stream, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), stream
        self.write(arguments.removeprefix(", ") + ")")

    # --- output ---

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("" if _is_text(node) else "printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:  # noqa: ARG002
        self.write("" if _is_text(node) else ")")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        # what Jinja forces is a macro; else it is a loop that calls itself
        self.writeline(f"return {'whole' if force_unescaped else 'concat'}({frame.buffer})")

    # --- macros and modules ---

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002
        node = macro_ref.node
        names = tuple(argument.name for argument in node.args)
        name = getattr(node, "name", "call")
        self.write(f"Macro(macro, {name!r}, {names!r}, {macro_ref.accesses_caller!r})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write("environment.module(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}")
        if node.with_context:
            self.write(f", {{**context.get_all(), **{self.dump_local_context(frame)}}}")
        self.write(")")
        if isinstance(node, nodes.FromImport):
            self.write(".exported")


def _is_text(node: nodes.Expr) -> bool:
    """Whether an expression is a text whatever the data are, and can be printed as it is."""
    if isinstance(node, nodes.CondExpr):
        return node.expr2 is not None and _is_text(node.expr1) and _is_text(node.expr2)
    if isinstance(node, nodes.Const):
        return isinstance(node.value, str)
    return isinstance(node, nodes.TemplateData) or (
        isinstance(node, nodes.Filter) and node.name == "concatenated"
    )
