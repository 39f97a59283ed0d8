"""The features by which a need and an activity are compared: how near the two values come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from article60.matching.likeness import LEVELS, SAME_ARTICLE, Levels
from article60.matching.sides import Activities, Holding, Needs, Numbers
from article60.matching.weights import Weights

Scores = NDArray[np.float32]
"""Scores from 0 to 1 of pairs; not a number where one of the two values is unknown."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of needs and activities by their places.

    The two broadcast together: a column and a row for the grid of all pairs, or two lists of one length for some pairs.
    """

    needs: Numbers
    activities: Numbers

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of what is told of each pair."""
        return np.broadcast_shapes(self.needs.shape, self.activities.shape)


@dataclass(frozen=True, slots=True)
class Sides:
    """The needs and the activities of one State."""

    state: str
    needs: Needs
    activities: Activities

    def all_pairs(self) -> Pairs:
        """Every need with every activity, as a grid."""
        return Pairs(np.arange(len(self.needs.rows))[:, None], np.arange(len(self.activities.rows))[None, :])


Feature = Callable[[Sides, Pairs, Weights], Scores]


def place(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Whether the publisher names the State as a recipient, or only the words of a programme for several States do."""
    scores = weights.features["place"].scores
    found = np.where(sides.activities.recipient, scores["recipient"], scores["programme"]).astype(np.float32)
    return np.broadcast_to(found[at.activities], at.shape)


def same_provision(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """How near the provisions come for which the need was stated and on which the activity works."""
    scores = weights.features["same_provision"].scores
    wanted = [dict.fromkeys(one.need.provisions, 1.0) for one in sides.needs.rows]
    return _nearest(sides, at, wanted, [scores[level] for level in LEVELS], weights)


def suggested_provision(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Of a need that names no provision: how near those come for which its words speak."""
    scores = weights.features["suggested_provision"].scores
    worth = [scores["same_article"] if level in SAME_ARTICLE else scores["other"] for level in LEVELS]
    return _nearest(sides, at, [one.suggested for one in sides.needs.rows], worth, weights)


def _nearest(
    sides: Sides, at: Pairs, wanted: Sequence[Mapping[str, float]], worth: Sequence[float], weights: Weights
) -> Scores:
    """The best of the pairs of provisions of each need and activity, as plain as both speak for them.

    `worth` tells what each of LEVELS counts for.
    """
    asked = sorted({provision for provisions in wanted for provision in provisions})
    place = {provision: number for number, provision in enumerate(asked)}
    nearness = _nearness(asked, sides.activities, worth, weights)
    # Needs that ask for the same are compared once; the first row tells of needs that ask for nothing.
    lines: dict[tuple[tuple[str, float], ...], int] = {(): 0}
    line = np.array([lines.setdefault(tuple(provisions.items()), len(lines)) for provisions in wanted], dtype=np.int64)
    best = np.full((len(lines), len(sides.activities.rows)), np.nan, dtype=np.float32)
    for provisions, number in lines.items():
        if provisions:
            best[number] = 0.0
            for provision, strength in provisions:
                np.maximum(best[number], np.float32(strength) * nearness[place[provision]], out=best[number])
    best[:, ~sides.activities.serving] = np.nan
    return best[line[at.needs], at.activities]


def _nearness(asked: Sequence[str], activities: Activities, worth: Sequence[float], weights: Weights) -> Scores:
    """How near each activity, by column, comes to each of the provisions asked for, by row."""
    found = np.zeros((len(asked), len(activities.rows)), dtype=np.float32)
    offered, places, provisions, strengths = activities.served
    if not asked or not offered:
        return found
    levels = [[level_to[other] for other in offered] for level_to in map(Levels.to, asked)]
    each = np.array(worth, dtype=np.float32)[np.array(levels)[:, provisions]] * np.minimum(1.0, strengths / weights.plain)
    first = np.flatnonzero(np.diff(places, prepend=-1))
    found[:, places[first]] = np.maximum.reduceat(each, first, axis=1)
    return found


def same_type(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Whether a type that was asked for is given, only one of the same broad type, or one that often goes with it.

    Reading hears the types that stand out in a text. A long one may give others: that none asked for was read there says less.
    """
    scores, needs, activities = weights.features["same_type"].scores, sides.needs, sides.activities
    found = _where(_common(needs.akin_types, activities.types, at), scores["akin"], scores["other"])
    found += ((scores["unheard"] - scores["akin"]) * _wordy(activities, weights) * activities.types_read)[at.activities]
    found[_common(needs.coarse_types, activities.coarse_types, at)] = scores["coarse"]
    found[_common(needs.types, activities.types, at)] = scores["fine"]
    found[(needs.types == 0)[at.needs] | (activities.types == 0)[at.activities]] = np.nan
    return found


def _where(told: NDArray[np.bool_], yes: float, no: float) -> Scores:
    return np.where(told, np.float32(yes), np.float32(no))


def _common(wanted: Numbers, given: Numbers, at: Pairs) -> NDArray[np.bool_]:
    """Whether the need and the activity of each pair have a bit in common."""
    found: NDArray[np.bool_] = (wanted[at.needs] & given[at.activities]) != 0
    return found


def _wordy(activities: Activities, weights: Weights) -> Scores:
    """How long each activity's text is, from 0 to 1: long enough to name its subjects, and to give types not read in it."""
    return np.clip((activities.letters - weights.short) / (weights.long - weights.short), 0, 1).astype(np.float32)


def time(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Whether the activity runs, or is to run, when the need was stated or later."""
    scores, stated, activities = weights.features["time"].scores, sides.needs.stated, sides.activities
    found = _where(activities.end[at.activities] < stated[at.needs], scores["over"], scores["after"])
    found[(stated == 0)[at.needs] | ~activities.dated[at.activities]] = np.nan
    return found


def beneficiary(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Whether the activity names the body that would benefit or one of the same kind, or is carried out by others.

    Where the body is stated, others that the activity's words name in passing tell nothing, but a long text would name it.
    Where the need only mentions bodies, as in "training of judges", an activity that names others alone is probably for those.
    """
    worth, needs, activities = weights.features["beneficiary"], sides.needs, sides.activities
    scores, wordy = worth.scores, _wordy(activities, weights)
    asked, mentioned = needs.bodies[at.needs], needs.mentioned[at.needs]
    there, hosts = activities.bodies[at.activities], activities.hosts[at.activities]
    unnamed = (worth.even + (scores["unnamed"] - worth.even) * wordy)[at.activities]
    found = np.where((asked != 0) & (there != 0) & (wordy > 0)[at.activities], unnamed, np.float32(np.nan))
    found[(asked != 0) & (hosts != 0)] = scores["other"]
    found[(asked & there) != 0] = scores["same_kind"]
    found[(mentioned != 0) & ((there & ~hosts) != 0)] = scores["not_mentioned"]
    found[(mentioned & there) != 0] = scores["mentioned"]
    named = _shares([one.name for one in needs.rows], activities.stems, at) >= NAMED
    found[named & _same_language(sides, at)] = scores["named"]
    return found


def subjects(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Share of the notions named by the need which the activity names too, in whatever words and language.

    A few words may mean a subject that they do not name; what a long text is about it names. So the share counts the more the
    longer the text, and tells nothing of a short one.
    """
    activities, even = sides.activities, weights.features["subjects"].even
    found = _shares([one.told.subjects for one in sides.needs.rows], activities.subjects, at)
    found[np.broadcast_to(~activities.naming[at.activities], at.shape)] = np.nan
    return (even + (found - even) * _wordy(activities, weights)[at.activities]).astype(np.float32)


def words(sides: Sides, at: Pairs, weights: Weights) -> Scores:
    """Share of the telling words of the need which the activity uses; only of one language."""
    found = _shares([one.telling for one in sides.needs.rows], sides.activities.stems, at)
    found[~_same_language(sides, at)] = np.nan
    return found


def _shares(wanted: Sequence[frozenset[int]], given: Holding, at: Pairs) -> Scores:
    """What part of each set on the one side stands in each on the other; not a number for a set that is empty."""
    sizes = np.array([len(some) or np.nan for some in wanted], dtype=np.float32)
    found: Scores = given.shared(wanted)[at.needs, at.activities].astype(np.float32) / sizes[at.needs]
    return found


def _same_language(sides: Sides, at: Pairs) -> NDArray[np.bool_]:
    number: dict[str, int] = {}
    needs, activities = (
        np.array([unknown if one is None else number.setdefault(one, len(number)) for one in side.languages], dtype=np.int64)
        for side, unknown in ((sides.needs, -1), (sides.activities, -2))
    )
    found: NDArray[np.bool_] = needs[at.needs] == activities[at.activities]
    return found


NAMED = 0.75
"""Share of the words of a body's name that an activity must use to name it."""

FEATURES: Mapping[str, Feature] = {
    feature.__name__: feature
    for feature in (place, same_provision, suggested_provision, same_type, time, beneficiary, subjects, words)
}
"""The features by name, in the order in which they are shown; those that compare codes and days, at once, before words."""

NARROWING = frozenset(("time", "beneficiary", "subjects", "words"))
"""The features after which it pays to leave out pairs that can no longer reach the threshold."""
