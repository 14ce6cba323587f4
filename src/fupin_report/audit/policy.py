"""核对的轻重: a county may raise, lower or switch off a check, each time with its reason.

Read from a file `checks.yaml`::

    X05: {级别: 提示, 理由: 山区面积含水面，口径不同}
    X17.COLLOQUIAL: {级别: 关闭, 理由: 县里统一用“县上”}

What is changed says so; what is switched off is shown as explained, never hidden.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fupin_report.audit.finding import Finding, Severity
from fupin_report.audit.registry import REGISTRY
from fupin_report.errors import DataError, Problem
from fupin_report.frozen import frozen
from fupin_report.source import MappingNode, SourceMap

_OFF = "关闭"
_LEVELS: Mapping[str, Severity | None] = {
    **{name: each for each in Severity for name in (each.gloss, each.value)},
    _OFF: None,
    "off": None,
}
_KEYS: Mapping[str, str] = {"级别": "level", "level": "level", "理由": "reason", "reason": "reason"}
_CODES = tuple(each.code for each in REGISTRY)


@frozen
class Ruling:
    """How bad a check is here, and why; no severity: it is switched off."""

    severity: Severity | None
    reason: str


@dataclass(frozen=True)
class Policy:
    """The rulings of a county by code, `X05`, or by code and rule, `X17.COLLOQUIAL`."""

    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    file: str = ""
    """Name of the file they stand in."""

    def applied(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings as bad as the county says."""
        for finding in findings:
            ruling = self.rulings.get(f"{finding.code}.{finding.rule}") or self.rulings.get(finding.code)
            yield self._ruled(finding, ruling) if ruling else finding

    def _ruled(self, finding: Finding, ruling: Ruling) -> Finding:
        by = Path(self.file).name or "设置"
        if ruling.severity is None:
            return replace(finding, explained=finding.explained or f"{by} 关闭了这项核对：{ruling.reason}")
        if ruling.severity == finding.severity:
            return finding
        message = f"{finding.message}（按 {by} 定为{ruling.severity.gloss}：{ruling.reason}）"
        return replace(finding, severity=ruling.severity, message=message)


def read_policy(source: SourceMap) -> Policy:
    """Read the rulings of a file. Raises `DataError` L7xx with every unknown code and wrong value."""
    if not isinstance(source.root, MappingNode):
        message = "每行写一项：编号: {级别: 提示, 理由: ……}"
        raise DataError(Problem("L701", message, position=source.locate("")))
    reading = _Reading(source)
    rulings = {code: reading.ruling(code, value) for code, value in source.root.items()}
    if reading.problems:
        raise DataError(reading.problems)
    return Policy({code: each for code, each in rulings.items() if each}, source.file)


@dataclass(slots=True)
class _Reading:
    source: SourceMap
    problems: list[Problem] = field(default_factory=list)

    def ruling(self, code: str, value: Any) -> Ruling | None:
        if code.partition(".")[0] not in _CODES:
            near = difflib.get_close_matches(code, _CODES, n=1)
            advice = f"是不是 {near[0]}？" if near else "全部编号见 fupin-report explain"
            self._bad("L702", code, f"没有编号为“{code}”的核对。{advice}")
            return None
        if not isinstance(value, MappingNode):
            self._bad("L703", code, "应写成 {级别: 提示, 理由: ……}")
            return None
        found = {_KEYS.get(key, key): each for key, each in value.items()}
        for key in found:
            if key not in _KEYS.values():
                self._bad("L704", code, f"没有“{key}”这一项，可以写：级别、理由")
        level, reason = str(found.get("level", "")), found.get("reason")
        if level not in _LEVELS:
            self._bad("L705", code, f"级别应为错误、警告、提示或关闭，写的是“{level}”")
        if not isinstance(reason, str) or not reason.strip():
            self._bad("L706", code, "要写理由：为什么这里不照一般的轻重")
        return Ruling(_LEVELS.get(level), str(reason).strip())

    def _bad(self, number: str, code: str, message: str) -> None:
        self.problems.append(Problem(number, message, position=self.source.locate_key(code)))
