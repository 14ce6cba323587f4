"""Pictures inside the page, as data URIs."""

from __future__ import annotations

import base64
from collections.abc import Callable

from fupin_report.errors import Problem, RenderError

_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
"""First bytes of a file to its kind."""


def data_uri(source: str, read: Callable[[str], bytes] | None) -> str:
    """Return a picture as a URI that holds it; raise `RenderError` when it cannot be shown."""
    if read is None:
        raise _unusable(source, "没有给出读取图片的办法")
    content = read(source)
    for beginning, kind in _KINDS.items():
        if content.startswith(beginning):
            return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    raise _unusable(source, "只认得 PNG 和 JPEG 格式")


def _unusable(source: str, reason: str) -> RenderError:
    return RenderError(Problem("R402", f"图片“{source}”不能放进文稿：{reason}"))
