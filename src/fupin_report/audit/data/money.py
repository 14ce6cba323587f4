"""资金: whose money it is, how far it goes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fupin_report.audit.data.rules import Facts, Notice, data_rule, exact
from fupin_report.audit.finding import Severity
from fupin_report.audit.operands import shown
from fupin_report.model.projects import Project, ProjectCategory, ProjectSource
from fupin_report.model.relief import Relief
from fupin_report.model.values import Quantity

_MOST_MANAGEMENT = Decimal("0.01")
_WORTH_A_TOTAL = 3
"""Amounts from which on a reader wants their sum."""


@data_rule("X13", "资金来源")
def providers(facts: Facts) -> Iterator[Notice]:
    """Who hands money on is not where it comes from."""
    for row, path in facts.all(ProjectSource):
        if row.provided_by and row.name and row.provided_by == row.name:
            message = f"资金来源和提供单位都写“{row.name}”，只知道提供单位时不填名称"
            yield Notice(message, (f"{path}.provided_by", f"{path}.name"))


@data_rule("X13", "一笔资金几个项目", Severity.ERROR)
def shared(facts: Facts) -> Iterator[Notice]:
    """The projects of one fund take no more than it has."""
    for index, fund in enumerate(facts.report.funds):
        amount = exact(fund.amount_wan)
        taken = [
            (wan.value, f"{path}.wan")
            for row, path in facts.all(ProjectSource)
            if row.fund in (fund.id, fund.name) and row.fund and (wan := exact(row.wan))
        ]
        total = sum((wan for wan, _ in taken), start=Decimal(0))
        if amount and total > amount.value:
            gap = Quantity(total - amount.value, "万元")
            message = f"各项目共用“{fund.name}”{shown(total)}万元，多于{amount}，超出{shown(gap.value)}万元"
            yield Notice(message, (*(path for _, path in taken), f"funds[{index}].amount_wan"), gap=gap)


@data_rule("X13", "项目管理费")
def management(facts: Facts) -> Iterator[Notice]:
    """Management takes no more than one part in a hundred."""
    amounts = [
        (project, total.value, f"{path}.total_wan")
        for project, path in facts.all(Project)
        if (total := exact(project.total_wan))
    ]
    everything = sum((wan for _, wan, _ in amounts), start=Decimal(0))
    for project, wan, path in amounts:
        if project.category is ProjectCategory.MANAGEMENT_FEE and wan > everything * _MOST_MANAGEMENT:
            share = shown(round(wan / everything * 100, 2))
            yield Notice(f"管理费{shown(wan)}万元，占项目资金的{share}%，一般不超过1%", (path,))


@data_rule("X25", "合计", Severity.INFO)
def totals(facts: Facts) -> Iterator[Notice]:
    """Three amounts and more have a total beside them: then they can be added up."""
    for project, path in facts.all(Project):
        if len(project.sources) >= _WORTH_A_TOTAL and project.total_wan is None:
            places = tuple(f"{path}.sources[{number}].wan" for number in range(len(project.sources)))
            yield Notice(f"“{project.name}”有{len(project.sources)}笔资金，没有写资金规模（合计）", places)


@data_rule("X03", "慰问金", Severity.ERROR)
def cash(facts: Facts) -> Iterator[Notice]:
    """So much each, so many of them, so much in all."""
    for row, path in facts.all(Relief):
        each, total = exact(row.cash_yuan_each), exact(row.cash_total_wan)
        counts = [exact(group.count) for group in row.groups]
        if not each or not total or not counts or None in counts:
            continue
        number = sum((count.value for count in counts if count), start=Decimal(0))
        expected = each.value * number / 10000
        if abs(expected - total.value) > Decimal("0.01"):
            gap = Quantity(abs(expected - total.value), "万元")
            message = (
                f"{each} × {shown(number)} = {shown(expected)}万元，与慰问金总额{total}不符，"
                f"差{shown(gap.value)}万元"
            )
            groups = tuple(f"{path}.groups[{index}].count" for index in range(len(counts)))
            yield Notice(message, (f"{path}.cash_total_wan", f"{path}.cash_yuan_each", *groups), gap=gap)


RULES = (providers, shared, management, totals, cash)
