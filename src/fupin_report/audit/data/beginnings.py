"""开头: what somebody typed at the head of a text that the layout sets by itself: numbers, indents."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.data.rules import Facts, Notice, data_rule
from fupin_report.audit.finding import Severity
from fupin_report.audit.walk import Held, below
from fupin_report.model.report import Report
from fupin_report.patterns import expression
from fupin_report.source import leaves

_INDENT = "\u3000"
_N = "[一二三四五六七八九十]{1,3}"
_NUMBER = expression(
    rf"{_N}、(?!{_N}[^、])|[（(](?:{_N}|[0-9]{{1,2}})[）)]|[0-9]{{1,2}}(?:[.．、](?![0-9])|[）)])|[①-⑳]"
)
"""A number that counts: not 一、二级公路, 1.5公里, 2015年."""


@data_rule("X14", "手写的序号")
def numbers(facts: Facts) -> Iterator[Notice]:
    """Texts and headings are numbered by the program."""
    for text, path, name in (*_headings(facts.report), *facts.contents.prose):
        found = _NUMBER.match(text)
        if found:
            message = f"开头手写了序号“{found[0]}”：序号由程序编，请删去；要分几点的，一点写成一条"
            yield Notice(message, (below(path, name),))


def _headings(report: Report) -> Iterator[Held]:
    for name in ("outcomes", "problems", "plans"):
        for index, row in enumerate(getattr(report, name)):
            if row.heading:
                yield row.heading, f"{name}[{index}]", "heading"


@data_rule("X24", "段首空格", Severity.INFO)
def indents(facts: Facts) -> Iterator[Notice]:
    """Paragraphs are indented by the layout; the blanks of whoever types them are not printed."""
    source = facts.report.source_map
    if _INDENT not in source.text:
        return
    paths = tuple(path for path, text in leaves(source.root) if isinstance(text, str) and _is_indented(text))
    if paths:
        many = f"（共{len(paths)}处）" if len(paths) > 1 else ""
        yield Notice(f"段首不用打空格：缩进由版式排，打了也不印{many}", paths)


def _is_indented(text: str) -> bool:
    return text.startswith(_INDENT) or f"\n{_INDENT}" in text


RULES = (numbers, indents)
