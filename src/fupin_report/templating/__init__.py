"""Templates: from the facts of a report to markup, and to a document.

:class:`TemplateSet` is the door; :mod:`.facts` is what a template sees of the data, :mod:`.layers`
where a template is found, :mod:`.environment` what it may do and :mod:`.budget` how much of it.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError

from fupin_report import markup, numbering, titlelines
from fupin_report.document import Document, Properties
from fupin_report.errors import FupinError, Position, Problem, SourceError, TemplateError
from fupin_report.filters import FILTERS
from fupin_report.model.manuscript import DocumentType
from fupin_report.model.report import Report
from fupin_report.patterns import expression
from fupin_report.source import decode, read_yaml
from fupin_report.templating.blocks import BlockText, blocks_of
from fupin_report.templating.budget import new_budget, settle
from fupin_report.templating.bytecode import BuiltInBytecode
from fupin_report.templating.environment import Names, ReportEnvironment
from fupin_report.templating.facts import ASK, Askable, Misuse, NotFilled
from fupin_report.templating.folder import unused
from fupin_report.templating.jinja_words import in_chinese, type_error_in_chinese
from fupin_report.templating.layers import SECTIONS, SUFFIX, Layer, LayerLoader, builtin_folder, file_of
from fupin_report.templating.overriding import REPLACES_ALL, replaces_all
from fupin_report.templating.rewriting import NOT_CALLABLE
from fupin_report.templating.root import Root
from fupin_report.templating.wording import WORDING, Arrangement, Phrase, Words, retitled, said

Filter = Callable[..., Any]
_LONGEST_CHAIN = 8
_MOST_SECTIONS = 100
_TITLED = expression(r"^\s*#{2,5} ", re.MULTILINE)


class TemplateSet:
    """Layers of templates, most specific first, over the built-in ones; and extra filters.

    A layer is a folder of templates or a file like `wording.yaml`, which changes order, titles and fixed
    phrases without a template. A file that no report can use, because its name or its place is wrong,
    raises `TemplateError` T307, a wording of sections that do not exist T341.

    A filter is a pure function: plain value (int, Decimal, str, Quantity, …) in, text out. The data
    paths of what goes in are kept by this library. Immutable; may be shared between threads.
    """

    def __init__(self, *folders: str | PathLike[str], filters: Mapping[str, Filter] | None = None) -> None:
        layer = Layer(builtin_folder())
        wordings = [path for path in map(Path, folders) if path.suffix == ".yaml" and path.is_file()]
        for path in (path for path in map(Path, reversed(folders)) if path not in wordings):
            if not path.is_dir():
                raise TemplateError(Problem("T301", f"没有这个模板文件夹：{path}"))
            layer = Layer(path, layer)
        self.layer = layer
        self._holders: dict[str, tuple[str, Path]] = {}
        self.environment = _environment(tuple((filters or {}).items()))
        self._loader: LayerLoader = self.environment.loader  # type: ignore[assignment]
        self._look_again(at_once=True)
        self._arrangement = Arrangement(wordings)
        own = (each for each in layer.chain() if each.below)
        lost = [problem for each in own for problem in unused(each, self.outline)]
        if self._arrangement:
            lost += self._arrangement.problems(self._known_sections(), self._is_titled)
        if lost:
            raise TemplateError(lost)

    def outline(self, report_type: str) -> tuple[str, ...]:
        """Return the section names of a report type, in order (file `<type>.yaml`)."""
        file = f"{report_type}.yaml"
        name, path = self._holder(file, "T302", "这种文稿还没有模板")
        outline = _outline(path, self._loader.shown(name), path.stat().st_mtime_ns)
        return self._arrangement.arranged(outline) if self._arrangement else outline

    def phrase(self, name: str) -> Phrase | None:
        """Return a fixed phrase of the wordings, `opening`, `lead_in` or `closing`, if one is given."""
        return self._arrangement.phrase(name)

    def _known_sections(self) -> set[str]:
        """Return every section that a layer holds a file of."""
        folders = (each.folder / SECTIONS for each in self.layer.chain())
        return {path.name.removesuffix(SUFFIX) for folder in folders for path in folder.glob(f"*{SUFFIX}")}

    def _is_titled(self, section: str) -> bool:
        """Whether a section's templates type a heading."""
        file = file_of(section)
        paths = filter(None, (each.path_of(file) for each in self.layer.chain()))
        return any(_TITLED.search(path.read_text("utf-8-sig", "replace")) for path in paths)

    def render(self, report: Report) -> Document:
        """Turn a report into a numbered document.

        An edited template is seen some hundredths of a second later. Raises `TemplateError` with template,
        line and the chain that led there.
        """
        self._look_again()
        try:
            made = self._markup(report, self._root(report))
        except TemplateError as error:
            if not isinstance(error.__cause__, NotFilled):
                raise
            made = self._markup(report, self._root(report, watched=True))  # to say the path of what is absent
        document = markup.parse(made, _properties(report), self._loader.shown)
        return numbering.number(titlelines.set_titles(document, tuple(_names(report))))

    def _look_again(self, *, at_once: bool = False) -> None:
        """See edited templates: when a set is made, and between reports."""
        if self._loader.edited(at_once=at_once):
            self.environment.forget()

    def _markup(self, report: Report, root: Root) -> str:
        return "\n\n".join([self._render_section(name, root) for name in self.outline(report.document.type)])

    def blocks(self, report_type: str, report: Report | None = None) -> Iterator[BlockText]:
        """Yield every block of a report type's sections, with what it makes of a report.

        Without a report the text is the template's own. Raises `TemplateError`.
        """
        root = self._root(report, watched=True) if report else None
        for section in self.outline(report_type):
            if root is None:
                self.look_over(
                    *self._loader.place(self._holder(file_of(section), "T303", "没有这一节的模板")[0])
                )
            made = self._render_section(section, root) if root else None
            yield from blocks_of(section, self.layer, made, self._loader.place)

    def _root(self, report: Report, *, watched: bool = False) -> Root:
        root = Root(report, self.environment.printers, watched=watched)
        root.words = Words(self._arrangement, partial(self._said, root=root.proxy))
        return root

    def _said(self, phrase: Phrase, root: Root) -> str:
        """Return the markup of a phrase of a wording."""
        path = Path(phrase.position.file if phrase.position else WORDING)
        return said(phrase, self._loader.qualified(Layer(path.parent), path.name), root.quoted)

    def _holder(self, file: str, code: str, message: str) -> tuple[str, Path]:
        """Return qualified name and path of a file in the first layer that holds it, looked up once."""
        found = self._holders.get(file)
        if found is None:
            layer = self.layer.find(file)
            path = layer.path_of(file) if layer else None
            if layer is None or path is None:
                raise TemplateError(Problem(code, f"没有 {file}：{message}"))
            found = self._holders[file] = (self._loader.qualified(layer, file), path)
        return found

    def _render_section(self, section: str, root: Root) -> str:
        file = file_of(section)
        name, _ = self._holder(file, "T303", "没有这一节的模板，请检查各节的名称")
        new_budget()
        try:
            template = self.environment.get_template(name)
            names = Names(self.environment.globals | {Names.ROOT: root} | root.known)
            context = template.new_context(names, shared=True)
            made = self.environment.concat(template.root_render_func(context))
            settle(root.budget)
            title = self._arrangement.title(section)
            return retitled(made, self._said(title, root)) if title else made
        except TemplateSyntaxError as error:
            raise self._syntax_error(error) from error
        except JinjaError as error:  # before OSError: to Jinja a missing template is one
            raise self._run_time_error(error, Position(self._loader.shown(name), 1, 1)) from error
        except (FupinError, OSError):
            raise
        except AttributeError as error:
            raise self._run_time_error(_misuse(error), Position(self._loader.shown(name), 1, 1)) from error
        except Exception as error:  # a template is a program of someone else's
            raise self._run_time_error(error, Position(self._loader.shown(name), 1, 1)) from error

    def look_over(self, layer: Layer, file: str) -> None:
        """Raise `TemplateError` for a file of a layer that cannot be read as a template."""
        name = self._loader.qualified(layer, file)
        try:
            self.environment.get_template(name)
        except TemplateSyntaxError as error:
            raise self._syntax_error(error) from error
        except JinjaError as error:
            raise self._run_time_error(error, Position(self._loader.shown(name), 1, 1)) from error

    def named(self, template: str, layer: Layer, file: str) -> tuple[Layer, str]:
        """Return the layer and file of what a file of a layer names. Raises Jinja's `TemplateNotFound`."""
        return self._loader.place(self._loader.join_path(template, self._loader.qualified(layer, file)))

    def types(self) -> tuple[str, ...]:
        """Return the types of report that have an outline."""
        return tuple(each.value for each in DocumentType if self.layer.find(f"{each.value}.yaml"))

    def sections(self) -> tuple[str, ...]:
        """Return the sections of all types of report, each once."""
        return tuple(dict.fromkeys(section for kind in self.types() for section in self.outline(kind)))

    def asked_by(self, report: Report) -> Root:
        """Return the data as the templates saw them while they made a report. Raises `TemplateError`."""
        root = self._root(report, watched=True)
        for section in self.outline(report.document.type):
            self._render_section(section, root)
        return root

    def _syntax_error(self, error: TemplateSyntaxError) -> TemplateError:
        shown = self._loader.shown(error.name) if error.name else ""
        message = in_chinese(error.message or "")
        return TemplateError(Problem("T304", message, position=_place(shown, error.filename, error.lineno)))

    def _run_time_error(self, error: BaseException, section: Position) -> TemplateError:
        frames = _template_frames(error.__traceback__)
        chain = [_place(self._loader.shown(name), filename, line) for name, filename, line in frames]
        message = _explained(error)
        if frames and isinstance(error, UndefinedError) and replaces_all(*self._loader.place(frames[-1][0])):
            message += f"{'' if message.endswith('？') else '。'}{REPLACES_ALL}"
        for place in list(dict.fromkeys(map(str, reversed(chain[:-1]))))[:_LONGEST_CHAIN]:
            message += f"\n      由 {place} 引来"
        return TemplateError(Problem(_code(error), message, position=chain[-1] if chain else section))


