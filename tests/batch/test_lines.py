"""JSON lines: what each is called, where its mistakes are told, and files that hold no such lines."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches import lines_of_towns, order_for, written
from builders import make_data
from fupin_report.batch import Job, generate_many, jobs_of_lines
from town_files import CLEAN

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)


def _jobs(*lines: bytes, source: str = "县/县.jsonl") -> list[Job]:
    return list(jobs_of_lines(io.BytesIO(b"\n".join(lines)), source))


@given(
    name=_TEXTS,
    data=st.dictionaries(_TEXTS, _VALUES, max_size=4),
    keys=st.sampled_from([("名称", "数据"), ("name", "data"), ("名称", "data")]),
    ascii_only=st.booleans(),
    backwards=st.booleans(),
    indent=st.sampled_from(["", " ", "\t  "]),
)
def test_a_line_names_its_output(
    name: str, data: dict[str, Any], keys: tuple[str, str], ascii_only: bool, backwards: bool, indent: str
) -> None:
    """However a program writes JSON, name and data come out, and each value stays in its column."""
    members = [(keys[0], name), (keys[1], data)]
    line = indent + json.dumps(dict(members[::-1] if backwards else members), ensure_ascii=ascii_only)
    (job,) = _jobs(line.encode())
    assert job.name == name
    assert json.loads(job.line) == data
    text = job.line.decode()
    assert line[len(text) - len(text.lstrip()) :].startswith(text.strip())


@given(data=st.dictionaries(_TEXTS | st.sampled_from(["名称", "数据", "name", "data"]), _VALUES, max_size=4))
def test_every_other_line_is_data(data: dict[str, Any]) -> None:
    """A report that has no such two members, and no others, is named by file and line."""
    named = len(data) == 2 and any(
        isinstance(data.get(name), str) and isinstance(data.get(values), dict)
        for name in ("名称", "name")
        for values in ("数据", "data")
    )
    line = json.dumps(data, ensure_ascii=False).encode()
    (job,) = _jobs(line)
    assert named or (job.name, job.line) == ("县-000001", line)


@pytest.mark.parametrize(
    "line",
    [
        b'{"name": "a", "data": {}, "more": 1}',
        b'{"name": "a", "data": {}} {}',
        b'{"name": "a", "name": "b", "data": {}}',
        b'{"name": "a", "data": []}',
        b'{"name": 1, "data": {}}',
        b'{"name": "a", "data": {}',
        b'["name", "data"]',
        b'{"data": "' + b"\xff" + b'"}',
        b'{"name": "a", "data": ' + b"[" * 100_000 + b"}",
    ],
)
def test_a_line_that_only_looks_named(line: bytes) -> None:
    """What is not just name and data is told as data is, when it is made."""
    _, job = _jobs(b"{}", line)
    assert (job.name, job.line.strip()) == ("县-000002", line)


def test_mistakes_of_named_lines_are_told_where_they_stand(tmp_path: Path) -> None:
    """File, line and column are those of the file, not those of the data cut out of it."""
    data = make_data(**CLEAN, township__admin_villages="三")
    line = json.dumps({"名称": "2015H1/清溪乡", "数据": data}, ensure_ascii=False)
    (outcome,) = generate_many(_jobs(line.encode()), order_for(tmp_path))
    (problem,) = outcome.problems
    assert problem.position
    assert str(problem.position) == f"县/县.jsonl:1:1:{line.index('三')}"
    (outcome,) = generate_many(
        _jobs(b'{"name": "2015H1/a", "data": %b}' % lines_of_towns(1).strip()), order_for(tmp_path)
    )
    assert [each.path for each in outcome.outputs] == ["2015H1/a.json"]


def test_a_file_in_another_encoding_is_told_once(tmp_path: Path) -> None:
    """Thirty lines of GBK are one mistake; one strange line among good ones is its own."""
    towns = lines_of_towns(30).decode().encode("gbk").splitlines()
    (outcome,) = generate_many(_jobs(b"", *towns), order_for(tmp_path))
    assert (outcome.source, "S101" in outcome.first_problem) == ("县/县.jsonl", True)
    assert written(tmp_path) == {}
    good = lines_of_towns(2).splitlines()
    outcomes = list(generate_many(_jobs(good[0], towns[0], good[1]), order_for(tmp_path)))
    assert [each.succeeded for each in outcomes] == [True, False, True]


def test_data_that_a_script_put_together(tmp_path: Path) -> None:
    """A mapping is made as its file would be; what no data may hold is told with its name, and stops nothing."""
    good, bad = make_data(**CLEAN), make_data(**CLEAN, township__area=610.6)
    outcomes = list(generate_many([Job.of("a/好", good), Job.of("坏", bad)], order_for(tmp_path)))
    assert [each.succeeded for each in outcomes] == [True, False]
    assert outcomes[1].first_problem.startswith("坏:1:1: 错误 S112 township.area：")
    (tmp_path / "好.json").write_text(json.dumps(good), "utf-8")
    list(generate_many([tmp_path / "好.json"], order_for(tmp_path / "file")))
    assert list(written(tmp_path / "a").values()) == list(written(tmp_path / "file").values())


@pytest.mark.parametrize(
    ("jobs", "advice"),
    [("in", "a list"), (Path("in"), "a list"), (make_data(), "a list"), ([make_data()], "Job.of")],
)
def test_jobs_that_are_none(jobs: Any, advice: str, tmp_path: Path) -> None:
    """One path, one mapping: each would be walked through letter by letter or key by key."""
    with pytest.raises(TypeError, match=advice):
        next(generate_many(jobs, order_for(tmp_path / "out")))
    assert not (tmp_path / "out").exists()
