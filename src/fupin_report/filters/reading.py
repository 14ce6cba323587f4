"""Which fields of a section a filter words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., str])


def reads(*fields: str) -> Callable[[Function], Function]:
    """Declare the fields a filter reads of a section or indicator: only they count as printed."""

    def declare(function: Function) -> Function:
        vars(function)["reads"] = fields
        return function

    return declare
