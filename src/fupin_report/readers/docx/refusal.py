"""Refusals: a file that is broken, unsafe, or no Word file at all, in one kind of error.

===== =================================================
W501  another kind of file
W502  too large, in whatever respect
W503  broken or incomplete
W504  names that lead out of the file
W505  encrypted
W506  a part that is not plain XML
W507  styles that rest upon each other in a circle
===== =================================================
"""

from __future__ import annotations

from fupin_report.errors import Problem, SourceError

_AGAIN = "请用 Word 或 WPS 打开后另存为 .docx 再试"


def refusal(code: str, message: str, advice: str = _AGAIN) -> SourceError:
    """Return the error that says what is wrong with a file and what to do."""
    return SourceError(Problem(code, f"{message}；{advice}"))
