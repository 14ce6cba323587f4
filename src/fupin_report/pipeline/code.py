"""自定义代码: a county's own filters and rules, from a Python module that its settings name.

The module may hold `FILTERS`, a mapping of names to functions (value in, text out), and `RULES`, rules for
the audit. It is a program of its writer's and can do what any program can: `--no-code` leaves it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

from fupin_report.audit.data import DataRule
from fupin_report.errors import Position, Problem, TemplateError
from fupin_report.frozen import frozen

_CODE = "T340"


@frozen
class Code:
    """What a module offers."""

    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    rules: tuple[Any, ...] = ()


def load_code(path: Path | str | None) -> Code:
    """Run a module and return what it offers; nothing without a path.

    Raises `TemplateError` T340 for a module that fails or offers something else.
    """
    return _loaded(str(path), Path(path).stat().st_mtime_ns) if path else Code()


@lru_cache(maxsize=16)
def _loaded(path: str, _changed: int) -> Code:
    source = Path(path).read_bytes()
    names: dict[str, Any] = {"__name__": f"fupin_report_code_{Path(path).stem}", "__file__": path}
    try:
        exec(compile(source, path, "exec"), names)
    except Exception as error:
        raise TemplateError(
            Problem(_CODE, f"自定义代码出错：{error}", position=_place(error, path))
        ) from error
    filters, rules = names.get("FILTERS", {}), tuple(names.get("RULES", ()))
    if not isinstance(filters, Mapping) or not all(map(callable, filters.values())):
        raise TemplateError(Problem(_CODE, "FILTERS 应是名称到函数的字典", position=Position(path, 1, 1)))
    if not all(_is_rule(each) for each in rules):
        message = "RULES 里应是核对规则（data_rule 或 rule 做成的）"
        raise TemplateError(Problem(_CODE, message, position=Position(path, 1, 1)))
    return Code(filters, rules)


def _is_rule(each: Any) -> bool:
    return isinstance(each, DataRule) or hasattr(each, "code")


def _place(error: Exception, path: str) -> Position:
    """Return the line of the module that an error stands in."""
    if isinstance(error, SyntaxError) and error.lineno:
        return Position(path, error.lineno, error.offset or 1)
    import traceback  # hardly any code is wrong

    lines = [
        line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == path
    ]
    return Position(path, lines[-1] if lines else 1, 1)
