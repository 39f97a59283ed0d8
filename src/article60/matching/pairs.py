"""Need x activity: the pairs of one State that may belong together, each with its features and score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import accumulate
from math import exp
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from article60.codes.reader import by_code
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.decision import Decision
from article60.domain.ids import lasting_id
from article60.domain.match import Match, MatchFeature
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.matching import shown
from article60.matching.features import FEATURES, NARROWING, Pairs, Scores, Sides
from article60.matching.given import AnsweringActivity
from article60.matching.sides import Activities, Common, Needs, Said, There, Wanted, common_words, counts, there
from article60.matching.told import Reader, stems
from article60.matching.weights import Weights, Worth, read
from article60.tables.columns import frame, of_columns, records

__all__ = ["Matches", "Said", "match"]

STANDINGS = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure"}
_ROUNDING = 1e-3

Decided = Mapping[tuple[str, str], Decision]
"""Decisions about pairs, by need and activity."""


@dataclass(slots=True)
class Matches:
    """The pairs proposed or decided, and their features, as tables of `Match` and `MatchFeature`."""

    table: pl.DataFrame
    feature_table: pl.DataFrame

    @property
    def matches(self) -> list[Match]:
        """The pairs."""
        return list(records(Match, self.table))

    @property
    def features(self) -> list[MatchFeature]:
        """The features of the pairs, pair by pair."""
        return list(records(MatchFeature, self.feature_table))


def match(
    *,
    needs: Iterable[Need],
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    said: Mapping[str, Said],
    suggestions: Iterable[NeedSuggestion],
    decided: Decided,
) -> Matches:
    """Pairs at or above the threshold, and every pair that a person decided on; compared within one State only."""
    weights = read()
    found = [
        match_in(sides, decided=decided)
        for sides in compared(
            needs=needs, activities=activities, recipients=recipients, said=said, suggestions=suggestions, weights=weights
        )
    ]
    tables = [one.table for one in found], [one.feature_table for one in found]
    return Matches(pl.concat([frame(Match, ()), *tables[0]]), pl.concat([frame(MatchFeature, ()), *tables[1]]))


def match_in(sides: Sides, *, decided: Decided) -> Matches:
    """The same for one State alone."""
    weights = read()
    return shown_of(sides, *telling(sides, weights, decided), weights, decided)


def sides_in(
    state: str,
    *,
    needs: Sequence[Need],
    given: Iterable[tuple[AnsweringActivity, bool]],
    said: Mapping[str, Said],
    suggestions: Iterable[NeedSuggestion],
    common: Common,
    reader: Reader,
) -> Sides:
    """What is compared in one State: its needs as `compared_needs` gives them, and the activities there in the same order.

    `given` tells of each activity whether the State is a recipient; `common` rests on the needs of all States.
    """
    weights = read()
    rows = [there(one, said[one.activity_id], recipient=recipient, weights=weights, reader=reader) for one, recipient in given]
    return Sides(state, Needs(_wanted(needs, _suggested(suggestions), common, reader)), Activities(rows))


def compare(need: Need, activity: Activity, said: Said) -> tuple[float, list[MatchFeature]]:
    """Score and features of one pair, whatever the score: for pairs chosen on other grounds than the threshold."""
    weights, reader = read(), Reader()
    given = there(activity, said, recipient=True, weights=weights, reader=reader)
    sides = Sides(need.state, Needs([Wanted(need, {}, frozenset(), reader)]), Activities([given]))
    at = Pairs(np.array([0]), np.array([0]))
    scores = {name: feature(sides, at, weights) for name, feature in FEATURES.items()}
    (score,) = chances(scores, weights)
    features = _features(pl.Series([""]), sides, at, scores, weights)
    return score, list(records(MatchFeature, features))


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
    reader = Reader()
    suggested = _suggested(suggestions)
    stated: dict[str, list[Need]] = defaultdict(list)
    for need in open_needs:
        stated[need.state].append(need)
    given = _by_state(activities, recipients, said, weights, reader)
    for state in sorted(stated.keys() & given.keys()):
        yield Sides(state, Needs(_wanted(stated[state], suggested, common, reader)), Activities(given[state]))


def _suggested(suggestions: Iterable[NeedSuggestion]) -> dict[str, dict[str, float]]:
    """For each need the provisions that are suggested, with their scores."""
    suggested: dict[str, dict[str, float]] = defaultdict(dict)
    for one in suggestions:
        suggested[one.need_id][one.provision] = one.score
    return suggested


def _wanted(
    needs: Iterable[Need], suggested: Mapping[str, Mapping[str, float]], common: Common, reader: Reader
) -> list[Wanted]:
    """The needs as they are compared; suggestions count only where a need names no provision."""
    telling_nothing = {language: frozenset(map(reader.numbers.__getitem__, some)) for language, some in common.items()}
    return [
        Wanted(
            need,
            {} if need.provisions else suggested.get(need.need_id, {}),
            telling_nothing.get(need.language, frozenset()),
            reader,
        )
        for need in needs
    ]


def compared_needs(needs: Iterable[Need]) -> list[Need]:
    """The needs that are compared, in the order of their identifiers."""
    return sorted((need for need in needs if need.grade not in NO_LONGER_STATED), key=lambda need: need.need_id)


def _by_state(
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    said: Mapping[str, Said],
    weights: Weights,
    reader: Reader,
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
            found[state].append(there(activity, words, recipient=True, weights=weights, reader=reader))
        for state in sorted(words.names.keys() - places):
            found[state].append(there(activity, words, recipient=False, weights=weights, reader=reader))
    return found


def _may_answer(activity: Activity, weights: Weights) -> bool:
    """Whether it is anti-corruption assistance, or comes so near that it may be what a State asked for.

    One that is none although it would be kept is none by a person's decision.
    """
    return activity.relevant or weights.near <= activity.relevance < weights.kept


def shown_of(sides: Sides, at: Pairs, scores: Mapping[str, Scores], weights: Weights, decided: Decided) -> Matches:
    """These pairs and their features as people are shown them."""
    table = _matches(sides, at, chances(scores, weights), decided)
    return Matches(table, _features(table["match_id"], sides, at, scores, weights))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Some pairs, with their points so far and the scores of the features that made them."""

    at: Pairs
    points: Scores
    scores: dict[str, Scores]

    def of(self, kept: tuple[NDArray[Any], ...]) -> "_Chosen":
        """Those of these places."""
        needs, activities = (np.broadcast_to(side, self.at.shape)[kept] for side in (self.at.needs, self.at.activities))
        return _Chosen(Pairs(needs, activities), self.points[kept], {name: some[kept] for name, some in self.scores.items()})

    def with_score(self, name: str, score: Scores, worth: Worth) -> "_Chosen":
        """The same with the score of one more feature and the points for it: none where it is unknown."""
        return _Chosen(self.at, self.points + _points(score, worth), {**self.scores, name: score})


