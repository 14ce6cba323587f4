"""The sections hold everything the data handbook lists, and every fact of three real reports."""

import subprocess
import sys
import typing
from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, replace
from decimal import Decimal
from typing import Any

import pytest

from fupin_report import model
from fupin_report.model import organisations, party, projects, relief, visit
from fupin_report.model.fields import Section, item, required
from fupin_report.model.identification import Removal
from fupin_report.model.identities import parse_identities
from fupin_report.model.indicators import KNOWN_LABELS
from fupin_report.model.infrastructure import WorkDone
from fupin_report.model.manuscript import SELF_REFERENCES
from fupin_report.model.report import FEWEST, OPEN_IN_DRAFTS, unmet_requirements
from fupin_report.model.routes import route
from fupin_report.model.values import (
    Choice,
    HouseholdsPersons,
    Indicator,
    PartialDate,
    Quantity,
    count,
)

# --- the handbook, chapter 2: English key and Chinese key of every field -------------------------
# The English keys are the handbook's, but for these:
#   able, unable, passed           for with, without, pass: words of Python
#   start, end (of a notice)       for from, to: words of Python
#   length, coverage, incidence    for km, coverage_pct, incidence_pct: the unit is in the value
#   trained                        for sessions and attendance: one value, 4期112人次
#   name (of a guarantee)          for item
# Dropped: the unit of a forest and of a relief group (in the value), tables of typed rows (§2.19).

