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
    "": {"name", "publisher", "licence", "files", "index", "list", "expect", "politeness"},
    "index": {"address", "links"},
    "list": {"address", "items", "file", "hash", "publisher", "licence", "total", "offset", "next"},
    "expect": {"minimum_files", "largest_bytes"},
    "politeness": {"seconds_between_requests", "seconds_to_wait", "attempts", "hosts_at_once", "user_agent"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How the servers of a source are asked."""

    seconds_between_requests: float = 1.0
    seconds_to_wait: float = 60.0
    attempts: int = 5
    hosts_at_once: int = 4
    user_agent: str = "article60-collect"


Steps = tuple[str, ...]
"""The names that lead to a value in JSON, one inside the other; lists on the way are gone through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A page in HTML; its links that match `links` are the files."""

    address: str
    links: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of files in JSON: where in an answer its entries stand, and where in each entry what is said of its file.

    `offset` is the parameter of the address that takes the number of entries seen, `next` leads to the address of the page
    that follows; with neither the list is one page. `total` leads to the number of entries in all.
    """

    address: str
    items: Steps
    file: Steps
    hash: Steps
    publisher: Steps
    licence: Steps
    total: Steps
    offset: str | None
    next: Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source, and where its files are: their addresses, or a page or a list that names them."""

    name: str
    publisher: str
    """Who answers for the files of which no list names anybody; empty where that is not the same for all of them."""
    licence: str
    files: tuple[str, ...] | Index | Listing
    minimum_files: int
    largest_bytes: int
    politeness: Politeness


def read(path: Path) -> Source:
    """The source that a file describes. Raises UnusableInput, naming file and field, where it is malformed."""
    try:
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnusableInput(
            f"{path}: no such file; copy one of the examples in {Path(__file__).parent} and correct it"
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnusableInput(f"{path}: cannot be read as YAML ({' '.join(str(error).split())})") from None
    try:
        return _source(_mapping(described, ""))
    except ValueError as error:
        raise UnusableInput(f"{path}: {error}") from None


def _source(described: Mapping[str, Any]) -> Source:
    expect = _mapping(described.get("expect"), "expect")
    return Source(
        name=_text(described, "name"),
        publisher=_same_for_all(described, "publisher"),
        licence=_same_for_all(described, "licence"),
        files=_files(described),
        minimum_files=_number(expect, "minimum_files", 1),
        largest_bytes=_number(expect, "largest_bytes", 500 * 1024 * 1024),
        politeness=_politeness(_mapping(described.get("politeness"), "politeness")),
    )


def _same_for_all(described: Mapping[str, Any], name: str) -> str:
    """What holds for all files; empty where it is said, by null, that nothing does."""
    return "" if name in described and described[name] is None else _text(described, name)


def _files(described: Mapping[str, Any]) -> tuple[str, ...] | Index | Listing:
    addresses = _addresses(described.get("files", []))
    index, listing = (_mapping(described.get(name), name) for name in ("index", "list"))
    if sum(map(bool, (addresses, index, listing))) != 1:
        raise ValueError("give either files, a list of addresses, or index, a page that links them, or list, a list in JSON")
    if index:
        return Index(address=_address(index, "index"), links=_pattern(index.get("links", r"\.xml$")))
    return _listing(listing) if listing else addresses


def _listing(described: Mapping[str, Any]) -> Listing:
    offset = _text(described, "offset") if "offset" in described else None
    if offset is not None and "next" in described:
        raise ValueError("list: give either offset or next, not both")
    return Listing(
        address=_address(described, "list"),
        items=_steps(described, "items"),
        file=_steps(described, "file", needed=True),
        hash=_steps(described, "hash"),
        publisher=_steps(described, "publisher"),
        licence=_steps(described, "licence"),
        total=_steps(described, "total"),
        offset=offset,
        next=_steps(described, "next"),
    )


def _steps(described: Mapping[str, Any], name: str, *, needed: bool = False) -> Steps:
    value = described.get(name)
    if value is None and not needed:
        return ()
    if not isinstance(value, str) or not all(value.split(".")):
        raise ValueError(f"list: {name} is {value!r}; give the names that lead to it in the JSON, with full stops between")
    return tuple(value.split("."))


def _address(described: Mapping[str, Any], where: str) -> str:
    if "address" not in described:
        raise ValueError(f"{where}: address is missing")
    return _addresses([described["address"]])[0]


def _politeness(described: Mapping[str, Any]) -> Politeness:
    usual = Politeness()
    return Politeness(
        seconds_between_requests=_seconds(described, "seconds_between_requests", usual.seconds_between_requests),
        seconds_to_wait=_seconds(described, "seconds_to_wait", usual.seconds_to_wait),
        attempts=_number(described, "attempts", usual.attempts),
        hosts_at_once=_number(described, "hosts_at_once", usual.hosts_at_once),
        user_agent=_header(described, "user_agent") if "user_agent" in described else usual.user_agent,
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
    if value is None:
        raise ValueError(f"{name} is missing; nothing is collected from a source without it")
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"{name} is {value!r}; give a line of text")
    return value.strip()


def _header(described: Mapping[str, Any], name: str) -> str:
    text = _text(described, name)
    if not text.isascii():
        raise ValueError(f"{name} is {text!r}; servers take letters from a to z, figures and signs only, such as an address")
    return text


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
