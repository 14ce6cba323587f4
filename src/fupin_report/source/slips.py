"""What libyaml stopped at, in Chinese, at the line that needs mending.

libyaml names what it met, often a line after the slip and in words that only its makers know. A slip of the
pen that clerks make is looked for first; what is left is put into Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from fupin_report.patterns import expression
from fupin_report.source import comments
from fupin_report.source.comments import LONGEST_LINE, indent_of
from fupin_report.source.libyaml_words import IN_CHINESE, NO_COLON
from fupin_report.source.tree import LINE_BREAK

_FARTHEST = 200
"""Lines that are searched upwards."""
_STEP = 2
"""Spaces by which a level is indented, in all files that this library writes."""


class Slip(NamedTuple):
    """A line and column, counted from 0, and what is wrong there."""

    line: int
    column: int
    cause: str


Lines: TypeAlias = "list[str]"


def slip_of(error: Any, text: str) -> Slip:
    """Return what an error of libyaml is most likely about."""
    lines = LINE_BREAK.split(text)
    problem, mark = str(error.problem or ""), error.problem_mark
    if problem in _UNPAIRED and error.context_mark:
        return _unpaired(error, lines)
    before = _line_before(lines, mark.line)
    for number in (mark.line, before):  # libyaml often notices one line too late
        if found := _usual_cause(lines, number):
            return found
    for number in (mark.line, before):
        if _at(lines, number) and (above := comments.advice(lines, number)):
            return Slip(number, _content(lines[number]), above)
    looked_at: Iterator[Slip | None] = (look(error, lines, before) for look in _LOOKS.get(problem, ()))
    told = IN_CHINESE.get(problem) or f"请检查缩进、冒号和引号（{problem}）"
    return next(filter(None, looked_at), Slip(mark.line, mark.column, told))


# --- usual slips ------------------------------------------------------------------------------------


def _usual_cause(lines: Lines, number: int) -> Slip | None:
    """Return a clerk's usual slip in a line, if there is one."""
    for slip, cause in _USUAL_CAUSES:
        found = slip.match(_at(lines, number)[:LONGEST_LINE])
        if found:
            return Slip(number, found.start(1), cause.format(found[1]))
    return None