HANDBOOK: Mapping[str, str] = {
    "document": """
        type 文种类型, title 标题, subtitle 副标题, issuer 发文单位, issuer_kind 单位性质,
        self_reference 自称, recipients 主送, salutation 称呼, doc_number 发文字号,
        sign_date 成文日期, signatory 落款单位, basis_documents 依据文件, occasion 缘由,
        attachments 附件, signer 签发人, copy_number 份号, secrecy 密级和保密期限,
        urgency 紧急程度, copy_to 抄送, printed_by 印发机关, printed_on 印发日期, remark 附注,
        draft 草稿""",
    "document.basis_documents": "title 标题, doc_number 发文字号, issuer 发文机关",
    "period": """
        year 年度, half 半年, start 开始日期, end 结束日期, as_of 截至, launched 启动时间,
        cumulative 累计口径""",
    "township": """
        name 名称, kind 类别, county 所属县, city 所属市州, province 所属省, location 方位,
        distances 距离, altitude 海拔, climate 气候类型, rainfall 年降雨量, temperature 年均气温,
        frost_free_days 无霜期, area 幅员面积, farmland 耕地, forest 林地, grassland 草地,
        water_surface 水面, admin_villages 行政村, communities 社区, groups 村民小组,
        natural_villages 自然村, grids 网格, population 总户数和总人口, rural 农村户数和人口,
        urban 城镇户数和人口, labour 劳动力, migrant_workers 外出务工, ethnic_groups 民族,
        roads 过境道路, rivers 河流, landmarks 区位, enterprises 企业, minerals 矿产,
        specialties 特产, schools 学校, clinics 卫生院室, students 学生, teachers 教师,
        economy 经济, social_security 社会保障, source 来源, as_of 截至""",
    "township.distances": "to 到, length 里程",
    "township.altitude": "max 最高, min 最低, mean 平均, seat 驻地",
    "township.farmland": "total 总面积, paddy 水田, dry 旱地, irrigated 有效灌溉, per_head 人均",
    "township.forest": "area 面积, coverage 森林覆盖率, returned 退耕还林",
    "township.ethnic_groups": "count 个数, names 名称",
    "township.social_security": """
        low_income 低保, special_care 特困供养, disabled 残疾人, pension 养老保险参保,
        medical 医疗保险参保, overlap 与建档立卡重合""",
    "villages": """
        id 编号, name 名称, kind 类别, poverty_status 贫困村级别, deep_poverty 深度贫困村,
        exit_year 退出年度, groups 村民小组, population 户数和人口, farmland 耕地,
        registered 建档立卡, exited 已脱贫, remaining 未脱贫, monitored 监测对象,
        collective_income 集体收入, party_members 党员, helping_unit 帮扶单位,
        first_secretary 第一书记, team 驻村工作队, notes 备注, source 来源, as_of 截至""",
    "organisations": """
        leading_groups 领导小组, plans_made 方案制度, mechanisms 机制, helping_units 帮扶单位,
        matching 结对, teams 驻村工作队, inspections 督查, meetings 会议, publicity 宣传""",
    "organisations.leading_groups": """
        name 名称, leader 组长, deputies 副组长, members 成员, office 办公室, founded 成立日期""",
    "organisations.mechanisms": "name 名称, items 内容",
    "organisations.helping_units": """
        id 编号, name 名称, level 层级, kind 性质, villages 帮扶村, households 帮扶户数,
        cadres 帮扶干部, funds_wan 帮扶资金""",
    "organisations.matching": """
        units 帮扶单位, cadres 帮扶干部, households 帮扶户数, per_leader 班子成员每人,
        per_cadre 机关干部每人""",
    "organisations.matching.per_leader": "villages 联系村, households 联系户, deeds 好事实事, done 已办",
    "organisations.matching.per_cadre": "villages 联系村, households 联系户, deeds 好事实事, done 已办",
    "organisations.teams": "teams 工作队, members 队员, first_secretaries 第一书记, by_level 按派出层级",
    "organisations.inspections": "what 内容, times 次数",
    "organisations.meetings": "kind 会议, times 次数, date 日期",
    "organisations.publicity": "what 方式, quantity 数量",
    "identification": """
        base_year 识别基准年, line_yuan 收入标准, line_kind 标准类别, village_criterion 贫困村标准,
        poor_villages 贫困村数, principles 识别原则, procedure 识别程序, quota_by 规模控制单位,
        found 识别, removed 清退, added 新识别, fell_back 返贫, natural_change 自然增减,
        entered 录入系统, by_kind 贫困户属性, by_labour 劳动力, by_cause 致贫原因,
        cause_mode 致贫原因口径, by_measure 脱贫措施, measure_mode 脱贫措施口径, exits 历年脱贫,
        remaining 未脱贫, incidence 贫困发生率, screening 排查, two_no_worries 两不愁三保障,
        source 来源, as_of 截至""",
    "identification.removed": "households 户数, persons 人数, reason 原因, year 年度",
    "identification.by_kind": """
        general 一般贫困户, low_income 低保户, special_care 五保户, low_income_poor 低保贫困户""",
    "identification.by_labour": "able 有劳动力, unable 无劳动力",
    "identification.exits": "year 年度, count 脱贫户数人数, planned 计划数",
    "identification.screening": """
        visited 走访, should_enter 应纳未纳, should_exit 应退未退, corrected 纠正信息""",
    "identification.two_no_worries": "name 项目, passed 达标, total 总数, fail_parts 未达标分类",
    "monitoring": """
        line_yuan 监测收入线, unstable 脱贫不稳定户, marginal 边缘易致贫户, sudden 突发严重困难户,
        total 监测对象, eliminated 已消除风险, remaining 未消除风险, new_in_period 本期新增,
        new_eliminated 本期消除, measures 帮扶措施, grid_staff 网格员, source 来源, as_of 截至""",
    "funds": """
        id 编号, level 层级, name 名称, amount_wan 金额, arrived_wan 到位, spent_wan 支出,
        year 年度, batch 批次, doc_number 文号, source 来源, as_of 截至""",
    "projects": """
        id 编号, name 名称, category 类别, nature 性质, villages 实施地点, total_wan 资金规模,
        sources 资金来源, works 建设内容, reach 受益, status 状态, start 开工, end 完工,
        payoff 效益, owner 责任单位, source 来源, as_of 截至""",
    "projects.sources": "fund 资金, name 名称, wan 金额, provided_by 提供单位",
    "projects.works": """
        object 对象, quantity 数量, length_m 长, width_m 宽, thickness_m 厚, area_m2 面积,
        spec 规格, design_speed 设计时速""",
    "projects.reach": """
        villages 村, groups 村民小组, hp 户数和人数, poor 贫困户, farmland_mu 耕地,
        poor_only 只含贫困村""",
    "projects.payoff": "amount 金额, kind 种类, yearly 每年",
    "infrastructure": "coverage 覆盖情况, works_done 小型工程, source 来源, as_of 截至",
    "infrastructure.works_done": "object 对象, quantity 数量, funds_from 资金渠道",
    "industries": """
        id 编号, kind 类别, name 名称, villages 村, area_mu 面积, improved_mu 改良面积,
        new_mu 新增面积, harvested_mu 投产面积, output 产量, stock 存栏, sold 出栏, value_wan 产值,
        income_per_head_yuan 人均增收, households 参与农户, big_holders 大户, cooperatives 合作社,
        companies 企业, as_of 截至, note 备注, on 用地, source 来源""",
    "industries.big_holders": "threshold 门槛, count 户数",
    "land_transfer": "total_mu 累计流转, new_mu 新增流转, to 用途",
    "training": """
        topic 内容, trained 期次人次, persons 人数, households 户数, by 举办单位, audience 对象,
        date 时间, source 来源, as_of 截至""",
    "relief": """
        occasion 节日, date 日期, groups 对象, goods 慰问品, cash_yuan_each 每户慰问金,
        cash_total_wan 慰问金总额, source 来源, as_of 截至""",
    "relief.groups": "kind 类别, count 数量",
    "party": """
        branches 党支部, general_branches 党总支, members 党员, weak_branches 后进党组织,
        activists 入党积极分子, by_village 各村党员, source 来源, as_of 截至""",
    "party.branches": """
        total 总数, rural 农村, office 机关, community 社区, school 学校, enterprise 企业""",
    "party.members": "total 总数, rural 农村, office 机关, enterprise 企业, female 女党员",
    "service": """
        policy 政策宣传, key_issues 重点问题, agency 代办服务, styles 帮扶方式, occasions 必到场合,
        counts 办理情况""",
    "visit_event": "date 日期, visitor 走访人, host 受访村, topics 交流内容, agreed 商定事项",
    "visit_event.visitor": "role 职务, org 单位, count 人数",
    "outcomes": "heading 小标题, text 正文, metrics 指标, facts 事实",
    "problems": "heading 小标题, text 正文, cause 原因, affects 涉及村, metric 指标",
    "plans": """
        heading 小标题, text 正文, targets 目标, due 时限, owner 责任单位, answers 对应问题""",
    "rectification": "items 整改事项",
    "rectification.items": """
        problem 问题, measures 措施, owner 责任单位, due 时限, progress 进展, status 状态""",
    "notice": """
        principle 分配原则, start 公示开始, end 公示结束, supervision 监督方式, phone 监督电话""",
    "explanations": "check 核对, at 位置, note 说明",
    "": """
        format 格式, document 文稿信息, period 报告期, township 乡镇概况, villages 村名册,
        organisations 机构与责任, identification 精准识别, monitoring 防返贫监测, funds 资金,
        projects 项目, infrastructure 基础设施, industries 产业, land_transfer 土地流转,
        training 培训, employment 就业, health 健康, education 教育, housing 住房,
        relocation 易地搬迁, finance 金融, consumption 消费帮扶, relief 走访慰问, party 党建,
        service 群众服务, visit_event 走访调研, outcomes 成效, problems 问题, plans 打算,
        rectification 整改, notice 公示, custom 其他数据, custom_texts 其他文字, checks 自定义核对, explanations 说明""",
}


