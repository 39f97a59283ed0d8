"""Files that a user hands in to be checked or compared: told apart by what they are, with errors that say what to do."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from article60.publication.standard import validating
from article60.publication.standard.levels import LEVELS
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a file, in its order, and what came of it in a few words."""

    findings: Sequence[Mapping[str, Any]]
    told: str


def validate(file: Path, *, schemas: Path | None, on: date, level: str | None = None) -> Checked:
    """Check a needs file (.json) or an IATI file (.xml); `on` is the day that counts as today.

    Of a valid needs file, what keeps it from `level` is a finding as well.
    """
    if file.suffix.lower() == ".json":
        return _needs(file, wanted=level)
    if file.suffix.lower() == ".xml":
        found = [asdict(finding) for finding in iati_rules.validate(file, schemas, on=on)]
        return Checked(findings=found, told=f"{len(found)} findings" if found else "valid")
    raise UnusableFile(f"{file}: neither a needs file (.json) nor an IATI file (.xml)")


def _needs(file: Path, *, wanted: str | None) -> Checked:
    verdict = validating.verdict(file)
    if verdict.level is None:
        return Checked(findings=[asdict(one) for one in verdict.findings], told=f"{len(verdict.findings)} findings")
    fell_short = wanted is not None and LEVELS.index(verdict.level) < LEVELS.index(wanted)
    return Checked(
        findings=[asdict(one) for one in verdict.missing] if fell_short else [],
        told=f"valid, level {verdict.level}" + (f", not {wanted}" if fell_short else ""),
    )
