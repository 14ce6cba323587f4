"""The file as a whole: the same bytes for the same input, a frozen base package, honest properties."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from word_file import opened, parts

from fupin_report.document import Document, Paragraph, Properties, Text
from fupin_report.layout import Layout
from fupin_report.usercache import cache_folder
from fupin_report.writers import WRITERS
from fupin_report.writers.docx.package import base_package
from pictures import png
from specimen import specimen

_WRITE_AND_TELL = """
import sys
from fupin_report.document import Document, Paragraph, Text
from fupin_report.layout import Layout
from fupin_report.writers import WRITERS
content = WRITERS["docx"](Document((Paragraph((Text("甲1"),)),)), Layout())
print(sorted({"docx", "lxml"} & set(sys.modules)), hash(content) and len(content))
"""


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet, and a process that has built nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    base_package.cache_clear()
    return cache_folder()


def _write_anew() -> bytes:
    """Write as a new process would: with what the cache folder holds."""
    base_package.cache_clear()
    return WRITERS["docx"](Document((Paragraph((Text("甲1"),)),)), Layout())


def _imports(cache: Path) -> str:
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    command = [sys.executable, "-c", _WRITE_AND_TELL]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_same_input_gives_same_bytes() -> None:
    """Nothing of the clock, of chance or of earlier reports is in a file."""
    document = specimen()
    first = WRITERS["docx"](document, Layout(), images=lambda _: png(9, 9))
    assert WRITERS["docx"](document, Layout(), images=lambda _: png(9, 9)) == first


def test_bytes_do_not_depend_on_the_cache(empty_cache: Path) -> None:
    """Built or read from the cache folder, the package is the same."""
    built = _write_anew()
    assert list(empty_cache.iterdir())
    assert _write_anew() == built


def test_warm_process_imports_neither_docx_nor_lxml(tmp_path: Path) -> None:
    """The first process builds the base package; the next one only reads it."""
    assert _imports(tmp_path).startswith("['docx', 'lxml']")
    assert _imports(tmp_path).startswith("[]")


def test_cache_is_for_the_user_alone(empty_cache: Path) -> None:
    """Nobody else can read the folder or slip a file into it."""
    _write_anew()
    if sys.platform != "win32":
        assert empty_cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no mode")
def test_folder_open_to_others_is_not_trusted(empty_cache: Path) -> None:
    """A folder that others may write is neither read nor written."""
    expected = _write_anew()
    (kept,) = empty_cache.iterdir()
    kept.unlink()
    empty_cache.chmod(0o777)
    assert _write_anew() == expected
    assert not list(empty_cache.iterdir())


@pytest.mark.parametrize("damage", [b"", b"\n", b"no package", None])
def test_damaged_cache_file_is_built_anew(empty_cache: Path, damage: bytes | None) -> None:
    """An empty, a foreign or a cut file does no harm and is replaced."""
    expected = _write_anew()
    (kept,) = empty_cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] if damage is None else damage)
    assert _write_anew() == expected
    assert kept.read_bytes() == whole


def test_unusable_cache_folder_is_no_error(empty_cache: Path) -> None:
    """A file where the folder should be: the package is built each time."""
    empty_cache.write_text("")
    assert opened(_write_anew())


def test_layouts_have_packages_of_their_own(empty_cache: Path) -> None:
    """Another layout is another cache file."""
    _write_anew()
    wide = replace(Layout(), page=replace(Layout().page, top_mm=36))
    assert b'w:top="2041"' in parts(layout=wide)["word/document.xml"]
    assert len(list(empty_cache.iterdir())) == 2


def test_properties_come_from_the_data() -> None:
    """Title, author and dates are those of the report; the clock is not asked."""
    properties = Properties("汇报 <A&B>", "双河源镇人民政府", "2015-06-30")
    written = opened(WRITERS["docx"](Document((), properties), Layout()))
    core = etree.fromstring(written["docProps/core.xml"])
    facts = {str(child.tag).split("}")[1]: child.text for child in core}
    assert facts == {
        "title": "汇报 <A&B>",
        "creator": "双河源镇人民政府",
        "lastModifiedBy": "双河源镇人民政府",
        "created": "2015-06-30T00:00:00Z",
        "modified": "2015-06-30T00:00:00Z",
        "language": "zh-CN",
    }


def test_properties_are_found_through_the_relations() -> None:
    """Programs look a part up by relation and content type; a part that neither lists is never read."""
    written = parts()
    assert b'metadata/core-properties" Target="docProps/core.xml"' in written["_rels/.rels"]
    assert (
        b'"/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"'
        in (written["[Content_Types].xml"])
    )


def test_unknown_properties_are_left_out() -> None:
    """No date and no author are better than wrong ones."""
    core = etree.fromstring(parts()["docProps/core.xml"])
    assert [str(child.tag).split("}")[1] for child in core] == ["language"]
