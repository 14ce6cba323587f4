"""What Jinja says of a template, in Chinese."""

from __future__ import annotations

import re

from fupin_report.patterns import expression

_WORDS = (
    (
        r"Encountered unknown tag '(end.+?)'.*needs to be closed is '(.+?)'\.",
        "写了 {{% {0} %}}，前面的 {{% {1} %}} 还没有结束",
    ),
    (r"Encountered unknown tag '(.+?)'.*", "没有 {{% {0} %}} 这种语句，或多写、错写了结束语句"),
    (r"Unexpected end of template\. .*'(end\w+)'.*", "到模板末尾还没有结束，缺 {{% {0} %}}"),
    (r"Unexpected end of template.*", "到模板末尾还没有结束"),
    (r"unexpected end of template, expected 'end of print statement'\.", "{{{{ 没有用 }}}} 结束"),
    (r"unexpected end of template.*", "{{% 没有用 %}} 结束"),
    (r"(?i)expected an expression, got .*", "模板语法错误：这里缺少内容"),
    (r"expected token 'end of print statement', got '(.+)'", "{{{{ }}}} 里多出了“{0}”"),
    (r"expected token 'end of statement block', got '(.+)'", "{{% %}} 里多出了“{0}”"),
    (r"expected token '(.+?)', got '(.+)'", "应为“{0}”，写的是“{1}”"),
    (r"block '(.+)' defined twice", "“{0}”这一块写了两次"),
    (r"unexpected '(.+)'", "“{0}”写得不是地方"),
    (r"unexpected char '?(.+?)'? at \d+", "不认识的字符“{0}”"),
    (r"Missing end of comment tag", "{{# 没有用 #}} 结束"),
    (r"Missing end of raw directive", "{{% raw %}} 没有用 {{% endraw %}} 结束"),
    (r"can't assign to .*", "这个名称不能赋值"),
    (r"(?i)invalid character in identifier", "名称里有不能用的字符"),
    (r"No filter named '(.+)'\.", "没有过滤器 {0}"),
    (r"No test named '(.+)'\.", "没有判断 {0}"),
    (r"there is no parent block called '(.+)'\.", "下层模板没有“{0}”这一块，这里不能用 super()"),
    (r"parameter '(.+)' was not provided", "宏少给了参数 {0}"),
    (r"cannot assign attribute on non-namespace object", "数据不能改写；要记数请用 namespace"),
)
_PATTERNS = tuple((expression(pattern, re.DOTALL), words) for pattern, words in _WORDS)


def in_chinese(message: str) -> str:
    """Return a message of Jinja in Chinese; what is Chinese already stays."""
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(message)
        if found:
            return words.format(*found.groups())
    return f"模板语法错误：{message}" if message.isascii() else message
