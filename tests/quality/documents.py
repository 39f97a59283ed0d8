"""Reads the review documents of a folder as `article60 extract` does, and lays their answer keys beside."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.quality.confidence import Judged, judged
from tests.quality.figures import Result

from article60.extraction.documents import extract
from article60.extraction.documents.lines import document_line, statement_line
from article60.sources.documents import read

FORMS = (".pdf", ".docx", ".html", ".txt")


def keyed(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each document below the folder that has an answer key (`NAME.key.json` or `NAME.gold.json`) beside it, and the key."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in FORMS):
        for ending in (".key.json", ".gold.json"):
            key = path.with_name(path.stem + ending)
            if key.exists():
                yield path, json.loads(key.read_text(encoding="utf-8"))


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The lines that `article60 extract` prints for a document."""
    reading = read(path)
    found = extract(reading.passages, file=path.name, sha256=reading.sha256, media_type=reading.media_type, pages=reading.pages)
    return [document_line(found.document), *(statement_line(s, found.document) for s in found.statements)]


def result_of(folder: Path) -> Result:
    """What is read in all documents below a folder beside what their keys say."""
    result = Result()
    for path, key in keyed(folder):
        result.add(lines_of(path), key)
    return result


def judged_by_language(folders: Iterable[Path]) -> Mapping[str, list[Judged]]:
    """Every statement read in the documents below the folders, by the folder of its language, and whether it is right."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for language in (path for folder in folders for path in sorted(folder.iterdir()) if path.is_dir()):
        found[language.name] += judged(result_of(language))
    return found
