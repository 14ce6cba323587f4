"""培训 (data handbook §2.11)."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import PartialDate, Turnout


class Training(Sourced, title="培训"):
    """培训: sessions of one kind. `trained` counts attendance, `persons` counts each person once."""

    topic: tuple[str, ...] = required("内容", hint="如：种养殖技术")
    trained: Turnout | None = item("期次人次", hint="如：4期112人次")
    persons: int | None = item("人数", "人|名")
    households: int | None = item("户数", "户")
    by: tuple[str, ...] = item("举办单位", hint="如：镇农业服务中心")
    audience: str | None = item("对象", hint="如：种植大户")
    date: PartialDate | None = item("时间")

    identities = """
        X04  persons <= trained.attendance
    """
