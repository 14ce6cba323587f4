"""走访调研 (data handbook §2.16)."""

from fupin_report.model.fields import Section, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import PartialDate, Quantity


class Visitor(Section, title="走访人"):
    """走访人: role and body, no names of persons."""

    role: str = required("职务", hint="只写职务，如：社区书记")
    org: str | None = item("单位", hint="如：社区两委")
    count: Quantity | None = item("人数", "人|名", hint="如：10余人")


class VisitEvent(Sourced, key="visit_event", title="走访调研"):
    """走访调研: who went where, when, and what was talked over."""

    date: PartialDate | None = item("日期", hint="草稿可以不填")
    visitor: Visitor = required("走访人")
    host: str = required("受访村", hint="受访的村或单位，如：企石镇上洞村")
    topics: tuple[str, ...] = item("交流内容", hint="如：经济状况")
    agreed: tuple[str, ...] = item("商定事项", hint="如：2016年帮扶工作安排")