def _section(path: str) -> type[Section]:
    """Return the section class at a path of English keys; lists are passed through."""
    section: Any = model.Report
    for name in path.split(".") if path else ():
        section = _row(section.fields[name].kind)
    return typing.cast(type[Section], section)


def _row(kind: Any) -> Any:
    """Return what a list or mapping holds; the kind itself otherwise."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        return typing.get_args(kind)[0]
    return _row(typing.get_args(kind)[1]) if origin is Mapping else kind


def _all_sections(section: type[Section] = model.Report) -> Iterator[type[Section]]:
    yield section
    for each in section.fields.values():
        row = _row(each.kind)
        if isinstance(row, type) and issubclass(row, Section):
            yield from _all_sections(row)


SECTIONS = sorted(set(_all_sections()), key=lambda section: section.__name__)


@pytest.mark.parametrize("path", HANDBOOK, ids=lambda path: path or "report")
def test_every_key_of_the_handbook_is_declared(path: str) -> None:
    """Both keys of each field are the handbook's: data files depend on them."""
    expected = dict(pair.split() for pair in HANDBOOK[path].split(","))
    declared = {name: each.title for name, each in _section(path).fields.items()}
    assert {name: declared.get(name) for name in expected} == expected


def test_no_section_is_missing_from_the_table() -> None:
    """A new section must be entered in the table above."""
    known = {_section(path) for path in HANDBOOK}
    beyond_the_handbook = {"Photo", "Task", "TransferUse"}
    assert {section.__name__ for section in SECTIONS if section not in known} == beyond_the_handbook


