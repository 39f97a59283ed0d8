"""The parent's side of limited reading: one reading server a process and thread, started when first needed."""

import atexit
import base64
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from article60.sources.documents import wire
from article60.sources.documents.blocks import PageBox
from article60.sources.documents.pdf.marking import Wanted
from article60.sources.documents.pdf.pictures import Area, Picture
from article60.sources.documents.reading import Limits, Reading, UnreadableDocument

_SERVER = (sys.executable, "-m", "article60.sources.documents.worker")
# numpy's own threads would make forking unsafe and buy nothing here.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONUTF8": "1"}


class Server:
    """A reading server that this process started; asks one file at a time."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path, limits: Limits) -> Reading:
        """Passages of a file, read in a child of the server. Raises UnreadableDocument."""
        return wire.unpacked(self._found("read", path, limits))

    def mark(self, path: Path, wanted: Sequence[Wanted], limits: Limits) -> list[tuple[PageBox, ...]]:
        """Boxes that cover the words of each quote alone, found in a child of the server. Raises UnreadableDocument."""
        found = self._found("mark", path, limits, [asdict(one) for one in wanted])
        return [wire.boxes(some) for some in found]

    def draw(self, path: Path, pages: Mapping[int, Sequence[Area]], limits: Limits) -> list[Picture]:
        """Pictures of pages, drawn in a child of the server. Raises UnreadableDocument."""
        found = self._found("draw", path, limits, list(pages.items()))
        return [Picture(**one | {"png": base64.b64decode(one["png"]), "marks": wire.boxes(one["marks"])}) for one in found]

    def _found(self, task: str, path: Path, limits: Limits, asked: Any = None) -> Any:
        request = {"task": task, "path": str(path.absolute()), "limits": asdict(limits), "asked": asked}
        with self._lock:
            answer = self._ask(json.dumps(request))
        if answer is None:
            again = "run again; if it happens again, leave the file out"
            raise UnreadableDocument(path.name, "the reading server stopped", again, passing=True)
        found = json.loads(answer)
        if "refused" in found:
            raise UnreadableDocument(*found["refused"])
        return found["found"]

    def _ask(self, request: str) -> str | None:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(request + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            self.close()
        return answer or None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                _SERVER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env=os.environ | _ONE_THREAD,
                start_new_session=True,  # Ctrl+C, which reaches all of a terminal, is for this process to answer
            )
        return self._process

    def close(self) -> None:
        """End the server and its child; a process that was forked from its owner only lets go of it."""
        process, self._process = self._process, None
        if process is None or self.owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


_servers: dict[int, Server] = {}


def server() -> Server:
    """The server of this process, started at the first reading and ended with the process."""
    found = _servers.get(os.getpid())
    if found is None:
        found = _servers.setdefault(os.getpid(), Server())
        atexit.register(found.close)
    return found
