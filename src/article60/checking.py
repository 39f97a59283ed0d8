"""Files that a user hands in to be checked or compared: told apart by what they are, with errors that say what to do."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from article60.apart import NoAnswer
from article60.domain.answerable import Answerable
from article60.matching.one_line import OneLine
from article60.publication.checklist import problems, returned
from article60.publication.standard import validating
from article60.publication.standard.levels import LEVELS
from article60.sources.iati import validate as iati_rules

_AS_A_STATEMENT = 'write it as {"text": "…", "lang": "en"}'


class UnusableFile(Answerable, ValueError):
    """A file is not what the command needs; the message says which file, where in it and what to do."""


def numbered_lines(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a JSON lines file, each with the number of its line; empty lines count. `-` is standard input.

    Raises UnusableFile naming file and line.
    """
    where = _where(name)
    text = _text(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes(), where)
    for number, line in enumerate(text.split("\n"), start=1):  # words hold other signs at which `splitlines` would part them
        if line.strip():
            yield number, _object(line, f"{where}, line {number}")


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{where}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnusableFile(f"{where}: no JSON ({error}); give one object a line") from error
    if not isinstance(found, dict):
        raise UnusableFile(f"{where}: no JSON object; give one object a line")
    return found


def statements(name: str) -> Iterator[tuple[dict[str, Any], str, str | None]]:
    """Yield the lines of a file of single statements, each with its text and, where it names one, its language.

    Raises UnusableFile, and UnusableLine where either is no text, or the line holds what nothing can print.
    """
    for number, line in numbered_lines(name):
        one = OneLine(_where(name), number, line, do=_AS_A_STATEMENT)
        try:
            json.dumps(line, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise one.broken() from error
        yield line, one.needed("text"), one.words("lang")


def _where(name: str) -> str:
    return "standard input" if name == "-" else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a file, in its order, and what came of it in a few words."""

    findings: Sequence[Mapping[str, Any]]
    told: str


def validate(file: Path, *, schemas: Path | None, on: date, level: str | None = None) -> Checked:
    """Check a needs file (.json), an IATI file (.xml) or a workbook of a checklist (.xlsx); `on` counts as today.

    Of a valid needs file, what keeps it from `level` is a finding as well.
    """
    if not file.is_file():
        raise UnusableFile(f"{file}: no such file; check the path")
    if file.suffix.lower() == ".json":
        return _needs(file, wanted=level)
    if file.suffix.lower() == ".xml":
        found = [asdict(finding) for finding in iati_rules.validate(file, schemas, on=on)]
        return Checked(findings=found, told=f"{len(found)} findings" if found else "valid")
    if file.suffix.lower() == ".xlsx":
        return _checklist(file)
    raise UnusableFile(f"{file}: no needs file (.json), no IATI file (.xml) and no workbook of a checklist (.xlsx)")


def _checklist(file: Path) -> Checked:
    """Cells that cannot be used, and rows that are gone, in the order of the file."""
    try:
        found = returned.told(file)
    except NoAnswer as error:
        raise UnusableFile(f"{file}: {error}; copy the answers into a fresh download") from error
    if "refused" in found:
        what, do = problems.OF_FILES[found["refused"]]
        raise UnusableFile(f"{file}: {what}; {do}")
    wrong = [_cell(one) for one in found["wrong"]]
    gone = [{"where": key, "what": "the row is gone", "do": "nothing: its answer stays"} for key in found["missing"]]
    whose = f"{found['checklist']} of {found['state']}, answers changed since it was downloaded: {len(found['changed'])}"
    findings = [*wrong, *gone]
    return Checked(findings=findings, told=f"{len(findings)} findings: {whose}" if findings else f"valid: {whose}")


def _cell(wrong: Mapping[str, str]) -> Mapping[str, str]:
    what, do = problems.OF_CELLS[wrong["why"]]
    return {"where": f"sheet {wrong['sheet']}, cell {wrong['cell']}", "what": what, "found": wrong["found"], "do": do}


def _needs(file: Path, *, wanted: str | None) -> Checked:
    verdict = validating.verdict(file)
    if verdict.level is None:
        return Checked(findings=[asdict(one) for one in verdict.findings], told=f"{len(verdict.findings)} findings")
    fell_short = wanted is not None and LEVELS.index(verdict.level) < LEVELS.index(wanted)
    return Checked(
        findings=[asdict(one) for one in verdict.missing] if fell_short else [],
        told=f"valid, level {verdict.level}" + (f", not {wanted}" if fell_short else ""),
    )
