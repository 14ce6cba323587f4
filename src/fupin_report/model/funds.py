"""资金 (data handbook §2.8)."""

from fupin_report.model.fields import Year, item, required
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Choice, Quantity


class FundLevel(Choice):
    """资金的层级: whose money it is."""

    CENTRAL = "central", "中央"
    PROVINCE = "province", "省级", "省"
    CITY = "city", "市级", "市", "州级", "州"
    COUNTY = "county", "县级", "县", "区", "县区"
    TOWNSHIP = "township", "乡镇"
    DEPARTMENT = "dept", "部门整合", "部门"
    UNIT = "unit", "帮扶单位"
    SOCIAL = "social", "社会"
    CREDIT = "credit", "信贷"
    SELF = "self", "自筹", "投工投劳"


class Fund(Sourced, title="资金"):
    """一笔资金: what was granted, has arrived, is spent, in 万元."""

    id: str | None = item("编号", hint="文件里别处提到它时用，如：f01")
    level: FundLevel | None = item("层级")
    name: str = required("名称", hint="如：中央财政专项扶贫资金")
    amount_wan: Quantity = required("金额", "万元")
    arrived_wan: Quantity | None = item("到位", "万元")
    spent_wan: Quantity | None = item("支出", "万元")
    year: Year | None = item("年度")
    batch: str | None = item("批次", hint="如：第一批")
    doc_number: str | None = item("文号", hint="如：云财农〔2015〕6号")

    identities = """
        X04  arrived_wan <= amount_wan
        X04  spent_wan <= arrived_wan
    """
