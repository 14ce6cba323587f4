"""年度任务: what was to be done in the year, and what has been done."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Quantity


class Task(Sourced, title="年度任务"):
    """年度任务: planned and done, in one unit. More may be done than was planned."""

    name: str = required("名称", hint="如：改造农村危房")
    planned: Quantity = required("计划", hint="如：50户")
    done: Quantity | None = item("完成", hint="如：50户")
    note: str | None = item("说明", hint="没有完成的写明原因，如：因汛期顺延")
