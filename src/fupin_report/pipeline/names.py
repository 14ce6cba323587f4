"""What a file is called that nobody named."""

from __future__ import annotations

import unicodedata

from fupin_report.model.period import Half
from fupin_report.model.report import Report
from fupin_report.patterns import expression

_MAX_NAME_BYTES = 255
"""Longest file name that Linux, macOS and Windows all take."""
_RESERVED = expression(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?")


def default_name(report: Report, suffix: str = ".docx") -> str:
    """Return `{issuer}{period}{文种}.docx`, safe on Windows and at most 255 bytes."""
    stem = "".join(char for char in f"{report.document.issuer}{_period_and_kind(report)}" if _is_safe(char))
    stem = stem.strip(" .")
    if _RESERVED.fullmatch(stem) or not stem:
        stem = f"_{stem}"
    room = _MAX_NAME_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + suffix


def _period_and_kind(report: Report) -> str:
    """Return 2015年上半年工作总结, 2015年度工作总结: without 半年 or 年度 twice."""
    half, kind = report.period.half, report.document.type.gloss
    part = half.gloss if half and half is not Half.YEAR else ""
    return f"{report.period.year}年{part}{kind.removeprefix('半年' if part else '年')}"


def _is_safe(char: str) -> bool:
    """Whether Windows takes a character in a name, and people can see it."""
    return char not in '<>:"/\\|?*' and unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
