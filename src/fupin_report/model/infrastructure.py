"""基础设施 (data handbook §2.9)."""

from collections.abc import Mapping

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Indicator, Quantity


class WorkDone(Sourced, title="小型工程"):
    """小型工程: work outside the projects, such as ponds, pumping stations, canals."""

    object: str = required("对象", hint="如：山坪塘")
    action: str | None = item("做法", hint="如：整治、修建、新增")
    quantity: Quantity = required("数量", hint="带单位，如：5口")
    funds_from: tuple[str, ...] = item("资金渠道", hint="如：一事一议财政奖补")


class Infrastructure(Sourced, key="infrastructure", title="基础设施"):
    """基础设施: how far coverage has come, and small works."""

    coverage: Mapping[str, Indicator] = item("覆盖情况", hint="如：通硬化路: 12个 / 12个")
    works_done: tuple[WorkDone, ...] = item("小型工程")
