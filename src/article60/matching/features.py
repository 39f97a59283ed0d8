"""The features by which a need and an activity are compared; the first line of each is the sentence that users read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from article60.codes.clusters import cluster_of
from article60.domain.activity import Activity
from article60.domain.need import Need
from article60.domain.provision import article_of, chapter_of
from article60.matching.weights import Weights
from article60.text.normalise import words as words_of


@dataclass(frozen=True, slots=True)
class Score:
    """What one feature says of one pair: from 0 to 1, or None where one of the values is unknown."""

    score: float | None
    need_value: str
    activity_value: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A need and an activity in the same State; what the activity serves, and what it says in words of which language."""

    need: Need
    activity: Activity
    served: Mapping[str, float]
    words: str
    language: str | None


def same_provision(pair: Pair, weights: Weights) -> Score:
    """The activity works on the provision for which the need was stated."""
    need, activity = pair.need.provisions, pair.served
    values = (", ".join(need), ", ".join(activity))
    if not need or not activity:
        return Score(None, *values)
    best = max(
        weights.same_provision.get(_likeness(wanted, given), 0.0) * min(1.0, strength / weights.plain)
        for wanted in need
        for given, strength in activity.items()
    )
    return Score(best, *values)


def _likeness(one: str, other: str) -> str:
    if one == other:
        return "same_clause"
    if article_of(one) == article_of(other):
        return "same_article"
    cluster = cluster_of(article_of(one))
    if cluster is not None and article_of(other) in cluster.articles:
        return "same_cluster"
    return "same_chapter" if chapter_of(one) == chapter_of(other) else "other"


def same_type(pair: Pair, weights: Weights) -> Score:
    """The activity gives assistance of the type that was asked for, or of the same broad type."""
    need, activity = pair.need, pair.activity
    values = (", ".join(need.types), ", ".join(activity.types))
    if not need.types or not activity.types:
        return Score(None, *values)
    if set(need.types) & set(activity.types):
        return Score(weights.same_type["fine"], *values)
    common = set(need.coarse_types) & set(activity.coarse_types)
    return Score(weights.same_type["coarse" if common else "other"], *values)


def time(pair: Pair, weights: Weights) -> Score:
    """The activity runs, or is to run, at or after the time at which the need was stated."""
    stated, start, end = pair.need.stated_on, pair.activity.start, pair.activity.end
    span = f"{start or '?'} to {end or '?'}"
    if stated is None or (start is None and end is None):
        return Score(None, str(stated or ""), span)
    over = end is not None and end < stated
    return Score(0.0 if over else 1.0, str(stated), span)


def beneficiary(pair: Pair, weights: Weights) -> Score:
    """The activity names the body that would benefit."""
    body = pair.need.beneficiary
    if body is None or pair.need.language != pair.language:
        return Score(None, body or "", "")
    wanted = _telling(words_of(body))
    named = wanted & words_of(pair.words)
    return Score(len(named) / len(wanted) if wanted else None, body, ", ".join(sorted(named)))


def words(pair: Pair, weights: Weights) -> Score:
    """The activity uses the words in which the need was stated."""
    if pair.need.language is None or pair.need.language != pair.language:
        return Score(None, pair.need.language or "", pair.language or "")
    wanted = _telling(words_of(pair.need.text))
    common = wanted & words_of(pair.words)
    return Score(min(1.0, 2 * len(common) / len(wanted)) if wanted else None, pair.need.text, ", ".join(sorted(common)))


def _telling(found: Iterable[str]) -> set[str]:
    """Words long enough to tell one subject from another; in Chinese every character is one."""
    return {word for word in found if len(word) > 4 or not word.isascii()}


Feature = Callable[[Pair, Weights], Score]
FEATURES: Mapping[str, Feature] = {
    feature.__name__: feature for feature in (same_provision, same_type, time, beneficiary, words)
}


def sentence(feature: str) -> str:
    """The sentence that users read for a feature."""
    return (FEATURES[feature].__doc__ or "").splitlines()[0]
