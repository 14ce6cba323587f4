"""Templates and settings go to processes elsewhere: each once, whole, under the names that people know."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import fupin_report as fr
from batches import hidden, write_towns, written
from builders import template_folder
from fupin_report.batch import Job, Order, jobs_of_paths, parcels
from fupin_report.batch.places import WORK, place_of
from stores import Store, hidden_at, stored, stores, upload
from town_files import TEMPLATE, write_data, write_templates

DATA, OUT = "store://county/data", "store://county/out"


@pytest.fixture(autouse=True)
def around(desk: Path) -> Iterator[None]:
    """Empty stores; the current folder is a desk with templates."""
    write_towns(desk / "data", 6)
    with stores():
        upload(desk / "data", DATA)
        yield


def _order(out: str, **changes: object) -> Order:
    return Order(out, **{"formats": ("json",), **changes})  # type: ignore[arg-type]


def _far(jobs: object, order: Order) -> list[fr.Outcome]:
    with ThreadPoolExecutor(3) as threads:
        return list(fr.generate_many(jobs, order, executor=threads))  # type: ignore[arg-type]


def test_all_that_a_report_is_made_with(desk: Path) -> None:
    """Templates, wording, layout, checks, code, of all and of one: the bytes, and the keys, are those of home."""
    write_data(desk / "data", "wrong.yaml", identification__entered="100户350人")
    upload(desk / "data", DATA)
    template_folder(desk / "own", {"town": "# {{ document.title|loud }}\n"})
    (desk / "wording.yaml").write_text("结束语: 特此报告。\n", "utf-8")
    (desk / "layout.yaml").write_text("digits: text\n", "utf-8")
    (desk / "checks.yaml").write_text("X02: {级别: 提示, 理由: 试行}\n", "utf-8")
    (desk / "code.py").write_text("FILTERS = {'loud': lambda text: f'{text}！'}\n", "utf-8")
    order = {"templates": ("wording.yaml", "templates"), "layout": "layout.yaml", "formats": ("json", "docx")}

    def jobs(source: str) -> Iterator[Job]:
        for job in jobs_of_paths([source]):
            yield Job(
                job.source, job.name, job.data, templates=("./own/",), code="code.py", checks="checks.yaml"
            )

    at_home = list(fr.generate_many(jobs("data"), _order("home", **order)))
    outcomes = _far(jobs(DATA), _order(OUT, **order))
    assert [str(each.state) for each in outcomes] == [str(each.state) for each in at_home] == ["made"] * 7
    assert stored(OUT) == written(desk / "home")
    assert "own/sections/town.md.j2:1" in (desk / "home" / "wrong.json").read_text("utf-8")
    assert not hidden_at(OUT)
    near = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with near:  # a run at home goes on with what one elsewhere has made, and the other way round
        again = list(fr.generate_many(jobs("data"), _order("home", **order), executor=near))
    assert {str(each.state) for each in again} == {"unchanged"}


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("templates/sections/town.md.j2", "# {{ document.titel }}\n", "templates/sections/town.md.j2:1"),
        ("templates/sections/town.md.j2.txt", "", "templates/sections/town.md.j2.txt:1"),
        ("templates/progress.yaml", "town\n", "templates/progress.yaml"),
        ("wording.yaml", "各节标题: {nowhere: 标题}\n", "wording.yaml:1"),
        ("wording.yaml", "各节标题: [\n", "wording.yaml"),
        ("layout.yaml", "digits: 1\n", "layout.yaml:1"),
        ("checks.yaml", "X99: {级别: 提示}\n", "checks.yaml:1"),
        ("code.py", "FILTERS = {}\n1 / 0\n", "code.py:2"),
        ("code.py", "RULES = (\n", "code.py:1"),
    ],
)
def test_messages_name_files_as_people_do(desk: Path, file: str, text: str, place: str) -> None:
    """Word for word those of home; what only a process elsewhere knows is never shown."""
    usual = {"layout.yaml": "digits: text\n", "checks.yaml": "X02: {级别: 提示, 理由: 试行}\n", "code.py": ""}
    for name, content in {**usual, "wording.yaml": "结束语: 特此报告。\n", file: text}.items():
        (desk / name).write_text(content, "utf-8")
    order = {"templates": ("templates/", "wording.yaml"), "layout": "./layout.yaml", "checks": "checks.yaml"}
    jobs = [Job("乡000", "乡000", (str(desk / "data" / "乡000.yaml"),), code="code.py")]
    (at_home,) = fr.generate_many(jobs, _order("home", **order))
    (outcome,) = _far(jobs, _order(OUT, **order))
    assert outcome.problems == at_home.problems
    assert place in outcome.first_problem


def test_what_is_missing_is_told_as_at_home() -> None:
    """A folder that is not there, for one report or for all."""
    for settings in ({"templates": ("gone",)}, {"layout": "gone.yaml"}):
        job = Job("乡000", "乡000", (f"{DATA}/乡000.yaml",), **settings)
        (at_home,) = fr.generate_many([job], _order("home"), processes=1)
        (outcome,) = _far([job], _order(OUT))
        assert outcome.problems == at_home.problems != ()


def test_each_is_fetched_once(desk: Path) -> None:
    """By six reports on three threads of one process, in two runs; and once more when it was edited."""
    order = _order(OUT, templates=("templates",))
    for text, reads in (("甲", 1), ("乙", 2)):
        write_templates(desk, f"{TEMPLATE}\n{text}。\n")
        assert [str(each.state) for each in _far([DATA], order)] == ["made"] * 6
        assert [str(each.state) for each in _far([DATA], order)] == ["unchanged"] * 6
        assert len([path for path in Store.reads if WORK in path]) == reads


def test_equal_folders_are_told_apart(desk: Path) -> None:
    """What a township has copied from its county is its own in messages."""
    write_templates(desk / "own")
    (desk / "templates" / "sections" / "town.md.j2.txt").write_text("", "utf-8")
    (desk / "own" / "templates" / "sections" / "town.md.j2.txt").write_text("", "utf-8")
    order = {"templates": ("own/templates", "templates")}
    (at_home,) = fr.generate_many(["data/乡000.yaml"], _order("home", **order))
    (outcome,) = _far(["data/乡000.yaml"], _order(OUT, **order))
    assert outcome.problems == at_home.problems
    assert len({str(each) for each in outcome.problems}) == 2


def test_templates_may_go_when_the_work_has_begun(desk: Path) -> None:
    """What was sent is what is used."""
    write_towns(desk / "data", 100)
    order = _order("home", templates=("templates",))
    list(fr.generate_many(["data"], order))
    with ThreadPoolExecutor(2) as threads:
        outcomes = fr.generate_many(["data"], _order("far", templates=("templates",)), executor=threads)
        next(outcomes)
        shutil.rmtree("templates")
        assert all(each.succeeded for each in outcomes)
    assert written(desk / "far") == written(desk / "home")
    assert hidden(desk / "far") == []


def test_too_large(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that can hardly be templates is refused: for all before the work, for one by its report."""
    monkeypatch.setattr(parcels, "MOST", 2**20)
    (desk / "templates" / "film.mp4").write_bytes(os.urandom(2**20))
    with pytest.raises(fr.RenderError, match="R420 templates：太大"):
        _far([DATA], _order(OUT, templates=("templates",)))
    jobs = [Job(each, each, (f"{DATA}/{each}.yaml",)) for each in ("乡000", "乡001")]
    jobs.append(Job("乡002", "乡002", (f"{DATA}/乡002.yaml",), templates=("templates",)))
    outcomes = _far(jobs, _order(OUT))
    assert [str(each.state) for each in outcomes] == ["made", "made", "failed"]
    assert "R420 templates" in outcomes[2].first_problem


