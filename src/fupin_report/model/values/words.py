"""文字: prose, closed lists, set phrases, yes and no."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from functools import cache
from typing import Any, Self

from fupin_report.frozen import frozen
from fupin_report.model.values.reading import Misread
from fupin_report.patterns import expression

REFERENCE = expression(r'\{\{\s*(\w+(?:\.\w+|\[\d+\]|\["[^"{}]*"\])+)\s*(?:\|\s*(\w+)\s*)?\}\}')
"""A figure quoted in prose: data path, and a filter."""


class Prose(str):
    """段落文字: may hold several paragraphs, and figures as `{{ path }}` or `{{ path|filter }}`."""

    __slots__ = ()


class Choice(StrEnum):
    """One of a closed list. Members are `NAME = "key", "中文"`; either is read, 中文 is printed.

    Further names after 中文 are read as well, never printed.
    """

    gloss: str
    aliases: tuple[str, ...]

    def __new__(cls, value: str, gloss: str = "", *aliases: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.gloss = gloss or value
        member.aliases = aliases
        return member

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a member by key or by one of its Chinese names."""
        member = _members(cls).get(text)
        if member is None:
            known = "、".join(option.gloss for option in cls)
            raise Misread("D209", f"应为下列之一：{known}；写的是“{text}”")
        return member  # type: ignore[no-any-return]


@cache
def _members(choice: type[Choice]) -> dict[str, Any]:
    return {form: member for member in choice for form in (member.value, member.gloss, *member.aliases)}


@frozen
class SetPhrase:
    """提法: a set phrase, with what it stands for where that is listed.

    `挂包帮`, `四个一：一名领导、一个单位、一名第一书记、一个工作队`.
    """

    name: str = field(metadata={"title": "名称"})
    items: tuple[str, ...] = field(default=(), metadata={"title": "内容"})

    def __post_init__(self) -> None:
        if not self.name or "：" in self.name or not all(self.items) or "、" in "".join(self.items):
            raise Misread("D204", f"应写成“四个一：一名领导、一个单位……”，写的是“{self}”")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a name, and after `：` the items, set apart by `、`."""
        name, colon, items = text.partition("：")
        return cls(name.strip(), tuple(each.strip() for each in items.split("、")) if colon else ())

    def __str__(self) -> str:
        return self.name + ("：" + "、".join(self.items) if self.items else "")


TRUE_WORDS = frozenset({"true", "是", "yes", "有"})
FALSE_WORDS = frozenset({"false", "否", "no", "无"})


def truth(text: str) -> bool:
    """Read 是/否 (also true/false, yes/no, 有/无)."""
    word = text.lower()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS
    raise Misread("D209", f"应为“是”或“否”，写的是“{text}”")
