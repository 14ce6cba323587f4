"""党建 (data handbook §2.14)."""

from collections.abc import Mapping

from fupin_report.model.fields import Section, item
from fupin_report.model.sourced import Sourced


class Branches(Section, title="党支部"):
    """基层党支部 by kind."""

    total: int | None = item("总数", "个")
    rural: int | None = item("农村", "个")
    office: int | None = item("机关", "个")
    community: int | None = item("社区", "个")
    school: int | None = item("学校", "个")
    enterprise: int | None = item("企业", "个", hint="含两新组织")

    identities = """
        X01  total = rural + office? + community? + school? + enterprise?
    """


class Members(Section, title="党员"):
    """党员 by kind of branch; the kinds need not be all there are."""

    total: int | None = item("总数", "人|名")
    rural: int | None = item("农村", "人|名")
    office: int | None = item("机关", "人|名")
    enterprise: int | None = item("企业", "人|名", hint="含两新组织")
    female: int | None = item("女党员", "人|名")

    identities = """
        X04  rural? + office? + enterprise? <= total
        X04  female <= total
    """


class Party(Sourced, key="party", title="党建"):
    """党建: branches, members, weak organisations."""

    branches: Branches | None = item("党支部")
    general_branches: int | None = item("党总支", "个")
    members: Members | None = item("党员")
    weak_branches: int | None = item("后进党组织", "个", hint="软弱涣散的基层党组织")
    activists: int | None = item("入党积极分子", "人|名")
    by_village: Mapping[str, int] = item("各村党员", "人|名", hint="如：双河村: 32人")

    identities = """
        X04  weak_branches <= branches.total
        X04  sum(by_village) <= members.total
    """