# --- 三份真实汇报的事实 -------------------------------------------------------------------------

FACTS = """
    A001 period.launched 2014年6月
    A002 township.location 东部
    A003 township.altitude.max 3657米
    A004 township.altitude.min 1200米
    A005 township.climate 温带气候
    A006 township.rainfall 900至1000毫米
    A007 township.admin_villages 12个
    A008 township.groups 91个
    A009 township.area 468.23平方公里
    A010–A011 township.population 5834户22235人
    A012 township.ethnic_groups.count 8个
    A012 township.ethnic_groups.names 彝
    A013 township.landmarks 右所片区政治、经济、文化中心
    A014 township.enterprises 金铁矿业集团
    A015 township.roads 省道S307
    A016 township.landmarks 东大门
    A017 township.farmland.total 22969亩
    A018 township.crops 水稻
    A019 township.cash_crops 核桃
    A020 township.livestock 猪
    A021 township.minerals 铁矿
    A022 document.basis_documents.title 建档立卡工作实施方案
    A022 document.basis_documents.issuer 县扶贫开发工作领导小组
    A023 organisations.leading_groups.leader 党委书记
    A023 organisations.leading_groups.deputies 镇长
    A023 organisations.leading_groups.members 包村干部
    A024 organisations.leading_groups.name 精准扶贫建档立卡工作领导小组
    A025 organisations.plans_made 精准扶贫开发建档立卡工作实施方案
    A026 identification.principles 实事求是、科学识别
    A027 identification.procedure 农户申请
    A028–A029 training.trained 4期112人次
    A030 organisations.inspections.times 20余次
    A031 organisations.inspections.times 23次
    A032 identification.village_criterion 一高一低一无
    A033 identification.poor_villages 11个
    A034 identification.line_yuan 2736元
    A035–A036 identification.found 788户3274人
    A037–A038 identification.removed 23户107人
    A039 identification.removed.reason 享受彝家新寨
    A039 identification.removed.year 2014
    A040–A041 identification.entered 765户3152人
    A042 identification.quota_by 县扶贫移民局
    A043 organisations.mechanisms 挂、包、帮
    A044 organisations.plans_made 帮扶台账
    A045 projects.total_wan 82.3万元
    A046 projects.reach.villages 8个村
    A047 projects.reach.groups 23个
    A048 projects.total_wan 610.6万元
    A051 projects.total_wan 111万元
    A052 projects.works.quantity 8座
    A054 projects.reach.poor_only 是
    A057 projects.owner 县电力公司
    A058 industries.area_mu 65885亩
    A059 industries.improved_mu 36800亩
    A061 industries.as_of 2014年12月
    A062 industries.reach.villages 3个村
    A062 industries.reach.poor_only 是
    A064 industries.output 2100担
    A065 industries.value_wan 270多万元
    A066 industries.invested_wan 50万元
    A067 industries.varieties 种猪
    A068–A071 plans.text 加大投入
    B001 visit_event.date 2015年3月
    B002 visit_event.visitor.count 10余人
    B003 visit_event.host 企石镇上洞村
    B004 visit_event.topics 招商引资
    B005 outcomes.heading 经济发展
    B006 outcomes.metrics 村级经营性收入：同比+39.53%
    B007 outcomes.metrics 集体总资产：同比+20.36%
    B008 industries.area_mu 730亩
    B009 industries.payoff.amount 260多万元
    B010 projects.sources.wan 151万元
    B011 projects.works.object 第一工业区夜市场
    B012 projects.works.quantity 1栋
    B013 projects.works.area_m2 约3000平方米
    B014 projects.payoff.amount 34万多元
    B015 projects.duration 近2年
    B016 projects.name 村道巷道硬底化工程
    B017–B019 problems.text 经济基础薄弱
    B020–B022 plans.text 每季度走访一次
    B023 projects.sources.wan 10万元
    B024 projects.sources.name 市专项扶贫资金
    B024 projects.sources.provided_by 社区
    B025 projects.works.action 硬底化
    C001 period.half 上半年
    C002–C005 document.basis_documents.title 关于印发〈工作方案〉的通知
    C006 organisations.mechanisms 双联：联系指导基层、联系服务群众
    C007 party.branches.total 10个
    C008 party.branches.office 1个
    C009 party.branches.community 1个
    C010 party.branches.rural 8个
    C011 party.members.office 16名
    C012 identification.poor_villages 3个
    C013 party.weak_branches 1个
    C014 organisations.leading_groups.name 双联暨干部驻村帮扶工作领导小组
    C015 organisations.plans_made 经费保障制度
    C016–C018 organisations.matching.per_leader 1个村3-5户5件以上
    C019–C021 organisations.matching.per_cadre 1个村1-2户2件以上
    C022 land_transfer.new_mu 600亩
    C023 land_transfer.to.area_mu 400亩
    C024 industries.new_mu 200亩
    C025 industries.big_holders.threshold 1000头以上
    C026 industries.big_holders.count 10户
    C027 training.by 县农业局
    C028 training.trained 2期
    C029 training.households 50户
    C031 document.basis_documents.title 中央1号文件
    C032 projects.total_wan 60万元
    C033 projects.works.length_m 1公里
    C034 projects.works.length_m 10米
    C035 projects.works.width_m 3米
    C036 projects.total_wan 1500万元
    C037 projects.villages 定水村
    C040 projects.works.width_m 4.5米
    C041 projects.works.design_speed 20公里/小时
    C042 infrastructure.works_done.funds_from 移民后扶资金
    C043 infrastructure.works_done.quantity 5口
    C044 infrastructure.works_done.quantity 6公里
    C045 infrastructure.works_done.action 技术改造
    C047 infrastructure.works_done.quantity 200亩
    C048 service.styles 扶贫与励志
    C049 service.key_issues 矛盾纠纷
    C050 service.occasions 重大节日
    C051 relief.occasion 春节
    C052–C057 relief.groups.count 12名
    C058 service.agency 为民服务全程代理
    C059–C061 outcomes.heading 基层更稳固
    C062–C063 problems.text 乡镇财力有限
"""
"""Facts of a progress report (A), a visit (B) and a half-year summary (C): where each belongs, and
the value as a clerk writes it. Facts that take the same field in the same way stand once."""


