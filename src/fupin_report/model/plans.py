"""下一步打算 (data handbook §2.18)."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Indicator, PartialDate, Prose


class Plan(Sourced, title="打算"):
    """下一步打算: what will be done, by whom, until when."""

    heading: str | None = item("小标题", hint="如：强化技能培训")
    text: Prose = required("正文", hint="如：面向贫困户开展种植、养殖技能培训")
    targets: tuple[Indicator, ...] = item("目标", hint="如：新增核桃：500亩")
    due: PartialDate | None = item("时限", hint="如：2015年12月31日")
    owner: str | None = item("责任单位", hint="如：镇农业服务中心")
    about: tuple[str, ...] = item("有关项目", hint="要实施的项目，写编号或名称，如：安全饮水工程")
    answers: int | None = item("对应问题", hint="问题里的第几条，如：1", between=(1, 99))
