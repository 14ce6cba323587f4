"""村（社区）名册 (data handbook §2.4)."""

from fupin_report.model.fields import Year, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, HouseholdsPersons, Indicator, Quantity


class VillageKind(Choice):
    """村的类别."""

    VILLAGE = "village", "行政村", "村"
    COMMUNITY = "community", "社区", "居委会"


class PovertyStatus(Choice):
    """贫困村的级别: who recognised the village as poor."""

    NONE = "none", "非贫困村"
    NATIONAL = "national", "国定"
    PROVINCIAL = "provincial", "省定"
    COUNTY = "county", "县定"


class Village(Sourced, title="村"):
    """村或社区: one row of the roster. Rows together are the whole township."""

    id: str | None = item("编号", hint="文件里别处提到它时用，如：v01")
    name: str = required("名称", hint="如：双河村")
    kind: VillageKind | None = item("类别")
    poverty_status: PovertyStatus | None = item("贫困村级别")
    deep_poverty: bool | None = item("深度贫困村")
    exit_year: Year | None = item("退出年度")
    groups: int | None = item("村民小组", "个")
    population: HouseholdsPersons | None = item("户数和人口")
    farmland: Quantity | None = item("耕地", "亩")
    registered: HouseholdsPersons | None = item("建档立卡")
    exited: HouseholdsPersons | None = item("已脱贫")
    remaining: HouseholdsPersons | None = item("未脱贫")
    monitored: HouseholdsPersons | None = item("监测对象")
    collective_income: Indicator | None = item("集体收入", hint="如：12.5万元，同比9.8万元")
    party_members: int | None = item("党员", "人|名")
    helping_unit: str | None = item("帮扶单位", hint="帮扶单位的编号或名称，如：县民政局")
    first_secretary: bool | None = item("第一书记", hint="有或无，如：有")
    team: bool | None = item("驻村工作队", hint="有或无，如：有")
    notes: str | None = item("备注", hint="如：易地搬迁安置村")

    identities = """
        X04  registered <= population
        X04  exited <= registered
        X04  remaining <= registered
        X04  monitored <= population
    """
