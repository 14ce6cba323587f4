"""指标 (data handbook §2.9, §2.12): labels that reports use and the units that go with them.

The sections 就业, 健康, 教育, 住房, 易地搬迁, 金融 and 消费帮扶 are mappings of such labels to
indicators. A label that is not here is fine; one that is here keeps its unit.
"""

from collections.abc import Mapping

KNOWN_LABELS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "infrastructure": {
        "通硬化路": ("个", "个村", "个组"),
        "安全饮水": ("户", "人", "个", "个村", "个组"),
        "动力电": ("个", "个村", "个组", "户"),
        "宽带": ("个", "个村", "个组", "户"),
        "卫生室": ("个", "个村"),
        "文化室": ("个", "个村"),
    },
    "township": {
        "总收入": ("万元", "亿元"),
        "财政收入": ("万元", "亿元"),
        "农民人均纯收入": ("元",),
        "农村居民人均可支配收入": ("元",),
        "村集体收入": ("万元", "元"),
    },
    "employment": {
        "外出务工": ("人",),
        "本地就业": ("人",),
        "公益性岗位": ("个", "人"),
        "扶贫车间": ("个", "家"),
    },
    "health": {
        "参保人数": ("人",),
        "参保率": ("%",),
        "大病救治": ("人", "人次"),
        "报销金额": ("万元", "元"),
    },
    "education": {
        "资助人次": ("人次",),
        "资助金额": ("万元", "元"),
        "辍学人数": ("人",),
    },
    "housing": {
        "鉴定户数": ("户",),
        "C级": ("户",),
        "D级": ("户",),
        "无房户": ("户",),
        "改造户数": ("户",),
    },
    "relocation": {
        "搬迁户数": ("户",),
        "搬迁人数": ("人",),
        "安置点": ("个", "处"),
    },
    "finance": {
        "贷款户数": ("户",),
        "贷款金额": ("万元",),
        "逾期金额": ("万元", "元"),
    },
    "consumption": {
        "消费帮扶金额": ("万元", "元"),
    },
    "service": {
        "矛盾纠纷": ("件", "起"),
        "好事实事": ("件",),
    },
}
"""Section → label → units, the usual one first."""
