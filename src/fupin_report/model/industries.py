"""产业与土地流转 (data handbook §2.10)."""

from fupin_report.model.fields import Section, item, required
from fupin_report.model.projects import Payoff, Reach
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, Quantity


class IndustryKind(Choice):
    """产业类别."""

    CROP = "crop", "种植"
    TREE = "tree", "林果"
    LIVESTOCK = "livestock", "畜牧", "养殖"
    AQUATIC = "aquatic", "水产"
    PROCESSING = "processing", "加工"
    TOURISM = "tourism", "旅游"
    ECOMMERCE = "ecommerce", "电商"
    SOLAR = "solar", "光伏"
    SERVICE = "service", "服务", "出租"


class LandUse(Choice):
    """种在什么地上."""

    FARMLAND = "farmland", "耕地"
    FOREST = "forest", "林地"


class BigHolders(Section, title="大户"):
    """大户: holders above a threshold, such as 年出栏 1000头以上."""

    measure: str | None = item("口径", hint="如：年出栏")
    threshold: Quantity | None = item("门槛", hint="带单位，如：1000头以上")
    count: int = required("户数", "户|个")


class Industry(Sourced, title="产业"):
    """产业: area, yield, stock and income of one product. Areas in 亩, value in 万元."""

    id: str | None = item("编号", hint="文件里别处提到它时用，如：i01")
    kind: IndustryKind = required("类别")
    name: str = required("名称", hint="如：核桃")
    varieties: tuple[str, ...] = item("品种", hint="如：种猪、种羊")
    villages: tuple[str, ...] = item("村", hint="村名，只知道村数时写在覆盖里，如：双河村")
    reach: Reach | None = item("覆盖")
    on: LandUse | None = item("用地")
    area_mu: Quantity | None = item("面积", "亩|万亩")
    improved_mu: Quantity | None = item("改良面积", "亩|万亩", hint="嫁接等方式改良的")
    new_mu: Quantity | None = item("新增面积", "亩|万亩")
    harvested_mu: Quantity | None = item("投产面积", "亩|万亩", hint="已收获、已挂果的")
    output: Quantity | None = item("产量", hint="带单位，如：2100担")
    stock: Quantity | None = item("存栏", hint="带单位，如：3200头")
    sold: Quantity | None = item("出栏", hint="带单位，如：1500头")
    invested_wan: Quantity | None = item("投入", "万元")
    value_wan: Quantity | None = item("产值", "万元")
    payoff: Payoff | None = item("效益", hint="出租、分红等所得")
    income_per_head_yuan: Quantity | None = item("人均增收", "元", hint="如：800元")
    households: int | None = item("参与农户", "户")
    big_holders: BigHolders | None = item("大户")
    cooperatives: int | None = item("合作社", "个|家")
    companies: int | None = item("企业", "家|个")
    note: str | None = item("备注", hint="如：挂果面积逐年扩大")

    identities = """
        X04  improved_mu <= area_mu
        X04  new_mu <= area_mu
        X04  harvested_mu <= area_mu
    """


class TransferUse(Section, title="流转用途"):
    """新增流转土地的一种用途."""

    use: str = required("用途", hint="如：蔬菜")
    area_mu: Quantity | None = item("面积", "亩")


class LandTransfer(Sourced, key="land_transfer", title="土地流转"):
    """土地流转, in 亩; `to` says what the newly transferred land is used for."""

    total_mu: Quantity | None = item("累计流转", "亩|万亩")
    new_mu: Quantity | None = item("新增流转", "亩|万亩")
    to: tuple[TransferUse, ...] = item("用途", hint="新增流转的用途，面积合计应为新增流转")

    identities = """
        X01  new_mu = sum(to.area_mu)
        X04  new_mu <= total_mu
    """
