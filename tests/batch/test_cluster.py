"""A cluster of two workers: the same bytes as at home, nothing lost when a worker is killed half-way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
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
