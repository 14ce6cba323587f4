"""Texts of any length, made up by chance: headings, prose with figures and marks, enumerations, tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

from fupin_report import markup, numbering
from fupin_report.document import Document

_WORDS = (
    "全镇", "建档立卡", "贫困户", "基础设施", "产业发展", "村民小组", "道路硬化", "安全饮水", "结对帮扶", "技术培训",
    "专业合作社", "组织领导", "责任落实", "入户走访", "动态管理", "人居环境", "危房改造", "教育资助", "医疗救助", "增收",
)  # fmt: skip
_FIGURES = (
    "12.5万元",
    "3.2公里",
    "1280户",
    "96.50平方公里",
    "39.53%",
    "2015年6月30日",
    "270多万元",
    "第3季度",
)
_QUOTED = ("“回头看”", "《扶贫开发工作实施方案》", "（含社区）", "“两不愁、三保障”")
_HEADINGS = ("基本情况", "主要做法和成效", "存在的困难和问题", "下一步打算", "组织领导有力", "产业扶贫见成效")


def text_of(pages: int, *, tables: bool, seed: int) -> Document:
    """Return a report of about so many pages."""
    chance = random.Random(seed)
    lines = ["# 双河源镇精准扶贫工作情况汇报", "", "::: 称谓", "云岭县人民政府：", ":::", ""]
    room = pages * 22 * 28 - 520
    blocks = (block for _ in count() for block in _blocks(chance, tables))
    for block in blocks:
        lines += [block, ""]
        room -= len(block) + 20
        if room < 0 and not block.startswith("#"):
            break
    lines += ["::: 落款", "双河源镇人民政府", "2015年6月30日", ":::"]
    return numbering.number(markup.parse("\n".join(lines)))


def _blocks(chance: random.Random, tables: bool) -> Iterator[str]:
    """Yield a heading and what stands under it."""
    yield f"{'#' * chance.randint(2, 4)} {chance.choice(_HEADINGS)}"
    if chance.random() < 0.3:
        yield f"#### {chance.choice(_HEADINGS)}。{_prose(chance)}"
    for _ in range(chance.randint(1, 3)):
        yield _prose(chance)
    if chance.random() < 0.4:
        yield "\n".join(f"{n}. {_prose(chance)[:-1]}" for n in range(1, chance.randint(3, 6)))
    if tables and chance.random() < 0.5:
        yield _table(chance)


def _prose(chance: random.Random) -> str:
    clauses = (
        "".join(chance.choices((*_WORDS, *_FIGURES, *_QUOTED), k=chance.randint(1, 5)))
        for _ in range(chance.randint(2, 14))
    )
    return "".join(clause + chance.choice("，，，；。、") for clause in clauses)[:-1] + "。"


def _table(chance: random.Random) -> str:
    rows = [
        f"| {chance.choice(_WORDS)}村 | {chance.randint(1, 900)} | {chance.randint(1, 4000)} | {chance.random() * 99:.2f} |"
        for _ in range(chance.randint(3, 40))
    ]
    return "\n".join(
        [
            ": 各村建档立卡情况",
            "| 村名 | 户数（户） | 人数（人） | 金额（万元） |",
            "|---|---|---|---|",
            *rows,
        ]
    )
