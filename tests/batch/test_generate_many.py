"""Many reports: each as if made alone, none stopped by another, nothing of the user's lost."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from batches import hidden, lines_of_towns, order_for, write_broken, write_towns, written
from builders import template_folder
from fupin_report import pipeline
from fupin_report.batch import (
    Job,
    Outcome,
    check_names,
    generate_many,
    is_current,
    jobs_of_lines,
    jobs_of_paths,
    work,
)
from fupin_report.batch.manifest import consulted
from fupin_report.batch.places import place_of
from town_files import WRONG_SUM, write_data


def _states(outcomes: Iterator[Outcome]) -> dict[str, str]:
    return {Path(each.source).name: str(each.state) for each in outcomes}


def test_each_as_if_made_alone(tmp_path: Path) -> None:
    """The files of a batch are those that `generate` makes, and the outcomes say so."""
    towns = write_towns(tmp_path / "in", 5)
    outcomes = list(generate_many(towns, order_for(tmp_path / "out", formats=("docx", "json"))))
    assert [each.source for each in outcomes] == list(map(str, towns))
    for town, outcome in zip(towns, outcomes, strict=True):
        for suffix in ("docx", "json"):
            alone = fr.generate(town, tmp_path / f"alone.{suffix}", overwrite=True)
            assert alone.read_bytes() == (tmp_path / "out" / f"{town.stem}.{suffix}").read_bytes()
        assert {each.path: each.sha256 for each in outcome.outputs}.items() <= written(
            tmp_path / "out"
        ).items()


def test_no_broken_one_stops_the_others(tmp_path: Path) -> None:
    """Every kind of broken input is told by its first problem; all else is made."""
    codes = write_broken(tmp_path / "in")
    towns = write_towns(tmp_path / "in", 6)
    outcomes = {
        Path(each.source).stem: each for each in generate_many([tmp_path / "in"], order_for(tmp_path / "out"))
    }
    for stem, code in codes.items():
        assert not outcomes[stem].succeeded
        assert code in outcomes[stem].first_problem
        assert f"{stem}.yaml" in outcomes[stem].first_problem
    assert sorted(written(tmp_path / "out")) == sorted(f"{each.stem}.json" for each in towns)
    assert pickle.loads(pickle.dumps(list(outcomes.values()))) == list(outcomes.values())


def test_an_explained_error_and_an_allowed_one(tmp_path: Path) -> None:
    """What is explained is written; what is not, only when asked for."""
    note = [{"check": "X02", "at": "identification.entered", "note": "自然减少"}]
    write_data(tmp_path, "explained.yaml", **WRONG_SUM, explanations=note)
    write_data(tmp_path, "wrong.yaml", **WRONG_SUM)
    jobs = [tmp_path / "explained.yaml", tmp_path / "wrong.yaml"]
    found = _states(generate_many(jobs, order_for(tmp_path / "out")))
    assert found == {"explained.yaml": "made", "wrong.yaml": "refused"}
    found = _states(generate_many(jobs, order_for(tmp_path / "out", allow_errors=True)))
    assert found["wrong.yaml"] == "made"


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    """Data, templates, settings, a file that is gone: each makes anew what hangs on it and nothing else."""
    towns = write_towns(tmp_path / "in", 3)
    layout = tmp_path / "layout.yaml"
    layout.write_text("digits: text\n", "utf-8")
    templates = template_folder(tmp_path / "templates", {"town": "# {{ document.title }}\n"})
    order = order_for(tmp_path / "out", layout=str(layout), templates=(str(templates),))

    def again() -> list[str]:
        return [str(each.state) for each in generate_many(towns, order)]

    assert again() == ["made"] * 3
    assert again() == ["unchanged"] * 3
    write_data(tmp_path / "in", towns[1].name, township__area="1.5")
    assert again() == ["unchanged", "made", "unchanged"]
    (tmp_path / "out" / "乡002.json").unlink()
    assert again() == ["unchanged", "unchanged", "made"]
    os.utime(tmp_path / "out" / "乡002.json", (1, 1))  # as in a copied folder
    assert is_current(Job("x", "乡002", (str(towns[2]),)), order)
    assert again() == ["unchanged"] * 3
    with consulted(place_of(order.folder)) as manifest:
        assert manifest
        known = manifest.entry("乡002.json")
    assert known
    assert known.version == 1_000_000_000  # it need not be read again
    layout.write_text("digits: times\n", "utf-8")
    assert again() == ["made"] * 3
    next(templates.rglob("*.md.j2")).write_text("# 汇报\n", "utf-8")
    assert again() == ["made"] * 3
    assert [each.state for each in generate_many(towns, order_for(tmp_path / "out", force=True))] == [
        "made"
    ] * 3


def test_edited_settings_are_read_anew(tmp_path: Path) -> None:
    """Layout, checks, wording and code of a process that lives on: the bytes are those of a new process."""
    write_data(tmp_path, "a.yaml", **WRONG_SUM)
    texts = {
        "layout.yaml": ("digits: text\n", "digits: times\n"),
        "checks.yaml": ("X02: {级别: 提示, 理由: 试行}\n", "X02: {级别: 警告, 理由: 试行}\n"),
        "wording.yaml": ("结束语: 特此报告。\n", "结束语: 专此报告。\n"),
        "code.py": ("FILTERS = {'loud': lambda text: f'{text}！'}\n", "FILTERS = {'loud': str}\n"),
    }
    templates = template_folder(tmp_path / "templates", {"town": "# {{ document.title|loud }}\n"})
    layers = (str(tmp_path / "wording.yaml"), str(templates))
    job = Job("a", "a", (str(tmp_path / "a.yaml"),), templates=layers, code=str(tmp_path / "code.py"))
    found = []
    for turn in (0, 1):
        for name, both in texts.items():
            (tmp_path / name).write_text(both[turn], "utf-8")
        settings = {each: str(tmp_path / f"{each}.yaml") for each in ("layout", "checks")}
        order = order_for(tmp_path / "out", formats=("docx", "txt"), **settings)
        (outcome,) = generate_many([job], order)
        severity = next(each.severity for each in outcome.findings if each.code == "X02")
        found.append((severity, (tmp_path / "out" / "a.txt").read_text("utf-8"), outcome.outputs[0].sha256))
    assert [str(each[0]) for each in found] == ["info", "warning"]
    assert ["！" in each[1] for each in found] == [True, False]
    assert found[0][2] != found[1][2]


def test_what_somebody_changed_stays(tmp_path: Path) -> None:
    """A file that was changed by hand, or that no batch made, is not overwritten unless all is forced."""
    towns = write_towns(tmp_path / "in", 2)
    order = order_for(tmp_path / "out")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "乡001.json").write_text("手写的", "utf-8")
    assert _states(generate_many(towns, order)) == {"乡000.yaml": "made", "乡001.yaml": "failed"}
    (tmp_path / "out" / "乡000.json").write_text("改过的", "utf-8")
    write_data(tmp_path / "in", towns[0].name, township__area="1.5")
    first, second = generate_many(towns, order)
    assert "R410" in first.first_problem
    assert "R410" in second.first_problem
    texts = [(tmp_path / "out" / f"乡00{each}.json").read_text("utf-8") for each in (0, 1)]
    assert texts == ["改过的", "手写的"]
    assert set(_states(generate_many(towns, order_for(tmp_path / "out", force=True))).values()) == {"made"}


def test_bytes_do_not_depend_on_who_makes_them(tmp_path: Path) -> None:
    """One process, several, threads at once, another order: the same bytes."""
    towns = write_towns(tmp_path / "in", 40)
    list(generate_many(towns, order_for(tmp_path / "here", formats=("docx",))))
    list(generate_many(towns, order_for(tmp_path / "two", formats=("docx",)), processes=2))
    with ThreadPoolExecutor(4) as threads:
        backwards = towns[::-1]
        list(generate_many(backwards, order_for(tmp_path / "threads", formats=("docx",)), executor=threads))
    assert len(written(tmp_path / "here")) == 40
    assert written(tmp_path / "here") == written(tmp_path / "two") == written(tmp_path / "threads")


def test_names_that_meet(tmp_path: Path) -> None:
    """Two reports of one name are told before anything is written; in a stream the second one fails."""
    write_towns(tmp_path / "a", 1)
    write_towns(tmp_path / "b", 1)
    jobs = [*jobs_of_paths([tmp_path / "a", tmp_path / "b"])]
    with pytest.raises(fr.RenderError) as told:
        check_names(jobs)
    assert [each.code for each in told.value.problems] == ["R407", "R421"]
    assert str(tmp_path / "a" / "乡000.yaml") in told.value.problems[0].message
    assert [str(each.state) for each in generate_many(jobs, order_for(tmp_path / "out"))] == [
        "made",
        "failed",
    ]
    for name in ("../乡", "/乡", "a:b", "con\x00", "", "2015H1/", "2015H1/ ", "/", "a//b", "a/\u3000"):
        with pytest.raises(fr.RenderError, match="R406"):
            check_names([Job("x", name)])
    with pytest.raises(fr.RenderError, match="R407"):  # é in one letter and in two; folded case
        check_names([Job("x", "Caf\u00e9"), Job("y", "cafe\u0301")])


def test_settings_beside_the_data_are_no_data(tmp_path: Path) -> None:
    """layout.yaml, checks.yaml and hidden files of a folder are passed over; named, they are asked for."""
    write_towns(tmp_path / "in", 1)
    for name in ("layout.yaml", "checks.yaml", "fupin-report.schema.json", ".hidden.yaml", "_note.yaml"):
        (tmp_path / "in" / name).write_text("digits: text\n", "utf-8")
    assert [Path(each.source).name for each in jobs_of_paths([tmp_path / "in"])] == ["乡000.yaml"]
    assert len(list(jobs_of_paths([tmp_path / "in" / "layout.yaml"]))) == 1


def test_reports_beside_their_data(tmp_path: Path) -> None:
    """An output folder below the data is no data, however it is written: the next run finds what the first did."""
    write_towns(tmp_path / "in", 2)
    for out in (tmp_path / "in" / "out", tmp_path / "in" / "." / "sub" / ".." / "out"):
        assert len(list(generate_many([tmp_path / "in"], order_for(out)))) == 2
    assert len(list(jobs_of_paths([tmp_path / "in"]))) == 4


def test_older_files_that_still_stand(tmp_path: Path) -> None:
    """What could not be made anew says so, whatever stopped it; what was never made says nothing."""
    towns = write_towns(tmp_path / "in", 4)
    order = order_for(tmp_path / "out")
    assert [each.left for each in generate_many(towns, order)] == [()] * 4
    write_data(tmp_path / "in", towns[0].name, **WRONG_SUM)
    towns[1].write_bytes(b"\xff")
    write_data(tmp_path / "in", towns[2].name, township__area="1.5")
    (tmp_path / "out" / "乡002.json").write_text("改过的", "utf-8")
    towns[3].unlink()
    (tmp_path / "out" / "乡003.json").unlink()
    fresh = write_data(tmp_path / "in", "新.yaml", **WRONG_SUM)
    outcomes = list(generate_many([*towns, fresh], order))
    assert [str(each.state) for each in outcomes] == ["refused", "failed", "failed", "failed", "refused"]
    assert [each.left for each in outcomes] == [*((f"乡00{n}.json",) for n in range(3)), (), ()]


def test_json_lines(tmp_path: Path) -> None:
    """Every line is a report named by its number; a broken line is told with it and stops nothing."""
    good = lines_of_towns(3).splitlines()
    content = b"\n".join(
        [b"\xef\xbb\xbf" + good[0], b"", b"{", b"\xff", b"[" + b" " * 3_000_000, good[1], good[2]]
    )
    jobs = jobs_of_lines(io.BytesIO(content), "县/towns.jsonl")
    outcomes = list(generate_many(jobs, order_for(tmp_path)))
    assert [each.source for each in outcomes if each.succeeded] == [f"县/towns.jsonl:{n}" for n in (1, 6, 7)]
    problems = [each.first_problem for each in outcomes if not each.succeeded]
    for line, code, problem in zip((3, 4, 5), ("S1", "S101", "S102"), problems, strict=True):
        assert f"县/towns.jsonl:{line}" in problem
        assert code in problem
    assert sorted(written(tmp_path)) == [f"towns-00000{n}.json" for n in (1, 6, 7)]


def test_a_stream_is_read_as_it_is_made(tmp_path: Path) -> None:
    """Few jobs are read ahead of what is done, after those that decide how many processes there are."""
    read = 0

    def endless() -> Iterator[Job]:
        nonlocal read
        line = lines_of_towns(1)
        while True:
            read += 1
            yield Job(f"x:{read}", f"{read}", line=line)

    outcomes = generate_many(endless(), order_for(tmp_path), processes=1)
    for _ in range(200):
        assert next(outcomes).succeeded
    assert read <= 202
    outcomes.close()
    assert len(written(tmp_path)) in (200, 201)


def test_two_runs_in_one_folder(tmp_path: Path) -> None:
    """The second run is told to wait, and does no harm; when the first has ended it may."""
    towns = write_towns(tmp_path / "in", 2)
    first = generate_many(towns, order_for(tmp_path / "out"))
    next(first)
    with pytest.raises(fr.RenderError, match="R408"):
        next(generate_many(towns, order_for(tmp_path / "out")))
    assert [str(each.state) for each in first] == ["made"]
    assert set(_states(generate_many(towns, order_for(tmp_path / "out"))).values()) == {"unchanged"}


def test_a_manifest_that_is_none(tmp_path: Path) -> None:
    """A spoiled manifest is told with what to do; once removed, what stands is recognised by its bytes."""
    towns = write_towns(tmp_path / "in", 2)
    order = order_for(tmp_path / "out")
    list(generate_many(towns, order))
    manifest = tmp_path / "out" / ".fupin-build.sqlite"
    manifest.write_bytes(b"no database" * 1000)
    with pytest.raises(fr.RenderError, match="R409"):
        list(generate_many(towns, order))
    manifest.unlink()
    assert set(_states(generate_many(towns, order)).values()) == {"made"}


def test_leftovers_of_a_killed_run(tmp_path: Path) -> None:
    """Unfinished files of a run that was killed are gone after the next one."""
    (tmp_path / "out" / "sub").mkdir(parents=True)
    (tmp_path / "out" / "sub" / ".fupin-build-0123456789ab.part").write_bytes(b"PK")
    list(generate_many(write_towns(tmp_path / "in", 1), order_for(tmp_path / "out")))
    assert hidden(tmp_path / "out") == []


class _Mortal(Executor):
    """A pool that is broken by a chunk in which a certain town stands, and then is another one."""

    _max_workers = 2

    def __init__(self, deadly: str) -> None:
        self._deadly = deadly
        self._pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))

    def submit(self, function, /, *args, **_):  # type: ignore[no-untyped-def]
        try:
            return self._pool.submit(_deadly, self._deadly, function, *args)
        except Exception:
            self._pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
            return self._pool.submit(_deadly, self._deadly, function, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


def _deadly(name: str, function, tasks):  # type: ignore[no-untyped-def]
    if any(name in task.job.source for task in tasks):
        os._exit(9)
    return function(tasks)


def test_a_worker_that_dies(tmp_path: Path) -> None:
    """A report that takes its worker with it is told by name; all others are made."""
    towns = write_towns(tmp_path / "in", 100)
    with _Mortal("乡037") as executor:
        outcomes = list(generate_many(towns, order_for(tmp_path / "out"), executor=executor))
    assert [each.source for each in outcomes] == list(map(str, towns))
    assert [Path(each.source).stem for each in outcomes if not each.succeeded] == ["乡037"]
    assert "E509" in outcomes[37].first_problem
    assert len(written(tmp_path / "out")) == 99


def test_pdfs_are_set_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One LibreOffice sets the pages of a chunk; when it fails, each report is tried alone and told of."""
    asked: list[int] = []

    def fake(contents: Sequence[bytes]) -> list[bytes]:
        asked.append(len(contents))
        if any(b"stone" in each for each in contents):
            raise fr.RenderError("R413")
        return [b"%PDF-1.6 LibreOffice " + bytes([len(asked)]) for _ in contents]

    monkeypatch.setattr(work, "to_pdf", fake)
    towns = write_towns(tmp_path / "in", 4)
    order = order_for(tmp_path / "out", formats=("pdf", "json"))
    assert {str(each.state) for each in generate_many(towns, order)} == {"made"}
    assert asked == [4]
    assert len(written(tmp_path / "out")) == 8
    monkeypatch.setattr(work, "digest_of_job", lambda job, *_: job.name + "new")  # all is to be made anew
    real = pipeline.serialize

    def spoiled(*arguments: Any, **settings: Any) -> bytes:
        content = real(*arguments, **settings)
        return b"stone" if "602.60" in str(settings["report"].township.area) else content

    monkeypatch.setattr(pipeline, "serialize", spoiled)
    order = order_for(tmp_path / "out", formats=("pdf",))
    assert [str(each.state) for each in generate_many(towns, order)] == ["made", "made", "failed", "made"]
    assert asked == [4, 4, 1, 1, 1, 1]


