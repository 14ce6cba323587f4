"""防返贫监测 (data handbook §2.7), from 2020."""

from fupin_report.model.fields import item
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import HouseholdsPersons


class Monitoring(Sourced, key="monitoring", title="防返贫监测"):
    """防返贫监测: households watched, by kind, and those whose risk has gone."""

    relieved: HouseholdsPersons | None = item("脱贫户", hint="2020年以前建档立卡、已经脱贫的")
    low_income: HouseholdsPersons | None = item("低收入人口", hint="认定的农村低收入人口，2024年起")
    line_yuan: int | None = item("监测收入线", "元", hint="如：6000元")
    unstable: HouseholdsPersons | None = item("脱贫不稳定户")
    marginal: HouseholdsPersons | None = item("边缘易致贫户")
    sudden: HouseholdsPersons | None = item("突发严重困难户", hint="2021年起")
    total: HouseholdsPersons | None = item("监测对象", hint="累计纳入监测的，含已消除风险的")
    eliminated: HouseholdsPersons | None = item("已消除风险")
    remaining: HouseholdsPersons | None = item("未消除风险")
    new_in_period: HouseholdsPersons | None = item("本期新增")
    new_eliminated: HouseholdsPersons | None = item("本期消除")
    measures: tuple[str, ...] = item("帮扶措施", hint="如：公益性岗位")
    grid_staff: int | None = item("网格员", "人|名")

    identities = """
        X01  total = unstable + marginal + sudden?
        X02  remaining = total - eliminated
        X04  eliminated <= total
        X04  new_in_period <= total
        X04  new_eliminated <= eliminated
        X04  total <= township.population
        X04  relieved <= township.population
        X04  low_income <= township.population
    """
