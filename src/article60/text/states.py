"""Finds the names of States in text: short, formal, declined, in six languages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from article60.codes.languages import LANGUAGES
from article60.domain.state_party import StateParty, state_parties
from article60.text.data import rows
from article60.text.lexicon import Entry, Hit, Lexicon
from article60.text.normalise import fold
from article60.text.russian_names import declined

_BRACKETED = re.compile(r"\s*\(.*\)")
_JOINED = re.compile(r"\s*[-–—]\s*")
_LISTED = re.compile(r"\s*[,،]?\s*و?\s*")
_AROUND = " \t\n().:"
_LONGEST_TITLE = 80
_CHINESE_FOR_LANGUAGE = "语"


@dataclass(frozen=True, slots=True)
class NamedState:
    """A State that a text names: two-letter code, where, and the words as printed."""

    state: str
    start: int
    end: int
    words: str


def find(text: str) -> list[NamedState]:
    """The States named in the text, in order, the longest name at each place: Guinea-Bissau is not Guinea.

    Names in scripts that have capitals need one (Chad, not chad). Left out are nationals and adjectives (Chadian), persons
    (Mr. Jordan) and regions whose names hold a State's; the capital that is named as its State (Tunis) is not told apart.
    """
    hits = _apart(hit for hit in _lexicon().find(text) if _is_name(hit, text))
    near = [hit for hit in hits if hit.label]
    return [
        NamedState(h.label, h.start, h.end, h.words) for h in near if h.term not in _named("beside") or _listed(h, near, text)
    ]


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in order, without those that overlap a longer one: 许多哥伦比亚人 names Colombia and not Togo."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _is_name(hit: Hit, text: str) -> bool:
    """Whether the words are printed as a name: acronyms in capitals, not as another word or language, not behind a title."""
    if hit.term in _acronyms():
        return hit.words.isupper()
    if hit.words in _unlike() or text.startswith(_CHINESE_FOR_LANGUAGE, hit.end):
        return False
    if not any(character.islower() for character in hit.words):
        return True
    if not any(character.isupper() for character in hit.words):
        return False
    return not hit.label or _titles().search(text, max(0, hit.start - _LONGEST_TITLE), hit.start) is None


def _listed(hit: Hit, hits: Iterable[Hit], text: str) -> bool:
    """Whether it is all of the text, or the name of another State stands next to it with nothing but `,` and `و` between."""
    if text.strip(_AROUND) == hit.words:
        return True
    gaps = (
        text[other.end : hit.start] if other.start < hit.start else text[hit.end : other.start]
        for other in hits
        if other != hit
    )
    return any(_LISTED.fullmatch(gap) for gap in gaps)


@cache
def _lexicon() -> Lexicon:
    names = {(state, fold(name)) for state, name in _names()}
    return Lexicon(Entry(name, state) for state, name in sorted(names))


def _names() -> Iterator[tuple[str, str]]:
    """Every State's code with every name under which it is looked for; no code for what is a shield."""
    for party in state_parties().values():
        for language in LANGUAGES:
            for name in _of(party, language):
                yield from ((party.state, form) for form in _forms(name, language))
    for row in rows("state_name_variants"):
        if row["use"] != "unlike":
            yield from ((row["state"], form) for form in _forms(row["name"], row["language"]))


def _of(party: StateParty, language: str) -> set[str]:
    """Short and formal name, and the short one without what stands in brackets: Iran (Islamic Republic of)."""
    short, formal = str(getattr(party, f"name_{language}")), str(getattr(party, f"formal_{language}"))
    return {name for name in (short, formal, _BRACKETED.sub("", short)) if name}


def _forms(name: str, language: str) -> Iterator[str]:
    """The name in all spellings, with hyphens, with blanks in their place or closed up; in Russian in all cases."""
    spellings = [name]
    for row in rows("state_name_spellings"):
        if row["language"] == language:
            spellings += [form.replace(row["written"], row["also"]) for form in spellings if row["written"] in form]
    for spelling in spellings:
        for form in declined(spelling) if language == "ru" else (spelling,):
            yield form
            if _JOINED.search(form):
                yield from (_JOINED.sub(joint, form) for joint in ("-", " ", " - ", "- ", " -"))


def _listed_as(use: str) -> list[str]:
    return [row["name"] for row in rows("state_name_variants") if row["use"] == use]


@cache
def _named(use: str) -> frozenset[str]:
    return frozenset(map(fold, _listed_as(use)))


@cache
def _unlike() -> frozenset[str]:
    return frozenset(_listed_as("unlike"))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(fold(name) for name in _listed_as("also") if name.isupper())


@cache
def _titles() -> re.Pattern[str]:
    """A person's title at the end of a text, with at most one name after it."""
    titles = "|".join(re.escape(row["title"]) for row in rows("person_titles"))
    return re.compile(rf"(?<![\w’'])(?:{titles})\.?\s+(?:[^\W\d_a-zа-я][\w’'-]*\s+){{0,1}}$")
