"""What reads a file from outside has little, knows nothing, and whatever becomes of it, who asked goes on."""

import os
import sys
from pathlib import Path

import pytest

from article60.apart import Bounds, NoAnswer, ask

SAYS = """
import os
def answer(request):
    return {"heard": request["said"], "knows": sorted(os.environ)}
"""
HARMS = {
    "computes for ever": "while True: pass",
    "takes all memory": "x = bytearray(2 ** 33)",
    "writes without end": "open(request['at'], 'wb').write(bytes(10 ** 8))",
    "says too much": "return 'x' * 10 ** 7",
    "sleeps": "import time; time.sleep(60)",
    "breaks": "os.abort()",
    "says what is no data": "print('{'); os._exit(0)",
}
SMALL = Bounds(seconds=5, cpu_seconds=1, memory_bytes=2**28, written_bytes=10**6, answer_bytes=10**6)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a module that can be asked."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))

    def written(text: str) -> str:
        (tmp_path / "asked_apart.py").write_text(text)
        return "asked_apart"

    return written


def test_it_answers_and_knows_no_secret(module, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "a secret")
    monkeypatch.setenv("ARTICLE60_SECRET", "another")
    answer = ask(module(SAYS), {"said": "é"})
    assert answer["heard"] == "é" and "PATH" in answer["knows"]
    assert not {"DATABASE_URL", "ARTICLE60_SECRET"} & set(answer["knows"])


@pytest.mark.parametrize("harm", HARMS)
def test_file_that_harms_what_reads_it_gives_no_answer(module, tmp_path, harm):
    name = module(f"import os\ndef answer(request):\n    {HARMS[harm]}\n")
    with pytest.raises(NoAnswer):
        ask(name, {"at": str(tmp_path / "written")}, bounds=SMALL)
    written = tmp_path / "written"
    assert not written.exists() or written.stat().st_size <= SMALL.written_bytes
