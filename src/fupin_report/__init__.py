"""A township's facts in YAML become an official Chinese Word report (汇报), every figure traceable.

>>> import fupin_report as fr
>>> report = fr.load("examples/progress.yaml")
>>> document = fr.render(report)
>>> [heading.label for heading in document.walk(fr.Heading)][:2]
['一、', '二、']
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fupin_report.audit import Finding, Policy, Severity, audit
    from fupin_report.batch import Job, Order, Outcome, generate_many
    from fupin_report.comparison import compare
    from fupin_report.document import Document, Figure, Heading, Paragraph, Table
    from fupin_report.errors import (
        DataError,
        FupinError,
        Position,
        Problem,
        RenderError,
        SourceError,
        TemplateError,
    )
    from fupin_report.inspector import Inspection
    from fupin_report.layout import Layout
    from fupin_report.likeness import Told, likeness
    from fupin_report.model.report import Report
    from fupin_report.pipeline import (
        annotated,
        default_name,
        generate,
        inspect_docx,
        load,
        load_layers,
        read_docx,
        read_layout,
        read_policy,
        render,
        serialize,
        write,
    )
    from fupin_report.templating import TemplateSet

__version__ = "0.1.0"

__all__ = [
    "DataError",
    "Document",
    "Figure",
    "Finding",
    "FupinError",
    "Heading",
    "Inspection",
    "Job",
    "Layout",
    "Order",
    "Outcome",
    "Paragraph",
    "Policy",
    "Position",
    "Problem",
    "RenderError",
    "Report",
    "Severity",
    "SourceError",
    "Table",
    "TemplateError",
    "TemplateSet",
    "Told",
    "__version__",
    "annotated",
    "audit",
    "compare",
    "default_name",
    "generate",
    "generate_many",
    "inspect_docx",
    "likeness",
    "load",
    "load_layers",
    "read_docx",
    "read_layout",
    "read_policy",
    "render",
    "serialize",
    "write",
]

_ROOMS = {
    "audit": ("Finding", "Policy", "Severity", "audit"),
    "comparison": ("compare",),
    "batch": ("Job", "Order", "Outcome", "generate_many"),
    "document": ("Document", "Figure", "Heading", "Paragraph", "Table"),
    "errors": (
        "DataError",
        "FupinError",
        "Position",
        "Problem",
        "RenderError",
        "SourceError",
        "TemplateError",
    ),
    "inspector": ("Inspection",),
    "layout": ("Layout",),
    "likeness": ("Told", "likeness"),
    "model.report": ("Report",),
    "pipeline": (
        "annotated",
        "default_name",
        "generate",
        "inspect_docx",
        "load",
        "load_layers",
        "read_docx",
        "read_layout",
        "read_policy",
        "render",
        "serialize",
        "write",
    ),
    "templating": ("TemplateSet",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


class _Door(ModuleType):
    """Opens a room when one of its names is first asked for: `--help` pays for none of them."""

    def __getattr__(self, name: str) -> Any:
        room = _ROOM_OF.get(name)
        if room is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{self.__name__}.{room}"), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        # The import of the room `audit` would put the room in the place of the verb of that name.
        if name in _ROOM_OF and isinstance(value, ModuleType):
            return
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Door
