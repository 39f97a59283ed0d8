"""Suggests the provisions that a need may concern where its words, and the headings above them, name none."""

from collections.abc import Iterable, Iterator

from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.extraction.tagging import tag

_MOST = 3


def suggestions(needs: Iterable[Need]) -> Iterator[NeedSuggestion]:
    """The few best provisions for each need that names none, best first; none where the words speak for none clearly."""
    for need in needs:
        if need.provisions:
            continue
        spoken = [found for found in tag(need.text, language=need.language).provisions if found.score < 1]
        for position, found in enumerate(spoken[:_MOST]):
            yield NeedSuggestion(
                need_id=need.need_id,
                position=position,
                provision=found.provision,
                score=found.score,
                words=found.words,
            )
