"""Data and documents behind URLs: the bytes of a run at home, nothing of anybody's lost, every trouble named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import fupin_report as fr
from batches import lines_of_towns, write_broken, write_towns, written
from fupin_report.batch import Job, Order, is_current, jobs_of_paths
from fupin_report.batch.manifest import FILE
from fupin_report.batch.places import WORK
from pictures import png
from stores import Store, hidden_at, stored, stores, upload
from town_files import write_data

DATA, OUT = "store://county/data", "store://county/out"


@pytest.fixture(autouse=True)
def around() -> Iterator[None]:
    with stores():
        yield


def run(*data: str, out: str = OUT, **changes: object) -> list[fr.Outcome]:
    """Make reports on threads that somebody else has started."""
    with ThreadPoolExecutor(3) as threads:
        return list(fr.generate_many(data or [DATA], _order(out, **changes), executor=threads))


def _order(out: str, **changes: object) -> Order:
    return Order(out, **{"formats": ("json", "docx"), **changes})  # type: ignore[arg-type]


def states(outcomes: list[fr.Outcome]) -> list[str]:
    return [str(each.state) for each in outcomes]


@pytest.mark.parametrize("kind", ["memory://", "store://", "disk://", "file://"])
def test_as_at_home(kind: str, tmp_path: Path) -> None:
    """Folders, single files and JSON lines, from there to there; the second run makes nothing."""
    write_towns(tmp_path / "in", 12)
    write_towns(tmp_path / "in" / "sub", 2)
    write_towns(tmp_path / "in" / "_hidden", 1)
    write_towns(tmp_path / "in" / "project", 1)
    (tmp_path / "in" / "project" / "fupin.yaml").write_text("", "utf-8")
    (tmp_path / "in" / "layout.yaml").write_text("digits: text\n", "utf-8")
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "县.jsonl").write_bytes(lines_of_towns(3))
    write_data(tmp_path / "lines", "single.yaml")
    at_home = [tmp_path / "in", tmp_path / "lines" / "县.jsonl", tmp_path / "lines" / "single.yaml"]
    expected = list(fr.generate_many(at_home, _order(str(tmp_path / "home"))))
    root = f"{kind}{tmp_path}/far"
    upload(tmp_path / "in", f"{root}/in")
    upload(tmp_path / "lines", f"{root}/lines")
    far = (f"{root}/in/", f"{root}/lines/县.jsonl", f"{root}/lines/single.yaml")
    outcomes = run(*far, out=f"{root}/out")
    assert [each.name for each in outcomes] == [each.name for each in expected]
    assert [each.outputs for each in outcomes] == [each.outputs for each in expected]
    assert outcomes[0].source == f"{root}/in/乡000.yaml"
    assert stored(f"{root}/out") == written(tmp_path / "home")
    assert set(states(run(*far, out=f"{root}/out"))) == {"unchanged"}
    assert hidden_at(f"{root}/out") == []


def test_processes_of_our_own(tmp_path: Path) -> None:
    """They reach a URL themselves."""
    write_towns(tmp_path / "in", 20)
    list(fr.generate_many([tmp_path / "in"], _order(str(tmp_path / "home"))))
    list(fr.generate_many([f"file://{tmp_path}/in"], _order(f"file://{tmp_path}/far"), processes=2))
    assert written(tmp_path / "far") == written(tmp_path / "home")


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    """Data, a file that is gone, settings; and a service that runs on sees what others have written since."""
    towns = write_towns(tmp_path, 3)
    upload(tmp_path, DATA)
    layout = tmp_path / "layout.yaml"
    layout.write_text("digits: text\n", "utf-8")

    def again() -> list[str]:
        return states(run(layout=str(layout)))

    assert again() == ["made"] * 3
    write_data(tmp_path, towns[1].name, township__area="1.5")
    upload(tmp_path, DATA)
    assert again() == ["unchanged", "made", "unchanged"]
    Store().rm_file("/county/out/乡002.json")
    assert again() == ["unchanged", "unchanged", "made"]
    layout.write_text("digits: times\n", "utf-8")
    assert again() == ["made"] * 3
    assert states(run(layout=str(layout), force=True)) == ["made"] * 3


def test_what_somebody_changed_stays(tmp_path: Path) -> None:
    """Changed by hand, or made by no batch: named by its URL and left alone, unless all is forced."""
    towns = write_towns(tmp_path, 3)
    upload(tmp_path, DATA)
    Store().pipe_file("/county/out/乡002.json", "手写的".encode())
    assert states(run()) == ["made", "made", "failed"]
    Store().pipe_file("/county/out/乡000.json", "改过的".encode())
    write_data(tmp_path, towns[0].name, township__area="1.5")
    upload(tmp_path, DATA)
    first, second, third = run()
    assert f"R410 {OUT}/乡000.json" in first.first_problem
    assert (str(second.state), "R410" in third.first_problem) == ("unchanged", True)
    assert Store().cat_file("/county/out/乡000.json") == "改过的".encode()
    assert states(run(force=True)) == ["made"] * 3


def test_what_was_written_and_not_remembered(tmp_path: Path) -> None:
    """Without a manifest a file is known by its bytes; what a killed run has left is gone."""
    write_towns(tmp_path, 3)
    upload(tmp_path, DATA)
    run()
    Store().rm_file(f"/county/out/{FILE}")
    Store().pipe_file(f"/county/out/{WORK}/0123.part", b"PK")
    assert states(run()) == ["made"] * 3
    assert hidden_at(OUT) == []
    Store().pipe_file(f"/county/out/{FILE}", b"no database" * 1000)
    with pytest.raises(fr.RenderError, match=f"R409 {OUT}/{FILE}：清单已损坏"):
        run()


def test_a_run_that_breaks_off_has_brought_back_what_it_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who stops early, and who is killed after some time, goes on where they were."""
    monkeypatch.setattr("fupin_report.batch.manifest._SECONDS_A_COMMIT", 0.0)
    monkeypatch.setattr("fupin_report.batch.manifest._SECONDS_A_COPY", 0.0)
    monkeypatch.setattr("fupin_report.batch.manifest._SHARE_OF_COPYING", 1e9)
    write_towns(tmp_path, 9)
    upload(tmp_path, DATA)
    outcomes = fr.generate_many([DATA], _order(OUT), processes=1)
    made = [next(outcomes) for _ in range(6)]
    known = Store().cat_file(f"/county/out/{FILE}")
    outcomes.close()
    assert states(run())[:6] == ["unchanged"] * len(made)
    Store().pipe_file(f"/county/out/{FILE}", known)  # as if it had been killed, not stopped
    assert states(run())[:5] == ["unchanged"] * 5


