"""Joins a need that one document prints twice: in detail under its article and again in a list, or in two lists."""

from collections.abc import Sequence
from dataclasses import replace

from article60.domain.provision import article_of
from article60.extraction.documents.drafts import Draft
from article60.text.similarity import overlap

_SAME_WORDS = 0.8


def joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in order, a repeated need as one draft that holds its repetitions."""
    needs = [draft for draft in drafts if draft.kind == "need"]
    details = [need for need in needs if need.placed.place.article]
    repeats: dict[int, list[Draft]] = {}
    dropped: set[int] = set()
    for draft in needs:
        originals = _details_of(draft, details) or _twin(draft, needs, dropped)
        for original in originals:
            repeats.setdefault(id(original), []).append(draft)
        if originals:
            dropped.add(id(draft))
    return [replace(d, repeats=tuple(repeats.get(id(d), ()))) for d in drafts if id(d) not in dropped]


def _details_of(draft: Draft, details: Sequence[Draft]) -> list[Draft]:
    """The detailed needs that an item of a list sums up; empty unless they cover all its articles and all its types."""
    if draft.placed.place.article or not draft.provisions or not draft.types:
        return []
    articles = _articles(draft)
    found = [
        need
        for need in details
        if need.placed.place.state == draft.placed.place.state
        and _articles(need) & articles
        and set(need.types) & set(draft.types)
    ]
    covered = set().union(*(_articles(need) for need in found)) if found else set()
    types = set().union(*(need.types for need in found)) if found else set()
    return found if articles <= covered and set(draft.types) <= types else []


def _twin(draft: Draft, needs: Sequence[Draft], dropped: set[int]) -> list[Draft]:
    """The earlier need with the same provisions and types and nearly the same words, in another section."""
    for other in needs:
        if other is draft:
            return []
        if id(other) not in dropped and _same(other, draft):
            return [other]
    return []


def _same(one: Draft, other: Draft) -> bool:
    places = one.placed.place, other.placed.place
    if places[0].group == places[1].group or places[0].state != places[1].state or not one.provisions:
        return False
    alike = set(one.provisions) == set(other.provisions) and set(one.types) == set(other.types)
    return alike and overlap(one.text, other.text) >= _SAME_WORDS


def _articles(draft: Draft) -> set[str]:
    return {article_of(provision) for provision in draft.provisions}
