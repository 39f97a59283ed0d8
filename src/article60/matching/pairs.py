"""Need x activity: the pairs of one State that may belong together, each with its features and score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

import numpy as np

from article60.codes.reader import by_code
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.decision import Decision
from article60.domain.ids import lasting_id
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.matching.features import FEATURES, Scores, Sides, level, values
from article60.matching.sides import Activities, Common, Needs, Said, There, Wanted, common_words, counts, stems, there
from article60.matching.weights import Weights, Worth, read

__all__ = ["Matches", "Said", "match"]

STANDINGS = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure"}
RULED_OUT = frozenset(("superseded", "withdrawn"))
UNKNOWN = "unknown"

Known = Mapping[str, float | None]
"""Score of each feature of one pair; None where one of the two values is unknown."""


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
    suggestions: Iterable[NeedSuggestion],
    decided: Mapping[tuple[str, str], Decision],
) -> Matches:
    """Pairs at or above the threshold, and every pair that a person decided on; compared within one State only."""
    weights, found = read(), Matches([], [])
    for sides in compared(
        needs=needs, activities=activities, recipients=recipients, said=said, suggestions=suggestions, weights=weights
    ):
        _match(found, sides, weights, decided)
    return found


def match_in(
    state: str,
    *,
    needs: Sequence[Need],
    given: Iterable[tuple[Activity, bool]],
    said: Mapping[str, Said],
    suggestions: Iterable[NeedSuggestion],
    decided: Mapping[tuple[str, str], Decision],
    common: Common,
) -> Matches:
    """The same for one State alone: its needs as `compared_needs` gives them, and the activities there in the same order.

    `given` tells of each activity whether the State is a recipient; `common` rests on the needs of all States.
    """
    weights, found = read(), Matches([], [])
    rows = [there(one, said[one.activity_id], recipient=recipient, weights=weights) for one, recipient in given]
    if needs and rows:
        sides = Sides(state, Needs(_wanted(needs, _suggested(suggestions), common)), Activities(rows))
        _match(found, sides, weights, decided)
    return found


def _match(found: Matches, sides: Sides, weights: Weights, decided: Mapping[tuple[str, str], Decision]) -> None:
    for pair, scores in _telling(sides, weights, decided):
        _add(found, pair, scores, weights, decided.get((pair.need.need_id, pair.there.activity.activity_id)))


def compare(need: Need, activity: Activity, said: Said) -> tuple[float, list[MatchFeature]]:
    """Score and features of one pair, whatever the score: for pairs chosen on other grounds than the threshold."""
    weights = read()
    given = there(activity, said, recipient=True, weights=weights)
    wanted = Wanted(need, {}, frozenset())
    sides = Sides(need.state, Needs([wanted]), Activities([given]))
    scores = {name: _known(feature(sides, weights)[0, 0]) for name, feature in FEATURES.items()}
    return round(chance(scores, weights), 4), list(_rows("", _Pair(wanted, given), scores, weights))


def compared(
    *,
    needs: Iterable[Need],
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    said: Mapping[str, Said],
    suggestions: Iterable[NeedSuggestion],
    weights: Weights,
) -> Iterator[Sides]:
    """Yield for each State the needs and the activities that are compared, in the order of their identifiers."""
    open_needs = compared_needs(needs)
    common = common_words([counts((need.language, stems(need.text)) for need in open_needs)], weights=weights)
    suggested = _suggested(suggestions)
    stated: dict[str, list[Need]] = defaultdict(list)
    for need in open_needs:
        stated[need.state].append(need)
    given = _by_state(activities, recipients, said, weights)
    for state in sorted(stated.keys() & given.keys()):
        yield Sides(state, Needs(_wanted(stated[state], suggested, common)), Activities(given[state]))


def _suggested(suggestions: Iterable[NeedSuggestion]) -> dict[str, dict[str, float]]:
    """For each need the provisions that are suggested, with their scores."""
    suggested: dict[str, dict[str, float]] = defaultdict(dict)
    for one in suggestions:
        suggested[one.need_id][one.provision] = one.score
    return suggested


def _wanted(needs: Iterable[Need], suggested: Mapping[str, Mapping[str, float]], common: Common) -> list[Wanted]:
    """The needs as they are compared; suggestions count only where a need names no provision."""
    return [
        Wanted(need, {} if need.provisions else suggested.get(need.need_id, {}), common.get(need.language, frozenset()))
        for need in needs
    ]


def compared_needs(needs: Iterable[Need]) -> list[Need]:
    """The needs that are compared, in the order of their identifiers."""
    return sorted((need for need in needs if need.grade not in RULED_OUT), key=lambda need: need.need_id)


def _by_state(
    activities: Iterable[Activity], recipients: Iterable[ActivityRecipient], said: Mapping[str, Said], weights: Weights
) -> dict[str, list[There]]:
    """The activities in each State that may answer a need: those of which it is a recipient, then those that only name it."""
    named: dict[str, set[str]] = defaultdict(set)
    for recipient in recipients:
        if recipient.state is not None:
            named[recipient.activity_id].add(recipient.state)
    found: dict[str, list[There]] = defaultdict(list)
    for activity in sorted((one for one in activities if _may_answer(one, weights)), key=lambda one: one.activity_id):
        words = said[activity.activity_id]
        places = named[activity.activity_id]
        for state in sorted(places):
            found[state].append(there(activity, words, recipient=True, weights=weights))
        for state in sorted(words.names.keys() - places):
            found[state].append(there(activity, words, recipient=False, weights=weights))
    return found


def _may_answer(activity: Activity, weights: Weights) -> bool:
    """Whether it is anti-corruption assistance, or comes so near that it may be what a State asked for.

    One that is none although it would be kept is none by a person's decision.
    """
    return activity.relevant or weights.near <= activity.relevance < weights.kept


@dataclass(frozen=True, slots=True)
class _Pair:
    wanted: Wanted
    there: There

    @property
    def need(self) -> Need:
        return self.wanted.need


def _telling(sides: Sides, weights: Weights, decided: Mapping[tuple[str, str], Decision]) -> Iterator[tuple[_Pair, Known]]:
    """The pairs of a State that reach the threshold, or on which people decided, with the scores of their features."""
    scores = {name: feature(sides, weights) for name, feature in FEATURES.items()}
    points = np.full(sides.blank().shape, weights.base, dtype=np.float32)
    for name, some in scores.items():
        points += _points(some, weights.features[name])
    kept = points >= weights.enough
    for row, column in decided_places(sides, decided):
        kept[row, column] = True
    for row, column in np.argwhere(kept).tolist():
        pair = _Pair(sides.needs.rows[row], sides.activities.rows[column])
        yield pair, {name: _known(some[row, column]) for name, some in scores.items()}


def decided_places(sides: Sides, decided: Mapping[tuple[str, str], Decision]) -> Iterator[tuple[int, int]]:
    """Row and column of each pair of a State on which people decided."""
    if not decided:
        return
    rows = {wanted.need.need_id: row for row, wanted in enumerate(sides.needs.rows)}
    columns = {one.activity.activity_id: column for column, one in enumerate(sides.activities.rows)}
    for need_id, activity_id in decided:
        if need_id in rows and activity_id in columns:
            yield rows[need_id], columns[activity_id]


def _points(scores: Scores, worth: Worth) -> Scores:
    """Points of known scores, none of unknown ones."""
    found: Scores = np.nan_to_num(worth.weight * (scores - worth.even), nan=0.0)
    return found


def worth_of(score: float | None, worth: Worth) -> float:
    """Points that a score adds or takes away; 0 where it is unknown."""
    return 0.0 if score is None else worth.weight * (score - worth.even)


def _known(score: float) -> float | None:
    return None if np.isnan(score) else float(score)


def chance(scores: Known, weights: Weights) -> float:
    """Chance, from 0 to 1, that need and activity belong together."""
    points = weights.base + sum(worth_of(score, weights.features[name]) for name, score in scores.items())
    return 1 / (1 + exp(-points))


def _add(found: Matches, pair: _Pair, scores: Known, weights: Weights, decision: Decision | None) -> None:
    activity = pair.there.activity
    standing = STANDINGS[decision.verb] if decision else "proposed"
    match_id = lasting_id(pair.need.state, "match", pair.need.need_id, activity.activity_id)
    found.matches.append(
        Match(
            match_id=match_id,
            need_id=pair.need.need_id,
            activity_id=activity.activity_id,
            state=pair.need.state,
            score=round(chance(scores, weights), 4),
            standing=standing,
            covers=standing in ("proposed", "confirmed") and activity.running in ("running", "planned"),
            decided_on=_day(decision),
            decided_by_role=decision.actor_role if decision else None,
        )
    )
    found.features.extend(_rows(match_id, pair, scores, weights))


def _rows(match_id: str, pair: _Pair, scores: Known, weights: Weights) -> Iterator[MatchFeature]:
    sentences = by_code("match_reasons")
    for position, name in enumerate(FEATURES):
        score, worth = scores[name], weights.features[name]
        reached = UNKNOWN if score is None else level(name, score, worth, wanted=pair.wanted, given=pair.there)
        need_value, activity_value = values(name, pair.wanted, pair.there)
        yield MatchFeature(
            match_id=match_id,
            position=position,
            feature=name,
            level=reached,
            score=None if score is None else round(score, 4),
            weight=round(worth_of(score, worth), 4),
            reason=sentences[f"{name}.{reached}"]["en"],
            need_value=need_value,
            activity_value=activity_value,
        )


def _day(decision: Decision | None) -> date | None:
    return date.fromisoformat(decision.made_at[:10]) if decision else None
