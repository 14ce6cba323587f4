"""Compiled built-in templates, kept between processes."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from fupin_report import usercache


class BuiltInBytecode(BytecodeCache):
    """Keeps the compiled built-in templates in the user's cache folder: a cold start compiles nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._key = usercache.fingerprint(
            "", *sorted(Path(__file__).parent.glob("*.py")), *usercache.source_files("jinja2")
        )

    def load_bytecode(self, bucket: Bucket) -> None:
        content = usercache.recall(self._name(bucket)) if bucket.key else None
        if content:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key:
            usercache.keep(self._name(bucket), bucket.bytecode_to_string())

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        if filename and filename.startswith(self._folder):
            return super().get_bucket(environment, name, filename, source)
        return Bucket(environment, "", self.get_source_checksum(source))  # a township's: compiled each time

    def _name(self, bucket: Bucket) -> str:
        return f"template-{self._key}-{bucket.key}.bin"
