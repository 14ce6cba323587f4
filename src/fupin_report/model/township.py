"""乡镇概况 (data handbook §2.3)."""

from collections.abc import Mapping

from fupin_report.model.fields import Section, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, HouseholdsPersons, Indicator, Quantity


class TownshipKind(Choice):
    """乡镇类别."""

    TOWN = "town", "镇"
    TOWNSHIP = "township", "乡"
    SUBDISTRICT = "subdistrict", "街道"
    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村"


class Distance(Section, title="距离"):
    """距离: how far the seat is from another place."""

    to: str = required("到", hint="如：县城")
    length: Quantity = required("里程", "公里")


class Altitude(Section, title="海拔"):
    """海拔, in metres."""

    max: Quantity | None = item("最高", "米", hint="如：3250米")
    min: Quantity | None = item("最低", "米", hint="如：1480米")
    mean: Quantity | None = item("平均", "米", hint="如：2100米")
    seat: Quantity | None = item("驻地", "米", hint="如：1850米")

    identities = """
        X04  min <= max
        X04  min <= mean
        X04  mean <= max
        X04  min <= seat
        X04  seat <= max
    """


class Farmland(Section, title="耕地"):
    """耕地面积 by kind."""

    total: Quantity = required("总面积", "亩")
    paddy: Quantity | None = item("水田", "亩")
    dry: Quantity | None = item("旱地", "亩")
    irrigated: Quantity | None = item("有效灌溉", "亩")
    per_head: Quantity | None = item("人均", "亩", hint="如：1.2亩")

    identities = """
        X01  total = paddy + dry
        X03  per_head = total / township.population.persons
        X04  irrigated <= total
    """


class Forest(Section, title="林地"):
    """林地: area, coverage, farmland returned to forest (退耕还林)."""

    area: Quantity = required("面积", "亩|平方公里|公顷")
    coverage: Quantity | None = item("森林覆盖率", "%", between=(0, 100))
    returned: Quantity | None = item("退耕还林", "亩")

    identities = """
        X04  returned <= area
    """


class EthnicGroups(Section, title="民族"):
    """民族: how many, and the names of some or all."""

    count: int = required("个数", "个")
    names: tuple[str, ...] = item("名称", hint="如：彝、汉")

    identities = """
        X07  count(names) <= count
    """


class SocialSecurity(Section, title="社会保障"):
    """社会保障: who is covered."""

    low_income: HouseholdsPersons | None = item("低保")
    special_care: HouseholdsPersons | None = item("特困供养")
    disabled: int | None = item("残疾人", "人")
    pension: int | None = item("养老保险参保", "人")
    medical: int | None = item("医疗保险参保", "人")
    overlap: HouseholdsPersons | None = item("与建档立卡重合")

    identities = """
        X04  low_income <= township.population
        X04  special_care <= township.population
        X04  disabled <= township.population.persons
        X04  pension <= township.population.persons
        X04  medical <= township.population.persons
        X04  overlap <= identification.entered
    """


class Township(Sourced, key="township", title="乡镇概况"):
    """乡镇概况: place, land, people, economy."""

    name: str = required("名称", hint="全称，如：龙泉镇")
    kind: TownshipKind = required("类别")
    code: str | None = item("行政区划代码", hint="几种说法里选哪一种由它定，如：510000101")
    county: str | None = item("所属县", hint="如：云岭县")
    city: str | None = item("所属市州", hint="如：凉山州")
    province: str | None = item("所属省", hint="如：四川省")
    location: str | None = item("方位", hint="在县内的位置，如：东部")
    distances: tuple[Distance, ...] = item("距离")
    altitude: Altitude | None = item("海拔")
    climate: str | None = item("气候类型", hint="如：亚热带季风气候")
    rainfall: Quantity | None = item("年降雨量", "毫米", hint="如：900至1000毫米", between=(50, 3500))
    temperature: Quantity | None = item("年均气温", "℃", hint="如：16.5℃", between=(-5, 28))
    frost_free_days: Quantity | None = item("无霜期", "天", hint="如：270天", between=(0, 366))
    area: Quantity | None = item("幅员面积", "平方公里")
    farmland: Farmland | None = item("耕地")
    forest: Forest | None = item("林地")
    grassland: Quantity | None = item("草地", "亩")
    water_surface: Quantity | None = item("水面", "亩")
    admin_villages: int = required("行政村", "个")
    communities: int | None = item("社区", "个")
    groups: int | None = item("村民小组", "个")
    natural_villages: int | None = item("自然村", "个")
    grids: int | None = item("网格", "个")
    population: HouseholdsPersons = required("总户数和总人口")
    rural: HouseholdsPersons | None = item("农村户数和人口")
    urban: HouseholdsPersons | None = item("城镇户数和人口")
    labour: int | None = item("劳动力", "人")
    migrant_workers: int | None = item("外出务工", "人")
    ethnic_groups: EthnicGroups | None = item("民族")
    roads: tuple[str, ...] = item("过境道路", hint="如：省道S307")
    rivers: tuple[str, ...] = item("河流", hint="如：雅砻江")
    landmarks: tuple[str, ...] = item("区位", hint="如：东大门")
    enterprises: tuple[str, ...] = item("企业", hint="如：金铁矿业集团")
    minerals: tuple[str, ...] = item("矿产", hint="如：铁矿")
    specialties: tuple[str, ...] = item("特产", hint="如：核桃")
    crops: tuple[str, ...] = item("粮食作物", hint="如：玉米")
    cash_crops: tuple[str, ...] = item("经济作物", hint="如：青花椒")
    livestock: tuple[str, ...] = item("养殖品种", hint="如：羊")
    schools: int | None = item("学校", "所")
    clinics: int | None = item("卫生院室", "所|个")
    students: int | None = item("学生", "人")
    teachers: int | None = item("教师", "人")
    economy: Mapping[str, Indicator] = item("经济", hint="如：村集体收入: 12.5万元")
    social_security: SocialSecurity | None = item("社会保障")

    identities = """
        X01  population = rural + urban
        X04  rural <= population
        X04  migrant_workers <= labour
        X04  labour <= population.persons
        X04  admin_villages <= groups
        X04  urban <= population
        X05  farmland.total? + forest.area? + grassland? + water_surface? <= area
    """
