"""项目、乡镇、一期: what lies where, and which files make one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fupin_report.errors import DataError, Problem
from fupin_report.frozen import frozen
from fupin_report.model.report import Report
from fupin_report.model.values import Base
from fupin_report.patterns import expression
from fupin_report.pipeline.reading import load_layers, read_section
from fupin_report.workspace.settings import Settings

SETTINGS, DEFAULTS, SLOW = "fupin.yaml", "defaults.yaml", "township.yaml"
TOWNSHIPS, TEMPLATES, LAYOUT, WORDING = "townships", "templates", "layout.yaml", "wording.yaml"
REGIONS = "regions"
"""Folders of templates for a county, city or province, named by the beginning of the code: `5119`, `51`."""
_DIGITS = (6, 4, 2)
_PERIOD = expression(r"(?:19|20)\d{2}(?:H[12])?")
_OWN = {SLOW, LAYOUT, WORDING, "checks.yaml"}
"""Files of a township that are no period."""


@frozen
class Edition:
    """一期: the files that make one report of one township."""

    township: str
    """Name of the township's folder."""
    period: str
    """`2015H1`, `2015`."""
    data: tuple[Path, ...]
    """The lowest layer first."""
    templates: tuple[Path, ...]
    """Folders of templates and files of wording, the most specific first."""
    layout: Path | None
    checks: Path | None
    """How bad the county takes which check."""
    code: Path | None
    """A module of the county's own filters and rules."""
    earlier: Mapping[Base, tuple[Path, ...]]
    """The data of the earlier periods that each 口径 speaks of, as far as they are there."""

    def report(self) -> Report:
        """Read the report. Raises as `fupin_report.load_layers`."""
        return load_layers(self.data, self.earlier)


@frozen
class Township:
    """乡镇: its folder, named by code and name, `510000101-龙泉镇`."""

    folder: Path

    @property
    def name(self) -> str:
        """Name without the code."""
        return self.folder.name.partition("-")[2] or self.folder.name

    @property
    def code(self) -> str:
        """行政区划代码, empty for a folder that is named without one."""
        code = self.folder.name.partition("-")[0]
        return code if code.isdecimal() and code.isascii() else ""

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods that have a file, the earliest first."""
        return tuple(sorted(each.stem for each in self.folder.glob("*.yaml") if _PERIOD.fullmatch(each.stem)))


@frozen
class Project:
    """项目: a county's folder and its settings."""

    folder: Path
    settings: Settings

    @property
    def output(self) -> Path:
        """Where the reports go."""
        return self.folder / self.settings.output

    @property
    def townships(self) -> tuple[Township, ...]:
        """The townships, by the names of their folders."""
        wanted = self.settings.townships
        folders = sorted(each for each in (self.folder / TOWNSHIPS).iterdir() if each.is_dir())
        return tuple(
            Township(each)
            for each in folders
            if not each.name.startswith(".") and (not wanted or each.name in wanted)
        )

    def named(self, names: Sequence[str] = ()) -> tuple[Township, ...]:
        """Return the townships of these names or folders, all without names.

        Raises `DataError` P803 for a township that is not there.
        """
        townships = self.townships
        known = {name for each in townships for name in (each.name, each.folder.name)}
        missing = [Problem("P803", f"没有“{name}”这个乡镇的文件夹") for name in names if name not in known]
        if missing:
            raise DataError(missing)
        return tuple(each for each in townships if not names or {each.name, each.folder.name} & set(names))

    def must_have(self, period: str) -> None:
        """Raise `DataError` where there is nothing to be made, and say what to do.

        P804 for a period that is none or that no township has, P807 for a project without data.
        """
        if period and not is_period(period):
            raise DataError(no_period(period))
        known = sorted({each for township in self.townships for each in township.periods})
        if not known or (period and period not in known):
            code = "P804" if known else "P807"
            raise DataError(Problem(code, self._advice(known, period), str(self.folder)))

    def _advice(self, known: list[str], period: str) -> str:
        """Say what to do where townships have data of some periods, or of none, and not of this one."""
        if not self.townships:
            return f"项目里还没有乡镇；加一个：fupin-report add-township 行政区划代码 名称 {self.folder}"
        if not known:
            example = "第一期自己写，在乡镇的文件夹里新建 2015H1.yaml，样子看 fupin-report init 的示例"
            return f"各乡镇还没有数据；{example}"
        begin = f"；开始这一期：fupin-report new-period {period} {self.folder}" if known[0] < period else ""
        return f"没有 {period} 的数据，有的是 {'、'.join(known)}{begin}"

    def editions(self, period: str = "") -> Iterator[Edition]:
        """Yield what is to be made: all periods of all townships, or one period."""
        for township in self.townships:
            for each in township.periods:
                if period in ("", each):
                    yield self.edition(township, each)

    def templates(self, township: Township) -> tuple[Path, ...]:
        """Return the folders of templates and files of wording of a township, the most specific first."""
        layers = (
            township.folder / WORDING,
            township.folder / TEMPLATES,
            self.folder / WORDING,
            self.folder / TEMPLATES,
            *(
                self.folder / REGIONS / township.code[:digits]
                for digits in _DIGITS
                if len(township.code) > digits
            ),
            *(self.folder / each for each in self.settings.templates),
        )
        return tuple(each for each in layers if each.exists())

    def edition(self, township: Township, period: str) -> Edition:
        """Return the files of one township in one period; layers that are not there are left out."""
        present = township.periods
        layouts = [township.folder / LAYOUT]
        layouts += [self.folder / self.settings.layout] if self.settings.layout else []
        return Edition(
            township.folder.name,
            period,
            self._data(township, period),
            self.templates(township),
            next((each for each in layouts if each.is_file()), None),
            self.folder / self.settings.checks if self.settings.checks else None,
            self.folder / self.settings.code if self.settings.code else None,
            {
                base: self._data(township, name)
                for base, names in _earlier(period).items()
                for name in names
                if name in present
            },
        )

    def _data(self, township: Township, period: str) -> tuple[Path, ...]:
        layers = (self.folder / DEFAULTS, township.folder / SLOW, township.folder / f"{period}.yaml")
        return tuple(each for each in layers if each.is_file())


