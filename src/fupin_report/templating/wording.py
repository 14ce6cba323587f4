"""措辞: what a township changes of a report without a template: order, titles, fixed phrases, tables.

`wording.yaml` is a layer like a folder of templates; the more specific one wins, item by item.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fupin_report import datapath
from fupin_report.errors import Position, Problem, TemplateError
from fupin_report.markup import origin_mark
from fupin_report.markup.blocks import ORDINAL, ordinal_in_heading
from fupin_report.markup.escaping import TYPED_NUMBER
from fupin_report.model.fields import Section, item, required
from fupin_report.model.funds import Fund
from fupin_report.model.projects import Project
from fupin_report.model.values import Choice
from fupin_report.model.values.words import REFERENCE
from fupin_report.model.villages import Village
from fupin_report.numerals import typed_numbers
from fupin_report.patterns import expression
from fupin_report.source import ListNode, MappingNode, SourceMap, decode, read_yaml
from fupin_report.structure import structure_as
from fupin_report.structure.layers import merged
from fupin_report.templating.columns import check_column
from fupin_report.templating.facts import Misuse, Open
from fupin_report.templating.sections import both_names, section_named, which_sections

WORDING = "wording.yaml"
PHRASES = ("opening", "lead_in", "closing")
_MARKUP = expression(r"[!-/:-@\[-`{-~]")
"""What the markup could read as its own: every ASCII mark."""
_HEADING = expression("^((?:\x01[^\x03]*\x03)*)(#{2,5} )((?:\x02[^\x03]*\x03|[^。：\n])+)", re.MULTILINE)


class Tabled(Choice):
    """What may be printed as a table instead of in words."""

    VILLAGES = "villages", "村名册"
    PROJECTS = "projects", "项目"
    FUNDS = "funds", "资金"
    CAUSES = "causes", "致贫原因"


_ROWS: Mapping[Tabled, type[Section]] = {
    Tabled.VILLAGES: Village,
    Tabled.PROJECTS: Project,
    Tabled.FUNDS: Fund,
}
"""What the rows of a table are; a table of anything else has its own columns."""


class TableWording(Section, title="表格"):
    """表格: something that prints as a table, and its columns."""

    name: Tabled = required("内容", hint="如：村名册")
    columns: tuple[str, ...] = item("列", hint="各列是数据里的项目，不写则用默认的，如：名称")


class AddedSection(Section, title="加上的节"):
    """加上的节: a section that the report type does not have of itself."""

    section: str = required("节", hint="如：资金")
    after: str = required("在后", hint="排在哪一节的后面，如：项目")


class Wording(Section, title="措辞"):
    """措辞: what `wording.yaml` may say."""

    opening: str | None = item("开头语", hint="代替开头一段里的固定说法，如：在上级部门的关心支持下，")
    lead_in: str | None = item("承启语", hint="开头一段的末句，如：现将有关情况报告如下：")
    closing: str | None = item("结束语", hint="正文的末句，如：特此报告。")
    titles: Mapping[str, str] = item("各节标题", hint="节的名称: 标题，如：问题")
    tables: tuple[TableWording, ...] = item("表格")
    order: tuple[str, ...] = item("先后", hint="这几节照这样排，其余各节不动，如：打算")
    drop: tuple[str, ...] = item("去掉", hint="不要这几节，如：土地")
    add: tuple[AddedSection, ...] = item("加上")


class Phrase(NamedTuple):
    """A text of a wording, and where it stands."""

    text: str
    position: Position | None


class Arrangement:
    """The wordings of all layers as one, and where each of its values stands."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Read wordings, the most specific first.

        Raises `SourceError`, `DataError`, `TemplateError` T341, `OSError`.
        """
        layers = [_read(path) for path in reversed(files)]
        self._source = merged(layers, Wording) if layers else SourceMap()
        self.wording = structure_as(Wording, self._source) if layers else Wording()
        self.tables: dict[str, tuple[str, ...]] = {
            each.name.value: each.columns for each in self.wording.tables
        }

    def __bool__(self) -> bool:
        return self.wording != Wording()

    def phrase(self, name: str) -> Phrase | None:
        """Return a fixed phrase, if it is given."""
        text = getattr(self.wording, name)
        return Phrase(text, self._source.locate(name)) if text else None

    def title(self, section: str) -> Phrase | None:
        """Return the title of a section, if it is given."""
        text = self.wording.titles.get(section)
        return Phrase(text, self._source.locate(datapath.child("titles", section))) if text else None

    def arranged(self, outline: tuple[str, ...]) -> tuple[str, ...]:
        """Return the sections of a report: some dropped, some added, those of `order` in its order."""
        sections = [each for each in outline if each not in self.wording.drop]
        for added in self.wording.add:
            if added.after in sections and added.section not in sections:
                sections.insert(sections.index(added.after) + 1, added.section)
        named = iter([each for each in dict.fromkeys(self.wording.order) if each in sections])
        return tuple(next(named) if each in self.wording.order else each for each in sections)

    def problems(self, known: Iterable[str], titled: Callable[[str], bool]) -> Iterator[Problem]:
        """Yield what no report can do.

        That is sections that nobody has, titles for what has none, columns that no row has, typed numbers.

        `known` are the sections that exist, `titled` says whether one has a heading.
        """
        known = set(known)
        for path, section in self._sections():
            if section not in known:
                yield self._problem(path, f"没有“{section}”这一节。{which_sections(section, known)}")
            elif path.startswith("titles") and not titled(section):
                yield self._problem(path, f"“{both_names(section)}”这一节没有标题，不能改")
        yield from self._column_problems()
        texts = {name: getattr(self.wording, name) for name in PHRASES}
        texts |= {datapath.child("titles", section): title for section, title in self.wording.titles.items()}
        for path, text in texts.items():
            if text and (ordinal := TYPED_NUMBER.match(text)) and path not in PHRASES:
                yield self._problem(path, ordinal_in_heading(ordinal[0]), ORDINAL)
            elif text and any(typed_numbers(REFERENCE.sub("", text))):
                message = "措辞里不写数字，数字都来自数据：请写成引用，如 {{ period.year }}年"
                yield self._problem(path, message)

    def _column_problems(self) -> Iterator[Problem]:
        """Yield tables that are asked for twice, and columns that no row has."""
        known: set[Tabled] = set()
        for number, each in enumerate(self.wording.tables):
            path = f"tables[{number}]"
            if each.name in known:
                yield self._problem(f"{path}.name", f"“{each.name.gloss}”的表写了两次，请留一个")
            known.add(each.name)
            if each.name not in _ROWS and each.columns:
                message = f"“{each.name.gloss}”的表只有名目和数量两列，不写“列”，请删去"
                yield self._problem(f"{path}.columns", message)
                continue
            for index, column in enumerate(each.columns):
                try:
                    check_column(_ROWS[each.name], column, each.name.gloss)
                except Misuse as error:
                    yield self._problem(f"{path}.columns[{index}]", str(error.message))

    def _sections(self) -> Iterator[tuple[str, str]]:
        """Yield every name of a section and where it is written."""
        for field in ("order", "drop"):
            yield from ((f"{field}[{i}]", name) for i, name in enumerate(getattr(self.wording, field)))
        for i, added in enumerate(self.wording.add):
            yield f"add[{i}].section", added.section
            yield f"add[{i}].after", added.after
        yield from ((datapath.child("titles", name), name) for name in self.wording.titles)

    def _problem(self, path: str, message: str, code: str = "T341") -> Problem:
        return Problem(code, message, position=self._source.locate(path))


def _read(path: Path) -> SourceMap:
    source = read_yaml(decode(path.read_bytes(), str(path)), str(path))
    if isinstance(source.root, MappingNode):
        for key, value in source.root.items():
            field = Wording.keys.get(key)
            if field:
                _name_sections(field.name, value, source)
    return source


def _name_sections(field: str, written: Any, source: SourceMap) -> None:
    """Put the English names of sections in the place of Chinese ones, before layers meet."""
    if field == "titles" and isinstance(written, MappingNode):
        _name_keys(written, source)
    elif field in ("order", "drop") and isinstance(written, ListNode):
        written[:] = [section_named(each) if isinstance(each, str) else each for each in written]
    elif field == "add" and isinstance(written, ListNode):
        for row in filter(lambda each: isinstance(each, MappingNode), written):
            row.update({key: section_named(each) for key, each in row.items() if isinstance(each, str)})


def _name_keys(titles: MappingNode, source: SourceMap) -> None:
    """Name the sections of a mapping in English. Raises `TemplateError` T341 for one that is in it twice."""
    entries = [(key, titles.pop(key), titles.spans.pop(key)) for key in list(titles)]
    for key, value, spans in entries:
        section = section_named(key)
        if section in titles:
            message = f"“{both_names(section)}”这一节的标题写了两次，请留一个"
            raise TemplateError(Problem("T341", message, position=source.position_of(spans[0])))
        titles[section], titles.spans[section] = value, spans


class Words(Open):
    """The wording as templates see it: `wording.closing`, `wording.tables.villages.columns`."""

    __slots__ = ("_arrangement", "_say")

    def __init__(self, arrangement: Arrangement, say: Callable[[Phrase], str]) -> None:
        self._arrangement, self._say = arrangement, say

    def child(self, name: str) -> Any:
        """Return a phrase as markup, empty when it is not given, or the tables. Raises `Misuse`."""
        if name == "tables":
            return _Tables(self._arrangement.tables)
        if name not in PHRASES:
            raise Misuse(f"没有措辞 {name}，有：{'、'.join((*PHRASES, 'tables'))}")
        phrase = self._arrangement.phrase(name)
        return self._say(phrase) if phrase else ""


class _Tables(Open):
    """`wording.tables`: what prints as a table."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._columns = columns

    def child(self, name: str) -> Any:
        """Return the table of something, nothing when it prints in words. Raises `Misuse`."""
        if name not in Tabled._value2member_map_:
            raise Misuse(f"没有表 {name}，有：{'、'.join(each.value for each in Tabled)}")
        return _Table(self._columns[name]) if name in self._columns else ""


