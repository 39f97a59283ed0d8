"""Files that a user hands in to be checked or compared: told apart by what they are, with errors that say what to do."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from article60.publication import needs_standard
from article60.sources.iati import validate as iati_rules


class UnusableFile(ValueError):
    """A file is not what the command needs; the message says which file, where in it and what to do."""


def json_lines(name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file; `-` is standard input. Raises UnusableFile naming file and line."""
    text = sys.stdin.read() if name == "-" else _text(Path(name))
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _object(line, f"{name}, line {number}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise UnusableFile(f"{where}: no JSON ({error}); give one object a line") from error
    if not isinstance(found, dict):
        raise UnusableFile(f"{where}: no JSON object; give one object a line")
    return found


def field(line: dict[str, Any], name: str, file: str) -> str:
    """A text that a line must hold. Raises UnusableFile where it does not."""
    if not isinstance(line.get(name), str):
        raise UnusableFile(f'{file}: a line has no "{name}": {json.dumps(line, ensure_ascii=False)[:80]}')
    return str(line[name])


def validate(file: Path, *, schemas: Path | None, on: date) -> list[dict[str, Any]]:
    """Findings on a needs file (.json) or an IATI file (.xml), in their order; `on` is the day that counts as today."""
    if file.suffix.lower() == ".json":
        return [asdict(finding) for finding in needs_standard.validate(file)]
    if file.suffix.lower() == ".xml":
        return [asdict(finding) for finding in iati_rules.validate(file, schemas, on=on)]
    raise UnusableFile(f"{file}: neither a needs file (.json) nor an IATI file (.xml)")