@pytest.mark.parametrize("fact", FACTS.strip().splitlines(), ids=lambda fact: fact.split()[0])
def test_every_fact_of_real_reports_has_a_field(fact: str) -> None:
    """The field is there, and reads the value the way a clerk writes it."""
    _, path, text = fact.split(maxsplit=2)
    outer, _, name = path.rpartition(".")
    field = _section(outer).fields[name]
    kind = _row(field.kind)
    if isinstance(kind, type) and issubclass(kind, Section):
        assert kind.text_form
        kind = kind.text_form
    if kind is Quantity:
        value = Quantity.parse(text, field.units)
        assert value.unit
    elif hasattr(kind, "parse"):
        kind.parse(text)
    elif kind is int:
        count(text, field.units)
    else:
        assert kind in (str, bool, model.Year) or issubclass(kind, str)


# --- declarations -------------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_every_field_has_a_chinese_key(section: type[Section]) -> None:
    """The Chinese key is Chinese, can stand before a colon, and is not used twice."""
    titles = [each.title for each in section.fields.values()]
    assert all(title and title.isalpha() and not title.isascii() for title in titles)
    assert len(set(titles)) == len(titles)
    assert section.section_title


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_every_section_is_explained_in_chinese(section: type[Section]) -> None:
    """The docstring, which the data dictionary prints, names the section in Chinese."""
    assert section.__doc__
    assert not section.__doc__.split()[0].isascii()


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_counts_have_a_measure_word(section: type[Section]) -> None:
    """A bare count could not be printed; only years, versions and positions have no unit."""
    unitless = {name for name, each in section.fields.items() if _row(each.kind) is int and not each.units}
    assert unitless <= {"format", "answers"}


