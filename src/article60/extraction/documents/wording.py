"""Judges what one sentence or item says: a need, nothing needed, an announcement, or something that only looks like a need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from article60.extraction.documents.parties import Party, masked, parties
from article60.extraction.documents.phrases import SUBJECT, find, labels
from article60.text.normalise import Folded, fold_with_offsets

_SUBJECT_WITHIN = 8
# What stands before the colon at the beginning of an item, and how near to thanks a wish to give them stands.
_AFTER_CITATION = re.compile(r"^[^:：]{1,60}[:：]\s*")
_NEAR_THANKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a document's passages are read with: its languages, first the main one, and the States that it is about."""

    tongues: tuple[str, ...]
    states: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text with its folded form, in which the parties named are masked."""

    text: str
    way: Folded
    masked: str
    parties: tuple[Party, ...]


def words_of(text: str, reader: Reader) -> Words:
    """The text made ready to be judged."""
    way = fold_with_offsets(text)
    named = parties(text, way, tongues=reader.tongues, subjects=reader.states)
    return Words(text, way, masked(way.text, named), tuple(named))


def is_need(words: Words, reader: Reader) -> bool:
    """Whether the words state that something is wanted."""
    return find(words.masked, "wording", "need", reader.tongues) is not None


def wishes(words: Words, reader: Reader) -> bool:
    """Whether the words speak of help in a tone of wishing, or of what is lacking: weaker than a need that is stated.

    Nothing of the kind where the words look like something else, or tell of a lack that somebody has filled, without a `but`.
    """
    if look_alike(words, reader) is not None:
        return False
    if find(words.masked, "wording", "wish", reader.tongues) is not None:
        return True
    lacks = find(words.masked, "wording", "lack", reader.tongues) is not None
    filled = find(words.masked, "received", "received", reader.tongues) is not None and not contrasts(words, reader)
    return lacks and not filled


def is_about_something_else(words: Words, reader: Reader) -> bool:
    """Whether the words are about what others get, should do, offer or rank, whatever they say of needs."""
    return any_of(words, reader, ("provider", "normative", "recommendation", "channel", "ranking", "offer"))


def wants(words: Words, reader: Reader) -> bool:
    """Whether the words state that something is wanted, or only wish for it."""
    return is_need(words, reader) or wishes(words, reader)


def tells(words: Words, reader: Reader) -> bool:
    """Whether the words are a whole sentence that tells of something, and so are no item of a list."""
    return find(words.masked, "wording", "tells", reader.tongues) is not None


def names_help(words: Words, reader: Reader) -> bool:
    """Whether the words begin with a noun for help, as the items of a list of needs do."""
    return find(words.masked, "wording", "item", reader.tongues) is not None


def is_no_need(words: Words, reader: Reader) -> bool:
    """Whether the words state that nothing is needed or requested; that nothing was provided so far is something else."""
    if find(words.masked, "wording", "no_needs", reader.tongues) is None:
        return False
    return find(words.masked, "wording", "not_provided", reader.tongues) is None


def is_not_provided(words: Words, reader: Reader) -> bool:
    """Whether the words only say that the assistance has not been provided so far."""
    return find(words.masked, "wording", "not_provided", reader.tongues) is not None


def is_stub(words: Words, reader: Reader) -> bool:
    """Whether the words only point elsewhere (`see below`), also after a citation, or are too short to say anything."""
    if not any(c.isalpha() for c in words.text):
        return True
    rest = _AFTER_CITATION.sub("", words.masked, count=1)
    return any(find(said, "wording", "stub", reader.tongues) is not None for said in {words.masked, rest})


def is_fulfilled(words: Words, reader: Reader) -> bool:
    """Whether the words tell that what was wanted has been given since, and turn to nothing that is wanted still."""
    return find(words.masked, "wording", "fulfilled", reader.tongues) is not None and not contrasts(words, reader)


def announces(words: Words, reader: Reader) -> bool:
    """Whether the words announce a list or table and say nothing more."""
    return find(words.masked, "wording", "intro", reader.tongues) is not None


def contrasts(words: Words, reader: Reader) -> bool:
    """Whether a word such as `but` sets one half of the sentence against the other."""
    return find(words.masked, "wording", "contrast", reader.tongues) is not None


def speaks_of_help(words: Words, reader: Reader) -> bool:
    """Whether the words speak of help from others, which in a section on needs is meant as wanted unless they say otherwise."""
    return find(words.masked, "wording", "help", reader.tongues) is not None


def find_received(words: Words, reader: Reader) -> re.Match[str] | None:
    """The words that tell of assistance; of an organisation it is enough that it made, held or wrote something there."""
    found = find(words.masked, "received", "received", reader.tongues)
    if found is not None:
        return found
    organisations = masked(words.way.text, [party for party in words.parties if party.state is None or party.subject])
    return find(organisations, "received", "given", reader.tongues)


def look_alike(words: Words, reader: Reader) -> str | None:
    """Which look-alike the words are: provider, thanks, coordination, normative, recommendation, national, order; else None."""
    for label in labels("lookalikes"):
        if label != "legal_help" and find(words.masked, "lookalikes", label, reader.tongues) is not None:
            return label
    return None


def is_thanks(words: Words, reader: Reader) -> bool:
    """Whether the words thank, and neither ask for something before nor turn to a wish after the thanks."""
    thanks = find(words.masked, "lookalikes", "gratitude", reader.tongues)
    before = "" if thanks is None else words.masked[: max(thanks.start() - _NEAR_THANKS, 0)]
    if thanks is None or find(before, "wording", "need", reader.tongues) is not None:
        return False
    rest = words.masked[thanks.end() :]
    turn = find(rest, "wording", "turn", reader.tongues)
    return turn is None or find(rest[turn.end() :], "wording", "need", reader.tongues) is None


def is_about_others(words: Words) -> bool:
    """Whether an item is a sentence about what the State does: it begins with the State's name, and so is no noun phrase."""
    return SUBJECT in words.masked[:_SUBJECT_WITHIN]


def is_legal_help(words: Words, reader: Reader) -> bool:
    """Whether the assistance of which the words speak is that of one court to another."""
    return find(words.masked, "lookalikes", "legal_help", reader.tongues) is not None


def any_of(words: Words, reader: Reader, checks: Sequence[str]) -> bool:
    """Whether the words are one of these kinds of look-alike."""
    return any(find(words.masked, "lookalikes", label, reader.tongues) is not None for label in checks)
