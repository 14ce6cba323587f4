"""自己的过滤器：一个函数，把数写成想要的样子；模板里写 {{ township.area|mu }}。"""

from decimal import Decimal

import fupin_report as fr
from fupin_report.model.values import Quantity

MU_A_SQUARE_KILOMETRE = 1500


def mu(area: Quantity) -> str:
    """把平方公里写成万亩：468.23平方公里 → 70.23万亩。"""
    return f"{area.value * MU_A_SQUARE_KILOMETRE / Decimal(10000):.2f}万亩"


templates = fr.TemplateSet("examples/own_filters", filters={"mu": mu})
print(fr.generate("examples/progress.yaml", "out/自己的过滤器.docx", templates=templates, overwrite=True))
