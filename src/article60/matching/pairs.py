"""Need x activity: the pairs of one State that may belong together, each with its features and score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.decision import Decision
from article60.domain.ids import lasting_id
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.matching.features import FEATURES, Pair, Score, sentence
from article60.matching.weights import Weights, read

STANDINGS = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure"}
RULED_OUT = frozenset(("superseded", "withdrawn"))


@dataclass(frozen=True, slots=True)
class Said:
    """What an activity says: the provisions that it serves, with the strength of each, and its words with their language."""

    provisions: Mapping[str, float]
    words: str
    language: str | None


@dataclass(slots=True)
class Matches:
    """The pairs proposed or decided, and their features."""

    matches: list[Match]
    features: list[MatchFeature]


def match(
    *,
    needs: Iterable[Need],
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    said: Mapping[str, Said],
    decided: Mapping[tuple[str, str], Decision],
) -> Matches:
    """Pairs at or above the threshold, and every pair that a person decided on; compared within one State only."""
    weights = read()
    by_state = _by_state(activities, recipients)
    found = Matches([], [])
    for need in sorted(needs, key=lambda n: n.need_id):
        if need.grade in RULED_OUT:
            continue
        for activity in by_state.get(need.state, ()):
            pair = _pair(need, activity, said[activity.activity_id], weights)
            _add(found, pair, weights, decided.get((need.need_id, activity.activity_id)))
    return found


def compare(need: Need, activity: Activity, said: Said) -> tuple[float, list[MatchFeature]]:
    """Score and features of one pair, whatever the score: for pairs chosen on other grounds than the threshold."""
    weights = read()
    pair = _pair(need, activity, said, weights)
    scores = {name: feature(pair, weights) for name, feature in FEATURES.items()}
    return weighted(scores, weights), list(_rows("", scores, weights))


def _pair(need: Need, activity: Activity, said: Said, weights: Weights) -> Pair:
    strengths = {p: said.provisions.get(p, 1.0) for p in activity.provisions}
    served = {p: strength for p, strength in strengths.items() if strength >= weights.telling}
    return Pair(need, activity, served, said.words, said.language)


def _by_state(activities: Iterable[Activity], recipients: Iterable[ActivityRecipient]) -> dict[str, list[Activity]]:
    kept = {a.activity_id: a for a in activities if a.relevant}
    places: dict[str, set[str]] = defaultdict(set)
    for recipient in recipients:
        if recipient.state is not None and recipient.activity_id in kept:
            places[recipient.state].add(recipient.activity_id)
    return {state: [kept[activity_id] for activity_id in sorted(ids)] for state, ids in places.items()}


def _add(found: Matches, pair: Pair, weights: Weights, decision: Decision | None) -> None:
    scores = {name: feature(pair, weights) for name, feature in FEATURES.items()}
    total = weighted(scores, weights)
    if total < weights.threshold and decision is None:
        return
    standing = STANDINGS[decision.verb] if decision else "proposed"
    match_id = lasting_id(pair.need.state, "match", pair.need.need_id, pair.activity.activity_id)
    found.matches.append(
        Match(
            match_id=match_id,
            need_id=pair.need.need_id,
            activity_id=pair.activity.activity_id,
            state=pair.need.state,
            score=round(total, 4),
            standing=standing,
            covers=standing in ("proposed", "confirmed") and pair.activity.running in ("running", "planned"),
            decided_on=_day(decision),
            decided_by_role=decision.actor_role if decision else None,
        )
    )
    found.features.extend(_rows(match_id, scores, weights))


def weighted(scores: Mapping[str, Score], weights: Weights) -> float:
    """Weighted mean of the known features; 0 where the provision is known on both sides and differs in chapter too.

    An unknown provision leaves half of its weight in the denominator: such a pair must be carried by the rest.
    """
    if scores["same_provision"].score == 0.0:
        return 0.0
    known = {name: s.score for name, s in scores.items() if s.score is not None}
    total = sum(weights.weights[name] for name in known)
    if "same_provision" not in known:
        total += weights.weights["same_provision"] / 2
    return sum(weights.weights[name] * score for name, score in known.items()) / total if total else 0.0


def _rows(match_id: str, scores: Mapping[str, Score], weights: Weights) -> Iterator[MatchFeature]:
    for position, (name, score) in enumerate(scores.items()):
        yield MatchFeature(
            match_id=match_id,
            position=position,
            feature=name,
            score=None if score.score is None else round(score.score, 4),
            weight=weights.weights[name],
            reason=sentence(name),
            need_value=score.need_value,
            activity_value=score.activity_value,
        )


def _day(decision: Decision | None) -> date | None:
    return date.fromisoformat(decision.made_at[:10]) if decision else None