def test_sections_with_figures_name_their_source() -> None:
    """来源 and 截至 mean the same everywhere, and every section with figures has them."""
    for name, each in model.Report.fields.items():
        row = _row(each.kind)
        if isinstance(row, type) and issubclass(row, Section):
            assert issubclass(row, model.Sourced) == (name not in {"document", "period", "explanations"})
    for section in SECTIONS:
        titles = {each.title: name for name, each in section.fields.items()}
        assert titles.get("来源", "source") == "source"
        assert titles.get("截至", "as_of") == "as_of"


def test_two_fields_with_one_title_are_refused() -> None:
    """A Chinese key stands for one field only."""
    with pytest.raises(TypeError, match="share a title"):

        class Twice(Section):
            one: int | None = item("数量", "个")
            two: int | None = item("数量", "个")


def test_a_field_has_one_type() -> None:
    """A value that is one thing or another is refused at declaration."""
    with pytest.raises(TypeError, match="one type"):

        class Either(Section):
            one: int | str = required("数量")


def test_a_field_is_declared_by_a_call() -> None:
    """A line that says only its type is a slip, not a field."""
    with pytest.raises(TypeError, match=r"Bare\.one"):

        class Bare(Section):
            one: int | None


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_a_section_is_a_dataclass_to_those_who_ask(section: type[Section]) -> None:
    """The standard library knows its fields, and makes a copy with other values."""
    asked: Any = section
    assert {each.name for each in fields(asked)} == section.fields.keys()
    if issubclass(section, model.Sourced):  # inherited ones first
        assert [each.name for each in fields(asked)][:2] == ["source", "as_of"]
    name = next(iter(section.fields))
    made: Any = section.build({})
    copy: Any = section.build({**{each.name: getattr(made, each.name) for each in fields(made)}, name: 1})
    assert replace(copy, **{name: 2}) != copy == replace(copy)


def test_fields_may_be_called_title_and_text() -> None:
    """What a section says of itself does not show through where a field of that name is empty."""
    assert model.Manuscript.section_title == "文稿信息"
    assert model.Outcome(heading="群众得实惠").text is None


# --- sections as values -------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_sections_are_frozen(section: type[Section]) -> None:
    """No field can be set or deleted once a section is made."""
    made = section.build({})
    name = next(iter(section.fields))
    with pytest.raises(FrozenInstanceError):
        setattr(made, name, None)
    with pytest.raises(FrozenInstanceError):
        delattr(made, name)


def test_a_section_is_equal_to_one_of_the_same_values() -> None:
    """Order and fields given as their default do not matter; another class is never equal."""
    plain = party.Branches(total=10, rural=8)
    assert plain == party.Branches(rural=8, total=10, school=None)
    assert hash(plain) == hash(party.Branches(rural=8, total=10, school=None))
    assert plain != party.Branches(total=10, rural=9)
    assert plain != party.Members(total=10, rural=8)


def test_sections_with_lists_and_mappings_have_a_hash() -> None:
    """Equal sections have equal hashes, whatever the order of their labels and their digits."""
    one, two = (
        model.Infrastructure(
            coverage={label: Indicator(label, Quantity(Decimal(value))) for label, value in labels},
            works_done=(WorkDone(object="山坪塘", quantity=Quantity(Decimal(5), "口")),),
        )
        for labels in ((("通路", "12"), ("通电", "9.0")), (("通电", "9"), ("通路", "12")))
    )
    assert one == two
    assert hash(one) == hash(two)


def test_a_section_shows_what_it_was_given() -> None:
    """The repr holds the fields that are filled."""
    assert repr(party.Branches(total=10, rural=8)) == "Branches(total=10, rural=8)"


def test_left_out_fields_are_empty_not_missing() -> None:
    """Lists and mappings are empty, switches are off, everything else is None."""
    project = projects.Project(name="饮水", category=projects.ProjectCategory.WATER)
    assert (project.works, project.total_wan) == ((), None)
    assert projects.Reach().poor_only is False
    assert organisations.Teams().by_level == {}


