"""资金公示 (data handbook §2.21)."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import PartialDate, Prose


class FundsNotice(Sourced, key="notice", title="公示"):
    """资金公示: how the money was divided, how long the notice hangs, whom to call."""

    principle: Prose = required("分配原则", hint="如：按贫困人口数和项目需要分配")
    start: PartialDate | None = item("公示开始")
    end: PartialDate | None = item("公示结束")
    supervision: tuple[str, ...] = item("监督方式", hint="如：县扶贫移民局信访窗口")
    phone: str | None = item("监督电话", hint="如：0834-1234567")