def test_two_runs_at_one_url(tmp_path: Path) -> None:
    """The second is told to wait, even if it writes the URL otherwise."""
    write_towns(tmp_path, 2)
    upload(tmp_path, DATA)
    first = fr.generate_many([DATA], _order(OUT), processes=1)
    next(first)
    with pytest.raises(fr.RenderError, match=f"R408 {OUT}：另一次生成"):
        run(out=f"{OUT}/")
    assert states(list(first)) == ["made"]


def test_whether_it_stands(tmp_path: Path) -> None:
    """`is_current` looks there, also while a run is under way."""
    write_towns(tmp_path, 2)
    upload(tmp_path, DATA)
    first, second = jobs_of_paths([DATA])
    order = _order(OUT)
    assert not is_current(first, order)
    run(first.source)
    assert is_current(first, order)
    assert not is_current(second, order)
    Store().pipe_file("/county/out/乡000.json", b"changed")
    assert not is_current(first, order)


def test_no_bad_input_stops_the_others(tmp_path: Path) -> None:
    """Broken data, what is not there, not to be reached or not to be had: each is told with its URL."""
    codes = {f"{DATA}/{stem}.yaml": code for stem, code in write_broken(tmp_path).items()}
    write_towns(tmp_path, 4)
    write_data(tmp_path, "secret.yaml")
    upload(tmp_path, DATA)
    upload(tmp_path, "store://closed/data")
    upload(tmp_path, "store://project/data")
    Store().pipe_file("/project/data/fupin.yaml", b"")
    Store().pipe_file("/county/a.docx", b"PK")
    Store.refused |= {"secret.yaml", "/closed/data"}
    codes |= {
        f"{DATA}/secret.yaml": "E502",
        "store://closed/data": "E502",
        "store://project/data": "S114",
        "store://county/a.docx": "S114",
        "store://county/none": "E501",
        "store://county/none2.yaml": "E501",
        "store://county/none3.jsonl": "E501",
        "what://county/data": "R418",
        "what://county/a.yaml": "R418",
        "lacking://county/data": "R417",
        "zip://data::store://county/a.zip": "R418",
        f"{DATA}/乡003.yaml": "R407",  # in the folder, too
    }
    outcomes = run(DATA, *(url for url in codes if not url.startswith(DATA)), f"{DATA}/乡003.yaml")
    problems = {each.source: each.first_problem for each in outcomes if not each.succeeded}
    assert problems.keys() == codes.keys()
    for url, code in codes.items():
        assert code in problems[url]
        assert url in problems[url]
        assert "Traceback" not in problems[url]
    assert [name for name in stored(OUT) if name.endswith("docx")] == [f"乡{n:03}.docx" for n in range(4)]


