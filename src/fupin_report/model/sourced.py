"""来源与截至: where figures come from, and up to which day they count (data handbook §1.6)."""

from fupin_report.model.fields import Section, item
from fupin_report.model.values import PartialDate


class Sourced(Section):
    """Base of what states its source: all sections but 文稿信息 and 报告期, and rows with figures."""

    source: str | None = item("来源", hint="台账、系统或报表的名称，如：建档立卡系统")
    as_of: PartialDate | None = item("截至", hint="数据截至的日期，如：2015年6月30日")
