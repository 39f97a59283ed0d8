"""Identifiers of organisations and activities whose prefix has changed: the form now in use, and those that it had before."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from article60.codes.reader import rows

PREVIOUS_ACTIVITY, PREVIOUS_REPORTER = "A3", "B1"
"""IATI's types of other identifiers that say how the activity, or its reporting organisation, was called before."""

_ANY_CHANNEL = "NNNNN"
_CHANNEL = re.compile(r"\d{2}(?:\d{3}|[A-Z]{3})(?=-|$)")


def plain(identifier: str) -> str:
    """The identifier in capitals, without blanks: publishers differ in both when they write the same one."""
    return "".join(identifier.split()).upper()


@lru_cache(maxsize=1 << 18)
def current(identifier: str) -> str:
    """The plain identifier of an activity, with the prefix now in use."""
    return _changed(plain(identifier), "activities")


@lru_cache(maxsize=1 << 14)
def current_organisation(ref: str) -> str:
    """The plain identifier of an organisation in the form now in use."""
    return _changed(plain(ref), "new")


def forget() -> None:
    """Let go of the identifiers that are remembered."""
    current.cache_clear()
    current_organisation.cache_clear()


def _changed(identifier: str, column: str) -> str:
    for old, new in _changes(column):
        if identifier.startswith(old) and (len(identifier) == len(old) or identifier[len(old)] == "-"):
            return new + identifier[len(old) :]
    channel = _CHANNEL.match(identifier)
    return f"XM-DAC-{identifier}" if channel and _channels_changed() else identifier


def former(identifier: str) -> Iterator[str]:
    """Earlier forms of an activity's identifier, as written before its prefix was changed."""
    for old, new in _changes("activities"):
        if identifier.startswith(new + "-"):
            yield old + identifier[len(new) :]
    if _channels_changed() and identifier.startswith("XM-DAC-") and _CHANNEL.match(identifier, len("XM-DAC-")):
        yield identifier.removeprefix("XM-DAC-")


@cache
def _changes(column: str) -> tuple[tuple[str, str], ...]:
    return tuple((row["old"], row[column]) for row in rows("identifier_changes") if row["old"] != _ANY_CHANNEL)


@cache
def _channels_changed() -> bool:
    return any(row["old"] == _ANY_CHANNEL for row in rows("identifier_changes"))


def said_before(identifier: str, reporter: str | None, others: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Plain identifiers that the publisher says this activity had before.

    One of type A3 is such an identifier. One of type B1 names the reporting organisation's earlier identifier, which takes the
    place of the present one; some publishers write the activity's whole earlier identifier there.
    """
    now, prefix = plain(identifier), plain(reporter or "")
    for kind, written in others:
        before = plain(written)
        if kind == PREVIOUS_ACTIVITY:
            yield before
        elif kind == PREVIOUS_REPORTER and prefix and now.startswith(prefix + "-"):
            tail = now[len(prefix) :]
            if before.endswith(tail):
                yield before
            elif not (prefix + "-").startswith(before + "-"):
                # A longer form of the same prefix could hit a sibling: XX-1-2 is no earlier form of XX-1-1-2.
                yield before + tail