@pytest.mark.parametrize(
    ("values", "message"),
    [({"name": "饮水"}, "needs category"), ({"name": "饮水", "categories": ()}, "has no field categories")],
)
def test_wrong_arguments_are_named(values: dict[str, Any], message: str) -> None:
    """A section says which argument is missing or unknown."""
    with pytest.raises(TypeError, match=message):
        projects.Project(**values)


# --- identities ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "path"),
    [
        (section, term.path)
        for section in SECTIONS
        for identity in parse_identities(section.identities)
        for term in identity.left + identity.right
    ],
)
def test_identities_name_declared_fields(section: Any, path: str) -> None:
    """Each term is a field of its section, or a path from the top of the report."""
    assert route(path, section).steps


# --- what a type of document needs --------------------------------------------------------------


def _report(kind: model.DocumentType, **sections: Any) -> model.Report:
    document: Any = model.Manuscript.build({"type": kind} | sections.pop("document", {}))
    period = model.Period(year=2015, **sections.pop("period", {}))
    return model.Report(format=1, document=document, period=period, **sections)


def _needs(kind: model.DocumentType, **sections: Any) -> list[str]:
    return [path for path, _, _ in unmet_requirements(_report(kind, **sections))]


TOWNSHIP = model.Township(
    name="龙泉镇", kind=model.TownshipKind.TOWN, admin_villages=12, population=HouseholdsPersons(5834, 22235)
)
PLANS = (model.Plan(text="加大投入"),)
PROBLEMS = (model.Shortcoming(text="财力有限"), model.Shortcoming(text="检查多"))
VISITOR = visit.Visitor(role="社区书记")


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        (model.DocumentType.PROGRESS, ["township", "plans"]),
        (model.DocumentType.VISIT, ["visit_event", "plans"]),
        (model.DocumentType.SEMIANNUAL, ["period.half", "township", "problems", "plans"]),
        (model.DocumentType.ANNUAL, ["township", "problems", "plans"]),
        (model.DocumentType.RECTIFICATION, ["problems", "rectification"]),
        (model.DocumentType.FUNDS_NOTICE, ["notice", "projects"]),
    ],
)
def test_each_type_of_document_needs_its_sections(kind: model.DocumentType, needed: list[str]) -> None:
    """An empty report of each type lacks exactly the sections of the handbook."""
    assert _needs(kind) == needed


def test_every_type_of_document_has_its_requirements() -> None:
    """No type is forgotten, and every requirement is a declared field."""
    assert set(model.REQUIRED_SECTIONS) == set(model.DocumentType)
    paths = {path for paths in model.REQUIRED_SECTIONS.values() for path in paths}
    assert all(route(path, model.Report).steps for path in paths)
    assert paths >= {*FEWEST, *OPEN_IN_DRAFTS}


def test_one_problem_is_not_enough() -> None:
    """A half-year summary names two problems or more."""
    filled = {"period": {"half": model.Half.H1}, "township": TOWNSHIP, "plans": PLANS}
    (unmet,) = unmet_requirements(_report(model.DocumentType.SEMIANNUAL, problems=PROBLEMS[:1], **filled))
    assert unmet == ("problems", "问题", "半年工作总结至少要有 2 条“问题”，现有 1 条")
    assert not _needs(model.DocumentType.SEMIANNUAL, problems=PROBLEMS, **filled)


def test_a_half_year_summary_is_not_of_a_whole_year() -> None:
    """全年 is no half of the year, but fits a yearly summary."""
    filled = {"period": {"half": model.Half.YEAR}, "township": TOWNSHIP, "plans": PLANS, "problems": PROBLEMS}
    assert _needs(model.DocumentType.SEMIANNUAL, **filled) == ["period.half"]
    assert not _needs(model.DocumentType.ANNUAL, **filled)


def test_the_day_of_a_visit_may_be_open_in_a_draft() -> None:
    """A final visit report names the day; a draft need not."""
    filled = {"visit_event": model.VisitEvent(visitor=VISITOR, host="上洞村"), "plans": PLANS}
    assert _needs(model.DocumentType.VISIT, **filled) == ["visit_event.date"]
    assert not _needs(model.DocumentType.VISIT, document={"draft": True}, **filled)