def telling(sides: Sides, weights: Weights, decided: Decided = MappingProxyType({})) -> tuple[Pairs, dict[str, Scores]]:
    """The pairs of a State that reach the threshold, or on which people decided, with the scores of their features.

    They stand in the order of needs and activities. After each feature those pairs are left out which could not reach the
    threshold however well the values of all other features meet.
    """
    at = sides.all_pairs()
    chosen = _Chosen(at, np.full(at.shape, weights.base, dtype=np.float32), {})
    fixed = np.zeros(at.shape, dtype=bool)
    for row, column in decided_places(sides, decided):
        fixed[row, column] = True
    for name, feature in FEATURES.items():
        chosen = chosen.with_score(name, feature(sides, chosen.at, weights), weights.features[name])
        if name in NARROWING:
            enough = chosen.points >= weights.enough - _still_to_come(name, weights)
            chosen = chosen.of(np.nonzero(enough | fixed[chosen.at.needs, chosen.at.activities]))
    return chosen.at, chosen.scores


def _still_to_come(name: str, weights: Weights) -> float:
    """The most points that the features after this one can add, and a little more, as points are sums of short numbers."""
    after = list(FEATURES)[list(FEATURES).index(name) + 1 :]
    return sum(most(weights.features[one]) for one in after) + _ROUNDING if after else 0.0


def most(worth: Worth) -> float:
    """The most points that a feature can add, whatever its score from 0 to 1."""
    return max(worth.weight * (1 - worth.even), worth.weight * -worth.even, 0.0)


def decided_places(sides: Sides, decided: Decided) -> Iterator[tuple[int, int]]:
    """Row and column of each pair of a State on which people decided."""
    if not decided:
        return
    rows = {wanted.need.need_id: row for row, wanted in enumerate(sides.needs.rows)}
    columns = {one.activity.activity_id: column for column, one in enumerate(sides.activities.rows)}
    for need_id, activity_id in decided:
        if need_id in rows and activity_id in columns:
            yield rows[need_id], columns[activity_id]


def _points(scores: NDArray[Any], worth: Worth) -> NDArray[Any]:
    """Points of known scores, none of unknown ones."""
    found = scores - worth.even
    found *= worth.weight
    np.copyto(found, 0.0, where=np.isnan(found))
    return found


