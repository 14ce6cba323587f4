"""走访慰问 (data handbook §2.13)."""

from fupin_report.model.fields import Section, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, PartialDate, Quantity


class Occasion(Choice):
    """慰问的节日."""

    SPRING_FESTIVAL = "spring_festival", "春节"
    CHILDRENS_DAY = "childrens_day", "六一"
    PARTY_DAY = "party_day", "七一"
    MID_AUTUMN = "mid_autumn", "中秋"
    NATIONAL_DAY = "national_day", "国庆"
    DOUBLE_NINTH = "double_ninth", "重阳"
    OTHER = "other", "其他"


KNOWN_GROUPS = ("空巢老人", "留守儿童", "残疾人", "孤寡老人", "困难党员", "困难群众", "大学生")
"""Terms for those visited; 空巢老人 have children elsewhere, 孤寡老人 have none."""


class ReliefGroup(Section, title="慰问对象"):
    """慰问对象: one kind of people, and how many."""

    kind: str = required("类别", hint="如：空巢老人")
    count: Quantity = required("数量", "名|户|人")


class Relief(Sourced, title="走访慰问"):
    """走访慰问: who was visited, and what was given."""

    occasion: tuple[Occasion, ...] = required("节日")
    date: PartialDate | None = item("日期")
    groups: tuple[ReliefGroup, ...] = item("对象")
    goods: str | None = item("慰问品", hint="如：大米、食用油")
    cash_yuan_each: Quantity | None = item("每户慰问金", "元", hint="每户（人）多少元，如：300元")
    cash_total_wan: Quantity | None = item("慰问金总额", "万元")
