"""Finds the names of States in text: short, formal, declined, in six languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from article60.codes.languages import LANGUAGES
from article60.domain.state_party import StateParty, state_parties
from article60.text.data import rows
from article60.text.lexicon import Entry, Hit, Lexicon, longest
from article60.text.normalise import fold
from article60.text.russian_names import declined

_BRACKETED = re.compile(r"\s*\(.*\)")
_JOINED = re.compile(r"\s*[-–—]\s*")


@dataclass(frozen=True, slots=True)
class NamedState:
    """A State that a text names: two-letter code, where, and the words as printed."""

    state: str
    start: int
    end: int
    words: str


def find(text: str) -> list[NamedState]:
    """The States named in the text, in order, the longest name at each place: Guinea-Bissau is not Guinea.

    Names in scripts that have capitals need one (Chad, not chad); regions whose names hold a State's are left out.
    """
    hits = longest(hit for hit in _lexicon().find(text) if _is_name(hit))
    return [NamedState(hit.label, hit.start, hit.end, hit.words) for hit in hits if hit.label]


def _is_name(hit: Hit) -> bool:
    return any(character.isupper() for character in hit.words) or not any(character.islower() for character in hit.words)


@cache
def _lexicon() -> Lexicon:
    unwanted = {(row["state"], fold(row["name"])) for row in rows("state_name_variants") if row["use"] == "not"}
    names = {(state, fold(name)) for state, name in _names()} - unwanted
    return Lexicon(Entry(name, state) for state, name in sorted(names))


def _names() -> Iterator[tuple[str, str]]:
    """Every State's code with every name under which it is looked for; no code for what is a shield."""
    for party in state_parties().values():
        for language in LANGUAGES:
            for name in _of(party, language):
                yield from ((party.state, form) for form in _forms(name, language))
    for row in rows("state_name_variants"):
        if row["use"] != "not":
            yield from ((row["state"], form) for form in _forms(row["name"], row["language"]))


def _of(party: StateParty, language: str) -> set[str]:
    """Short and formal name, and the short one without what stands in brackets: Iran (Islamic Republic of)."""
    short, formal = str(getattr(party, f"name_{language}")), str(getattr(party, f"formal_{language}"))
    return {name for name in (short, formal, _BRACKETED.sub("", short)) if name}


def _forms(name: str, language: str) -> Iterator[str]:
    """The name with hyphens, with blanks in their place or closed up; in Russian in all cases."""
    for form in declined(name) if language == "ru" else (name,):
        yield form
        if _JOINED.search(form):
            yield from (_JOINED.sub("-", form), _JOINED.sub(" ", form), _JOINED.sub(" - ", form))