class _Gone(Executor):
    """An executor whose far end goes away half-way: what is under way is cancelled, and nothing more taken."""

    _max_workers = 2

    def __init__(self) -> None:
        self._taken = 0

    def submit(self, function, /, *args, **_):  # type: ignore[no-untyped-def]
        self._taken += 1
        if self._taken > 4:
            raise fr.RenderError("R415")
        future: Future[Any] = Future()
        if self._taken > 2:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(function(*args))
        return future


def test_an_executor_that_is_gone(tmp_path: Path) -> None:
    """The run ends with its message and not with that of every report; the next one goes on."""
    towns = write_towns(tmp_path / "in", 300)
    outcomes = generate_many(towns, order_for(tmp_path / "out"), executor=_Gone())
    told: list[Outcome] = []
    with pytest.raises(fr.RenderError, match="R415"):
        told.extend(outcomes)
    assert {str(each.state) for each in told} <= {"made"}
    made = len(written(tmp_path / "out"))
    assert 0 < made < 300
    rest = [str(each.state) for each in generate_many(towns, order_for(tmp_path / "out"), processes=1)]
    assert rest.count("unchanged") >= len(told)
    assert (set(rest), len(written(tmp_path / "out"))) == ({"unchanged", "made"}, 300)


_SCRIPT = """
import fupin_report as fr
outcomes = fr.generate_many(["data"], fr.Order("out", ("json",)), processes=2)
print(sum(each.succeeded for each in outcomes))
"""


