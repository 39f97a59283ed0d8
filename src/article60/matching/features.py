"""The features by which a need and an activity are compared: how near the two values come, and which values they are."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from article60.domain.provision import article_of
from article60.matching.likeness import LEVELS, likeness
from article60.matching.sides import Activities, Needs, Numbers, There, Wanted, akin
from article60.matching.weights import Weights, Worth
from article60.text import bodies

Scores = NDArray[np.float32]
"""Scores from 0 to 1 by need and activity; not a number where one of the two values is unknown."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The needs and the activities of one State."""

    state: str
    needs: Needs
    activities: Activities

    def blank(self) -> Scores:
        """Scores of which none is known yet."""
        return np.full((len(self.needs.rows), len(self.activities.rows)), np.nan, dtype=np.float32)


def place(sides: Sides, weights: Weights) -> Scores:
    """Whether the publisher names the State as a recipient, or only the words of a programme for several States do."""
    scores = weights.features["place"].scores
    found = np.where(sides.activities.recipient, scores["recipient"], scores["programme"]).astype(np.float32)
    return np.broadcast_to(found, (len(sides.needs.rows), len(found)))


def same_provision(sides: Sides, weights: Weights) -> Scores:
    """How near the provisions come for which the need was stated and on which the activity works."""
    scores = weights.features["same_provision"].scores
    worth = [scores[level] for level in LEVELS]
    wanted = [dict.fromkeys(one.need.provisions, 1.0) for one in sides.needs.rows]
    return _nearest(sides, wanted, lambda one, other: worth[likeness(one, other)], weights)


def suggested_provision(sides: Sides, weights: Weights) -> Scores:
    """Of a need that names no provision: how near those come for which its words speak."""
    scores = weights.features["suggested_provision"].scores
    near, far = scores["same_article"], scores["other"]
    wanted = [one.suggested for one in sides.needs.rows]
    return _nearest(sides, wanted, lambda one, other: near if article_of(one) == article_of(other) else far, weights)


def _nearest(
    sides: Sides, wanted: Iterable[Mapping[str, float]], near: Callable[[str, str], float], weights: Weights
) -> Scores:
    """The best of the pairs of provisions of each need and activity, as plain as both speak for them."""
    found, serving = sides.blank(), sides.activities.serving
    kept: dict[str, Scores] = {}
    for row, provisions in enumerate(wanted):
        if not provisions:
            continue
        best = np.zeros(len(serving), dtype=np.float32)
        for provision, strength in provisions.items():
            if provision not in kept:
                kept[provision] = _near_to(provision, sides.activities, near, weights)
            np.maximum(best, strength * kept[provision], out=best)
        found[row, serving] = best[serving]
    return found


def _near_to(provision: str, activities: Activities, near: Callable[[str, str], float], weights: Weights) -> Scores:
    """How near each activity comes to one provision."""
    best = np.zeros(len(activities.rows), dtype=np.float32)
    for other, (places, strengths) in activities.served.items():
        if worth := near(provision, other):
            best[places] = np.maximum(best[places], worth * np.minimum(1.0, strengths / weights.plain))
    return best


def same_type(sides: Sides, weights: Weights) -> Scores:
    """Whether a type that was asked for is given, only one of the same broad type, or one that often goes with it.

    Reading hears the types that stand out in a text. A long one may give others: that none asked for was read there says less.
    """
    scores, needs, activities = weights.features["same_type"].scores, sides.needs, sides.activities
    found = sides.blank()
    found[:] = scores["other"]
    found[_common(needs.akin_types, activities.types)] = scores["akin"]
    found += (scores["unheard"] - scores["akin"]) * _wordy(activities, weights) * activities.types_read
    found[_common(needs.coarse_types, activities.coarse_types)] = scores["coarse"]
    found[_common(needs.types, activities.types)] = scores["fine"]
    found[needs.types == 0, :] = np.nan
    found[:, activities.types == 0] = np.nan
    return found


