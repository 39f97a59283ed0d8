"""Who has solved what a State still needs: by article, other States whose reviews record a good practice, by their names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from article60.analysis.peers import peers_on
from article60.domain.good_practice import GoodPractice
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.peer import Peer, in_common
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release
from article60.web.common.rows import among, select
from article60.web.public.matrix import article_place

SETTLED = NO_LONGER_STATED | {"met"}
NAMED = 12
"""So many States are named on an article; further ones stand on the pages of the needs."""

Offer = tuple[str, str]
"""A State and the identifier of its good practice."""


@dataclass(frozen=True, slots=True)
class SolvedArticle:
    """One article that is needed: States that recorded a good practice on it, and how many more there are."""

    article: str
    offers: list[Offer]
    more: int
    need_id: str


@dataclass(frozen=True, slots=True)
class StatePeers:
    """All articles with offers, and what each State named has in common with the State in need.

    `asks` says whether the State has an open need that names an article at all.
    """

    asks: bool
    articles: list[SolvedArticle]
    common: list[tuple[str, tuple[str, ...], tuple[str, ...]]]


def state_peers(release: Release, state: str, needs: Iterable[Need]) -> StatePeers:
    """Offers on the articles of needs that are neither met nor closed; States stand by name, near ones are named first."""
    asked: dict[str, Need] = {}
    for need in needs:
        if need.grade not in SETTLED:
            for article in need.articles:
                asked.setdefault(article, need)
    practices = _practices(release, state, asked)
    states = {one.state: one for one in among(release.connection, "states", "state", {state, *(p.state for p in practices)})}
    groups = select(release.connection, "groups")
    found = {p.practice_id: p for p in peers_on(sorted(asked), state=state, practices=practices, states=states, groups=groups)}
    articles = [_solved(article, asked[article], practices, found) for article in sorted(asked, key=article_place)]
    articles = [one for one in articles if one.offers]
    named = {offer[0] for one in articles for offer in one.offers}
    facts = {peer.state: (in_common(peer), peer.groups) for peer in found.values() if peer.state in named}
    return StatePeers(bool(asked), articles, [(of, *facts[of]) for of in sorted(facts, key=_by_name)])


def _practices(release: Release, state: str, articles: Iterable[str]) -> list[GoodPractice]:
    wanted = list(articles)
    marks = ", ".join("?" * len(wanted))
    condition = f"t.practice_id IN (SELECT practice_id FROM good_practice_articles WHERE article IN ({marks})) AND t.state <> ?"
    return select(release.connection, "good_practices", condition, (*wanted, state))


def _solved(article: str, need: Need, practices: Sequence[GoodPractice], found: dict[str, Peer]) -> SolvedArticle:
    first: dict[str, str] = {}
    for practice in practices:
        if article in practice.articles and practice.practice_id in found:
            first.setdefault(practice.state, practice.practice_id)
    near = sorted(first, key=lambda of: (not found[first[of]].same_regional_group, _by_name(of)))[:NAMED]
    offers = [(of, first[of]) for of in sorted(near, key=_by_name)]
    return SolvedArticle(article, offers, len(first) - len(offers), need.need_id)


def _by_name(state: str) -> tuple[str, str]:
    return (fold(wording.state(state)), state)
