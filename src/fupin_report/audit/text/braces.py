"""花括号: what was meant as a reference to the data, or to Jinja, and stands on the page as it was typed."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import BRACED, Passage, Proof
from fupin_report.audit.text.rules import Hit, rule
from fupin_report.model.fields import Section
from fupin_report.model.report import Report
from fupin_report.model.routes import Route, route
from fupin_report.model.titles import kind_of
from fupin_report.model.values import PARTS, Indicator, Prose
from fupin_report.patterns import expression

CODE = "X27"
_OPENING = expression("[{｛]+")
_MARKS = " {}｛｝%#\u3000"
_DOTS = str.maketrans("。．·", "...")
"""What is typed in the place of the dot between two names."""
_NAMES = expression(r"\w+(?:\.\w+)*")
_PAIRED = "两边各两个半角花括号"
_FORM = (
    f"引用写成 {{{{ 部分.项目 }}}}：{_PAIRED}，中间用半角点号，如 {{{{ identification.entered }}}}；"
    "有哪些项目见 fupin-report fields"
)
_NO_STATEMENT = "{% %} 只在模板里用，这里请直接写字"
_IN_TEMPLATE = f"模板里印数据写成 {{{{ township.name }}}}：{_PAIRED}，多出来的删去"


@rule(CODE, "花括号", Severity.ERROR, name="BRACE", signs="{}｛｝")
def braces(proof: Proof, report: Report) -> Iterator[Hit]:  # noqa: ARG001 - the words are enough
    """No brace is printed: whoever types one means a reference."""
    for found in proof.find(BRACED, quoted=True):
        passage = proof.passage_at(found.start())
        start, end = found.span()
        mixed = passage.typed(start, end) and any(passage.figures(start, end))
        if mixed:  # braces of a template around a figure: the figure is not to blame
            opening = _OPENING.match(proof.text, start)
            end = opening.end() if opening else end
        yield Hit(start, end, f"“{found[0]}”会原样印出来；{_advice(passage, start, end, found[0])}")


def _advice(passage: Passage, start: int, end: int, words: str) -> str:
    """Return what to write, by who reads the text that the braces stand in."""
    around = passage.figure_around(start, end)
    if around is not None and kind_of(around[0].paths[0]) is not Prose:
        return "这一项里不能引用别处的数，请直接写字"
    meant = _meant(words)
    if meant:
        return f"请写成 {{{{ {meant} }}}}"
    if around is None and not _is_wording(passage):
        return _IN_TEMPLATE
    return _NO_STATEMENT if words.startswith(("{%", "{#")) else _FORM


def _is_wording(passage: Passage) -> bool:
    """Whether a passage was typed in a wording, which quotes figures as the data do."""
    return passage.origin is not None and passage.origin.template.endswith(".yaml")


def _meant(words: str) -> str:
    """Return the path that was most likely meant, from its section on; nothing where that is not plain."""
    path = words.strip(_MARKS).translate(_DOTS).replace(" ", "")
    if not _NAMES.fullmatch(path):
        return ""
    try:
        found = route(path, Report)
    except ValueError:
        return ""
    if not _is_one(found):
        return ""
    names = path.split(".")
    section = [] if names[0] in Report.keys else [Report.fields[found.steps[0]].title]
    part = [PARTS[Indicator]["value"]] if found.kind is Indicator else []
    return ".".join(section + names + part)


def _is_one(found: Route) -> bool:
    """Whether a path leads to one value that can be quoted."""
    kind = found.kind
    parts = isinstance(kind, type) and issubclass(kind, Section) and kind.text_form is None
    return not found.many and not parts and kind is not Prose


RULES = (braces,)
