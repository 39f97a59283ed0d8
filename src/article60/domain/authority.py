"""Who may decide what: one table, codes/authority.csv, of kinds and verbs by role."""

from collections.abc import Mapping
from functools import cache

from article60.codes.reader import rows

ANY, OWN, NOT = "any", "own", ""
"""About every record; only about those of the State or organisation for which the person acts; not at all."""

MISSED = "add_missed"
"""In the file, `add` of a need with the place at which a document states it: not the State's own word, but what was missed."""

NOUNS: Mapping[str, str] = {
    "need": "a need",
    "good_practice": "a good practice",
    "assistance_received": "assistance received",
    "no_needs": "a statement of no need",
    "match": "a match",
    "overlap": "an overlap",
    "activity": "an activity",
    "organisation": "an organisation",
    "document": "a document",
}
"""What decisions are about, in words."""


@cache
def table() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """For each kind and each verb that goes with it, how far each role may decide: any, own or not at all."""
    return {named: row for named, row in _file().items() if named[1] != MISSED}


@cache
def _file() -> Mapping[tuple[str, str], Mapping[str, str]]:
    listed = [dict(row) for row in rows("authority")]
    return {(row.pop("kind"), row.pop("verb")): row for row in listed}


@cache
def roles() -> tuple[str, ...]:
    """The roles in which people decide."""
    return tuple(next(iter(table().values())))


@cache
def kinds() -> tuple[str, ...]:
    """What decisions may be about."""
    return tuple(dict.fromkeys(kind for kind, _ in table()))


def verbs(kind: str) -> tuple[str, ...]:
    """What may be decided about a kind."""
    return tuple(verb for one, verb in table() if one == kind)


def scope(*, role: str, kind: str, verb: str, placed: bool = False) -> str:
    """How far a role may decide: any, own or not at all; a role or verb that is not known may not.

    `placed` says that a need is added with its place in a document.
    """
    row = MISSED if placed and verb == "add" else verb
    return _file().get((kind, row), {}).get(role, NOT)


def who(kind: str, verb: str) -> str:
    """The roles that may decide this, for a message."""
    return ", ".join(role for role, far in table()[kind, verb].items() if far)