def _common(wanted: Numbers, given: Numbers) -> NDArray[np.bool_]:
    """Whether each need and activity have a bit in common."""
    found: NDArray[np.bool_] = (wanted[:, None] & given[None, :]) != 0
    return found


def _wordy(activities: Activities, weights: Weights) -> Scores:
    """How long each activity's text is, from 0 to 1: long enough to name its subjects, and to give types not read in it."""
    return np.clip((activities.letters - weights.short) / (weights.long - weights.short), 0, 1).astype(np.float32)


def time(sides: Sides, weights: Weights) -> Scores:
    """Whether the activity runs, or is to run, when the need was stated or later."""
    scores, stated = weights.features["time"].scores, sides.needs.stated
    over = sides.activities.end[None, :] < stated[:, None]
    found = np.where(over, scores["over"], scores["after"]).astype(np.float32)
    found[stated == 0, :] = np.nan
    found[:, ~sides.activities.dated] = np.nan
    return found


def beneficiary(sides: Sides, weights: Weights) -> Scores:
    """Whether the activity names the body that would benefit or one of the same kind, or is carried out by others.

    Where the body is stated, others that the activity's words name in passing tell nothing, but a long text would name it.
    Where the need only mentions bodies, as in "training of judges", an activity that names others alone is probably for those.
    """
    worth, needs, activities = weights.features["beneficiary"], sides.needs, sides.activities
    scores, wordy = worth.scores, _wordy(activities, weights)
    named = shares([one.name for one in needs.rows], activities.stems) >= _NAMED
    asked, hosts = needs.bodies[:, None], activities.hosts[None, :]
    found = sides.blank()
    unnamed = np.broadcast_to(worth.even + (scores["unnamed"] - worth.even) * wordy, found.shape)
    found = np.where((asked != 0) & (activities.bodies[None, :] != 0) & (wordy > 0), unnamed, found).astype(np.float32)
    found[(asked != 0) & (hosts != 0)] = scores["other"]
    found[(asked & activities.bodies[None, :]) != 0] = scores["same_kind"]
    mentioned, there = needs.mentioned[:, None], activities.bodies[None, :]
    found[(mentioned != 0) & ((there & ~hosts) != 0)] = scores["not_mentioned"]
    found[(mentioned & there) != 0] = scores["mentioned"]
    found[named & _same_language(sides)] = scores["named"]
    return found


def subjects(sides: Sides, weights: Weights) -> Scores:
    """Share of the notions named by the need which the activity names too, in whatever words and language.

    A few words may mean a subject that they do not name; what a long text is about it names. So the share counts the more the
    longer the text, and tells nothing of a short one.
    """
    found, even = (
        shares([one.subjects for one in sides.needs.rows], sides.activities.subjects),
        weights.features["subjects"].even,
    )
    found[:, [not some for some in sides.activities.subjects]] = np.nan
    return (even + (found - even) * _wordy(sides.activities, weights)).astype(np.float32)


def words(sides: Sides, weights: Weights) -> Scores:
    """Share of the telling words of the need which the activity uses; only of one language."""
    found = shares([one.telling for one in sides.needs.rows], sides.activities.stems)
    found[~_same_language(sides)] = np.nan
    return found


def shares(wanted: Sequence[frozenset[str]], given: Sequence[frozenset[str]]) -> Scores:
    """What part of each set on the one side stands in each on the other; not a number for a set that is empty."""
    in_both = frozenset[str]().union(*wanted) & frozenset[str]().union(*given)
    place = {one: number for number, one in enumerate(sorted(in_both))}
    ours, theirs = (np.zeros((len(sets), len(place)), dtype=np.float32) for sets in (wanted, given))
    for table, sets in ((ours, wanted), (theirs, given)):
        for row, some in enumerate(sets):
            table[row, [place[one] for one in some & place.keys()]] = 1.0
    sizes = np.array([len(some) or np.nan for some in wanted], dtype=np.float32)
    found: Scores = (ours @ theirs.T) / sizes[:, None]
    return found