@pytest.mark.parametrize("from_standard_input", [False, True])
def test_a_script_without_a_guard(tmp_path: Path, from_standard_input: bool) -> None:
    """A script of three lines, or one typed into Python, is not run again by every process it starts."""
    write_towns(tmp_path / "data", 60)
    (tmp_path / "script.py").write_text(_SCRIPT, "utf-8")
    command = [sys.executable, "-" if from_standard_input else "script.py"]
    done = subprocess.run(
        command, cwd=tmp_path, input=_SCRIPT, capture_output=True, encoding="utf-8", timeout=120
    )
    assert (done.stdout, done.stderr, done.returncode) == ("60\n", "", 0)
    assert len(written(tmp_path / "out")) == 60


def test_who_stops_early_waits_for_what_another_executor_has_begun(tmp_path: Path) -> None:
    """Nothing is written after the folder is free again."""
    write_towns(tmp_path / "data", 60)
    with ThreadPoolExecutor(2) as threads:
        outcomes = fr.generate_many([tmp_path / "data"], order_for(tmp_path / "out"), executor=threads)
        next(outcomes)
        outcomes.close()
        stands = written(tmp_path / "out")
    assert written(tmp_path / "out") == stands
    assert hidden(tmp_path / "out") == []


def test_bytes_do_not_depend_on_where_and_when(tmp_path: Path) -> None:
    """Time zone, locale, hash seed, processes: the same Word files."""
    write_towns(tmp_path / "data", 20)
    places = (
        ({"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, ()),
        ({"TZ": "America/New_York", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "2"}, ("-j", "2")),
    )
    for number, (changes, words) in enumerate(places):
        command = [sys.executable, "-m", "fupin_report", "build", "data", "-o", f"out{number}", "-q", *words]
        subprocess.run(command, cwd=tmp_path, env=os.environ | changes, check=True)
    assert written(tmp_path / "out0") == written(tmp_path / "out1")
    assert len(written(tmp_path / "out0")) == 20


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"folder": ""}, TypeError),
        ({"folder": Path("out")}, TypeError),
        ({"formats": "docx"}, TypeError),
        ({"formats": ()}, TypeError),
        ({"templates": "templates"}, TypeError),
        ({"formats": ("docx", "xls")}, fr.RenderError),
    ],
)
def test_an_order_that_is_none(settings: dict[str, Any], error: type[Exception]) -> None:
    """It is refused where it is written, and not by every report."""
    with pytest.raises(error):
        fr.Order(**({"folder": "out"} | settings))


def test_the_cause_before_what_comes_of_it(tmp_path: Path) -> None:
    """A misspelt name is told before the field that is missing because of it."""
    path = write_data(tmp_path, "a.yaml")
    path.write_text(path.read_text("utf-8").replace("line_yuan:", "line_yaun:"), "utf-8")
    (outcome,) = generate_many([path], order_for(tmp_path / "out"))
    assert sorted(each.code for each in outcome.problems) == ["D201", "D207"]
    assert "D201" in outcome.first_problem