def test_lines_that_break_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read until then is made; the rest is one report that failed."""
    Store().pipe_file("/county/县.jsonl", lines_of_towns(2))
    real = Store.open

    def short(self: Store, path: str, mode: str = "rb", **settings: object) -> object:
        file = real(self, path, mode, **settings)
        if mode == "rb":
            parts = iter([lines_of_towns(2)])
            monkeypatch.setattr(file, "read", lambda _size: next(parts), raising=False)
        return file

    monkeypatch.setattr(Store, "open", short)
    outcomes = run("store://county/县.jsonl")
    assert states(outcomes) == ["made", "made", "failed"]
    assert "R419 store://county/县.jsonl" in outcomes[2].first_problem


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("store://nobucket/out", "找不到这个文件或文件夹"),
        ("store://closed/out", "没有权限"),
        ("what://county/out", "R418 what://county/out"),
        ("lacking://county/out", "R417 lacking://county/out"),
    ],
)
def test_an_output_that_cannot_be(out: str, words: str, tmp_path: Path) -> None:
    """It is told at once, by its URL, and nothing is made."""
    write_towns(tmp_path, 2)
    upload(tmp_path, DATA)
    Store.refused.add(f"/closed/out/{FILE}")
    with pytest.raises((fr.RenderError, OSError), match=words) as caught:
        run(out=out)
    assert out in str(caught.value)
    assert not [path for path in Store.reads if path.endswith(".yaml")]


def test_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    """The others are."""
    write_towns(tmp_path, 3)
    upload(tmp_path, DATA)
    Store.refused.add("out/乡001.docx")
    outcomes = run()
    assert states(outcomes) == ["made", "failed", "made"]
    assert outcomes[1].first_problem == f"错误 E502 {OUT}/乡001.docx：没有权限"


def test_pictures_beside_the_data(tmp_path: Path) -> None:
    """They are looked up where the data lie; one that is not there stops its own report alone."""
    photos = [{"file": "照片/a.png", "caption": "新修的路"}]
    write_data(tmp_path, "a.yaml", photos=photos)
    write_data(tmp_path, "b.yaml", photos=[photos[0] | {"file": "照片/none.png"}])
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片" / "a.png").write_bytes(png(40, 30))
    upload(tmp_path, DATA)
    list(fr.generate_many([tmp_path / "a.yaml"], _order(str(tmp_path / "home"))))
    outcomes = run()
    assert states(outcomes) == ["made", "failed"]
    assert f"R403 找不到图片“照片/none.png”（在 {DATA} 里找）" in outcomes[1].first_problem
    assert stored(OUT) == written(tmp_path / "home")


def test_layers_and_earlier_periods(tmp_path: Path) -> None:
    """A job of several files, and of an earlier period, reads them from there, each once."""
    write_data(tmp_path, "2014.yaml", township__economy={"村集体收入": "10万元"})
    write_data(tmp_path, "2015.yaml")
    (tmp_path / "more.yaml").write_text("township: {area: '7.5'}\n", "utf-8")
    upload(tmp_path, DATA)
    earlier = (("同比", (f"{DATA}/2014.yaml",)),)
    job = Job("x", "x", (f"{DATA}/2015.yaml", f"{DATA}/more.yaml"), earlier=earlier)
    with ThreadPoolExecutor(1) as threads:
        (outcome,) = fr.generate_many([job], _order(OUT), executor=threads)
    assert outcome.succeeded
    assert b"7.5" in Store().cat_file("/county/out/x.json")
    reads = [path for path in Store.reads if "/data/" in path]
    assert len(reads) == len(set(reads)) == 3


def test_local_paths_need_no_fsspec(tmp_path: Path) -> None:
    """Nor is it imported; a URL without it says what to install."""
    write_towns(tmp_path / "in", 1)
    code = (
        "import sys, fupin_report as fr; made = list(fr.generate_many(['in'], fr.Order('out')));"
        "assert made[0].succeeded; assert 'fsspec' not in sys.modules; sys.modules['fsspec'] = None;"
        "print(*(each.first_problem for each in fr.generate_many(['s3://a/b.yaml'], fr.Order('out'))))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == (
        "错误 R417 s3://a/b.yaml：要读写网址，请先安装：pip install 'fupin-report[dask]'\n"
    )
