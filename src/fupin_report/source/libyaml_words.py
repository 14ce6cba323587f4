"""What libyaml says of a file that is no YAML, in Chinese: its words, and the usual cause."""

from __future__ import annotations

from collections.abc import Mapping

NO_COLON = "这一行没有“: ”，应写成“项目名: 内容”"
IN_CHINESE: Mapping[str, str] = {
    "mapping values are not allowed here": "一行里有两个“: ”，或缩进不齐；内容里有冒号时请加引号",
    "mapping values are not allowed in this context": "一行里有两个“: ”，或缩进不齐；内容里有冒号时请加引号",
    "did not find expected key": "缩进不齐，或引号、括号没有配对",
    "did not find expected '-' indicator": "列表的各行没有对齐，或少写了“- ”",
    "did not find expected ',' or ']'": "方括号 [ ] 没有配对，请在这一项的末尾补上 ]；各项之间用半角逗号",
    "did not find expected ',' or '}'": "花括号 { } 没有配对，请在这一项的末尾补上 }；各项之间用半角逗号",
    "could not find expected ':'": NO_COLON,
    "found unexpected end of stream": "这里开始的引号没有配对，到文件末尾还没有结束",
    "found unexpected document indicator": "引号没有配对",
    "did not find expected node content": "这里应有内容",
    "did not find expected <document start>": "顶格的项目名与前面的内容不是同一层，请检查缩进",
    "found character that cannot start any token": "以 % @ ` 或 Tab 开头的文字要加引号",
    "found unknown escape character": "双引号里的 \\ 是转义符，请改用单引号",
    "did not find expected hexdecimal number": "双引号里的 \\ 是转义符，请改用单引号",
    "found invalid Unicode character escape code": "双引号里用 \\ 写出的编号不是文字，请删去",
    "block sequence entries are not allowed in this context": "“- ”要另起一行，与上一行缩进对齐",
    "mapping keys are not allowed in this context": "以 ? 开头的文字要加引号",
    "did not find expected comment or line break": "| 或 > 后面要换行；以 | 或 > 开头的文字要加引号",
    "found unexpected ':'": "冒号后面少一个空格，应写成“项目名: 内容”",
    **dict.fromkeys(
        (
            "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected",
        ),
        "缩进用了 Tab，YAML 只用空格",
    ),
    **dict.fromkeys(
        (
            *("could not find expected directive name", "found unknown directive name"),
            *("found unexpected non-alphabetical character", "found duplicate %YAML directive"),
            *(
                "found duplicate %TAG directive",
                "found incompatible YAML document",
                "duplicate %TAG directive",
            ),
            *("found extremely long version number", "did not find expected version number"),
            *("did not find expected digit or '.' character", "did not find expected whitespace"),
        ),
        "以 % 开头的文字要加引号",
    ),
    **dict.fromkeys(
        (
            *("did not find URI escaped octet", "did not find expected '!'", "did not find the expected '>'"),
            *("found an incorrect leading UTF-8 octet", "found an incorrect trailing UTF-8 octet"),
        ),
        "以 ! 开头的文字要加引号",
    ),
    "found an indentation indicator equal to 0": "| 或 > 后面要换行；以 | 或 > 开头的文字要加引号",
    "control characters are not allowed": "有看不见的控制字符，请删去",
    "found undefined tag handle": "以 ! 开头的文字要加引号",
    "did not find expected tag URI": "以 ! 开头的文字要加引号",
    "did not find expected whitespace or line break": "以 ! & * % 开头的文字要加引号",
    "did not find expected alphabetic or numeric character": "以 & 或 * 开头的文字要加引号",
}