# --- derived words and dates --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("issuer", "kind", "voice"),
    [
        ("龙泉镇人民政府", "town_gov", "我镇"),
        ("中共清溪乡委员会", "town_party", "我乡"),
        ("白马藏族乡党委、乡人民政府", "town_party_gov", "我乡"),
        ("下乡镇人民政府", "town_gov", "我镇"),
        ("龙泉镇乡村振兴办公室", "town_gov", "我镇"),
        ("东城街道办事处", "town_gov", "我街道"),
        ("中共某地工作委员会", "town_party", "我镇"),
        ("霄边社区居民委员会", "community", "我社区"),
        ("乌木村村民委员会", "village", "我村"),
        ("县农业农村局", "county_dept", "我局"),
        ("县扶贫开发领导小组办公室", "county_dept", "我办"),
        ("木里县人民政府", "county_dept", "我县"),
        ("国网供电公司", "county_dept", "我单位"),
        ("驻乌木村工作队", "work_team", "我队"),
    ],
)
def test_the_issuer_speaks_of_itself(issuer: str, kind: str, voice: str) -> None:
    """The self reference follows from the issuer's kind and name."""
    manuscript: Any = model.Manuscript.build({"issuer": issuer, "issuer_kind": model.IssuerKind(kind)})
    assert manuscript.voice == voice


def test_a_given_self_reference_stands() -> None:
    """自称 in the data file wins."""
    values = {"issuer": "龙泉镇", "issuer_kind": model.IssuerKind.TOWN_GOV, "self_reference": "本镇"}
    manuscript: Any = model.Manuscript.build(values)
    assert manuscript.voice == "本镇"


def test_every_kind_of_issuer_has_a_self_reference() -> None:
    """No kind of issuer is left without a voice."""
    assert set(SELF_REFERENCES) == set(model.IssuerKind)


@pytest.mark.parametrize(
    ("half", "begins", "ends"),
    [
        (model.Half.H1, "2015-01-01", "2015-06-30"),
        (model.Half.H2, "2015-07-01", "2015-12-31"),
        (model.Half.YEAR, "2015-01-01", "2015-12-31"),
        (None, "2015-01-01", "2015-12-31"),
    ],
)
def test_a_period_has_its_days(half: model.Half | None, begins: str, ends: str) -> None:
    """Days that are not given follow from the year and the half."""
    period = model.Period(year=2015, half=half)
    assert (period.begins.iso, period.ends.iso, period.counted_until.iso) == (begins, ends, ends)


def test_given_days_of_a_period_stand() -> None:
    """What the data file says of its period wins."""
    start, end, as_of = (PartialDate(2015, month) for month in (3, 9, 8))
    period = model.Period(year=2015, half=model.Half.H1, start=start, end=end, as_of=as_of)
    assert (period.begins, period.ends, period.counted_until) == (start, end, as_of)
    assert model.Period(year=2015, end=end).counted_until == end


# --- vocabulary ---------------------------------------------------------------------------------


def test_known_labels_belong_to_sections() -> None:
    """Each group of labels is a section; each label has a unit that reads as one."""
    assert KNOWN_LABELS.keys() <= model.Report.fields.keys()
    for labels in KNOWN_LABELS.values():
        for label, units in labels.items():
            assert units, label
            assert all(Quantity.parse(f"12{unit}").unit == unit for unit in units)


@pytest.mark.parametrize("choice", Choice.__subclasses__(), ids=lambda choice: choice.__name__)
def test_names_in_a_closed_list_are_distinct(choice: type[Choice]) -> None:
    """No key, Chinese name or other name leads to two members."""
    forms = [form for member in choice for form in (str(member), member.gloss, *member.aliases)]
    assert len(set(forms)) == len(forms)


def test_text_forms_fit_their_sections() -> None:
    """The parts of a text form are fields of the section that it may stand for."""
    for section in SECTIONS:
        if section.text_form:
            assert {part.name for part in fields(section.text_form)} <= section.fields.keys()
    assert Removal.text_form is HouseholdsPersons
    assert relief.ReliefGroup.text_form is None


def test_the_model_is_light_to_import() -> None:
    """The model brings in nothing of templates, Word or the command line."""
    heavy = {"jinja2", "docx", "lxml", "babel", "click", "rich", "asyncio"}
    script = "import sys, fupin_report.model; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(loaded.stdout.split()) & heavy
