"""套用的文稿: what a copied file keeps of another township or period in title, issuer and kind."""

from __future__ import annotations

from collections.abc import Iterator

from fupin_report.audit.data.rules import Facts, Notice, data_rule
from fupin_report.model.manuscript import DocumentType, IssuerKind
from fupin_report.model.period import Half
from fupin_report.model.township import Township, TownshipKind
from fupin_report.patterns import expression

_OF_TOWNSHIPS = (TownshipKind.TOWN, TownshipKind.TOWNSHIP, TownshipKind.SUBDISTRICT)
_BEGINNING = expression(
    r"(?:关于)?(?:中共|中国共产党)?(?:[^\W\d_乡镇街]{1,8}?[省市州县区])*"
    r"([^\W\d_局办委厅驻各]{1,6}?)(乡|镇|街道)(?!村)"
)
"""The place that a name or title begins with, after its county."""
_GENERAL = ("全", "我", "本", "该", "乡", "村", "城", "集", "小", "古", "两")
"""How words end that with 乡 or 镇 name no place: 全镇, 乡镇, 城镇."""

_QUOTED = expression("《[^》]*》|〔[^〕]*〕")
_YEAR = expression("(?<![0-9])((?:19|20)[0-9]{2})(?:年|(?=[—–~～至到-](?:19|20)[0-9]{2}年))")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = expression("(?:二[〇○零]|一九)[〇○零一二三四五六七八九]{2}(?=年)")
_OF_ANOTHER_TIME = expression("打算|计划|安排|思路|规划|贯彻|落实|反馈|整改|审计|巡视|巡察|考核|验收|批")
"""What tells that a title may name another year than that of the work."""
_UNDATED = (DocumentType.RECTIFICATION, DocumentType.FUNDS_NOTICE)
"""What is often about money or work of an earlier year."""
_HALVES = {Half.H1: (Half.H2,), Half.H2: (Half.H1,), Half.YEAR: (Half.H1, Half.H2)}

_PARTY = expression("党|中共")
_GOVERNMENT = expression("政府|办事处")


@data_rule("X16", "文稿写的乡镇")
def places(facts: Facts) -> Iterator[Notice]:
    """The title begins with this township, and it is this that issues and signs, if any does."""
    town, told = facts.report.township, facts.report.document
    if town is None or town.kind not in _OF_TOWNSHIPS:
        return
    yield from _elsewhere(told.title, town, "标题", "document.title")
    yield from _elsewhere(told.issuer, town, "发文单位", "document.issuer")
    if not any(town.name in each for each in told.signatory):
        for index, each in enumerate(told.signatory):
            yield from _elsewhere(each, town, "落款单位", f"document.signatory[{index}]")


def _elsewhere(text: str, town: Township, title: str, path: str) -> Iterator[Notice]:
    """Yield a notice where a text begins with another township and does not name this one."""
    found = _BEGINNING.match(text)
    if found is None or town.name in text or found[1].endswith(_GENERAL):
        return
    name = found[1] + found[2]
    shortened = town.name.endswith(found[2]) and found[1] in town.name  # 木里乡 for 木里彝族乡
    if not shortened:
        yield Notice(f"{title}写的是“{name}”，乡镇概况里是“{town.name}”", (path, "township.name"))


@data_rule("X16", "乡镇类别")
def kinds(facts: Facts) -> Iterator[Notice]:
    """What a township is called is what it is."""
    town = facts.report.township
    called = next((each for each in TownshipKind if town and town.name.endswith(each.gloss)), None)
    if town and called and called is not town.kind:
        message = f"类别写的是“{town.kind.gloss}”，名称是“{town.name}”"
        yield Notice(message, ("township.kind", "township.name"))


@data_rule("X16", "单位性质")
def issuers(facts: Facts) -> Iterator[Notice]:
    """The party is not the government."""
    told = facts.report.document
    party, government = _PARTY.search(told.issuer), _GOVERNMENT.search(told.issuer)
    contrary = {
        IssuerKind.TOWN_PARTY: government and not party,
        IssuerKind.TOWN_GOV: party and not government and "党政" not in told.issuer,
    }
    if contrary.get(told.issuer_kind):
        message = f"单位性质写的是“{told.issuer_kind.gloss}”，发文单位是“{told.issuer}”"
        yield Notice(message, ("document.issuer_kind", "document.issuer"))


@data_rule("X11", "标题的时间")
def times(facts: Facts) -> Iterator[Notice]:
    """A title names the year and half of the period; what is to come may have its own."""
    told, period = facts.report.document, facts.report.period
    title = _QUOTED.sub("", told.title)
    if told.type in _UNDATED or _OF_ANOTHER_TIME.search(title):
        return
    years = _years(title)
    first, last = period.begins.year, period.counted_until.year
    if years and (max(years) < first or min(years) > last) and period.year not in years:
        written = "、".join(f"{year}年" for year in years)
        yield Notice(f"标题写的是{written}，报告期是{period.name}", ("document.title", "period.year"))
    others = (
        [each.gloss for each in _HALVES.get(period.half, ()) if each.gloss in title] if period.half else []
    )
    if len(others) == 1 and period.half and period.half.gloss not in title:
        yield Notice(f"标题写的是{others[0]}，报告期是{period.half.gloss}", ("document.title", "period.half"))


def _years(title: str) -> list[int]:
    """Return the years that a title names, in either numerals."""
    chinese = _CHINESE_YEAR.sub(lambda found: _arabic(found[0]), title)
    return [int(year) for year in _YEAR.findall(chinese)]


def _arabic(numerals: str) -> str:
    return numerals.translate(_CHINESE_DIGITS)


RULES = (places, kinds, issuers, times)
