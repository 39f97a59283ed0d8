"""Finds sentences that tell of assistance which the State has received, and from whom."""

import re
from collections.abc import Iterator

from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.parties import joined
from article60.extraction.documents.phrases import find
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import bare, sentences
from article60.extraction.documents.wording import (
    Reader,
    Words,
    any_of,
    contrasts,
    find_received,
    is_legal_help,
    is_not_provided,
    words_of,
)

_ROLES = frozenset(
    {"introduction", "observations", "other", "needs", "received", "process", "good_practices", "implementation"}
)
_CLAUSE_ENDS = re.compile(r"[,;:،؛，；：]")
_NEVER = ("normative", "provider", "recommendation", "coordination", "channel", "offer")


def received(placed: Placed, reader: Reader) -> Iterator[Draft]:
    """The statements of assistance received in one passage, a sentence each, cut after what was given."""
    if placed.place.role not in _ROLES:
        return
    text = placed.passage.text
    for start, end in sentences(text):
        draft = _sentence(placed, start, end, reader)
        if draft is not None:
            yield draft


def _sentence(placed: Placed, start: int, end: int, reader: Reader) -> Draft | None:
    sentence = placed.passage.text[start:end]
    words = words_of(sentence, reader)
    givers = [party for party in words.parties if not party.subject]
    if not givers or is_not_provided(words, reader):
        return None
    found = find_received(words, reader)
    if found is None or any_of(words, reader, _NEVER) or _only_wished(words, found, reader):
        return None
    named = [party for party in givers if found.start() <= party.start < found.end()]
    if not named or (all(party.state for party in named) and _between_states(words, reader)):
        return None
    last = _cut(words, found.end(), reader) if placed.place.role != "needs" else len(sentence)
    part = bare(sentence[:last])
    own = cites(part, language=reader.tongues[0], carried=None)
    return Draft(
        kind="assistance_received",
        placed=placed,
        text=part,
        start=start,
        end=start + last,
        provisions=own or placed.place.carried,
        chapter=placed.place.chapter,
        types=named_types(part, reader.tongues[0]),
        provider=joined([party.name for party in named]),
        rule="sentence that names a giver of assistance",
    )


def _only_wished(words: Words, given: re.Match[str], reader: Reader) -> bool:
    """Whether the sentence tells of no more than a wish, its absence or thanks: no clause on what was given comes first."""
    before = [
        label
        for lexicon, label in (("wording", "need"), ("wording", "no_needs"), ("lookalikes", "gratitude"))
        if (found := find(words.masked, lexicon, label, reader.tongues)) is not None
        and found.start() < given.end()
        and _CLAUSE_ENDS.search(words.masked, given.start(), found.start()) is None
    ]
    if "no_needs" in before:
        return True
    if "need" in before:
        return not contrasts(words, reader)
    return bool(before) and find(words.masked, "wording", "need", reader.tongues) is None


def _between_states(words: Words, reader: Reader) -> bool:
    """Whether States do for one another what is no technical assistance: review, extradite, help the courts."""
    return is_legal_help(words, reader) or find(words.masked, "head_words", "reviewed", reader.tongues) is not None


def _cut(words: Words, after: int, reader: Reader) -> int:
    """Where in the text the sentence turns to something else after what was given."""
    found = find(words.masked[after:], "received", "cut", reader.tongues)
    return len(words.text) if found is None else words.way.span(after + found.start(), after + found.start())[0]