@lru_cache(maxsize=64)
def _environment(filters: tuple[tuple[str, Filter], ...]) -> ReportEnvironment:
    """Return the environment of a set of filters: one a process serves every township."""
    loader = LayerLoader()
    environment = ReportEnvironment(loader, {**FILTERS, **dict(filters)})
    with suppress(OSError):  # without files of its own, a Python compiles each time
        environment.bytecode_cache = BuiltInBytecode(builtin_folder())
    environment.join_path = loader.join_path  # type: ignore[method-assign]
    return environment


@lru_cache(maxsize=256)
def _outline(path: Path, shown: str, _changed: int) -> tuple[str, ...]:
    """Read an outline; `_changed` makes an edited file a new one."""
    try:
        sections = read_yaml(decode(path.read_bytes(), shown), shown).root
    except SourceError as error:
        raise TemplateError(error.problems) from error
    if not isinstance(sections, list) or not all(isinstance(name, str) for name in sections):
        raise TemplateError(Problem("T302", f"{shown} 应是各节名称的列表，每行以“- ”开头"))
    if len(sections) > _MOST_SECTIONS:
        raise TemplateError(Problem("T302", f"{shown} 里的节太多（超过 {_MOST_SECTIONS} 节）"))
    return tuple(sections)


def _properties(report: Report) -> Properties:
    manuscript = report.document
    title = titlelines.without_bars(manuscript.title)
    return Properties(title, manuscript.issuer, manuscript.sign_date.iso, manuscript.draft)