class _Table(Open):
    """A table that is asked for: its columns, empty for the usual ones."""

    __slots__ = ("_columns",)

    def __init__(self, columns: tuple[str, ...]) -> None:
        self._columns = columns

    def child(self, name: str) -> Any:
        """Return the columns. Raises `Misuse`."""
        if name != "columns":
            raise Misuse(f"表没有 {name}，有：columns")
        return list(self._columns)


def said(phrase: Phrase, source: str, quoted: Callable[[str, str | None], Any]) -> str:
    """Return the markup of a phrase: its words as typed, its `{{ path }}` as figures.

    `source` names the file in marks of origin; `quoted` gives the figure of a path and a filter.
    Raises `TemplateError` T342 for a path that leads nowhere.
    """
    text, position = phrase
    line = position.line if position else 1
    pieces, end = [origin_mark(source, line)], 0
    for reference in REFERENCE.finditer(text):
        pieces.append(_typed(text[end : reference.start()]))
        try:
            pieces.append(str(quoted(*reference.groups())))
        except Misuse as error:
            raise TemplateError(Problem("T342", str(error.message), position=position)) from error
        end = reference.end()
    return "".join([*pieces, _typed(text[end:])])


def _typed(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def retitled(made: str, title: str) -> str:
    """Return what a section made, its first heading said otherwise; `title` begins with its origin."""
    mark, _, words = title.partition("\x03")
    return _HEADING.sub(lambda found: f"{mark}\x03{found[2]}{words}", made, count=1)
