"""恒等式: the equations that stand beside the fields they tie, one a line.

::

    X02  entered = found - removed? + added?
    X02  remaining = entered - sum(exits.count)? + fell_back?
    X03  per_head = total / township.population.persons
    X04  poor_villages <= township.admin_villages
    X90  sum(projects.total_wan, where(status = 完工)) <= 0.8 * sum(funds.amount_wan)

A name is a field of the section the line stands in, or a path from the top of the report; English
and Chinese names are both read. A term marked `?` may be absent: it then counts as not having
happened. Without a required operand an identity is silent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from fupin_report.frozen import frozen
from fupin_report.patterns import expression

OWN_CODE = "X90"
"""Code of a user's line that names none; X90 to X99 are theirs."""
_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_WHERE = rf"where\s*\(\s*({_NAME})\s*=\s*“?([^()=“”]+?)”?\s*\)"
_CALL = expression(rf"(sum|count)\s*\(\s*({_NAME})\s*(?:,?\s*{_WHERE})?\s*\)(?:\s*{_WHERE})?")
_PLAIN = expression(rf"{_NAME}(?![\w.(])")
_NUMBER = expression(r"\d{1,18}(?:\.\d{1,9})?(?![\w.])", re.ASCII)
_RELATION = expression("<=|>=|=")
_SIGN = expression(r"[+-]")
_SPACE = expression(r"\s*")


@frozen
class Term:
    """One operand of an identity."""

    path: str
    """Name or dotted path as written; empty for a number."""
    sign: int = 1
    optional: bool = False
    function: str = ""
    """`sum`, `count` or nothing."""
    where: tuple[str, str] | None = None
    """Field and value that the rows of a list must have."""
    number: Decimal | None = None
    """A number typed in the line, or what the operand is multiplied by."""
    per: Term | None = None
    """What the operand is divided by."""


@frozen
class Identity:
    """`code left relation right`; both sides are sums of signed terms."""

    code: str
    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]


@cache
def parse_identities(text: str) -> tuple[Identity, ...]:
    """Read the identities of a section. Raises `ValueError` naming the line and what is wrong in it."""
    return tuple(parse_identity(line) for line in text.splitlines() if line.strip())


@lru_cache(maxsize=1024)
def parse_check(line: str) -> Identity:
    """Read a line that a user wrote; it may go without a code. Raises `ValueError`."""
    found = re.match(r"\s*([A-Z]\d+)\s+", line, re.ASCII)
    if found and not re.fullmatch(r"X9\d", found[1]):
        raise ValueError(f"自定义核对的编号用 X90 至 X99，写的是“{found[1]}”")
    return parse_identity(line if found else f"{OWN_CODE} {line}")


def parse_identity(line: str) -> Identity:
    """Read one line. Raises `ValueError`."""
    code, _, formula = line.strip().partition(" ")
    if not re.fullmatch(r"[A-Z]\d{2}", code, re.ASCII):
        raise ValueError(f"“{line.strip()}”应以编号开头，如 X02")
    scanner = _Scanner(formula)
    left = _side(scanner)
    relation = scanner.take(_RELATION)
    if relation is None:
        raise ValueError(scanner.complaint("这里应是 =、<=、>= 或 +、-"))
    right = _side(scanner)
    if not scanner.ended:
        raise ValueError(scanner.complaint("这里看不懂"))
    return Identity(code, left, relation[0], right)


class _Scanner:
    """A formula and how far it is read."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text.strip(), 0

    def take(self, expected: re.Pattern[str]) -> re.Match[str] | None:
        """Read what a pattern matches here, and the blanks after it."""
        found = expected.match(self.text, self.at)
        if found:
            self.at = found.end()
            space = _SPACE.match(self.text, self.at)
            self.at = space.end() if space else self.at
        return found

    @property
    def ended(self) -> bool:
        return self.at == len(self.text)

    def complaint(self, reason: str) -> str:
        rest = self.text[self.at :]
        return f"“{self.text}”里{'末尾' if not rest else f'“{rest}”'}：{reason}"


def _side(scanner: _Scanner) -> tuple[Term, ...]:
    """Read `a + b? - 0.5 * c / d`; a leading sign is allowed."""
    sign = scanner.take(_SIGN)
    terms = [_term(scanner, sign[0] if sign else "+")]
    while sign := scanner.take(_SIGN):
        terms.append(_term(scanner, sign[0]))
    return tuple(terms)


def _term(scanner: _Scanner, sign: str) -> Term:
    term = _operand(scanner)
    if term.number is not None and scanner.take(_STAR):
        term = replace(_operand(scanner, names_only=True), number=term.number)
    optional = bool(term.path and scanner.take(_MARK))
    per = _operand(scanner) if scanner.take(_SLASH) else None
    return replace(term, sign=1 if sign == "+" else -1, optional=optional, per=per)


_STAR, _MARK, _SLASH = expression(r"\*"), expression(r"\?"), expression("/")


def _operand(scanner: _Scanner, *, names_only: bool = False) -> Term:
    if not names_only and (number := scanner.take(_NUMBER)):
        return Term("", number=Decimal(number[0]))
    if call := scanner.take(_CALL):
        function, path, *conditions = call.groups()
        inside, behind = conditions[:2], conditions[2:]
        if inside[0] and behind[0]:
            raise ValueError(scanner.complaint("只写一个 where()"))
        field, value = inside if inside[0] else behind
        return Term(path, function=function, where=(field, value) if field else None)
    if name := scanner.take(_PLAIN):
        return Term(name[0])
    raise ValueError(scanner.complaint("这里应是名称、数，或 sum()、count()"))
