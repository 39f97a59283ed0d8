"""Under which names and identifiers an organisation is published, and by whom: nothing is known of it but that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from article60.domain.organisation import Organisation
from article60.text.normalise import fold
from article60.web.common.current import Release

MOST_PUBLISHERS = 8
"""So many publishers of one name are told; the rest are counted."""

_PARTS = """
    SELECT DISTINCT p.ref, p.name, p.kind, a.file, coalesce(a.reporting_org_name, a.reporting_org, ''),
           (SELECT r.organisation_id FROM activity_organisations r
             WHERE r.activity_id = p.activity_id AND r.role = 'reporting' ORDER BY r.position LIMIT 1)
    FROM activity_organisations p JOIN activities a ON a.activity_id = p.activity_id
    WHERE p.organisation_id = ?
"""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who writes a name or an identifier, and in which files."""

    organisation_id: str | None
    name: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """One name, identifier or kind as published; `own` where the organisation itself writes it, beside the others who do."""

    words: str
    own: bool
    publishers: tuple[Publisher, ...]
    files: tuple[str, ...]

    @property
    def shown(self) -> tuple[Publisher, ...]:
        """As many of the publishers as are told by name."""
        return self.publishers[:MOST_PUBLISHERS]

    @property
    def more(self) -> int:
        """How many publishers are only counted."""
        return len(self.publishers) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Names:
    """All of them; where they come from the files of the Release."""

    names: list[Called]
    refs: list[Called]
    kinds: list[Called]


Told = tuple[str | None, str, str]
"""Identifier and name of a publisher, and the file."""


def names_of(release: Release, organisation: Organisation) -> Names:
    """Names and identifiers in alphabetical order, kinds by their code."""
    refs: dict[str, set[Told]] = {ref: set() for ref in organisation.refs}
    names: dict[str, set[Told]] = {name: set() for name in organisation.names}
    kinds: dict[str, set[Told]] = {}
    rows = release.connection.execute(_PARTS, (organisation.organisation_id,))
    for ref, name, kind, file, publisher, publisher_id in rows:
        for held, words in ((refs, ref), (names, name), (kinds, kind)):
            if words:
                held.setdefault(words, set()).add((publisher_id, publisher, file))
    own = organisation.organisation_id
    return Names(
        names=[_called(words, names[words], own) for words in sorted(names, key=lambda one: (fold(one), one))],
        refs=[_called(words, refs[words], own) for words in sorted(refs)],
        kinds=[_called(words, kinds[words], own) for words in sorted(kinds)],
    )


def _called(words: str, told: Iterable[Told], own: str) -> Called:
    found = set(told)
    return Called(
        words=words,
        own=any(publisher == own for publisher, _, _ in found),
        publishers=tuple(_publishers(one for one in found if one[0] != own)),
        files=tuple(sorted({file for _, _, file in found})),
    )


def _publishers(told: Iterable[Told]) -> Iterator[Publisher]:
    """By name, each once, whatever the names under which one publisher reports."""
    by_key: dict[str, tuple[str | None, set[str], set[str]]] = {}
    for identifier, name, file in told:
        _, names, files = by_key.setdefault(identifier or name, (identifier, set(), set()))
        names.add(name)
        files.add(file)
    made = [Publisher(identifier, min(names), tuple(sorted(files))) for identifier, names, files in by_key.values()]
    yield from sorted(made, key=lambda one: (fold(one.name), one.name))
