"""A report with every kind of block, for the judges."""

from __future__ import annotations

from dataclasses import replace

from fupin_report.document import (
    Annex,
    Attachments,
    Byline,
    Cell,
    Document,
    Enumeration,
    Figure,
    Heading,
    Image,
    Imprint,
    Item,
    LineBreak,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Properties,
    Salutation,
    Signature,
    Strong,
    Subtitle,
    Table,
    Text,
    Title,
)

_SENTENCE = (
    "我镇坚持把脱贫攻坚作为头等大事和第一民生工程来抓，精心组织，周密部署，扎实推进，取得了阶段性成效。"
)


def specimen() -> Document:
    """Return three or four pages: figures everywhere, one picture `map.png`."""
    return Document(
        (
            Masthead(
                (_figure("双河源镇人民政府"), Text("文件")),
                (_figure("双府〔2015〕12号"),),
                ((_figure("王建国"),), (_figure("李明"),)),
                (_figure("000001"),),
                (_figure("秘密★1年"),),
                (_figure("特急"),),
            ),
            Title((_figure("双河源镇人民政府"), LineBreak(), Text("关于精准扶贫工作的汇报"))),
            Subtitle((Text("——在全县推进会上"),)),
            Byline(((_figure("双河源镇人民政府"),), (Text("（"), _figure("2015年6月30日"), Text("）")))),
            Salutation((_figure("县扶贫开发工作领导小组"), Text("："))),
            Paragraph((_figure("2014"), Text("年6月全县启动“精准扶贫”工作以来……" + _SENTENCE))),
            Heading(1, (Text("基本概况"),), "一、"),
            Paragraph((Text("全镇"), _figure("5834"), Text("户，" + _SENTENCE * 3))),
            Heading(2, (Text("精准识别"),), "（一）"),
            Paragraph((Strong((Text("共识别"), _figure("788"), Text("户。"))), Text(_SENTENCE))),
            Heading(3, (Text("程序"), _figure("1")), "1."),
            Heading(4, (Text("结果"),), "（1）"),
            Enumeration(tuple(Item((_figure("4"), Text(_SENTENCE)), label) for label in ("一是", "二是"))),
            _inline_enumeration(),
            _table(12),
            Image("map.png", (Text("双河源镇"), _figure("12"), Text("个村位置")), "图1"),
            Heading(1, (Text("下一步打算"),), "二、"),
            *[Paragraph((Text(_SENTENCE * 4),))] * 4,
            Attachments(((_figure("名单"),), (Text("一览表" + _SENTENCE.rstrip("。")),))),
            Signature(((_figure("双河源镇人民政府"),),), (_figure("2015年6月30日"),)),
            Note((Text("（"), _figure("此件公开发布"), Text("）"))),
            PageBreak(),
            Title((Text("附表"),)),
            _table(1),
            Annex("附件1"),
            Title((Text("名单"),)),
            Imprint((_figure("双河源镇党政办公室"),), (_figure("2015年7月1日"),), (_figure("县委办公室"),)),
        ),
        Properties("汇报", "双河源镇人民政府", "2015-06-30"),
    )


def plain_specimen() -> Document:
    """Return the specimen without what only reports that are sent up have."""
    formal = (Masthead, Note, Annex, Imprint)
    names = Title((Text("名单"),))
    return replace(
        specimen(),
        blocks=tuple(each for each in specimen().blocks if not isinstance(each, formal) and each != names),
    )


_count = iter(range(1, 1_000_000))


def _figure(text: str) -> Figure:
    return Figure(text, (f"facts[{next(_count)}]",))


def _inline_enumeration() -> Enumeration:
    heading = Heading(2, (Text("落实"), _figure("2015"), Text("年措施。")), "（二）")
    items = tuple(Item((_figure("65885"), Text("亩；")), label) for label in ("一是", "二是"))
    return Enumeration(items, Paragraph((Text("全镇发展："),), heading))


def _table(rows: int) -> Table:
    """Return a table with heads of two lines and merged cells."""
    left, above = Cell((), "left"), Cell((), "above")
    words = ("类别", "项目", "资金（万元）", "下达", "到位", "备注")
    kind, project, funds, granted, arrived, remark = (Cell((Text(each),)) for each in words)
    header = (
        (kind, project, funds, left, remark),
        (above, above, granted, arrived, above),
    )
    row = tuple(
        Cell((each,))
        for each in (Text("饮水"), Text("安全饮水"), _figure("82.3"), _figure("610.60"), Text(_SENTENCE))
    )
    whole = (Cell((Text("合计"),)), left, _figure_cell("247"), _figure_cell("—"), Cell(()))
    align = ("center", "left", "right", "center", "left")
    body = (row, *((above, *row[1:]),) * (rows - 1), whole)
    return Table(header, body, align, (_figure("2015"), Text("年资金")), "表1")


def _figure_cell(text: str) -> Cell:
    return Cell((_figure(text),))
