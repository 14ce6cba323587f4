"""存在的问题 (data handbook §2.18)."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Indicator, Prose


class Shortcoming(Sourced, title="问题"):
    """存在的问题: what is wrong, why, and where."""

    heading: str | None = item("小标题", hint="如：产业基础薄弱")
    text: Prose = required("正文", hint="如：经济基础薄弱，产业发展缺少资金")
    cause: Prose | None = item("原因", hint="如：地处高山，交通不便")
    affects: tuple[str, ...] = item("涉及村", hint="如：双河村")
    metric: Indicator | None = item("指标", hint="如：通硬化路：10个 / 12个")
