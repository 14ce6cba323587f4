"""恒等式: the equations that stand beside the fields they tie, one a line.

::

    X02  entered = found - removed? + added?
    X02  remaining = entered - sum(exits.count) + fell_back?
    X04  poor_villages <= township.admin_villages

A name is a field of the section the line stands in, or a path from the top of the report; English
and Chinese names are both read. A term marked `?` may be absent: it then counts as not having
happened. Without a required operand an identity is silent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(r"\s*(?:(sum|count)\s*\(\s*([\w.]+)\s*\)|([\w.]+)|(<=|>=|=|\+|-|\?))")
_RELATIONS = ("=", "<=", ">=")


@dataclass(frozen=True, slots=True)
class Term:
    """One operand of an identity."""

    path: str
    """Name or dotted path as written."""
    sign: int = 1
    optional: bool = False
    function: str = ""
    """`sum`, `count` or nothing."""


@dataclass(frozen=True, slots=True)
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


def parse_identity(line: str) -> Identity:
    """Read one line. Raises `ValueError`."""
    code, _, formula = line.strip().partition(" ")
    if not re.fullmatch(r"[A-Z]\d{2}", code):
        raise ValueError(f"“{line.strip()}”应以编号开头，如 X02")
    tokens = _tokens(formula, line)
    relations = [index for index, token in enumerate(tokens) if token in _RELATIONS]
    if len(relations) != 1:
        raise ValueError(f"“{line.strip()}”应有一个 =、<= 或 >=")
    middle = relations[0]
    left, right = _terms(tokens[:middle], line), _terms(tokens[middle + 1 :], line)
    return Identity(code, left, str(tokens[middle]), right)


def _tokens(formula: str, line: str) -> list[str | Term]:
    tokens: list[str | Term] = []
    end = 0
    while end < len(formula.rstrip()):
        found = _TOKEN.match(formula, end)
        if not found:
            raise ValueError(f"“{line.strip()}”里“{formula[end:].strip()}”看不懂")
        function, argument, name, mark = found.groups()
        tokens.append(mark or Term(argument or name, function=function or ""))
        end = found.end()
    return tokens


def _terms(tokens: list[str | Term], line: str) -> tuple[Term, ...]:
    """Read `a + b? - c`; a leading sign is allowed."""
    terms: list[Term] = []
    sign: int | None = 1
    for token in tokens:
        if isinstance(token, Term) and sign is not None:
            terms.append(Term(token.path, sign, False, token.function))
            sign = None
        elif token == "?" and terms and sign is None and not terms[-1].optional:
            last = terms[-1]
            terms[-1] = Term(last.path, last.sign, True, last.function)
        elif token in ("+", "-") and (sign is None or not terms):
            sign = 1 if token == "+" else -1
        else:
            raise ValueError(f"“{line.strip()}”的写法不对")
    if not terms or sign is not None:
        raise ValueError(f"“{line.strip()}”的写法不对")
    return tuple(terms)
