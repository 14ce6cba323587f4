"""A project to begin with: one township whose reports can be made at once."""

from __future__ import annotations

from pathlib import Path

_FILES = {
    "fupin.yaml": """\
# 全县的设置。每个乡镇在 townships 里有一个文件夹，名称写成“行政区划代码-名称”
# 版式: layout.yaml       # 全县的版式设置
# 核对: checks.yaml       # 哪项核对从宽、从严，写明理由
# 模板: [省模板]          # 县以上各级的模板文件夹
# 乡镇: [510000101-示例镇] # 只做这些乡镇的
输出: out
""",
    "defaults.yaml": """\
# 全县各乡镇都一样的内容；乡镇和各期的文件里写了的，以那里为准
格式: 1
乡镇概况: {所属县: 云岭县}
""",
    "townships/510000101-示例镇/township.yaml": """\
# 变化慢的内容，每期都用
文稿信息:
  文种类型: 半年工作总结
  发文单位: 示例镇人民政府
  单位性质: 乡镇人民政府
  落款单位: [示例镇人民政府]
乡镇概况:
  名称: 示例镇
  类别: 镇
  方位: 西部
  行政村: 2个
  总户数和总人口: 1200户4800人
村名册:
  - {编号: v1, 名称: 河口村, 户数和人口: 700户2800人}
  - {编号: v2, 名称: 柏树村, 户数和人口: 500户2000人}
""",
    "townships/510000101-示例镇/2015H1.yaml": """\
# 这一期的内容。村用编号对应 township.yaml 里的村
文稿信息:
  标题: 示例镇2015年上半年扶贫工作总结
  成文日期: 2015年7月2日
报告期: {年度: 2015, 半年: 上半年}
精准识别:
  识别基准年: 2013
  收入标准: 2736元
  识别: 110户400人
  清退: 10户40人
  录入系统: 100户360人
村名册:
  - {编号: v1, 建档立卡: 60户216人}
  - {编号: v2, 建档立卡: 40户144人}
项目:
  - {名称: 河口村至柏树村道路硬化, 类别: 道路, 资金规模: 86.5万元, 状态: 在建}
产业:
  - {类别: 种植, 名称: 茶叶, 面积: 350亩}
问题:
  - 正文: 部分农户缺少稳定的增收门路。
  - 正文: 村集体收入来源单一。
打算:
  - 正文: 抓紧道路施工，年底前建成通车。
  - 正文: 引导农户发展茶叶和家禽养殖，多渠道增加收入。
""",
}


def start_project(folder: Path) -> tuple[Path, ...]:
    """Write the files of a project and return them; files that are there stay. Raises `OSError`."""
    written = []
    for name, text in _FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            continue
        written.append(path)
    return tuple(written)
