"""Which sentence lives in which file and block: what somebody asks who wants to change one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fupin_report.document import Text, plain_text
from fupin_report.frozen import frozen
from fupin_report.markup.closing import close
from fupin_report.markup.marks import FIGURE, ORIGIN
from fupin_report.patterns import expression
from fupin_report.templating.layers import Layer, file_of
from fupin_report.templating.spans import Span, spans

LONGEST_TEXT = 40
"""How much of a block's text is shown."""
_PARAGRAPH = expression(r"\n\s*\n|\n(?=\d+\. |#|:::|\|)")
_BEGINNING = expression(r"^(?:#+ |\d+\. |::: *\S*\s*|: )")
_TAG = expression(r"\{[%#].*?[%#]\}")


@frozen
class BlockText:
    """A block of a section, the file that supplies it, and how its text begins."""

    section: str
    name: str
    file: str
    text: str

    def cells(self) -> tuple[str, ...]:
        """Return the columns of a table."""
        return self.section, self.name, self.file, self.text


@frozen
class _Held:
    """A section's file in one layer."""

    layer: Layer
    lines: tuple[str, ...]
    spans: tuple[Span, ...]

    def block_at(self, line: int) -> str | None:
        """Return the innermost block that a line stands in."""
        around = [span for span in self.spans if span.first <= line <= span.last]
        return max(around, key=lambda span: span.first).name if around else None


def blocks_of(
    section: str,
    layer: Layer,
    made: str | None,
    place: Callable[[str], tuple[Layer, str]],
) -> Iterator[BlockText]:
    """Yield the blocks of a section in their order, each with its text.

    `made` is what the section's templates made of a report, marks and all; without it the text is the
    template's own first line. `place` gives layer and file of a template that a mark names.
    """
    file = file_of(section)
    held = list(_held(file, layer))
    texts = _texts(made, file, held, place) if made is not None else {}
    names = dict.fromkeys(span.name for each in reversed(held) for span in each.spans)
    for name in names:
        owner, span = next((each, span) for each in held for span in each.spans if span.name == name)
        text = _template_line(owner, span) if made is None else _beginning(texts.get(name, ""))
        yield BlockText(section, name, owner.layer.shown(file), text)


def _held(file: str, layer: Layer) -> Iterator[_Held]:
    """Yield a section's files, most specific first, down to the one that extends nothing."""
    for each in layer.chain():
        path = each.path_of(file)
        if path is None:
            continue
        source = path.read_text("utf-8-sig")
        yield _Held(each, tuple(source.splitlines()), tuple(spans(source)))
        if "extends" not in source:
            return


def _texts(
    made: str, file: str, held: list[_Held], place: Callable[[str], tuple[Layer, str]]
) -> dict[str, str]:
    """Return the text of each block; what a phrase of another file says belongs to the block that asks."""
    by_layer = {each.layer: each for each in held}
    texts: dict[str, str] = {}
    block = ""
    pieces = ORIGIN.split(made)
    for template, line, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        layer, origin = place(template)
        owner = by_layer.get(layer) if origin == file else None
        if owner:
            block = owner.block_at(int(line)) or block
        texts[block] = texts.get(block, "") + text
    return texts


def _beginning(text: str) -> str:
    """Return how a text begins, as it will be printed."""
    plain = FIGURE.sub(lambda figure: figure[2], text)
    first = next(filter(None, map(str.strip, _PARAGRAPH.split(plain))), "")
    words = _BEGINNING.sub("", first).replace("**", "").replace("\n", "")
    return _short(plain_text(close((Text(words),))))


def _template_line(held: _Held, span: Span) -> str:
    """Return the first line of a block in which something is typed or printed."""
    lines = (_TAG.sub("", line).strip() for line in held.lines[span.first - 1 : span.last])
    return _short(next(filter(None, lines), ""))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
