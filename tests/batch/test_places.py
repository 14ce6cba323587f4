"""A place answers the same, whether it is a folder of this machine or one behind a URL."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.batch.places import WORK, Place, place_of, placed
from fupin_report.batch.places.folder import Folder
from fupin_report.pipeline.images import MAX_BYTES
from stores import Disk, Store, hidden_at, stores

_PARTS = st.text("甲乙a.[]#%?* 1é", min_size=1, max_size=5).filter(
    lambda part: part.strip(" .") == part != ""
)
_NAMES = st.lists(_PARTS, min_size=1, max_size=3).map("/".join)
_CONTENTS = st.binary(max_size=40)
_KINDS = ("", "file://", "disk://", "memory://", "store://")


@pytest.fixture(autouse=True)
def around() -> Iterator[None]:
    with stores():
        yield


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(kind=st.sampled_from(_KINDS), steps=st.lists(st.tuples(_NAMES, _CONTENTS), min_size=1, max_size=8))
def test_what_was_put_is_there(
    kind: str, steps: list[tuple[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whole, under its name, with the stamp that was returned; nothing of the work is left."""
    place = place_of(f"{kind}{tmp_path_factory.mktemp('place')}")
    there: dict[str, bytes] = {}
    for name, content in steps:
        if any(other.startswith(f"{name}/") or name.startswith(f"{other}/") for other in there):
            continue  # a name is a file's or a folder's
        stamp = place.put(name, content)
        assert stamp == place.stamp(name)
        assert stamp.size == len(content)
        there[name] = content
    assert {name: place.read(name) for name in there} == there
    assert {below + name for below, _, names in place.walk() for name in names} == there.keys()
    place.sweep()
    assert WORK not in {name for _, folders, _ in place.walk() for name in folders}
    assert place.stamp("不在") is None


@pytest.mark.parametrize("kind", _KINDS)
def test_another_content_has_another_stamp(kind: str, tmp_path: Path) -> None:
    """Even of the same size."""
    place = place_of(f"{kind}{tmp_path}/place")
    first = place.put("sub/a", b"1")
    time.sleep(0.02)  # no disk tells times that are nearer
    assert place.put("sub/a", b"2") != first
    assert place.read("sub/a") == b"2"


@pytest.mark.parametrize("kind", _KINDS)
def test_names(kind: str, tmp_path: Path) -> None:
    """A file is found from its name alone, and called as its name says; slashes at the end do not count."""
    whole = f"{kind}{tmp_path}/甲 [1]/a.yaml"
    place, name = placed(whole)
    place.put(name, b"1")
    assert place.called(name) == whole
    assert (place.is_folder(), place_of(whole).is_folder()) == (True, False)
    assert str(place_of(f"{place}/")) == str(place)


@pytest.mark.parametrize(
    ("url", "folder"), [("file:///a", "file:///"), ("s3://a", "s3://"), ("s3://a/b", "s3://a")]
)
def test_the_folder_around(url: str, folder: str) -> None:
    """The root of a disk is one; what stands after the scheme alone is the name."""
    place, name = placed(url)
    assert (str(place), place.called(name)) == (folder, url)


@pytest.mark.parametrize(
    "path", ["a::b.yaml", "C:\\a.yaml", "c://a.yaml", "甲://a.yaml", "./s3://a", "/s3://a", "-"]
)
def test_paths_that_look_like_urls(path: str) -> None:
    """They are paths."""
    assert isinstance(place_of(path), Folder)


@pytest.mark.parametrize("kind", _KINDS)
def test_who_walks_decides_where_to(kind: str, tmp_path: Path) -> None:
    """A folder that is taken out of the list is not entered, nor asked about."""
    place = place_of(f"{kind}{tmp_path}/place")
    for name in ("a.yaml", "b/a.yaml", "c/d/a.yaml"):
        place.put(name, b"")
    Store.refused.add("/b")
    found = []
    for below, folders, files in place.walk():
        folders[:] = sorted(set(folders) - {"b"})
        found += [below + name for name in files]
    assert found == ["a.yaml", "c/d/a.yaml"]


@pytest.mark.parametrize("kind", _KINDS)
def test_pictures(kind: str, tmp_path: Path) -> None:
    """They lie in the place or below; what leads out, is not there or is too large is refused alike."""
    place = place_of(f"{kind}{tmp_path}/place")
    place.put("a/b.png", b"PNG")
    place.put("big.png", b"0" * (MAX_BYTES + 1))
    place_of(f"{kind}{tmp_path}").put("secret.png", b"1")
    assert place.picture("a/b.png") == b"PNG"
    for source, words in {
        "../secret.png": "不在文件夹",
        f"{tmp_path}/secret.png": "不在文件夹",
        "none.png": "找不到图片",
        "a": "找不到图片",
        "big.png": "太大",
    }.items():
        with pytest.raises(fr.RenderError, match=f"R403 .*{words}"):
            place.picture(source)


def _refused(place: Place) -> None:
    with pytest.raises(OSError, match=r"."):
        place.put("a.docx", b"new")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """What breaks off at the last step leaves the old file, or none where a system cannot do it in one step."""
    place = place_of(f"disk://{tmp_path}/out")
    place.put("a.docx", b"old")
    Disk.breaks += [PermissionError("a.docx")] * 2
    _refused(place)
    assert place.stamp("a.docx") is None
    assert hidden_at(str(place)) == [f"{tmp_path}/out/{WORK}"]  # and nothing in it
    place.put("a.docx", b"new")
    assert place.read("a.docx") == b"new"


def test_a_store_that_is_silent_is_asked_once_more() -> None:
    """A connection that was cut is one more question; what does not answer then is told with what it said."""
    place = place_of("store://b")
    place.put("a", b"1")
    Store.silences.append(EOFError("connection closed"))
    assert place.read("a") == b"1"
    Store.silences += [EOFError("connection closed"), OSError("no\nroute")]
    with pytest.raises(fr.RenderError, match="R419 store://b/a：读写不成（EOFError: connection closed）"):
        place.read("a")
    assert place.read("a") == b"1"


@pytest.mark.parametrize(
    ("url", "code"),
    [("what://b", "R418"), ("zip://a::memory://b", "R418"), ("lacking://b", "R417"), ("sftp://", "R41[78]")],
)
def test_urls_that_lead_nowhere(url: str, code: str) -> None:
    """An unknown kind, a chain, a package that is missing: each named with the URL."""
    with pytest.raises(fr.RenderError, match=f"{code} {url}"):
        place_of(url).read("a")
