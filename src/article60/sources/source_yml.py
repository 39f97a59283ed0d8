"""The description of a source, `source.yml`: who publishes it, on what terms, where its files are and what to expect."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from article60.sources.documents_csv import UnusableInput
from article60.sources.fetch import is_address

_KEYS = {
    "": {"name", "publisher", "licence", "files", "index", "expect", "politeness"},
    "index": {"address", "links"},
    "expect": {"minimum_files", "largest_bytes"},
    "politeness": {"seconds_between_requests", "seconds_to_wait", "attempts", "user_agent"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How the servers of a source are asked."""

    seconds_between_requests: float = 1.0
    seconds_to_wait: float = 60.0
    attempts: int = 5
    user_agent: str = "article60-collect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source: either `files`, or the page `index` whose links that match `links` are its files."""

    name: str
    publisher: str
    licence: str
    files: tuple[str, ...]
    index: str | None
    links: re.Pattern[str]
    minimum_files: int
    largest_bytes: int
    politeness: Politeness


def read(path: Path) -> Source:
    """The source that a file describes. Raises UnusableInput, naming file and field, where it is malformed."""
    try:
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnusableInput(f"{path}: cannot be read as YAML ({' '.join(str(error).split())})") from None
    try:
        return _source(_mapping(described, ""))
    except ValueError as error:
        raise UnusableInput(f"{path}: {error}") from None


def _source(described: Mapping[str, Any]) -> Source:
    index = _mapping(described.get("index"), "index")
    expect = _mapping(described.get("expect"), "expect")
    files = _addresses(described.get("files", []))
    if bool(files) == bool(index):
        raise ValueError("give either files, a list of addresses, or index, a page that links them")
    return Source(
        name=_text(described, "name"),
        publisher=_text(described, "publisher"),
        licence=_text(described, "licence"),
        files=files,
        index=_addresses([index.get("address")])[0] if index else None,
        links=_pattern(index.get("links", r"\.xml$")),
        minimum_files=_number(expect, "minimum_files", 1),
        largest_bytes=_number(expect, "largest_bytes", 500 * 1024 * 1024),
        politeness=_politeness(_mapping(described.get("politeness"), "politeness")),
    )


def _politeness(described: Mapping[str, Any]) -> Politeness:
    usual = Politeness()
    return Politeness(
        seconds_between_requests=_seconds(described, "seconds_between_requests", usual.seconds_between_requests),
        seconds_to_wait=_seconds(described, "seconds_to_wait", usual.seconds_to_wait),
        attempts=_number(described, "attempts", usual.attempts),
        user_agent=_text(described, "user_agent") if "user_agent" in described else usual.user_agent,
    )


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    place = where or "the file"
    if value is None and where:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"{place} must hold `key: value` lines")
    unknown = sorted(str(key) for key in value if key not in _KEYS[where])
    if unknown:
        raise ValueError(f"{place}: {unknown[0]!r} is not known; known are {', '.join(sorted(_KEYS[where]))}")
    return value


def _text(described: Mapping[str, Any], name: str) -> str:
    value = described.get(name)
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"{name} is missing; nothing is collected from a source without it")
    return value.strip()


def _addresses(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError("files must be a list of addresses")
    for value in values:
        if not isinstance(value, str) or not is_address(value):
            raise ValueError(f"{value!r} is no http(s) address")
    return tuple(dict.fromkeys(values))


def _pattern(value: Any) -> re.Pattern[str]:
    try:
        return re.compile(value)
    except (re.error, TypeError) as error:
        raise ValueError(f"links: {value!r} is no regular expression ({error})") from None


def _number(described: Mapping[str, Any], name: str, usual: int) -> int:
    value = described.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} is {value!r}; give a whole number from 1")
    return value


def _seconds(described: Mapping[str, Any], name: str, usual: float) -> float:
    value = described.get(name, usual)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 3600:
        raise ValueError(f"{name} is {value!r}; give seconds, from 0 to 3600")
    return float(value)
