"""成效 (data handbook §2.17)."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Indicator, Prose


class Outcome(Sourced, title="成效"):
    """成效: one result, in words and in figures."""

    heading: str = required("小标题", hint="如：群众得实惠")
    text: Prose | None = item("正文", hint="如：通村道路全部硬化")
    metrics: tuple[Indicator, ...] = item("指标", hint="如：村级经营性收入：同比+39.53%")
    facts: tuple[str, ...] = item("事实", hint="如：建成村级活动室")
    about: tuple[str, ...] = item("有关项目", hint="有关的项目、产业，写编号或名称，如：安全饮水工程")
