"""文字: prose, closed lists, yes and no."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Self

from fupin_report.model.values.reading import Misread


class Prose(str):
    """段落文字: may hold several paragraphs, and figures as `{{ path }}` or `{{ path|filter }}`."""

    __slots__ = ()


class Choice(StrEnum):
    """One of a closed list. Members are `NAME = "key", "中文"`; either is read, 中文 is printed."""

    gloss: str

    def __new__(cls, value: str, gloss: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.gloss = gloss or value
        return member

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a member by key or Chinese name."""
        member = _members(cls).get(text)
        if member is None:
            known = "、".join(option.gloss for option in cls)
            raise Misread("D209", f"应为下列之一：{known}；写的是“{text}”")
        return member  # type: ignore[no-any-return]


@cache
def _members(choice: type[Choice]) -> dict[str, Any]:
    return {form: member for member in choice for form in (member.value, member.gloss)}


TRUE_WORDS = frozenset({"true", "是", "yes", "有"})
FALSE_WORDS = frozenset({"false", "否", "no", "无"})


def truth(text: str) -> bool:
    """Read 是/否 (also true/false, yes/no, 有/无)."""
    word = text.lower()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS
    raise Misread("D209", f"应为“是”或“否”，写的是“{text}”")