def chances(scores: Mapping[str, Scores], weights: Weights) -> list[float]:
    """For each pair the chance, from 0 to 1, that need and activity belong together, to four digits."""
    each = [_points(score.astype(np.float64), weights.features[name]) for name, score in scores.items()]
    points = weights.base + reduce(np.add, each)  # one after the other, as for a single pair: the last digit is the same
    return [round(1 / (1 + exp(-one)), 4) for one in points.tolist()]


def _matches(sides: Sides, at: Pairs, scores: Sequence[float], decided: Decided) -> pl.DataFrame:
    """The pairs as a table of `Match`."""
    needs = [sides.needs.rows[row].need.need_id for row in at.needs.tolist()]
    activities = [sides.activities.rows[column].activity.activity_id for column in at.activities.tolist()]
    running = [sides.activities.rows[column].activity.running in ("running", "planned") for column in at.activities.tolist()]
    decisions = [decided.get(pair) for pair in zip(needs, activities, strict=True)]
    standings = [STANDINGS[decision.verb] if decision else "proposed" for decision in decisions]
    return of_columns(
        Match,
        {
            "match_id": [lasting_id(sides.state, "match", *pair) for pair in zip(needs, activities, strict=True)],
            "need_id": needs,
            "activity_id": activities,
            "state": [sides.state] * len(needs),
            "score": scores,
            "standing": standings,
            "covers": [runs and how in ("proposed", "confirmed") for runs, how in zip(running, standings, strict=True)],
            "decided_on": [_day(decision) for decision in decisions],
            "decided_by_role": [decision.actor_role if decision else None for decision in decisions],
        },
    )


def _features(ids: pl.Series, sides: Sides, at: Pairs, scores: Mapping[str, Scores], weights: Weights) -> pl.DataFrame:
    """The features of the pairs as a table of `MatchFeature`, all of a pair together."""
    each = [_feature(name, sides, at, scores[name], weights.features[name]) for name in FEATURES]
    levels, score, points, of_needs, of_activities = zip(*each, strict=True)
    reached = _Reasons.of(weights)
    finding = np.stack([level + first for level, first in zip(levels, reached.first, strict=True)], axis=1).ravel()
    in_order = np.arange(len(ids) * len(FEATURES)).reshape(len(FEATURES), len(ids)).T.ravel()
    return pl.DataFrame(
        {
            "match_id": ids[np.repeat(np.arange(len(ids)), len(FEATURES))],
            "position": np.tile(np.arange(len(FEATURES)), len(ids)),
            "feature": reached.features[finding],
            "level": reached.levels[finding],
            "score": np.stack(score, axis=1).ravel(),
            "weight": np.stack(points, axis=1).ravel(),
            "reason": reached.reasons[finding],
            "need_value": pl.concat(of_needs)[in_order],
            "activity_value": pl.concat(of_activities)[in_order],
        },
        nan_to_null=True,
    )


def _feature(name: str, sides: Sides, at: Pairs, scores: Scores, worth: Worth) -> tuple[Any, ...]:
    """What is shown of one feature of the pairs: the level, score and points of each, and the two values."""
    different, place = np.unique(scores.astype(np.float64), return_inverse=True)
    return (
        shown.levels(name, scores, worth, sides=sides, at=at),
        _rounded(different)[place],
        _rounded(_points(different, worth))[place],
        *shown.VALUES[name](sides, at),
    )


@dataclass(frozen=True)
class _Reasons:
    """Everything that a feature may find, one row each, and the first row of each feature."""

    first: Sequence[int]
    features: pl.Series
    levels: pl.Series
    reasons: pl.Series

    @classmethod
    def of(cls, weights: Weights) -> "_Reasons":
        """The findings in the order of the features and of their levels, `unknown` last."""
        levels = {name: (*weights.features[name].levels, shown.UNKNOWN) for name in FEATURES}
        rows = [(name, level) for name, some in levels.items() for level in some]
        sentences = by_code("match_reasons")
        return cls(
            [0, *accumulate(map(len, levels.values()))][:-1],
            pl.Series([name for name, _ in rows]),
            pl.Series([level for _, level in rows]),
            pl.Series([sentences[f"{name}.{level}"]["en"] for name, level in rows]),
        )


def _rounded(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The numbers to four digits, as Python rounds them."""
    return np.array([round(number, 4) for number in numbers.tolist()], dtype=np.float64)


def _day(decision: Decision | None) -> date | None:
    return date.fromisoformat(decision.made_at[:10]) if decision else None
