r"""The markup between templates and the tree: a small subset of Markdown.

===============================  ==================================================================
`# 标题`                         title; `|` breaks its line
`## 标题` … `##### 标题`         headings of level 1 to 4; a typed number is an error
`### 小标题。正文…`              a run-in heading: text follows the first 。 or ： on the same line
blank line                       new paragraph; a single newline joins without a space
`1. …`                           item of an enumeration 一是…；二是…。, in the paragraph above when
                                 no blank line stands between
`**…**`                          lead sentence
`: 题注` and `| a | b |` lines   table with caption; `|---|` ends the header, `:` in it aligns;
                                 a cell `<` is one with its left neighbour, `^` with the one above
`![题注](文件)`                  picture
`::: 称谓` … `:::`               block: 副标题 题下 称谓 附件 落款 附注 附件页 换页, one entry a line
`::: 版头`, `::: 版记`           block whose entries begin with what they are: `文号：…`
===============================  ==================================================================

Marks. Text of the data comes as `\x02paths\x1ftext\x03` and is never read as markup. Marks
`\x01template:line\x03` say which line of a template made what follows.

Escape. `\` before any character makes it a character like the data's: no rule of the markup reads it
and the closing rule leaves it alone (`\*\*`, `3\. `, `\，`; before a line end: a line break in the text).
A backslash is `\\`. Text of the data needs none.

Closing rule (收口). A template may end every optional clause with ， and leave out any clause: of two
punctuation marks typed side by side the stronger stays, a mark after nothing goes, and so do
brackets and quotes around nothing. Only typed marks are touched, never the data's.

A file that the writer `md` made holds its figures as `[360](identification.entered.persons)`; they are
read back with `parse(text, figures=True)`. A template cannot type one.
"""

from fupin_report.markup.closing import close
from fupin_report.markup.escaping import escape
from fupin_report.markup.marks import DATA_BREAK, FIGURE, ORIGIN, figure_mark, origin_mark
from fupin_report.markup.parsing import parse

__all__ = ["DATA_BREAK", "FIGURE", "ORIGIN", "close", "escape", "figure_mark", "origin_mark", "parse"]
