"""Suggests the provisions that a need may concern where its words, and the headings above them, name none."""

from collections.abc import Iterable, Iterator
from functools import cache

from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.extraction import rulebook
from article60.extraction.printed import BETWEEN
from article60.extraction.provisions import ProvisionTag
from article60.extraction.tagging import tag
from article60.text.normalise import fold

_MOST = 3
# Scores are right about as often as they say. What is more often wrong than two times in three would tell a reader of a
# State what the State has not said.
_LEAST = 0.3


def suggestions(needs: Iterable[Need]) -> Iterator[NeedSuggestion]:
    """The few best provisions for each need that names none, best first; none where the words speak for none clearly."""
    for need in needs:
        if need.provisions:
            continue
        spoken = [(found, words) for found in _clear(need) if (words := _telling(found.words))]
        for position, (found, words) in enumerate(spoken[:_MOST]):
            yield NeedSuggestion(
                need_id=need.need_id,
                position=position,
                provision=found.provision,
                score=found.score,
                words=words,
            )


def _clear(need: Need) -> list[ProvisionTag]:
    """What the words speak for clearly and do not cite."""
    return [found for found in tag(need.text, language=need.language).provisions if _LEAST <= found.score < 1]


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """Each word, or words that stand together, once; without those that only join others, and without parts of longer ones."""
    pieces = {fold(piece): piece for found in words for piece in found.split(BETWEEN)}
    told = {folded: piece for folded, piece in pieces.items() if folded not in _stop_words()}
    return tuple(piece for folded, piece in told.items() if not any(_within(folded, other) for other in told))


def _within(part: str, whole: str) -> bool:
    return part != whole and f" {part} " in f" {whole} "


@cache
def _stop_words() -> frozenset[str]:
    """Folded, of all languages at once: languages are told wrongly."""
    return frozenset(fold(word) for row in rulebook.table("stop_words") for word in row["words"].split("|"))