def _earlier(period: str) -> dict[Base, tuple[str, ...]]:
    """Return the periods that each 口径 speaks of; of several the last that is there counts."""
    year, half = int(period[:4]), period[4:]
    before = (f"{year}H1",) if half == "H2" else (f"{year - 1}H2",) if half else ()
    year_end = (f"{year - 1}", f"{year - 1}H2")
    return {
        Base.SAME_PERIOD_LAST_YEAR: (f"{year - 1}{half}",) if half else year_end[::-1],
        Base.PREVIOUS_HALF: before,
        Base.YEAR_END: year_end,
    }


def load_project(folder: Path) -> Project:
    """Read a project: its settings and the names in it.

    Raises `DataError` D2xx for settings that do not exist, P8xx for what leads out of the folder, for
    townships, templates and settings that are not there and files that are no period; all at once.
    `SourceError`, `OSError`.
    """
    settings = read_section(folder / SETTINGS, Settings)
    project = Project(folder, settings)
    problems = [*_leading_out(project), *_missing(project), *_strange(project)]
    if problems:
        raise DataError(problems)
    return project


def _leading_out(project: Project) -> Iterator[Problem]:
    """Settings, townships and their files stay within the project; links are followed."""
    settings = project.settings
    named = [*settings.templates, settings.output, settings.layout or "", settings.checks or ""]
    named += [settings.code or ""]
    named += [DEFAULTS, TEMPLATES, WORDING]
    regions = project.folder / REGIONS
    named += [f"{REGIONS}/{each.name}" for each in _files(regions)]
    paths = [project.folder / each for each in named if each]
    townships = project.folder / TOWNSHIPS
    if townships.is_dir():
        paths += [each for folder in townships.iterdir() for each in (folder, *_files(folder))]
    home = project.folder.resolve()
    for path in paths:
        if not path.resolve().is_relative_to(home):
            yield Problem("P801", "这里通向项目文件夹以外，不用", str(path))


def _files(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _missing(project: Project) -> Iterator[Problem]:
    townships = project.folder / TOWNSHIPS
    if not townships.is_dir():
        yield Problem("P802", f"没有 {TOWNSHIPS} 文件夹：每个乡镇在里面有一个文件夹", str(townships))
        return
    settings, file = project.settings, str(project.folder / SETTINGS)
    for name in settings.townships:
        if not (townships / name).is_dir():
            yield Problem("P803", f"没有“{name}”这个乡镇的文件夹", file)
    for each in (*settings.templates, settings.layout, settings.checks, settings.code):
        if each and not (project.folder / each).exists():
            yield Problem("P808", f"设置里写的“{each}”不存在：改正名称，或删去这一项", file)


def _strange(project: Project) -> Iterator[Problem]:
    """Yield files that look like a period and are none: `2015h1.yaml` would be passed over in silence."""
    townships = project.folder / TOWNSHIPS
    for path in sorted(townships.glob("*/*.y*ml")):
        if path.name not in _OWN and not (path.suffix == ".yaml" and _PERIOD.fullmatch(path.stem)):
            message = "不认得这个文件：各期的数据写成 2015H1.yaml（上半年）、2015H2.yaml、2015.yaml（全年）"
            yield Problem("P804", message, str(path))


def edition_of(data: Path) -> Edition | None:
    """Return the edition that a period's file belongs to, if it lies in a project.

    So a township's file is checked and set by itself with all that lies around it. Raises as
    :func:`load_project`.
    """
    found = township_around(data) if _PERIOD.fullmatch(data.stem) else None
    return found[0].edition(found[1], data.stem) if found else None


def no_period(text: str) -> Problem:
    """Say how a period is written to somebody who wrote something else."""
    return Problem("P804", f"时期写成 2016H1、2016H2 或 2016，写的是“{text}”")


def is_period(text: str) -> bool:
    """Whether a text names a period: `2015H1`, `2015H2`, `2015`."""
    return bool(_PERIOD.fullmatch(text))


def township_around(path: Path) -> tuple[Project, Township] | None:
    """Return the township whose folder this is or that this file belongs to, and its project.

    Raises as :func:`load_project`.
    """
    folder = path.absolute() if path.is_dir() else path.absolute().parent
    if not path.is_absolute() and folder.is_relative_to(Path.cwd()):
        folder = folder.relative_to(Path.cwd())  # messages name files as the user does
        folder = folder if len(folder.parts) > 1 else folder.absolute()
    root = folder.parent.parent
    if folder.parent.name != TOWNSHIPS or not (root / SETTINGS).is_file():
        return None
    return load_project(root), Township(folder)
