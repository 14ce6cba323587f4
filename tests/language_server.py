"""A small client for yaml-language-server: open a file, read its marks, ask for completion and help."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import Queue
from typing import Any

_ROOT = Path(__file__).parent.parent
_WAIT = 30


def server_command() -> list[str] | None:
    """Return how the server is started, or None where node or the package is missing."""
    script = _ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    node = shutil.which("node")
    if node and script.exists():
        return [node, str(script), "--stdio"]
    installed = shutil.which("yaml-language-server")
    return [installed, "--stdio"] if installed else None


class LanguageServer:
    """One running server and one open file."""

    def __init__(self, command: list[str], folder: Path) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=folder
        )
        self._answers: Queue[dict[str, Any]] = Queue()
        self._marks: Queue[dict[str, Any]] = Queue()
        self._number = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        settings = {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}}
        capabilities = {
            "textDocument": {
                "completion": settings,
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        self._ask(
            "initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities}
        )
        self._tell("initialized", {})

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def marks(self, file: Path) -> list[str]:
        """Open a file and return the messages of its marks, each with its line from 1."""
        self._open(file)
        while True:
            found = self._marks.get(timeout=_WAIT)
            if found["uri"] == file.as_uri():
                marks = sorted(found["diagnostics"], key=lambda mark: int(mark["range"]["start"]["line"]))
                return [f"{mark['range']['start']['line'] + 1}: {mark['message']}" for mark in marks]

    def completion(self, file: Path, line: int, column: int) -> Mapping[str, dict[str, Any]]:
        """Return what is offered at a place, counted from 1, by label."""
        found = self._ask("textDocument/completion", self._place(file, line, column))
        return {item["label"]: item for item in found["items"]}

    def help(self, file: Path, line: int, column: int) -> str:
        """Return what is shown when the mouse stands on a place."""
        found = self._ask("textDocument/hover", self._place(file, line, column))
        contents = found["contents"] if found else {"value": ""}
        return str(contents["value"] if isinstance(contents, dict) else contents)

    def _place(self, file: Path, line: int, column: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": file.as_uri()},
            "position": {"line": line - 1, "character": column - 1},
        }

    def _open(self, file: Path) -> None:
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=_WAIT)
            if answer["id"] == self._number:
                return answer.get("result")

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():  # other headers
                pass
            self._sort(json.loads(stream.read(length)))

    def _sort(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._marks.put(message["params"])
        elif "method" in message and "id" in message:  # the server asks for settings: none
            items = message.get("params", {}).get("items", [])
            self._send(
                {"id": message["id"], "result": [_SETTINGS.get(item.get("section")) for item in items]}
            )
        elif "id" in message:
            self._answers.put(message)


_SETTINGS = {"yaml": {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}}
