"""A cluster of two workers: the same bytes as at home, nothing lost when a worker is killed half-way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import fupin_report as fr
from batches import hidden, order_for, write_broken, write_towns, written
from fupin_report.batch import executor_of, jobs_of_paths
from town_files import Run

distributed = pytest.importorskip("distributed", reason="distributed 没有安装（extra dask）")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """A scheduler with two workers, each a process of its own."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


def address(cluster: Any) -> str:
    return str(cluster.scheduler_address).replace("tcp://", "dask://")


def test_a_worker_is_killed_half_way(scheduler: Any, tmp_path: Path) -> None:
    """Every report is made once, in order, byte for byte as in one process; the broken ones are named."""
    write_towns(tmp_path / "data", 120)
    write_broken(tmp_path / "data")
    list(fr.generate_many([tmp_path / "data"], order_for(tmp_path / "home")))
    jobs = [job.absolute() for job in jobs_of_paths([tmp_path / "data"])]
    outcomes = []
    with executor_of(address(scheduler)) as executor:
        for outcome in fr.generate_many(jobs, order_for(tmp_path / "far").absolute(), executor=executor):
            outcomes.append(outcome)
            if len(outcomes) == 30:
                os.kill(next(iter(scheduler.workers.values())).pid, signal.SIGKILL)
    assert [each.source for each in outcomes] == [job.source for job in jobs]
    assert written(tmp_path / "far") == written(tmp_path / "home")
    assert sum(each.state == "made" for each in outcomes) == 120
    assert hidden(tmp_path / "far") == []


def test_at_the_command_line(run: Run, desk: Path, scheduler: Any) -> None:
    """The second run makes nothing; names are those of here, though the workers stand elsewhere."""
    write_towns(desk / "data", 20)
    words = ("build", "data", "-o", "out", "--executor", address(scheduler))
    assert run(*words).stdout == "已生成 20 份\n"
    assert run(*words).stdout == "未变 20 份\n"


def test_workers_that_share_nothing_but_urls(run: Run, desk: Path, scheduler: Any) -> None:
    """Data and documents behind URLs; templates known only here, by names from here, and soon gone.

    A worker is killed half-way: nothing is lost, the bytes are those of home, and the second run, asked
    for at the command line, makes nothing.
    """
    write_towns(desk / "data", 120)
    codes = write_broken(desk / "data")
    (desk / "wording.yaml").write_text("结束语: 特此报告。\n", "utf-8")
    (desk / "layout.yaml").write_text("digits: text\n", "utf-8")
    settings = {
        "templates": ("wording.yaml", "templates"),
        "layout": "layout.yaml",
        "formats": ("docx", "json"),
    }
    list(fr.generate_many(["data"], order_for(desk / "home", **settings)))
    shutil.copytree(desk / "templates", desk / "kept")
    data, out = f"file://{desk}/data", f"file://{desk}/far"
    outcomes = []
    with executor_of(address(scheduler)) as executor:
        for outcome in fr.generate_many([data], order_for(out, **settings), executor=executor):
            outcomes.append(outcome)
            if len(outcomes) == 1:
                shutil.rmtree(desk / "templates")
            if len(outcomes) == 30:
                os.kill(next(iter(scheduler.workers.values())).pid, signal.SIGKILL)
    assert [each.source for each in outcomes] == [job.source for job in jobs_of_paths([data])]
    problems = {Path(each.source).stem: each.first_problem for each in outcomes if not each.succeeded}
    assert problems.keys() == codes.keys()
    assert all(
        code in problems[stem] and f"{data}/{stem}.yaml" in problems[stem] for stem, code in codes.items()
    )
    assert written(desk / "far") == written(desk / "home")
    assert hidden(desk / "far") == []
    (desk / "kept").rename(desk / "templates")
    words = ("-t", "wording.yaml", "-t", "templates", "--layout", "layout.yaml", "--format", "docx,json")
    done = run("build", data, "-o", out, *words, "--executor", address(scheduler))
    assert done.stdout == "未变 120 份，数据有错、未生成 1 份，未能生成 6 份\n"
    (desk / "far" / "乡007.docx").write_bytes(b"PK")
    (desk / "layout.yaml").write_text("digits: times\n", "utf-8")
    done = run(
        "build",
        f"{data}/乡006.yaml",
        f"{data}/乡007.yaml",
        "-o",
        out,
        *words,
        "--executor",
        address(scheduler),
    )
    assert done.stdout == "已生成 1 份，未能生成 1 份；1 份上次的旧文件还在，没有更新\n"
    assert f"R410 {out}/乡007.docx" in done.stderr


@contextmanager
def _processes_of_a_cluster(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler and two workers, as the manual starts them; give the address and the scheduler."""
    dask, at = (sys.executable, "-m", "dask"), ("--scheduler-file", str(folder / "scheduler.json"))
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        with (folder / f"{words[0]}.log").open("wb") as log:
            started.append(subprocess.Popen([*dask, *words, *at, "--no-dashboard"], stdout=log, stderr=log))
        return started[-1]

    try:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0")
        _wait_for(lambda: (folder / "scheduler.json").exists())
        start("worker", "--nworkers", "2", "--nthreads", "1", "--death-timeout", "5")
        where = json.loads((folder / "scheduler.json").read_text("utf-8"))["address"]
        with distributed.Client(where, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield where.replace("tcp://", "dask://"), scheduler
    finally:
        for each in reversed(started):
            each.terminate()  # takes its worker processes with it
            each.wait(30)


def _wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_scheduler_that_is_gone(tmp_path: Path) -> None:
    """The run ends with one line that says so and where it stands; the next one, at home, goes on."""
    write_towns(tmp_path / "data", 600)
    command = [sys.executable, "-m", "fupin_report", "build", "data", "-o", "out", "--format", "json", "-q"]
    with _processes_of_a_cluster(tmp_path) as (where, scheduler):
        run = subprocess.Popen([*command, "--executor", where], cwd=tmp_path, stderr=subprocess.PIPE)
        _wait_for(lambda: len(list((tmp_path / "out").glob("*.json"))) > 60)
        scheduler.kill()
        told = run.communicate(timeout=60)[1].decode()
    assert (run.returncode, len(told.splitlines()), "R415" in told) == (1, 1, True), told
    assert len(written(tmp_path / "out")) < 600
    outcomes = list(fr.generate_many([tmp_path / "data"], order_for(tmp_path / "out"), processes=1))
    states = Counter(str(each.state) for each in outcomes)
    assert (set(states), states.total()) == ({"made", "unchanged"}, 600)


@pytest.mark.parametrize(
    ("where", "message"),
    [("spark://x:1", "R415"), ("dask://127.0.0.1:9", "R415"), ("dask://nowhere:x", "R415")],
)
def test_no_cluster(run: Run, desk: Path, where: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another kind of address, nobody there: said at once, nothing made."""
    monkeypatch.setattr("fupin_report.batch.cluster._WAIT", 1)
    write_towns(desk / "data", 1)
    done = run("build", "data", "-o", "out", "--executor", where)
    assert (done.exit_code, message in done.stderr) == (1, True)
    assert not list(desk.glob("out/*.docx"))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(fr.RenderError, match="R416"), executor_of("dask://127.0.0.1:1"):
        pass
