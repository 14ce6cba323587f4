"""A township's facts in YAML become an official Chinese Word report (汇报), every figure traceable.

>>> import fupin_report as fr
>>> report = fr.load("examples/progress.yaml")
>>> document = fr.render(report)
>>> [heading.label for heading in document.walk(fr.Heading)][:2]
['一、', '二、']
"""

from fupin_report.audit import Finding, Severity, audit
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
from fupin_report.layout import Layout
from fupin_report.model.report import Report
from fupin_report.pipeline import default_name, generate, load, render, serialize, write
from fupin_report.templating import TemplateSet

__version__ = "0.1.0"

__all__ = [
    "DataError",
    "Document",
    "Figure",
    "Finding",
    "FupinError",
    "Heading",
    "Layout",
    "Paragraph",
    "Position",
    "Problem",
    "RenderError",
    "Report",
    "Severity",
    "SourceError",
    "Table",
    "TemplateError",
    "TemplateSet",
    "__version__",
    "audit",
    "default_name",
    "generate",
    "load",
    "render",
    "serialize",
    "write",
]
