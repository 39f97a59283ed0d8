"""Judges what one sentence or item says: a need, nothing needed, an announcement, or something that only looks like a need."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from article60.extraction.documents.parties import Party, masked, parties
from article60.extraction.documents.phrases import SUBJECT, find, labels
from article60.text.normalise import Folded, fold_with_offsets

_SUBJECT_WITHIN = 8


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


def is_no_need(words: Words, reader: Reader) -> bool:
    """Whether the words state that nothing is needed or requested; that nothing was provided so far is something else."""
    if find(words.masked, "wording", "no_needs", reader.tongues) is None:
        return False
    return find(words.masked, "wording", "not_provided", reader.tongues) is None


def is_not_provided(words: Words, reader: Reader) -> bool:
    """Whether the words only say that the assistance has not been provided so far."""
    return find(words.masked, "wording", "not_provided", reader.tongues) is not None


def is_stub(words: Words, reader: Reader) -> bool:
    """Whether the words only point elsewhere (`see below`) or are too short to say anything."""
    return not any(c.isalpha() for c in words.text) or find(words.masked, "wording", "stub", reader.tongues) is not None


def announces(words: Words, reader: Reader) -> bool:
    """Whether the words announce a list or table and say nothing more."""
    return find(words.masked, "wording", "intro", reader.tongues) is not None


def tells(words: Words, reader: Reader) -> bool:
    """Whether the words are a sentence that tells a fact (`Judges are trained by ...`), and so no item of a list."""
    return find(words.masked, "wording", "told", reader.tongues) is not None


def contrasts(words: Words, reader: Reader) -> bool:
    """Whether a word such as `but` sets one half of the sentence against the other."""
    return find(words.masked, "wording", "contrast", reader.tongues) is not None


def look_alike(words: Words, reader: Reader) -> str | None:
    """Which look-alike the words are: provider, thanks, coordination, normative, recommendation, national; else None."""
    for label in labels("lookalikes"):
        if label != "legal_help" and find(words.masked, "lookalikes", label, reader.tongues) is not None:
            return label
    return None


def is_thanks(words: Words, reader: Reader) -> bool:
    """Whether the words thank, and neither ask for something before nor turn to a wish after the thanks."""
    thanks = find(words.masked, "lookalikes", "gratitude", reader.tongues)
    if thanks is None or find(words.masked[: thanks.start()], "wording", "need", reader.tongues) is not None:
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


def languages(main: str, other: str | None) -> tuple[str, ...]:
    """The main language of a document, and that of one passage where it is another."""
    return (main,) if other is None or other == main else (main, other)


def any_of(words: Words, reader: Reader, checks: Sequence[str]) -> bool:
    """Whether the words are one of these kinds of look-alike."""
    return any(find(words.masked, "lookalikes", label, reader.tongues) is not None for label in checks)
