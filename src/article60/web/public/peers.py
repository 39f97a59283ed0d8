"""Who has solved a need before: good practices of other States on its articles, by the States' names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from article60.analysis.peers import peers
from article60.domain.evidence import Evidence
from article60.domain.need import Need
from article60.domain.peer import FACTS, Peer, in_common, not_known
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.common.current import Release
from article60.web.common.rows import among, grouped, one, select

VALUES = {
    "same_regional_group": ("regional_groups", "regional_group"),
    "same_subregion": ("subregions", "subregion"),
    "same_income": ("income_groups", "income"),
}
"""Facts whose value is worth naming: its codelist and the field of the State."""


@dataclass(frozen=True, slots=True)
class PeerState:
    """A State that may have solved the need, what it has in common with the State in need, and its good practices."""

    state: str
    common: list[tuple[str, str | None]]
    groups: tuple[str, ...]
    unknown: list[str]
    practices: list[tuple[Peer, list[Evidence]]]


@dataclass(frozen=True, slots=True)
class ShownPeers:
    """The States by name, and the facts that are not known for any of them."""

    states: list[PeerState]
    unknown: list[str]

    @property
    def evidence(self) -> list[Evidence]:
        """Evidence of all their good practices."""
        return [one for state in self.states for _, found in state.practices for one in found]


def shown_peers(release: Release, need: Need) -> ShownPeers:
    """Everything that the page of a need shows of peers."""
    found = _found(release, need)
    evidence = grouped(among(release.connection, "evidence", "record_id", (p.practice_id for p in found)), "record_id")
    nowhere = [fact for fact in FACTS if found and all(fact in not_known(peer) for peer in found)]
    own = one(release.connection, "states", need.state)
    states = [
        PeerState(
            state=state,
            common=[(fact, _value(fact, own)) for fact in in_common(its[0])],
            groups=its[0].groups,
            unknown=[fact for fact in not_known(its[0]) if fact not in nowhere],
            practices=[(peer, evidence.get(peer.practice_id, [])) for peer in its],
        )
        for state, its in grouped(found, "state").items()
    ]
    return ShownPeers(sorted(states, key=lambda s: (fold(wording.state(s.state)), s.state)), nowhere)


def _found(release: Release, need: Need) -> list[Peer]:
    practices = _on_articles(release, "good_practices", "practice_id", "good_practice_articles", need.articles)
    received = _on_articles(release, "assistance_received", "received_id", "assistance_received_articles", need.articles)
    states = among(release.connection, "states", "state", [need.state, *(p.state for p in practices)])
    return peers(
        need,
        practices=practices,
        states={state.state: state for state in states},
        groups=select(release.connection, "groups"),
        received=received,
    )


def _on_articles(release: Release, table: str, key: str, link: str, articles: Sequence[str]) -> list[Any]:
    """Rows of a table that cite one of the articles; all names are our own."""
    marks = ", ".join("?" * len(articles))
    return select(release.connection, table, f"t.{key} IN (SELECT {key} FROM {link} WHERE article IN ({marks}))", articles)


def _value(fact: str, state: Any) -> str | None:
    """The value that both States have, in words; None where the fact says all."""
    if fact not in VALUES:
        return None
    codelist, field = VALUES[fact]
    return wording.code(codelist, getattr(state, field))
