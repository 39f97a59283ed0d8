"""The invented reviews beside the project: each figure at or above what was promised."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from article60.extraction.documents import extract
from article60.extraction.documents.lines import document_line, statement_line
from article60.sources.documents import read

_FLOORS = (
    "needs_f1=0.99,worst_language=0.98,provisions_f1=0.99,page=0.99,good_practices_f1=0.99,received_f1=0.98,no_needs_f1=0.98"
)


@pytest.mark.shared
def test_shared_reviews_reach_the_floors(shared: Path, tmp_path: Path) -> None:
    lines = tmp_path / "out.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for path in sorted(p for p in (shared / "reviews").rglob("*") if p.suffix in (".pdf", ".docx", ".html")):
            reading = read(path)
            found = extract(
                reading.passages, file=path.name, sha256=reading.sha256, media_type=reading.media_type, pages=reading.pages
            )
            out.write(json.dumps(document_line(found.document)) + "\n")
            out.writelines(json.dumps(statement_line(s, found.document)) + "\n" for s in found.statements)

    scorer = [sys.executable, str(shared / "tools" / "score_extraction.py"), str(shared / "reviews"), str(lines)]
    scored = subprocess.run([*scorer, "--floors", _FLOORS], capture_output=True, text=True, check=False)

    assert scored.returncode == 0, scored.stdout