def _same_language(sides: Sides) -> NDArray[np.bool_]:
    languages = [there.said.language for there in sides.activities.rows]
    return np.array(
        [[one.need.language is not None and one.need.language == tongue for tongue in languages] for one in sides.needs.rows],
        dtype=bool,
    ).reshape(sides.blank().shape)


# Share of the words of a body's name that an activity must use to name it.
_NAMED = 0.75
_EQUAL = 1e-6

FEATURES: Mapping[str, Callable[[Sides, Weights], Scores]] = {
    feature.__name__: feature
    for feature in (place, same_provision, suggested_provision, same_type, time, beneficiary, subjects, words)
}
"""The features by name, each worked out for all pairs of a State at once."""


def level(feature: str, score: float, worth: Worth, *, wanted: Wanted, given: There) -> str:
    """Name of what two known values have in common, by which the sentence that users read is chosen."""
    if feature == "same_provision":
        return LEVELS[min(likeness(one, other) for one in wanted.need.provisions for other in given.served)]
    if feature == "same_type" and score < worth.scores["coarse"] - _EQUAL:
        often = {one for kind in wanted.need.types for one in akin().get(kind, ())}
        read = "akin" if often & set(given.activity.types) else "other"
        return "unheard" if score > worth.scores[read] + _EQUAL else read
    if feature == "beneficiary" and wanted.bodies and not given.hosts and score < worth.scores["same_kind"] - _EQUAL:
        return "unnamed"
    if feature == "subjects":
        score = len(wanted.subjects & given.subjects) / len(wanted.subjects)
    return next((name for name, least in worth.scores.items() if score >= least - _EQUAL), worth.levels[-1])


def values(feature: str, wanted: Wanted, there: There) -> tuple[str, str]:
    """The two values that a feature compares, as they are shown; codes stay codes."""
    need, activity = wanted.need, there.activity
    if feature == "place":
        return need.state, need.state if there.recipient else there.said.names.get(need.state, "")
    if feature == "same_provision":
        return ", ".join(need.provisions), ", ".join(there.served)
    if feature == "suggested_provision":
        return ", ".join(wanted.suggested), ", ".join(there.served) if wanted.suggested else ""
    if feature == "same_type":
        return ", ".join(need.types), ", ".join(activity.types)
    if feature == "time":
        return str(need.stated_on or ""), f"{activity.start or '?'} to {activity.end or '?'}"
    if feature == "beneficiary":
        if need.beneficiary:
            return need.beneficiary, _body(wanted, there)
        mentioned = bodies.named(need.text)
        return ", ".join(mentioned.values()), _named_kinds(mentioned, there) if mentioned else ""
    if feature == "subjects":
        return _naming(wanted.ideas, there.subjects), _naming(there.ideas, wanted.subjects)
    if need.language != there.said.language:
        return need.language or "", there.said.language or ""
    return need.text, ", ".join(word for word, found in wanted.words if found & there.stems)


def _body(wanted: Wanted, there: There) -> str:
    """What an activity says of the body that would benefit: words that name it or one of its kind, else who carries it out."""
    if wanted.name and len(wanted.name & there.stems) >= _NAMED * len(wanted.name):
        return wanted.need.beneficiary or ""
    same = [words for kind, words in bodies.named(there.said.words).items() if kind in wanted.bodies]
    return ", ".join(same) or there.said.carried_out_by.replace("\n", ", ")


def _named_kinds(mentioned: Collection[str], there: There) -> str:
    """The words with which an activity names bodies of the kinds mentioned, else those with which it names others."""
    given = bodies.named(there.said.words)
    same = [words for kind, words in given.items() if kind in mentioned]
    return ", ".join(same or given.values())


def _naming(named: Mapping[str, str], shared: Collection[str]) -> str:
    """The words that name notions of the other side, as printed."""
    return ", ".join(dict.fromkeys(words for notion, words in named.items() if notion in shared))