def _names(report: Report) -> Iterator[str]:
    """Yield the names of the data that a title may hold: organs, places."""
    manuscript, place = report.document, report.township
    yield from (manuscript.issuer, *manuscript.signatory, *manuscript.recipients)
    if place:
        yield from (each for each in (place.name, place.county, place.city, place.province) if each)
    yield from (village.name for village in report.villages)


def _template_frames(trace: TracebackType | None) -> list[tuple[str, str, int]]:
    """Return name, file and line of every template on the way to an error, outermost first."""
    frames = []
    for frame, line in traceback.walk_tb(trace):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.name:
            frames.append((template.name, template.filename or "", template.get_corresponding_lineno(line)))
    return frames


def _place(shown: str, filename: str | None, line: int) -> Position:
    text = ""
    if filename and Path(filename).is_file():
        lines = Path(filename).read_text("utf-8", "replace").splitlines()
        text = lines[line - 1] if 0 < line <= len(lines) else ""
    start = len(text) - len(text.lstrip())
    return Position(shown, line, start + 1, text, max(1, len(text.strip())))


def _explained(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "模板调用自己太多层，请检查宏和 import"
    if isinstance(error, (TemplateNotFound, TemplatesNotFound)):
        return error.message or f"没有模板 {error.name}"
    if isinstance(error, JinjaError):
        return in_chinese(error.message or "")
    if isinstance(error, TypeError) and str(error).endswith("is not callable"):
        return NOT_CALLABLE
    if isinstance(error, TypeError) and (told := type_error_in_chinese(error)):
        return told
    return f"这样写不成立：{error}"


def _misuse(error: AttributeError) -> Exception:
    """Return what is wrong where a template asks something of what is not of the data."""
    asked = str(error.name)
    if not asked.startswith(ASK):
        return error
    name = asked.removeprefix(ASK)
    typed = isinstance(error.obj, (str, int, float, list, tuple, type(None)))
    misuse = Misuse(f"文字和数没有下级 {name}" if typed else f"模板里不能用 {name}")
    if isinstance(error.obj, tuple) and name in ("grouper", "list"):
        misuse = Misuse('一组写成两个名称：{% for 名称, 各条 in projects|groupby("category") %}')
    if isinstance(error.obj, Askable):
        try:
            error.obj.child(name)
        except Misuse as said:
            misuse = said
    return misuse.with_traceback(error.__traceback__)


def _code(error: BaseException) -> str:
    if isinstance(error, (TemplateNotFound, TemplatesNotFound)):
        return "T303"
    return "T305" if isinstance(error, Misuse) else "T306"
