"""在哪里: where files are, a folder of this machine or one behind a URL, and what a batch asks of either.

What lies on this machine is asked of the system (:mod:`.folder`), what lies behind a URL through fsspec
(:mod:`.url`), which comes with the extra `[dask]` and is imported when the first URL is met.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from fupin_report.batch.places.folder import Folder
from fupin_report.batch.places.place import WORK, Place, Stamp
from fupin_report.batch.places.url import Url, is_url
from fupin_report.errors import Problem, SourceError
from fupin_report.pipeline import Content
from fupin_report.source import MAX_BYTES, too_large

__all__ = ["WORK", "Place", "Stamp", "content_of", "is_url", "place_of", "placed"]


@lru_cache(maxsize=64)
def place_of(folder: str) -> Place:
    """Return a folder of this machine, or one behind a URL."""
    return Url(folder) if is_url(folder) else Folder(Path(folder))


def placed(file: str) -> tuple[Place, str]:
    """Return the place in which a file lies, and its name there."""
    if not is_url(file):
        folder, name = os.path.split(Path(file))
        return place_of(folder or "."), name
    scheme, _, rest = file.partition("://")
    folder, slash, name = rest.rstrip("/").rpartition("/")
    return place_of(f"{scheme}://{folder or slash}"), name


def content_of(file: str) -> Content:
    """Read a data file. Raises `SourceError` S102 for one that is far and too large to fetch, `OSError`."""
    place, name = placed(file)
    if place.path is None:
        stamp = place.stamp(name)
        if stamp and stamp.size > MAX_BYTES:
            raise SourceError(Problem("S102", too_large(stamp.size), file))
    return Content(place.called(name), place.read(name))
