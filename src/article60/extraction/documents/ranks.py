"""Gives a need the rank that a later sentence states, by its list label or by pointing back to it."""

from collections.abc import Sequence
from dataclasses import replace

from article60.extraction.documents.cites import cites
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.items import is_listed
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.phrases import find
from article60.extraction.documents.priority import priority
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import sentences
from article60.extraction.documents.wording import Reader, Words, words_of

_NARROW = str.maketrans("（）", "()")


def labels_of(found: Sequence[Draft]) -> frozenset[str]:
    """The list labels of the needs found so far, as a later sentence may name them: `(a)`, `(ii)`."""
    labels = (_printed_label(draft) for draft in found)
    return frozenset(label for label in labels if len(label) > 1)


def _printed_label(draft: Draft) -> str:
    return _plain(draft.label or draft.placed.passage.label or "")


def _plain(label: str) -> str:
    """A label as a later sentence names it: in brackets of one width, without stop."""
    return label.translate(_NARROW).strip(" .")


def ranks(sentence: str, labels: frozenset[str], reader: Reader) -> bool:
    """Whether a sentence gives a rank to a need above, named by its label or by `it` or `this`, and states none of its own."""
    words = words_of(sentence, reader)
    if priority(words, reader) is None:
        return False
    return any(label in sentence.translate(_NARROW) for label in labels) or _points_back(words, reader)


def _points_back(words: Words, reader: Reader) -> bool:
    """Whether the words have neither type nor citation, and a word that points to what was said before."""
    if find(words.masked, "wording", "refers", reader.tongues) is None:
        return False
    return not named_types(words.text, reader.tongues[0]) and not cites(words.text, language=reader.tongues[0])


def ranked(found: list[Draft], placed: Placed, reader: Reader) -> list[Draft]:
    """The needs with the rank that a later sentence gives to one of them, by its list label or by pointing back to the last."""
    if is_listed(placed.passage) or not found:
        return found
    for start, end in sentences(placed.passage.text):
        words = words_of(placed.passage.text[start:end], reader)
        rank = priority(words, reader)
        meant = _meant(found, words, placed, start, reader) if rank is not None else []
        for index in meant:
            if found[index].priority is None:
                found[index] = replace(found[index], priority=rank)
    return found


def _meant(found: Sequence[Draft], words: Words, placed: Placed, start: int, reader: Reader) -> list[int]:
    """The places of the needs to which a sentence with a rank refers."""
    labelled = [
        index
        for index, draft in enumerate(found)
        if len(_printed_label(draft)) > 1
        and _printed_label(draft) in words.text.translate(_NARROW)
        and (draft.placed is not placed or (draft.end or 0) <= start)
    ]
    if labelled or not _points_back(words, reader):
        return labelled
    before = [index for index, draft in enumerate(found) if draft.placed is not placed or draft.start < start]
    return before[-1:]
