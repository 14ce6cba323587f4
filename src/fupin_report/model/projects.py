"""项目 (data handbook §2.8)."""

from fupin_report.model.fields import Section, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, HouseholdsPersons, PartialDate, Quantity


class ProjectCategory(Choice):
    """项目类别."""

    INDUSTRY = "industry", "产业"
    INFRASTRUCTURE = "infrastructure", "基础设施"
    LIVING = "living", "人居", "人居环境"
    WATER = "water", "饮水", "安全饮水"
    ROAD = "road", "道路"
    BRIDGE = "bridge", "桥梁"
    IRRIGATION = "irrigation", "水利"
    POWER = "power", "电力"
    HOUSING = "housing", "住房"
    EDUCATION = "education", "教育"
    HEALTH = "health", "健康"
    RELOCATION = "relocation", "易地搬迁"
    EMPLOYMENT = "employment", "就业"
    FINANCE = "finance", "金融"
    PUBLIC_POSTS = "public_posts", "公益岗位", "公益性岗位"
    WHOLE_VILLAGE = "whole_village", "整村推进"
    MANAGEMENT_FEE = "management_fee", "管理费", "项目管理费"
    OTHER = "other", "其他"


class ProjectNature(Choice):
    """项目性质."""

    NEW = "new", "新建"
    CONTINUED = "continued", "续建"
    REBUILT = "rebuilt", "改建"
    REPAIR = "repair", "维修"


class ProjectStatus(Choice):
    """项目状态."""

    PLANNED = "planned", "规划"
    UNDER_WAY = "under_way", "在建"
    COMPLETED = "completed", "完工"
    ACCEPTED = "accepted", "验收"
    IN_USE = "in_use", "投用", "投入使用"


class ProjectSource(Section, title="资金来源"):
    """资金来源: one source of a project's money, in 万元. Who hands it on is `provided_by`."""

    fund: str | None = item("资金", hint="资金的编号或层级，如：省级")
    name: str | None = item("名称", hint="如：市专项扶贫资金")
    wan: Quantity = required("金额", "万元")
    provided_by: str | None = item("提供单位", hint="与资金来源不是一回事，如：县扶贫移民局")


class Work(Section, title="建设内容"):
    """建设内容: what is built, how many, how large. Lengths in 米, areas in 平方米."""

    object: str = required("对象", hint="如：桥梁")
    action: str | None = item("做法", hint="如：修建、硬化、改造")
    quantity: Quantity | None = item("数量", hint="带单位，如：8座")
    length_m: Quantity | None = item("长", "米|公里")
    width_m: Quantity | None = item("宽", "米", hint="如：3.5米")
    thickness_m: Quantity | None = item("厚", "米|厘米", hint="如：20厘米")
    area_m2: Quantity | None = item("面积", "平方米")
    spec: str | None = item("规格", hint="如：C25混凝土")
    design_speed: Quantity | None = item("设计时速", "公里/小时|公里", hint="如：20公里/小时")


class Reach(Section, title="受益"):
    """受益范围: villages, groups and households reached."""

    villages: int | None = item("村", "个|个村")
    poor_only: bool = item("只含贫困村", default=False)
    groups: int | None = item("村民小组", "个")
    hp: HouseholdsPersons | None = item("户数和人数")
    poor: HouseholdsPersons | None = item("贫困户", hint="其中的建档立卡贫困户")
    farmland_mu: Quantity | None = item("耕地", "亩")

    identities = """
        X04  villages <= township.admin_villages + township.communities?
        X04  groups <= township.groups
        X04  hp <= township.population
        X04  poor <= hp
        X04  poor <= identification.entered
        X04  farmland_mu <= township.farmland.total
    """


class PayoffKind(Choice):
    """效益的种类."""

    INCOME = "income", "收入"
    RENT = "rent", "租金"
    DIVIDEND = "dividend", "分红"


class Payoff(Section, title="效益"):
    """效益: money that a project or a lease brings in."""

    amount: Quantity = required("金额", "万元|元")
    kind: PayoffKind | None = item("种类")
    yearly: bool = item("每年", default=False)


class Project(Sourced, title="项目"):
    """项目: money, works, reach and state of one project."""

    id: str | None = item("编号", hint="文件里别处提到它时用，如：p01")
    name: str = required("名称", hint="如：安全饮水工程")
    category: ProjectCategory = required("类别")
    nature: ProjectNature | None = item("性质")
    villages: tuple[str, ...] = item("实施地点", hint="村名，只知道村数时写在受益里，如：双河村")
    total_wan: Quantity | None = item("资金规模", "万元")
    sources: tuple[ProjectSource, ...] = item("资金来源")
    works: tuple[Work, ...] = item("建设内容")
    reach: Reach | None = item("受益")
    status: ProjectStatus | None = item("状态")
    start: PartialDate | None = item("开工")
    end: PartialDate | None = item("完工")
    duration: Quantity | None = item("历时", "年|个月|天", hint="如：近2年")
    payoff: Payoff | None = item("效益")
    owner: str | None = item("责任单位", hint="如：县水务局")

    identities = """
        X01  total_wan = sum(sources.wan)
        X07  count(villages) <= reach.villages
    """
