"""机构与责任 (data handbook §2.5): who leads, who helps whom, who checks."""

from collections.abc import Mapping

from fupin_report.model.fields import Section, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, PartialDate, Pledge, Quantity, SetPhrase


class LeadingGroup(Section, title="领导小组"):
    """领导小组, by roles: no names of persons."""

    name: str = required("名称", hint="如：精准扶贫工作领导小组")
    leader: str = required("组长", hint="只写职务，双组长写作“党委书记、镇长”，如：党委书记")
    deputies: tuple[str, ...] = item("副组长", hint="只写职务，如：镇长")
    members: tuple[str, ...] = item("成员", hint="只写职务或单位，如：包村干部")
    office: str | None = item("办公室", hint="设在哪里，如：镇扶贫办")
    founded: PartialDate | None = item("成立日期")


class Mechanism(Section, title="机制", text=SetPhrase):
    """工作机制, such as 挂包帮. `四个一：领导、单位、书记、工作队` lists what it stands for."""

    name: str = required("名称", hint="如：四个一")
    items: tuple[str, ...] = item(
        "内容", hint="名称里有数字时，列出的项数应与它相同，如：一名领导、一个单位、一名第一书记、一个工作队"
    )


class HelperLevel(Choice):
    """帮扶单位的层级."""

    CENTRAL = "central", "中央", "国家"
    PROVINCE = "province", "省直", "省", "省级"
    CITY = "city", "市直", "市", "市级", "州直", "州"
    COUNTY = "county", "县直", "县", "县级", "区直", "区"
    TOWNSHIP = "township", "乡镇", "乡", "镇"
    VILLAGE = "village", "村级", "村"


class HelpingUnit(Sourced, title="帮扶单位"):
    """帮扶单位: a body that helps villages or households."""

    id: str | None = item("编号", hint="文件里别处提到它时用，如：u01")
    name: str = required("名称", hint="如：县民政局")
    level: HelperLevel | None = item("层级")
    kind: str | None = item("性质", hint="如：机关、企业、高校")
    villages: tuple[str, ...] = item("帮扶村", hint="如：双河村")
    households: int | None = item("帮扶户数", "户")
    cadres: int | None = item("帮扶干部", "人|名")
    funds_wan: Quantity | None = item("帮扶资金", "万元")


class Quota(Section, title="每人定额", text=Pledge):
    """每人定额: what each helper takes on; `deeds` is asked for a whole year, `done` is up to now."""

    villages: Quantity | None = item("联系村", "个村|村|个", hint="如：1个村")
    households: Quantity | None = item("联系户", "户", hint="如：3至5户")
    deeds: Quantity | None = item("好事实事", "件", hint="每年应办的件数，如：5件以上")
    done: Quantity | None = item("已办", "件", hint="报告期内实际办的件数")


class Matching(Sourced, title="结对"):
    """结对帮扶: units and cadres paired with households."""

    units: int | None = item("帮扶单位", "个|家")
    cadres: int | None = item("帮扶干部", "人|名")
    households: int | None = item("帮扶户数", "户")
    per_leader: Quota | None = item("班子成员每人", hint="如：1个村3至5户5件以上")
    per_cadre: Quota | None = item("机关干部每人", hint="如：1个村1至2户2件以上")


class Teams(Sourced, title="驻村工作队"):
    """驻村工作队: teams, members and first secretaries sent to villages."""

    teams: int | None = item("工作队", "支|个")
    members: int | None = item("队员", "人|名")
    first_secretaries: int | None = item("第一书记", "人|名")
    by_level: Mapping[str, int] = item("按派出层级", "人|名", hint="各级派出的队员，如：省直: 3人")

    identities = """
        X01  members = sum(by_level)
        X04  teams <= members
    """


class Inspection(Sourced, title="督查"):
    """督查、走访: what was gone through, how often."""

    what: str = required("内容", hint="如：督查指导、进村入户识别")
    times: Quantity | None = item("次数", "次|轮|场次")


class Meeting(Sourced, title="会议"):
    """会议: meetings of one kind."""

    kind: str = required("会议", hint="如：专题会议")
    times: Quantity | None = item("次数", "次|场|场次")
    date: PartialDate | None = item("日期")


class Publicity(Sourced, title="宣传"):
    """宣传: one means, and how much of it."""

    what: str = required("方式", hint="如：宣传资料、院坝会")
    quantity: Quantity | None = item("数量", hint="带单位，如：3000余份")


class Organisations(Sourced, key="organisations", title="机构与责任"):
    """机构与责任: leadership, plans, helpers, teams, checks, publicity."""

    leading_groups: tuple[LeadingGroup, ...] = item("领导小组")
    plans_made: tuple[str, ...] = item(
        "方案制度", hint="制定的文件带书名号，台账、制度不带，如：《扶贫工作实施方案》"
    )
    mechanisms: tuple[Mechanism, ...] = item("机制", hint="如：挂包帮")
    helping_units: tuple[HelpingUnit, ...] = item("帮扶单位")
    matching: Matching | None = item("结对")
    teams: Teams | None = item("驻村工作队")
    inspections: tuple[Inspection, ...] = item("督查")
    meetings: tuple[Meeting, ...] = item("会议")
    publicity: tuple[Publicity, ...] = item("宣传")

    identities = """
        X04  matching.households <= township.population.households
        X07  count(helping_units) <= matching.units
    """
