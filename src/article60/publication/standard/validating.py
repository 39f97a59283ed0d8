"""Checks a file against the needs standard: that it can be read, the schema, then the rules, then the level that it reaches."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from article60.publication.standard import STANDARD, schema
from article60.publication.standard import rules as standard_rules
from article60.publication.standard.finding import Finding
from article60.publication.standard.levels import level

_LONGEST = 400
"""Characters of a message."""


class Unreadable(ValueError):
    """A file that is no JSON as the standard asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found in a file; where nothing was, the level that it reaches and what keeps it from the next one."""

    findings: Sequence[Finding]
    level: str | None
    missing: Sequence[Finding]


def validate(path: Path) -> list[Finding]:
    """What in the file breaks the schema or the rules; an empty list means that it is valid."""
    return list(verdict(path).findings)


def verdict(path: Path) -> Verdict:
    """Everything that the standard says of a file."""
    try:
        read = _read(path)
    except Unreadable as error:
        return _broken([Finding(where="$", rule="readable", what=str(error))])
    if isinstance(read, dict) and read.get("standard", STANDARD) != STANDARD:
        said = f"the file follows {read['standard']!r}; this validator knows {STANDARD!r}"
        return _broken([Finding(where="$.standard", rule="version", what=said)])
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker(("date",)))
    errors = sorted(validator.iter_errors(read), key=lambda error: error.json_path)
    broken = [Finding(where=one.json_path, rule="schema", what=_short(one.message)) for one in errors]
    beside = (
        standard_rules.findings_beside(read, [tuple(one.absolute_path) for one in errors])
        if errors
        else standard_rules.findings(read)
    )
    found = [*broken, *beside]
    if found:
        return _broken(found)
    reached, missing = level(read)
    return Verdict(findings=(), level=reached, missing=missing)


def _short(message: str) -> str:
    """A message of the schema; one that repeats half the file is cut in its middle."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"


def _broken(found: Sequence[Finding]) -> Verdict:
    return Verdict(findings=found, level=None, missing=())


def _read(path: Path) -> Any:
    """The JSON of a file. Raises Unreadable for another encoding, a name that stands twice, or a number unknown to JSON."""
    try:
        text = path.read_bytes().decode("utf-8")
        if text.startswith("\ufeff"):
            raise Unreadable("begins with a byte order mark; save it as UTF-8 without one")
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except Unreadable:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(f"is no JSON file in UTF-8: {error}") from error
    except RecursionError:
        raise Unreadable("is nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"the name {twice!r} stands twice in one object")
    return made


def _constant(name: str) -> Any:
    raise Unreadable(f"{name} is no number of JSON")
