"""Files of strangers end in a Chinese message, within bounds of memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fupin_report as fr
from fupin_report.readers import MAX_BYTES
from hostile import BORDERLINE, DOCUMENT, REFUSED, STYLES, packed, parts, valid, with_part

_MEMORY_MB = 200
_PROBE = """
import json, sys
from pathlib import Path
import fupin_report as fr
read = 0
for file in sorted(Path(sys.argv[1]).iterdir()):
    try:
        fr.read_docx(file)
        read += 1
    except fr.SourceError:
        pass
status = Path("/proc/self/status").read_text()
peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps({"read": read, "peak_mb": int(peak.split()[1]) // 1024}))
"""


@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_file_is_refused(kind: str) -> None:
    """Each is a `SourceError` with its code, and says in Chinese what to do."""
    code, make = REFUSED[kind]
    with pytest.raises(fr.SourceError) as caught:
        fr.read_docx(make())
    (problem,) = caught.value.problems
    assert problem.code == code
    assert "请" in problem.message.rpartition("；")[2]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="系统不报告进程的内存峰值")
def test_memory_is_bounded(tmp_path: Path) -> None:
    """One process reads every file, refused or as large as may be, within 200 MB."""
    for number, make in enumerate([*(make for _, make in REFUSED.values()), *BORDERLINE.values()]):
        (tmp_path / f"{number:03}.docx").write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=300
    )
    told = json.loads(done.stdout)
    assert told["read"] == len(BORDERLINE)
    assert told["peak_mb"] < _MEMORY_MB


@pytest.mark.parametrize("tenth", range(10))
def test_truncated_file_is_refused(tenth: int) -> None:
    """A file cut off anywhere is no file."""
    with pytest.raises(fr.SourceError, match="W50[13]"):
        fr.read_docx(valid()[: len(valid()) * tenth // 10])


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(valid()) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_broken_bytes_are_no_crash(changes: list[tuple[int, int]]) -> None:
    """Whatever bytes change in a file, it is read or refused."""
    content = bytearray(valid())
    for place, byte in changes:
        content[place] = byte
    _read_or_refused(bytes(content))


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(sorted(parts())),
    st.integers(0, 10**6),
    st.sampled_from([b"<", b">", b'"', b"/", b"\0", b"\xff", b"w:val", b"9" * 30, b"", b"\xe6\xb1"]),
    st.integers(0, 40),
)
def test_broken_parts_are_no_crash(name: str, place: int, put: bytes, cut: int) -> None:
    """Whatever changes within a part, the file is read or refused."""
    content = parts()[name]
    place %= len(content)
    _read_or_refused(with_part(name, content[:place] + put + content[place + cut :]))


def _read_or_refused(content: bytes) -> None:
    try:
        assert isinstance(fr.read_docx(content), fr.Document)
    except fr.SourceError as error:
        assert {problem.code[0] for problem in error.problems} == {"W"}


def test_too_large_a_file_is_not_taken_in() -> None:
    """Of a file without end no more is read than may be."""

    class Endless(BytesIO):
        asked = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert size >= 0
            self.asked += size
            return bytes(size)

    endless = Endless()
    with pytest.raises(fr.SourceError, match="W502 .*上限 64 MB"):
        fr.read_docx(endless)
    assert endless.asked == MAX_BYTES + 1


def test_folder_is_refused(tmp_path: Path) -> None:
    """A folder is named as one."""
    with pytest.raises(fr.SourceError, match=re.escape(f"W501 {tmp_path}：这是文件夹")):
        fr.read_docx(tmp_path)


def test_missing_file_is_the_systems_error(tmp_path: Path) -> None:
    """A file that is not there is an `OSError` that names it in Chinese."""
    with pytest.raises(FileNotFoundError, match=r"找不到这个文件.*a\.docx"):
        fr.read_docx(tmp_path / "a.docx")


def test_message_names_the_file(tmp_path: Path) -> None:
    """A refused file is named, as a path and as an open file."""
    path = tmp_path / "报告.docx"
    path.write_bytes(b"PK")
    with pytest.raises(fr.SourceError, match=re.escape(f"错误 W503 {path}：文件不完整")):
        fr.read_docx(path)
    with path.open("rb") as file, pytest.raises(fr.SourceError, match=re.escape(f"错误 W503 {path}：")):
        fr.read_docx(file)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_of_word_are_read(encoding: str) -> None:
    """UTF-8 and UTF-16 with their marks are what an Office file may be in, whatever the part says."""
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    text = '<?xml version="1.0" encoding="GBK"?>' + parts()[DOCUMENT].decode().partition("?>")[2]
    assert fr.read_docx(with_part(DOCUMENT, (mark + text).encode(encoding))) == fr.read_docx(valid())


def test_names_of_parts_differ_in_case() -> None:
    """Parts are told apart as Windows tells files apart."""
    changed = {name.replace("styles", "Styles"): content for name, content in parts().items()}
    assert STYLES not in changed
    assert fr.read_docx(packed(changed.items())) == fr.read_docx(valid())
