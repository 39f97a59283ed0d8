"""What is shown of pairs, feature by feature: the level that the two values reach, and the values themselves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from article60.matching.features import NAMED, Pairs, Scores, Sides
from article60.matching.likeness import LEVELS, likeness
from article60.matching.sides import Numbers, There, Wanted
from article60.matching.told import Bits
from article60.matching.weights import Worth

UNKNOWN = "unknown"
_EQUAL = 1e-6

Values = tuple[pl.Series, pl.Series]
"""For each pair the value on the side of the need and that on the side of the activity; codes stay codes."""


def levels(feature: str, scores: Scores, worth: Worth, *, sides: Sides, at: Pairs) -> Numbers:
    """For each pair the place among the levels of what the two values have in common; past the last where one is unknown.

    By it the sentence is chosen that users read.
    """
    exact = scores.astype(np.float64)
    if feature == "same_provision":
        found = _nearest(sides, at)
    elif feature == "subjects":
        found = _reached(_share_of_subjects(sides, at), worth)
    else:
        found = _reached(exact, worth)
    place = {level: number for number, level in enumerate(worth.levels)}
    if feature == "same_type":
        akin = (sides.needs.akin_types[at.needs] & sides.activities.types[at.activities]) != 0
        more = exact > np.where(akin, worth.scores["akin"], worth.scores["other"]) + _EQUAL
        less = np.where(more, place["unheard"], np.where(akin, place["akin"], place["other"]))
        found = np.where(exact < worth.scores["coarse"] - _EQUAL, less, found)
    if feature == "beneficiary":
        stated = (sides.needs.bodies[at.needs] != 0) & (sides.activities.hosts[at.activities] == 0)
        found = np.where(stated & (exact < worth.scores["same_kind"] - _EQUAL), place["unnamed"], found)
    return np.where(np.isnan(exact), len(place), found)


def _reached(scores: NDArray[np.float64], worth: Worth) -> Numbers:
    """The place of the best of the levels that each score reaches; the last where it reaches none."""
    found = np.full(scores.shape, len(worth.levels) - 1, dtype=np.int64)
    for number, least in reversed(list(enumerate(worth.scores.values()))):
        found[scores >= least - _EQUAL] = number
    return found


def _share_of_subjects(sides: Sides, at: Pairs) -> NDArray[np.float64]:
    """Share of the notions named by the need which the activity names too, however long its text."""
    wanted = [one.told.subjects for one in sides.needs.rows]
    sizes = np.array([len(one) or np.nan for one in wanted])
    found: NDArray[np.float64] = sides.activities.subjects.shared(wanted)[at.needs, at.activities] / sizes[at.needs]
    return found


def _nearest(sides: Sides, at: Pairs) -> Numbers:
    """The closest likeness of a provision of each need and activity."""
    asked = [one.need.provisions for one in sides.needs.rows]
    served = [tuple(one.served) for one in sides.activities.rows]
    pairs = zip(at.needs.tolist(), at.activities.tolist(), strict=True)
    return np.array([_likeness(asked[row], served[column]) for row, column in pairs], dtype=np.int64)


@cache
def _likeness(asked: Sequence[str], served: Sequence[str]) -> int:
    return min((likeness(one, other) for one in asked for other in served), default=len(LEVELS))


def place(sides: Sides, at: Pairs) -> Values:
    """The State, and the words of a programme that name it where its publisher does not."""
    state, activities = sides.state, sides.activities.rows
    return (
        _of(lambda _: state, at.needs),
        _of(lambda place: state if (one := activities[place]).recipient else one.said.names.get(state, ""), at.activities),
    )


def same_provision(sides: Sides, at: Pairs) -> Values:
    """The provisions of both."""
    needs, activities = sides.needs.rows, sides.activities.rows
    return (
        _of(lambda place: ", ".join(needs[place].need.provisions), at.needs),
        _of(lambda place: ", ".join(activities[place].served), at.activities),
    )


def suggested_provision(sides: Sides, at: Pairs) -> Values:
    """The provisions for which the words of the need speak, and those of the activity."""
    needs, (_, served) = sides.needs.rows, same_provision(sides, at)
    asked = _of(lambda place: ", ".join(needs[place].suggested), at.needs)
    return asked, served.set(asked == "", "")


def same_type(sides: Sides, at: Pairs) -> Values:
    """The types of both."""
    needs, activities = sides.needs.rows, sides.activities.rows
    return (
        _of(lambda place: ", ".join(needs[place].need.types), at.needs),
        _of(lambda place: ", ".join(activities[place].activity.types), at.activities),
    )


def time(sides: Sides, at: Pairs) -> Values:
    """The day on which the need was stated, and the first and last day of the activity."""
    needs, activities = sides.needs.rows, [there.activity for there in sides.activities.rows]
    return (
        _of(lambda place: str(needs[place].need.stated_on or ""), at.needs),
        _of(lambda place: f"{activities[place].start or '?'} to {activities[place].end or '?'}", at.activities),
    )


def beneficiary(sides: Sides, at: Pairs) -> Values:
    """The body that would benefit or the words that mention bodies, and what the activity says of such bodies."""
    needs = sides.needs.rows
    return (
        _of(lambda place: needs[place].need.beneficiary or ", ".join(needs[place].told.naming_bodies.values()), at.needs),
        _each(sides, at, _bodies_named),
    )


def _bodies_named(wanted: Wanted, there: There) -> str:
    """What an activity says of the bodies that would benefit, or that the need mentions."""
    if not wanted.need.beneficiary:
        mentioned = wanted.told.naming_bodies
        return _named_kinds(mentioned, there) if mentioned else ""
    if wanted.name and len(wanted.name & there.told.stems) >= NAMED * len(wanted.name):
        return wanted.need.beneficiary
    same = [words for kind, words in there.told.naming_bodies.items() if kind & wanted.bodies]
    return ", ".join(same) or there.said.carried_out_by.replace("\n", ", ")


def _named_kinds(mentioned: Collection[Bits], there: There) -> str:
    """The words with which an activity names bodies of the kinds mentioned, else those with which it names others."""
    given = there.told.naming_bodies
    same = [words for kind, words in given.items() if kind in mentioned]
    return ", ".join(same or given.values())


def subjects(sides: Sides, at: Pairs) -> Values:
    """The words of each side that name notions of the other."""
    asked, given = [wanted.told for wanted in sides.needs.rows], [there.told for there in sides.activities.rows]
    pairs = [(asked[row], given[column]) for row, column in zip(at.needs.tolist(), at.activities.tolist(), strict=True)]
    shared = [one.subjects & other.subjects for one, other in pairs]
    return (
        _text([one.naming(some) for (one, _), some in zip(pairs, shared, strict=True)]),
        _text([other.naming(some) for (_, other), some in zip(pairs, shared, strict=True)]),
    )


def words(sides: Sides, at: Pairs) -> Values:
    """The text of the need, and its words that the activity uses; where languages differ, these."""
    asked = _each(sides, at, lambda wanted, there: wanted.need.text if _alike(wanted, there) else wanted.need.language or "")
    return asked, _each(sides, at, _words_used)


def _words_used(wanted: Wanted, there: There) -> str:
    if not _alike(wanted, there):
        return there.said.language or ""
    used = there.told.stems
    return ", ".join([word for word, stems in wanted.words if not used.isdisjoint(stems)])


def _alike(wanted: Wanted, there: There) -> bool:
    return wanted.need.language == there.said.language


def _of(show: Callable[[int], str], places: Numbers) -> pl.Series:
    """What is shown of each of these places, made once for each."""
    different, which = np.unique(places, return_inverse=True)
    return _text([show(place) for place in different.tolist()])[which]


def _each(sides: Sides, at: Pairs, show: Callable[[Wanted, There], str]) -> pl.Series:
    """What is shown of each pair."""
    needs, activities = sides.needs.rows, sides.activities.rows
    pairs = zip(at.needs.tolist(), at.activities.tolist(), strict=True)
    return _text([show(needs[row], activities[column]) for row, column in pairs])


def _text(shown: Sequence[str]) -> pl.Series:
    return pl.Series(shown, dtype=pl.String)


VALUES: Mapping[str, Callable[[Sides, Pairs], Values]] = {
    feature.__name__: feature
    for feature in (place, same_provision, suggested_provision, same_type, time, beneficiary, subjects, words)
}
"""For each feature what shows the two values that it compares."""
