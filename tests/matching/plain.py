"""The plain way to match: every need with every activity there, pair by pair and feature by feature, nothing left out.

It is slow and says what `article60.matching` must find, to the last digit; scores are numbers of 32 bits there too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp
from typing import Any

import numpy as np

from article60.codes.reader import by_code
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.decision import Decision
from article60.domain.ids import lasting_id
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.provision import article_of
from article60.matching.likeness import LEVELS, likeness
from article60.matching.sides import Said, akin_to
from article60.matching.told import spoken, stems
from article60.matching.weights import Weights, Worth, read
from article60.text import bodies
from article60.text.normalise import fold, fold_with_offsets
from article60.text.notions import notions

F = np.float32
EQUAL = 1e-6
NAMES = ("place", "same_provision", "suggested_provision", "same_type", "time", "beneficiary", "subjects", "words")
STANDINGS = {"confirm": "confirmed", "reject": "rejected", "unsure": "unsure"}


@dataclass(frozen=True)
class Pair:
    """A need and an activity in its State."""

    need: Need
    activity: Activity
    said: Said
    recipient: bool
    suggested: Mapping[str, float]
    common: frozenset[str]
    weights: Weights

    @property
    def served(self) -> dict[str, float]:
        strengths = {one: self.said.provisions.get(one, 1.0) for one in self.activity.provisions}
        return {one: strength for one, strength in strengths.items() if strength >= self.weights.telling}

    @property
    def wordy(self) -> Any:
        return F(min(max((self.said.letters - self.weights.short) / (self.weights.long - self.weights.short), 0), 1))

    @property
    def named_body(self) -> bool:
        name = stems(self.need.beneficiary or "")
        return bool(name) and len(name & stems(self.said.words)) / len(name) >= 0.75

    def level_scores(self, feature: str) -> Mapping[str, float]:
        return self.weights.features[feature].scores


def place(pair: Pair) -> Any:
    return F(pair.level_scores("place")["recipient" if pair.recipient else "programme"])


def _best(pair: Pair, wanted: Mapping[str, float], near: Any) -> Any:
    if not wanted or not pair.served:
        return None
    plain = pair.weights.plain
    each = [F(s) * (F(near(p, q)) * min(F(1), F(t) / F(plain))) for p, s in wanted.items() for q, t in pair.served.items()]
    return max(each)


def same_provision(pair: Pair) -> Any:
    scores = pair.level_scores("same_provision")
    return _best(pair, dict.fromkeys(pair.need.provisions, 1.0), lambda one, other: scores[LEVELS[likeness(one, other)]])


def suggested_provision(pair: Pair) -> Any:
    scores = pair.level_scores("suggested_provision")
    near = {True: scores["same_article"], False: scores["other"]}
    return _best(pair, pair.suggested, lambda one, other: near[article_of(one) == article_of(other)])


def _real(types: Iterable[str]) -> set[str]:
    return set(types) - {"other"}


def same_type(pair: Pair) -> Any:
    scores, need, activity = pair.level_scores("same_type"), pair.need, pair.activity
    if not _real(need.types) or not _real(activity.types):
        return None
    if _real(need.types) & _real(activity.types):
        return F(scores["fine"])
    if _real(need.coarse_types) & _real(activity.coarse_types):
        return F(scores["coarse"])
    read = F(scores["akin" if _akin(pair) else "other"])
    more = F(scores["unheard"] - scores["akin"]) * pair.wordy
    return read if pair.said.types_stated else read + more


def _akin(pair: Pair) -> bool:
    return bool(_real(akin_to(pair.need.types)) & _real(pair.activity.types))


def time(pair: Pair) -> Any:
    scores, activity, stated = pair.level_scores("time"), pair.activity, pair.need.stated_on
    if stated is None or (activity.start is None and activity.end is None):
        return None
    return F(scores["over" if activity.end is not None and activity.end < stated else "after"])


def beneficiary(pair: Pair) -> Any:
    worth, said, need = pair.weights.features["beneficiary"], pair.said, pair.need
    hosts = bodies.kinds(said.carried_out_by)
    there = bodies.kinds(said.words) | hosts
    if pair.named_body and need.language is not None and need.language == said.language:
        return F(worth.scores["named"])
    asked = bodies.kinds(need.beneficiary or "")
    mentioned = frozenset[str]() if need.beneficiary else bodies.kinds(need.text)
    for level, holds in (
        ("mentioned", mentioned & there),
        ("not_mentioned", mentioned and there - hosts),
        ("same_kind", asked & there),
        ("other", asked and hosts),
    ):
        if holds:
            return F(worth.scores[level])
    if asked and there and pair.wordy > 0:
        return F(worth.even) + F(worth.scores["unnamed"] - worth.even) * pair.wordy
    return None


def _subjects(text: str, language: str | None) -> set[str]:
    return {notion for notion, _ in notions(fold(text), spoken(language))}


def _share_of_subjects(pair: Pair) -> Any:
    ours, theirs = _subjects(pair.need.text, pair.need.language), _subjects(pair.said.words, pair.said.language)
    return (len(ours & theirs), len(ours)) if ours and theirs else None


def subjects(pair: Pair) -> Any:
    shared, even = _share_of_subjects(pair), F(pair.weights.features["subjects"].even)
    return None if shared is None else even + (F(shared[0]) / F(shared[1]) - even) * pair.wordy


def words(pair: Pair) -> Any:
    telling = stems(pair.need.text) - pair.common
    if not telling or pair.need.language is None or pair.need.language != pair.said.language:
        return None
    return F(len(telling & stems(pair.said.words))) / F(len(telling))


SCORES = {
    one.__name__: one for one in (place, same_provision, suggested_provision, same_type, time, beneficiary, subjects, words)
}


def level(name: str, score: Any, pair: Pair) -> str:
    """Name of the level that a feature reaches."""
    worth = pair.weights.features[name]
    if score is None:
        return "unknown"
    if name == "same_provision":
        return LEVELS[min(likeness(one, other) for one in pair.need.provisions for other in pair.served)]
    if name == "same_type" and score < worth.scores["coarse"] - EQUAL:
        read_there = "akin" if _akin(pair) else "other"
        return "unheard" if score > worth.scores[read_there] + EQUAL else read_there
    stated = name == "beneficiary" and bodies.kinds(pair.need.beneficiary or "") and not bodies.kinds(pair.said.carried_out_by)
    if stated and score < worth.scores["same_kind"] - EQUAL:
        return "unnamed"
    if name == "subjects":
        shared = _share_of_subjects(pair)
        score = shared[0] / shared[1]
    return next((reached for reached, least in worth.scores.items() if score >= least - EQUAL), worth.levels[-1])


def values(name: str, pair: Pair) -> tuple[str, str]:
    """The two values that are shown."""
    need, activity, said, served = pair.need, pair.activity, pair.said, ", ".join(pair.served)
    if name == "place":
        return need.state, need.state if pair.recipient else said.names.get(need.state, "")
    if name == "same_provision":
        return ", ".join(need.provisions), served
    if name == "suggested_provision":
        return ", ".join(pair.suggested), served if pair.suggested else ""
    if name == "same_type":
        return ", ".join(need.types), ", ".join(activity.types)
    if name == "time":
        return str(need.stated_on or ""), f"{activity.start or '?'} to {activity.end or '?'}"
    if name == "beneficiary":
        return _bodies(pair)
    if name == "subjects":
        return _naming(need.text, need.language, said.words, said.language), _naming(
            said.words, said.language, need.text, need.language
        )
    if need.language != said.language:
        return need.language or "", said.language or ""
    used = stems(said.words)
    return need.text, ", ".join(word for word in dict.fromkeys(need.text.split()) if stems(word) & used)


def _bodies(pair: Pair) -> tuple[str, str]:
    need, said = pair.need, pair.said
    given = bodies.named(said.words)
    if need.beneficiary:
        if pair.named_body:
            return need.beneficiary, need.beneficiary
        same = [printed for kind, printed in given.items() if kind in bodies.kinds(need.beneficiary)]
        return need.beneficiary, ", ".join(same) or said.carried_out_by.replace("\n", ", ")
    mentioned = bodies.named(need.text)
    same = [printed for kind, printed in given.items() if kind in mentioned]
    return ", ".join(mentioned.values()), ", ".join(same or given.values()) if mentioned else ""


def _naming(text: str, language: str | None, other: str, other_language: str | None) -> str:
    """The words of a text that first name each notion of the other."""
    way_back, shared = fold_with_offsets(text), _subjects(other, other_language)
    first: dict[str, tuple[int, int]] = {}
    for notion, (start, end) in sorted(notions(fold(text), spoken(language)), key=lambda one: one[1]):
        if notion in shared:
            first.setdefault(notion, way_back.span(start, end))
    return ", ".join(dict.fromkeys(text[start:end] for start, end in sorted(first.values())))


def common_words(needs: Iterable[Need], weights: Weights) -> dict[str | None, frozenset[str]]:
    """By language the stems that stand in too many needs."""
    texts: dict[str | None, list[frozenset[str]]] = {}
    for need in needs:
        texts.setdefault(need.language, []).append(stems(need.text))
    return {
        language: frozenset(
            stem
            for stem in frozenset[str]().union(*some)
            if sum(stem in one for one in some) > max(weights.common * len(some), 2)
        )
        for language, some in texts.items()
    }


def pairs(
    needs: Iterable[Need],
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    said: Mapping[str, Said],
    suggestions: Iterable[NeedSuggestion],
) -> Iterator[Pair]:
    """Yield every pair that is compared, by State, need and activity."""
    weights = read()
    asked = [need for need in needs if need.grade not in ("superseded", "withdrawn")]
    common, known = common_words(asked, weights), list(suggestions)
    helped = {(one.state, one.activity_id) for one in recipients}
    given = [a for a in activities if a.relevant or weights.near <= a.relevance < weights.kept]
    for need in sorted(asked, key=lambda need: (need.state, need.need_id)):
        suggested = {one.provision: one.score for one in known if one.need_id == need.need_id and not need.provisions}
        for activity in sorted(given, key=lambda activity: activity.activity_id):
            recipient, told = (need.state, activity.activity_id) in helped, said[activity.activity_id]
            if recipient or need.state in told.names:
                yield Pair(need, activity, told, recipient, suggested, common[need.language], weights)


def match(pair: Pair, decision: Decision | None, *, whatever: bool = False) -> tuple[Match, list[MatchFeature]] | None:
    """One pair with its features, where it reaches the threshold or people decided on it."""
    weights, need, activity = pair.weights, pair.need, pair.activity
    scores = {name: SCORES[name](pair) for name in NAMES}
    points = F(weights.base)
    for name, score in scores.items():
        worth = weights.features[name]
        points = points + (F(0) if score is None else F(worth.weight) * (score - F(worth.even)))
    if not (points >= weights.enough or decision):
        return None
    exact = {name: None if score is None else float(score) for name, score in scores.items()}
    standing = STANDINGS[decision.verb] if decision else "proposed"
    match_id = lasting_id(need.state, "match", need.need_id, activity.activity_id)
    found = Match(
        match_id=match_id,
        need_id=need.need_id,
        activity_id=activity.activity_id,
        state=need.state,
        score=round(1 / (1 + exp(-points_of(exact, weights))), 4),
        standing=standing,
        covers=standing in ("proposed", "confirmed") and activity.running in ("running", "planned"),
        decided_on=date.fromisoformat(decision.made_at[:10]) if decision else None,
        decided_by_role=decision.actor_role if decision else None,
    )
    return found, [_feature(match_id, place, name, exact[name], pair) for place, name in enumerate(NAMES)]


def worth_of(score: float | None, worth: Worth) -> float:
    """Points that a score adds or takes away; none where it is unknown."""
    return 0.0 if score is None else worth.weight * (score - worth.even)


def points_of(scores: Mapping[str, float | None], weights: Weights) -> float:
    return weights.base + sum(worth_of(score, weights.features[name]) for name, score in scores.items())


def _feature(match_id: str, position: int, name: str, score: float | None, pair: Pair) -> MatchFeature:
    worth: Worth = pair.weights.features[name]
    reached = level(name, score, pair)
    need_value, activity_value = values(name, pair)
    return MatchFeature(
        match_id=match_id,
        position=position,
        feature=name,
        level=reached,
        score=None if score is None else round(score, 4),
        weight=round(worth_of(score, worth), 4),
        reason=by_code("match_reasons")[f"{name}.{reached}"]["en"],
        need_value=need_value,
        activity_value=activity_value,
    )
