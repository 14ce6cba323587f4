"""What Jinja, and Python below it, say of a template, in Chinese."""

from __future__ import annotations

import re

from fupin_report.patterns import expression
from fupin_report.templating.runtime import meant

_WIDE_MARKS = "“”‘’（）【】｛｝，。：；！？＝＜＞＂＇"
_WORDS = (
    (
        r"Encountered unknown tag '(end.+?)'.*needs to be closed is '(.+?)'\.",
        "写了 {{% {0} %}}，前面的 {{% {1} %}} 还没有结束",
    ),
    (r"Unexpected end of template\. .*'(end\w+)'.*", "到模板末尾还没有结束，缺 {{% {0} %}}"),
    (r"Unexpected end of template.*", "到模板末尾还没有结束"),
    (r"unexpected end of template, expected 'end of print statement'\.", "{{{{ 没有用 }}}} 结束"),
    (r"unexpected end of template.*", "{{% 没有用 %}} 结束"),
    (r"(?i)expected an expression, got .*", "模板语法错误：这里缺少内容"),
    (
        r"expected token '.+', got '='",
        "这里不能用“=”：比较相等写 ==，“=”只用在 {{% set 名称 = 内容 %}} 里",
    ),
    (r"expected token 'end of print statement', got '(.+)'", "{{{{ }}}} 里多出了“{0}”"),
    (r"expected token 'end of statement block', got '(.+)'", "{{% %}} 里多出了“{0}”"),
    (r"expected token '(.+?)', got '(.+)'", "应为“{0}”，写的是“{1}”"),
    (r"block '(.+)' defined twice", "“{0}”这一块写了两次"),
    (r"unexpected 'end of template'", "到文件末尾还没有结束：{{{{ 要用 }}}} 结束，{{% 要用 %}} 结束"),
    (r"unexpected '(.)', expected '(.)'", "括号没有配对：这里应为“{1}”，写的是“{0}”"),
    (r"unexpected '}'", "“}}”写得不是地方：{{{{ 要用 }}}} 结束"),
    (r"unexpected '(.+)'", "“{0}”写得不是地方"),
    (rf"unexpected char '([{_WIDE_MARKS}])' at \d+", "用了全角的 {0}：{{{{ }}}} 和 {{% %}} 里的标点只用半角"),
    (r"unexpected char '?(.+?)'? at \d+", "不认识的字符“{0}”"),
    (r"Missing end of comment tag", "{{# 没有用 #}} 结束"),
    (r"Missing end of raw directive", "{{% raw %}} 没有用 {{% endraw %}} 结束"),
    (r"can't assign to .*", "这个名称不能赋值"),
    (r"(?i)can't assign to special loop variable.*", "循环的变量不能叫 loop，请换一个名称"),
    (r"(?i)invalid character in identifier", "名称里有不能用的字符"),
    (
        r".*(?:escape|at end of string|illegal Unicode character|unknown Unicode character name)",
        ("引号里的 \\ 后面写得不对：要印 \\ 请写两个"),
    ),
    (r"tag name expected", "{{% 后面要写语句，如 {{% if … %}}"),
    (r"Block names in Jinja have to be valid.*", "块名只用文字、数字和下划线，不用减号和空格"),
    (r"Required blocks can only contain.*", "写了 required 的块里只能有空白和注释"),
    (r"names starting with an underline can not be imported", "以下划线开头的名称不能 import"),
    (r"non-default argument follows default argument", "宏的参数里，写了默认值的要排在后面"),
    (r"expected call", "{{% call %}} 后面要写宏，如 {{% call 宏名() %}}"),
    (r"expected name or number", "“.”后面要写名称或序号"),
    (r"expected subscript expression", "方括号里要写名称或序号"),
    (r"invalid syntax for function call expression", "括号里的参数写得不对：写成“名称=内容”的要排在后面"),
    (r"You cannot chain multiple tests with is", "一个 is 只跟一个判断，要几个判断请用 and"),
    (r"cannot use extend from a non top-level scope", "{{% extends %}} 只写在文件的第一行，不写在别的语句里"),
    (r"When defining macros or call blocks.*", "宏的参数 caller 要有默认值，或者不写"),
    (r"No filter named '(.+)'\.", '没有过滤器 {0}；要取各条的一项，写成 map(attribute="{0}")'),
    (r"No test named '(.+)'\.", "没有判断 {0}，可以用 ==、!=、<、>、in 等"),
    (r"map requires a filter argument", 'map 要写取哪一项，如 map(attribute="name")'),
    (r"Unexpected keyword argument '(.+)'", "map 没有参数 {0}"),
    (r"Missing parameter for attribute name", '要写是哪一项，如 selectattr("category", "==", "饮水")'),
    (r"there is no parent block called '(.+)'\.", "下层模板没有“{0}”这一块，这里不能用 super()"),
    (r"parameter '(.+)' was not provided", "宏少给了参数 {0}"),
    (r"cannot assign attribute on non-namespace object", "数据不能改写；要记数请用 namespace"),
)
_PATTERNS = tuple((expression(pattern, re.DOTALL), words) for pattern, words in _WORDS)
_UNKNOWN_TAG = expression(r"Encountered unknown tag '(.+?)'.*", re.DOTALL)
_TAGS = (
    *("block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "macro", "raw"),
    *("set", "with"),
    *("endblock", "endcall", "endfilter", "endfor", "endif", "endmacro", "endraw", "endset", "endwith"),
)
_TOKENS = {
    "begin of comment": "{#",
    "end of comment": "#}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "template data / text": "文字",
    "end of template": "文件末尾",
}
"""What Jinja calls the pieces of a template."""
_TYPES = {
    "name": "名称",
    "string": "引号里的文字",
    "integer": "整数",
    "float": "小数",
}
"""What it calls those of which any will do."""


def in_chinese(message: str) -> str:
    """Return a message of Jinja in Chinese; what is Chinese already stays."""
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(message)
        if found:
            groups = [_TOKENS.get(each, each) for each in found.groups()]
            if message.startswith("expected token"):
                groups[:1] = [_TYPES.get(each, each) for each in groups[:1]]
            return words.format(*groups)
    if found := _UNKNOWN_TAG.fullmatch(message):
        return f"没有 {{% {found[1]} %}} 这种语句，或多写、错写了结束语句{meant(found[1], _TAGS)}"
    return f"模板语法错误：{message}" if message.isascii() else message


_UNLIKE = expression(r"'(.+)' not supported between instances of '(.+)' and '(.+)'")
_NOT_LISTED = expression(
    r"(?:argument of type )?'(.+?)' (?:object )?is not (?:iterable|a container or iterable)"
)
_ARGUMENTS = expression(r"(?:\w+\.)*(\w+)\(\) (?:missing|takes|got an unexpected|got multiple).*")
_KINDS = {
    **dict.fromkeys(("int", "float", "Decimal", "decimal.Decimal"), "数"),
    **dict.fromkeys(("str", "Prose"), "文字"),
    **dict.fromkeys(("tuple", "list", "ListView", "LabelsView", "NoList", "NoLabels", "generator"), "列表"),
    **dict.fromkeys(("HouseholdsPersons", "HouseholdsOrPersons", "NaturalChange"), "户数人数"),
    "bool": "是否",
    "PartialDate": "日期",
    "NoneType": "空值",
    "Macro": "宏",
    "Turnout": "期次人次",
}


def type_error_in_chinese(error: TypeError) -> str:
    """Return in Chinese what Python says where values do not go together; empty for what is not known."""
    message = str(error)
    if found := _UNLIKE.fullmatch(message):
        one, other = _kind(found[2]), _kind(found[3])
        if one == other == _SECTION:
            return '各条之间比不出大小，要写按哪一项排，如 sort(attribute="name")'
        return f"“{found[1]}”两边比不出大小：一边是{one}，一边是{other}；比大小的数不加引号"
    if found := _NOT_LISTED.fullmatch(message):
        return f"这里要的是列表或文字，写的是{_kind(found[1])}"
    if found := _ARGUMENTS.fullmatch(message):
        return f"{found[1].removeprefix('sync_').removeprefix('do_')} 的参数不对，多了、少了或名称不对"
    if message.startswith("slice indices must be integers"):
        return "方括号里的起止要写整数"
    return ""


_SECTION = "有下级各项的一节"


def _kind(name: str) -> str:
    """Return how a class of Python's or ours is called in messages."""
    return _SECTION if name.endswith("View") and name not in _KINDS else _KINDS.get(name, "别的内容")
