"""报告期 (data handbook §2.2)."""

from fupin_report.model.fields import Section, Year, item, required
from fupin_report.model.values import Choice, PartialDate


class Half(Choice):
    """报告的是哪半年."""

    H1 = "H1", "上半年"
    H2 = "H2", "下半年"
    YEAR = "year", "全年"


class Period(Section, key="period", title="报告期"):
    """报告期: the year or half-year the document reports on."""

    year: Year = required("年度")
    half: Half | None = item("半年")
    start: PartialDate | None = item("开始日期", hint="用来核对，不填时按年度和半年，如：2015年1月1日")
    end: PartialDate | None = item("结束日期", hint="用来核对，不填时按年度和半年，如：2015年6月30日")
    as_of: PartialDate | None = item(
        "截至", hint="用来核对，不填时为结束日期；文中的“截至”写在各部分里，如：2015年6月30日"
    )
    launched: PartialDate | None = item("启动时间", hint="工作启动的时间，如：2014年3月1日")
    cumulative: bool = item("累计口径", default=False, hint="项目、培训可以早于报告期")

    @property
    def name(self) -> str:
        """What the text calls the period: 2015年上半年; 2015年 for a whole year."""
        return f"{self.year}年{self.half.gloss if self.half and self.half is not Half.YEAR else ''}"

    @property
    def begins(self) -> PartialDate:
        """First day: `start`, or that of the half-year or year."""
        return self.start or PartialDate(self.year, 7 if self.half is Half.H2 else 1, 1)

    @property
    def ends(self) -> PartialDate:
        """Last day: `end`, or that of the half-year or year."""
        month, day = (6, 30) if self.half is Half.H1 else (12, 31)
        return self.end or PartialDate(self.year, month, day)

    @property
    def counted_until(self) -> PartialDate:
        """Day up to which figures count: `as_of`, or the last day."""
        return self.as_of or self.ends
