"""By what words the parts of a paper are known, and how they are written right or wrong."""

from __future__ import annotations

import re
from typing import TypeAlias

from fupin_report.numerals import DIGITS
from fupin_report.patterns import expression

Pattern: TypeAlias = re.Pattern[str]

_COUNT = f"[{DIGITS}〇十百]{{1,5}}"
_YEARS = "(?!(?:[一二三四五六七八九十]、)?[一二三四五六七八九十](?:年级|季度|产业|等奖|期工程))"
"""一、二年级 is no heading."""
RIGHT_LABELS = {
    1: expression(f"{_COUNT}、{_YEARS}"),
    2: expression(f"（{_COUNT}）(?![、，．.])"),
    3: expression(r"[0-9]{1,2}\.(?![0-9])"),
    4: expression(r"（[0-9]{1,2}）(?![、，．.])"),
}
"""序数 by level, as §7.3.3 writes them."""
LABELS = {
    1: expression(rf"(?:第{_COUNT}、|{_COUNT}[、，.．]){_YEARS}"),
    2: expression(rf"[（(]{_COUNT}[）)][、，.．]?"),
    3: expression(r"[0-9０-９]{1,2}(?:[、．](?![0-9])|\.(?![0-9]))"),
    4: expression(r"[（(][0-9０-９]{1,2}[）)][、，.．]?|[①-⑳⑴-⒇]"),
}
"""序数 by level, however they are written."""
ORDINAL = expression(f"({_COUNT})|([0-9０-９]+)|([①-⑳⑴-⒇])")
"""The number within a label."""

DATE = expression(
    r"(?:[0-9０-９]{2,4}|[〇○零一二三四五六七八九ＯO]{4})\s*年\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日|[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}"
)
"""A date, however it is written."""
RIGHT_DATE = expression("[12][0-9]{3}年(?:[1-9]|1[0-2])月(?:[1-9]|[12][0-9]|3[01])日")
"""A date as §7.3.5.4 writes it."""
BRACKETED_DATE = expression(rf"[（(]\s*(?:{DATE.pattern})\s*[）)]")

SALUTATION_END = expression("[：:]$")
LEAD_IN = expression("(?:如下|以下|包括|方面|就是)[：:]$|[，。；]")
"""What makes words that end with a colon a sentence of the text."""
ATTACHMENTS = expression(r"附\s*件\s*[：:]")
ATTACHMENT_ITEM = expression(r"[0-9]{1,2}\s*[.．、]")
ATTACHMENT_LABEL = expression(r"附\s*[件表]\s*[0-9]{0,2}[：:]?")
IMPRINT = expression(rf"^(?:抄送|抄报|主送)[：:]|(?:{DATE.pattern}).{{0,4}}印发$")
COPIES = expression("(?:抄送|抄报|主送)[：:]")
SECRECY = expression("(?:绝密|机密|秘密)(?:★.*)?|特急|加急|特提|平急")
COPY_NUMBER = expression("[0-9]{6}")
SIGNER = expression("签发人[：:]")
LETTER_NUMBER = expression(
    r"[\u4e00-\u9fff]{1,10}[\[［【〔（(][0-9０-９]{2,4}[\]］】〕）)]\s*第?[0-9０-９]+号"
)
"""A 发文字号, however its brackets are written."""
RIGHT_LETTER_NUMBER = expression("[\u4e00-\u9fff]+〔[12][0-9]{3}〕[1-9][0-9]*号")
RED_HEAD = expression("文件$|人民政府$|委员会$|纪要$")
KINDS = expression("(?:汇报|报告|总结|通知|通报|请示|意见|方案|计划|打算|规划|函|纪要|材料|情况|决定|提纲)$")
"""Words a title ends with."""
CAPTION = expression(r"[表图]\s*[0-9]{1,3}(?![0-9])")
NOTE = expression("（[^（）]*）")
CONTENTS = expression("目\\s*录")
ENDS = expression("[。；！？…]$")
"""Ends of sentences."""
HEAD_END = expression("[。：；！？]")
"""Where a heading ends that runs on in text."""
