"""Texts made to fit a sentence: ends, 引号, 书名号 (GB/T 15834)."""

from __future__ import annotations

from fupin_report.filters.refusal import FilterError, text_of

_OPEN_ENDS = "，、；,; \u3000\n"
"""Marks that promise more to come."""
_ENDS = _OPEN_ENDS + "。：！？.:!?"
_STOPS = ("。", "！", "？", "…", "!", "?")
_QUOTES = ("“‘", "”’")
_TITLES = ("《〈", "》〉")


def clause(value: object) -> str:
    """Take the final mark off a text so that the sentence can go on: 成效明显。 → 成效明显.

    A 。 before a closing quote goes as well: “…好。” → “…好” (GB/T 15834 §4.8, a quote inside a sentence).
    """
    text = text_of(value).rstrip(_ENDS)
    core = text.rstrip(_QUOTES[1])
    return core.removesuffix("。") + text[len(core) :]


def sentence(value: object) -> str:
    """End a text with 。 unless it is ended already, by 。！？…, by these before a closing quote, or by ：.

    A final ，、； gives way to the 。. The ！ of a book title (《前进！》) does not end a sentence. An empty
    text stays empty.
    """
    text = text_of(value).rstrip(_OPEN_ENDS)
    if not text or text.endswith(("：", "。）")) or text.rstrip(_QUOTES[1]).endswith(_STOPS):
        return text
    return text.rstrip(".") + "。"


def quoted(value: object) -> str:
    """Put a text in “”; quotes inside become ‘’, inside those “” again (GB/T 15834 §4.8).

    做到“四必到” → “做到‘四必到’”. A text that is in quotes already keeps one pair.
    """
    return _nested(text_of(value), _QUOTES, "引号")


def book_title(value: object) -> str:
    """Put the title of a document in 《》; titles inside become 〈〉 (GB/T 15834 §4.15).

    关于印发《方案》的通知 → 《关于印发〈方案〉的通知》. A title that has its marks already keeps one pair.
    The 文号 stands after the marks: `{{ title|book_title }}（{{ number }}）`.
    """
    return _nested(text_of(value), _TITLES, "书名号")


def _nested(text: str, marks: tuple[str, str], name: str) -> str:
    """Enclose a text and give each mark in it the form of its depth, double and single by turns."""
    opening, closing = marks
    if not text:
        raise FilterError(f"文字是空的，不能加{name}")
    depth, written = 1, [opening[0]]
    for char in _bare(text, marks):
        if char in opening:
            written.append(opening[depth % 2])
            depth += 1
        elif char in closing:
            depth -= 1
            written.append(closing[depth % 2])
        else:
            written.append(char)
        if depth < 1:
            break
    if depth != 1:
        raise FilterError(f"{name}不成对：“{text}”")
    return "".join(written) + closing[0]


def _bare(text: str, marks: tuple[str, str]) -> str:
    """Take off the marks that enclose the whole text, if any."""
    opening, closing = marks
    depth = 0
    for place, char in enumerate(text):
        depth += (char in opening) - (char in closing)
        if depth < 1:
            return text[1:-1] if place and place == len(text) - 1 else text
    return text
