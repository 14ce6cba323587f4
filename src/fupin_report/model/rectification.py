"""整改 (data handbook §2.21)."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import PartialDate, Prose


class RectificationItem(Sourced, title="整改事项"):
    """整改事项: one problem found, and what has been done about it."""

    problem: Prose = required("问题", hint="如：部分帮扶台账填写不完整")
    measures: tuple[str, ...] = required("措施", hint="如：逐户核对台账")
    owner: str | None = item("责任单位", hint="如：镇扶贫办")
    due: PartialDate | None = item("时限", hint="如：2015年12月31日")
    progress: Prose | None = item("进展", hint="如：已补填台账")
    status: str | None = item("状态", hint="如：已完成、正在推进、长期坚持")


class Rectification(Sourced, key="rectification", title="整改"):
    """整改: the list of problems."""

    items: tuple[RectificationItem, ...] = required("整改事项")
