"""精准识别与建档立卡 (data handbook §2.6)."""

from collections.abc import Mapping

from fupin_report.model.fields import Section, Year, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import (
    Choice,
    HouseholdsOrPersons,
    HouseholdsPersons,
    Indicator,
    NaturalChange,
)


class LineKind(Choice):
    """收入标准的类别."""

    NATIONAL = "national", "国家"
    PROVINCIAL = "provincial", "省级"
    CITY = "city", "市级"


class CauseMode(Choice):
    """致贫原因的统计口径: one main cause a household, or several."""

    MAIN = "main", "主要原因"
    MULTIPLE = "multiple", "多项原因"


class MeasureMode(Choice):
    """脱贫措施的统计口径: one measure a household, or several."""

    SINGLE = "single", "单项"
    MULTIPLE = "multiple", "多项"


class Removal(Section, title="清退", text=HouseholdsPersons):
    """删除（清退）: who was taken out of the register, why and when. `23户107人` is enough."""

    households: int = required("户数", "户")
    persons: int = required("人数", "人")
    reason: str | None = item("原因", hint="如：享受彝家新寨政策")
    year: Year | None = item("年度")


class ByKind(Section, title="贫困户属性"):
    """贫困户属性: registered households by kind."""

    general: HouseholdsPersons | None = item("一般贫困户")
    low_income: HouseholdsPersons | None = item("低保户")
    low_income_poor: HouseholdsPersons | None = item("低保贫困户")
    special_care: HouseholdsPersons | None = item("五保户", hint="特困供养户")

    identities = """
        X01  identification.entered = general + low_income? + low_income_poor? + special_care?
    """


class ByLabour(Section, title="劳动力"):
    """劳动力: registered households with and without labour."""

    able: HouseholdsPersons | None = item("有劳动力")
    unable: HouseholdsPersons | None = item("无劳动力")

    identities = """
        X01  identification.entered = able + unable
    """


class Exit(Sourced, title="脱贫"):
    """脱贫 of one year, and what had been planned."""

    year: Year = required("年度")
    count: HouseholdsPersons = required("脱贫户数人数")
    planned: HouseholdsPersons | None = item("计划数")


class Screening(Section, title="排查"):
    """排查 (回头看): households visited, to be entered, to be taken out, entries corrected."""

    visited: HouseholdsPersons | None = item("走访")
    should_enter: HouseholdsPersons | None = item("应纳未纳")
    should_exit: HouseholdsPersons | None = item("应退未退")
    corrected: int | None = item("纠正信息", "条")


class Guarantee(Sourced, title="两不愁三保障"):
    """两不愁三保障: households that pass one item, of how many."""

    name: str = required("项目", hint="如：安全饮水")
    passed: int = required("达标", "户")
    total: int = required("总数", "户")
    fail_parts: Mapping[str, int] = item("未达标分类", "户", hint="如：饮水不达标: 3户")

    identities = """
        X01  total = passed + sum(fail_parts)
        X04  passed <= total
    """


class Identification(Sourced, key="identification", title="精准识别"):
    """识别、清退、录入、脱贫的户数与人数."""

    base_year: Year = required("识别基准年", hint="收入标准按这一年查，如：2013")
    line_yuan: int = required("收入标准", "元", hint="如：2736元")
    line_kind: LineKind | None = item("标准类别")
    village_criterion: str | None = item("贫困村标准", hint="如：一高一低一无")
    poor_villages: int | None = item("贫困村数", "个")
    principles: tuple[str, ...] = item("识别原则", hint="如：实事求是")
    procedure: tuple[str, ...] = item("识别程序", hint="如：农户申请")
    quota_by: str | None = item("规模控制单位", hint="如：云岭县扶贫移民局")
    found: HouseholdsPersons = required("识别")
    removed: Removal | None = item("清退")
    added: HouseholdsPersons | None = item("新识别")
    fell_back: HouseholdsPersons | None = item("返贫")
    natural_change: NaturalChange | None = item("自然增减")
    entered: HouseholdsPersons = required("录入系统")
    by_kind: ByKind | None = item("贫困户属性")
    by_labour: ByLabour | None = item("劳动力")
    by_cause: Mapping[str, HouseholdsOrPersons] = item("致贫原因", hint="如：因病: 156户410人")
    cause_mode: CauseMode | None = item("致贫原因口径")
    by_measure: Mapping[str, HouseholdsPersons] = item("脱贫措施", hint="如：产业扶持: 120户450人")
    measure_mode: MeasureMode | None = item("脱贫措施口径")
    exits: tuple[Exit, ...] = item("历年脱贫")
    remaining: HouseholdsPersons | None = item("未脱贫")
    incidence: Indicator | None = item("贫困发生率", "%", hint="如：14.7%")
    screening: Screening | None = item("排查")
    two_no_worries: tuple[Guarantee, ...] = item("两不愁三保障")

    identities = """
        X02  entered = found - removed? + added? + natural_change?
        X02  remaining = entered - sum(exits.count)? + fell_back?
        X04  poor_villages <= township.admin_villages
        X04  removed <= found
        X04  entered <= township.population
        X04  entered <= township.rural
    """