def test_what_was_changed_on_its_way_is_not_used(desk: Path) -> None:
    """Who can write into the output folder cannot run a module of theirs on a worker."""
    (desk / "code.py").write_text("FILTERS = {}\n", "utf-8")
    place = place_of(OUT)
    (parcel,) = parcels.Post(place).send(["code.py"])
    content = place.read(parcel.lying)
    place.put(parcel.lying, content + b"\0")
    with pytest.raises(fr.RenderError, match="R420"):
        parcel.received(place)
    place.put(parcel.lying, content)
    assert Path(parcel.received(place)).read_text("utf-8") == "FILTERS = {}\n"


def test_links_that_lead_out_stay_behind(desk: Path) -> None:
    """As at home, where they count for nothing."""
    (desk / "secret").write_text("秘密", "utf-8")
    (desk / "templates" / "sections" / "link.md.j2").symlink_to(desk / "secret")
    (desk / "templates" / "sections" / "near.txt").symlink_to(desk / "templates" / "progress.yaml")
    place = place_of(OUT)
    (parcel,) = parcels.Post(place).send(["templates"])
    here = Path(parcel.received(place))
    assert {path.name for path in here.rglob("*") if path.is_file()} == {
        "progress.yaml",
        "town.md.j2",
        "near.txt",
    }


def test_nothing_stays_on_the_machines(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What processes unpacked goes with them."""
    (desk / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(desk / "tmp"))
    for method in ("spawn", "forkserver"):
        with ProcessPoolExecutor(2, mp_context=get_context(method)) as processes:
            outcomes = fr.generate_many(
                ["data"], _order(method, templates=("templates",)), executor=processes
            )
            assert all(each.succeeded for each in outcomes)
            assert list((desk / "tmp").glob("fupin-report-*"))
    assert not list((desk / "tmp").glob("fupin-report-*"))