def _at(lines: Lines, number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


COLON = "项目名后面的冒号要用半角加空格“: ”，不用全角“：”"
NO_SPACE = "冒号后面少一个空格，应写成“项目名: 内容”"
COMMAS = "花括号、方括号里各项之间用半角逗号加空格“, ”，不用全角“，”"
WIDE_SPACES = "\u00a0\u2002\u2003\u3000"
"""Spaces that word processors and Chinese input put in the place of plain ones."""
WIDE_INDENT = "这一行用了全角空格缩进，YAML 只用半角空格"
QUOTES = "全角引号“ ”不起引号的作用：外面要再加半角引号 ' '"
DASH = "列表的每一条以半角减号加空格“- ”开头"
WIDE_DASHES = "－—–"
_NAME = r"\s*(?:- )*[^\s:\"'#{\[]"
_USUAL_CAUSES = (
    (expression(r" *(\t)"), "这一行用了 Tab 缩进，YAML 只用空格"),
    (expression(rf" *([{WIDE_SPACES}])"), WIDE_INDENT),
    (expression(rf" *([-－—–])(?:[{WIDE_SPACES}]|(?<!-) |(?<=-)[^\s\d-])"), DASH),
    (expression(rf"{_NAME}+(:[{WIDE_SPACES}])"), "冒号后面是全角空格，要用半角空格"),
    (expression(r"\s*(?:- )*(?:[^\s:\"'#]+: +)?([%@`*&])"), "以 {} 开头的文字要加引号"),
    (expression(rf"{_NAME}+?(：)(?!.*: )"), COLON),
    (
        expression(rf"{_NAME}*(?<!\d)(:)(?!/)[^\s:][^:#]*(?:#.*)?$"),
        NO_SPACE,
    ),
    (expression(r".*?[{\[][^}\]]*(，)"), COMMAS),
)


# --- brackets and quotes ----------------------------------------------------------------------------


def _unpaired(error: Any, lines: Lines) -> Slip:
    """Say what is wrong between braces or brackets, or in quotes, that began at the context."""
    mark, start, problem = error.problem_mark, error.context_mark, str(error.problem)
    if found := _usual_cause(lines, start.line):
        return found
    char = _at(lines, mark.line)[mark.column : mark.column + 1]
    before = _at(lines, _line_before(lines, mark.line)).rstrip()
    goes_on = mark.line == start.line or before.endswith((",", "[", "{"))
    if char and goes_on and problem in _WITHIN:
        return Slip(mark.line, mark.column, _WITHIN_TEXT.get(char, _WITHIN[problem]).format(char))
    return Slip(start.line, start.column, IN_CHINESE[problem])


_UNPAIRED = frozenset(
    {"found unexpected end of stream", "did not find expected ',' or ']'", "did not find expected ',' or '}'"}
)
"""What is noticed far from the quote or bracket that is to blame."""
_WITHIN = {
    "did not find expected ',' or ']'": "方括号里各项之间要有半角逗号加空格“, ”",
    "did not find expected ',' or '}'": "花括号里各项之间要有半角逗号加空格“, ”",
}
_WITHIN_TEXT = {
    ":": "括号里的内容有“: ”：各项之间要有半角逗号加空格“, ”；“: ”是内容时，请给整段内容加引号",
    "[": "内容里有“{}”，请给整段内容加引号",
    "{": "内容里有“{}”，请给整段内容加引号",
}


def _text_after_value(error: Any, lines: Lines, _before: int) -> Slip | None:
    """A value that begins with a bracket or a quote, and goes on after it."""
    found = _CLOSED_TOO_SOON.match(_at(lines, error.problem_mark.line)[:LONGEST_LINE])
    if not found:
        return None
    first = found[1][0]
    if first in "\"'":
        advice = "引号后面还有文字：整段内容要放在一对引号里，里面的引号用“ ”"
    else:
        advice = f"内容以 {first} 开头，被当成括号里的各项：请给整段内容加引号"
    return Slip(error.problem_mark.line, found.start(1), advice)


_CLOSED_TOO_SOON = expression(rf"{_NAME}+: +(\[[^\[\]]*\]|\{{[^{{}}]*\}}|\"[^\"]*\"|'[^']*')\s*[^\s#]")


def _open_quote(error: Any, lines: Lines, _before: int) -> Slip | None:
    """A quote that ends in a later line, where another was to begin."""
    mark = error.problem_mark
    quote = _at(lines, mark.line)[: mark.column].rstrip()[-1:]
    if quote not in ('"', "'"):
        return None
    opened = expression(rf"{_NAME}+: +({quote})[^{quote}]*$")
    for number in range(mark.line - 1, max(-1, mark.line - _FARTHEST), -1):
        if found := opened.match(lines[number][:LONGEST_LINE]):
            return Slip(number, found.start(1), "这里开始的引号在这一行没有结束，请在内容末尾补上")
    return None


# --- lines that are no entry, and lines that stand askew --------------------------------------------


def _two_colons(error: Any, lines: Lines, _before: int) -> Slip | None:
    """A second `: ` in a line: the content has one, or full-width quotes were to hold it."""
    number = error.problem_mark.line
    line = _at(lines, number)[:LONGEST_LINE]
    found = _SECOND_COLON.match(line)
    if not found:
        return None
    for marks, advice in ((_WIDE_QUOTES, QUOTES), (WIDE_BRACKETS, BRACKETS)):
        if found[1] in marks:
            return Slip(number, found.start(1), advice)
    advice = "一行里有两个“: ”；“: ”是内容时，请给整段内容加引号"
    return Slip(number, error.problem_mark.column, advice)


_WIDE_QUOTES = "“”‘’＂"
WIDE_BRACKETS = "｛［【"
BRACKETS = "括号要用半角的 { } 和 [ ]"
_SECOND_COLON = expression(rf"{_NAME}+: +([^\s#]).*: ")


def _no_colon(error: Any, lines: Lines, before: int) -> Slip | None:
    """A line before that names nothing, taken together with this one."""
    line, own = _at(lines, before), _at(lines, error.problem_mark.line)
    above = _at(lines, _line_before(lines, before))
    follows = indent_of(above) < indent_of(line) and not above.rstrip().endswith(
        ":"
    )  # text of the line above
    if _ENTRY.search(line) or follows or _content(line) != _content(own):
        return None
    return Slip(before, _content(line), NO_COLON)


_ENTRY = expression(r": |:\s*$|^\s*-")


def _scanned_name(error: Any, lines: Lines, _before: int) -> Slip | None:
    """The line that libyaml took for a name, and found no colon after."""
    start = error.context_mark
    return Slip(start.line, start.column, NO_COLON) if start and _at(lines, start.line) else None


def _too_deep(error: Any, lines: Lines, before: int) -> Slip | None:
    """A line that stands deeper than the one before, which has a value already; either is to blame."""
    number = error.problem_mark.line
    indent, level = _content(_at(lines, number)), _content(_at(lines, before))
    if indent <= level:
        return None
    around = _nearest_above(lines, before, level)
    if around >= 0 and indent - _STEP == indent_of(lines[around]) != level - _STEP:
        return _unlike_below(before, level, indent)
    told = f"缩进不齐：这一行前面有 {indent} 个空格，上面同一层的是 {level} 个，要一样多"
    return Slip(number, indent, f"{told}；如果是上一行的下级，上一行的冒号后面就不写内容")


def _unlike_below(number: int, indent: int, level: int) -> Slip:
    told = f"缩进不齐：这一行前面有 {indent} 个空格，下面同一层的是 {level} 个，要一样多"
    return Slip(number, indent, told)


def _askew(error: Any, lines: Lines, _before: int) -> Slip | None:
    """A line that stands between two levels: it, or the first one of the deeper level, is to blame."""
    number = error.problem_mark.line
    indent = indent_of(_at(lines, number))
    around = _nearest_above(lines, number, indent)
    first = next((n for n in range(around + 1, number) if _is_content(lines[n])), None)
    if around < 0 or first is None or indent_of(lines[first]) <= indent:
        return None
    outer, inner = indent_of(lines[around]), indent_of(lines[first])
    if indent - outer == _STEP != inner - outer:
        return _unlike_below(first, inner, indent)
    told = f"缩进不齐：这一行前面有 {indent} 个空格，上面各行是 {outer} 个或 {inner} 个，同一层的要一样多"
    return Slip(number, indent, told)


def _dash_askew(error: Any, lines: Lines, _before: int) -> Slip | None:
    """A line of a list that stands neither under its dashes nor under what follows them."""
    number, dash = error.problem_mark.line, error.context_mark.column
    line = _at(lines, number)
    indent, begins = indent_of(line), line.lstrip().startswith("- ")
    if indent <= dash:
        return None
    level, what = (dash, "“- ”") if begins else (dash + 2, "各项")
    told = f"列表没有对齐：这一行前面有 {indent} 个空格，上面的{what}前面是 {level} 个，要一样多"
    return Slip(number, indent, told)


def _nearest_above(lines: Lines, number: int, indent: int) -> int:
    """Return the nearest line above that stands less deep, -1 if there is none."""
    above = range(number - 1, max(-1, number - _FARTHEST), -1)
    return next((n for n in above if _is_content(lines[n]) and indent_of(lines[n]) < indent), -1)


def _line_before(lines: Lines, number: int) -> int:
    """Return the nearest line above that says something, -1 if there is none."""
    above = range(min(number, len(lines)) - 1, max(-1, number - _FARTHEST), -1)
    return next((n for n in above if _is_content(lines[n])), -1)


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _content(line: str) -> int:
    """Return where the words of a line begin, after its dashes."""
    found = re.match(r" *(?:- +)*", line)
    return found.end() if found else 0


_MISPLACED = (_two_colons, _no_colon, _too_deep)
_BROKEN_OFF = (_text_after_value, _open_quote, _askew, _too_deep)
_LOOKS = {
    "mapping values are not allowed here": _MISPLACED,
    "mapping values are not allowed in this context": _MISPLACED,
    "could not find expected ':'": (_scanned_name,),
    "did not find expected key": _BROKEN_OFF,
    "did not find expected '-' indicator": (_dash_askew,),
}
"""What to look for where libyaml says so, the surest first."""
