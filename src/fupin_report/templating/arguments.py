"""What a filter or a test is given beside its value: whether it fits, and how it is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import lru_cache
from inspect import Parameter
from typing import Any

_BY_PLACE = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
_SPREAD = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


def unfit(function: Callable[..., Any], count: int, names: Sequence[str]) -> str:
    """Say what is wrong with so many arguments, and those of some names; nothing where they fit."""
    parameters = _parameters(function)
    if parameters is None:
        return ""
    spread = {each.kind for each in parameters}
    by_place = [each for each in parameters if each.kind in _BY_PLACE]
    known = {each.name for each in parameters}
    given = {each.name for each in by_place[:count]} | set(names)
    if count > len(by_place) and Parameter.VAR_POSITIONAL not in spread:
        return f"多写了参数，最多 {len(by_place)} 个" if by_place else "不写参数"
    if Parameter.VAR_KEYWORD not in spread and (strange := next((n for n in names if n not in known), None)):
        return f"没有参数 {strange}"
    needed = (each for each in parameters if each.default is Parameter.empty and each.kind not in _SPREAD)
    missing = next((each.name for each in needed if each.name not in given), None)
    return f"少了参数 {missing}" if missing else ""


def usage(name: str, function: Callable[..., Any]) -> str:
    """Return how a filter or test is written: `rounded(digits)`, `percent(digits=…)`."""
    written = []
    for each in _parameters(function) or ():
        if each.kind is Parameter.VAR_POSITIONAL:
            written.append("…")
        elif each.kind is not Parameter.VAR_KEYWORD:
            written.append(each.name if each.default is Parameter.empty else f"{each.name}=…")
    return f"{name}({', '.join(written)})" if written else name


@lru_cache(maxsize=512)
def _parameters(function: Callable[..., Any]) -> tuple[Parameter, ...] | None:
    """Return the parameters after the value; nothing of a function that does not tell."""
    try:
        parameters = tuple(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return None
    passed = hasattr(function, "jinja_pass_arg")  # Jinja gives it its environment first
    return parameters[1 + passed :]
