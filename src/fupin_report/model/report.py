"""汇报数据: all sections together, and which of them a type of document needs."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from fupin_report.model.explanations import Explanation
from fupin_report.model.fields import Field, Section, item, required
from fupin_report.model.funds import Fund
from fupin_report.model.identification import Identification
from fupin_report.model.industries import Industry, LandTransfer
from fupin_report.model.infrastructure import Infrastructure
from fupin_report.model.manuscript import DocumentType, Manuscript
from fupin_report.model.monitoring import Monitoring
from fupin_report.model.notice import FundsNotice
from fupin_report.model.organisations import Organisations
from fupin_report.model.outcomes import Outcome
from fupin_report.model.party import Party
from fupin_report.model.period import Half, Period
from fupin_report.model.photos import Photo
from fupin_report.model.plans import Plan
from fupin_report.model.problems import Shortcoming
from fupin_report.model.projects import Project
from fupin_report.model.rectification import Rectification
from fupin_report.model.relief import Relief
from fupin_report.model.service import Service
from fupin_report.model.tasks import Task
from fupin_report.model.township import Township
from fupin_report.model.training import Training
from fupin_report.model.values import Indicator, Prose
from fupin_report.model.villages import Village
from fupin_report.model.visit import VisitEvent
from fupin_report.source import SourceMap


class Report(Section, title="汇报数据"):
    """汇报数据: the facts of one report."""

    format: int = required("格式", hint="数据格式的版本，写 1", between=(1, 1))
    document: Manuscript = required("文稿信息")
    period: Period = required("报告期")
    township: Township | None = item("乡镇概况")
    villages: tuple[Village, ...] = item("村名册")
    organisations: Organisations | None = item("机构与责任")
    identification: Identification | None = item("精准识别")
    monitoring: Monitoring | None = item("防返贫监测")
    funds: tuple[Fund, ...] = item("资金")
    projects: tuple[Project, ...] = item("项目")
    infrastructure: Infrastructure | None = item("基础设施")
    industries: tuple[Industry, ...] = item("产业")
    land_transfer: LandTransfer | None = item("土地流转")
    training: tuple[Training, ...] = item("培训")
    employment: Mapping[str, Indicator] = item("就业")
    health: Mapping[str, Indicator] = item("健康")
    education: Mapping[str, Indicator] = item("教育")
    housing: Mapping[str, Indicator] = item("住房")
    relocation: Mapping[str, Indicator] = item("易地搬迁")
    finance: Mapping[str, Indicator] = item("金融")
    consumption: Mapping[str, Indicator] = item("消费帮扶")
    relief: tuple[Relief, ...] = item("走访慰问")
    party: Party | None = item("党建")
    service: Service | None = item("群众服务")
    visit_event: VisitEvent | None = item("走访调研")
    tasks: tuple[Task, ...] = item("年度任务")
    outcomes: tuple[Outcome, ...] = item("成效")
    problems: tuple[Shortcoming, ...] = item("问题")
    plans: tuple[Plan, ...] = item("打算")
    photos: tuple[Photo, ...] = item("照片")
    rectification: Rectification | None = item("整改")
    notice: FundsNotice | None = item("公示")
    custom: Mapping[str, Mapping[str, Indicator]] = item(
        "其他数据", hint="没有专门位置的数据，按所属部分分组，如：产业: {民宿接待: 1200人次}"
    )
    custom_texts: Mapping[str, Mapping[str, Prose]] = item(
        "其他文字", hint="没有专门位置的文字，按所属部分分组，如：产业: {特色做法: 按户建账}"
    )
    checks: tuple[str, ...] = item("自定义核对", hint="如：X90 识别.人数 >= 录入系统.人数")
    explanations: tuple[Explanation, ...] = item("说明")

    source_map: ClassVar[SourceMap] = SourceMap()
    """Where everything stands in the files; set per report by `load`."""

    identities = """
        X01  township.population = sum(villages.population)
        X01  township.groups = sum(villages.groups)
        X01  township.farmland.total = sum(villages.farmland)
        X01  identification.entered = sum(villages.registered)
        X01  identification.remaining = sum(villages.remaining)
        X04  sum(villages.party_members) <= party.members.total
        X04  housing.C级.value? + housing.D级.value? + housing.无房户.value? <= housing.鉴定户数.value
        X04  finance.逾期金额.value <= finance.贷款金额.value
        X04  finance.贷款户数.value <= township.population.households
        X04  relocation.搬迁户数.value <= township.population.households
        X04  relocation.搬迁人数.value <= township.population.persons
        X07  township.admin_villages + township.communities? = count(villages)
    """


REQUIRED_SECTIONS: Mapping[DocumentType, tuple[str, ...]] = {
    DocumentType.PROGRESS: ("document", "period", "township", "plans"),
    DocumentType.VISIT: ("document", "period", "visit_event", "visit_event.date", "plans"),
    DocumentType.SEMIANNUAL: ("document", "period", "period.half", "township", "problems", "plans"),
    DocumentType.ANNUAL: ("document", "period", "township", "problems", "plans"),
    DocumentType.RECTIFICATION: ("document", "period", "problems", "rectification"),
    DocumentType.FUNDS_NOTICE: ("document", "period", "notice", "projects"),
}
"""What a document of each type must have, beyond what the sections themselves require."""

FEWEST: Mapping[str, int] = {"problems": 2}
"""Fewest entries where a list is required."""

OPEN_IN_DRAFTS = frozenset({"visit_event.date"})
"""Required in a final document only."""


def unmet_requirements(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield path, title and message of what the report's type of document still needs."""
    kind = report.document.type
    for path in REQUIRED_SECTIONS[kind]:
        if report.document.draft and path in OPEN_IN_DRAFTS:
            continue
        found = _look_up(report, path)
        if found is None:  # the section around it is missing, and said to be
            continue
        field, value = found
        if value is None or value == ():
            yield path, field.title, f"{kind.gloss}必须有“{field.title}”"
        elif isinstance(value, tuple) and len(value) < FEWEST.get(path, 0):
            yield (
                path,
                field.title,
                f"{kind.gloss}至少要有 {FEWEST[path]} 条“{field.title}”，现有 {len(value)} 条",
            )
        elif kind is DocumentType.SEMIANNUAL and value is Half.YEAR:
            yield path, field.title, f"{kind.gloss}的“{field.title}”应为上半年或下半年"


def _look_up(report: Report, path: str) -> tuple[Field, object] | None:
    section: object = report
    *outer, name = path.split(".")
    for each in outer:
        section = getattr(section, each)
    return (section.fields[name], getattr(section, name)) if isinstance(section, Section) else None
