"""Two organisations that seem to report the same activity: proposed with its reasons, never joined without a person."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files

from article60.identity import blocks
from article60.identity.claims import Claim
from article60.identity.sketches import Sketch
from article60.text.similarity import shared

NEAR = timedelta(days=92)
"""Two publishers date one activity differently by as much as a quarter: approval, signature, first payment."""

CLOSE = Decimal("0.05")
"""Sums that differ by no more are one sum at two rates of exchange."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What stands in same_activity.toml."""

    weights: Mapping[str, float]
    threshold: float
    named: float
    other_numbers: float


@cache
def read() -> Weights:
    """The weights that ship with the project."""
    loaded = tomllib.loads(files("article60.identity").joinpath("same_activity.toml").read_text(encoding="utf-8"))
    return Weights(loaded["weights"], loaded["threshold"], loaded["named"], loaded["other_numbers"])


def likely(sketches: Sequence[Sketch], weights: Weights | None = None) -> Iterator[Claim]:
    """Pairs of two reporters at or above the threshold; of a secondary reporter's record and another, the other is the one."""
    used = weights or read()
    by_name = set(blocks.named(sketches))
    named = by_name | {(other, one) for one, other in by_name}
    unnamed = (pair for pair in blocks.pairs(sketches) if _could(sketches[pair[0]], sketches[pair[1]], used))
    for one, other in sorted({*((min(pair), max(pair)) for pair in by_name), *unnamed}):
        is_named = (one, other) in named
        features = compare(sketches[one], sketches[other])
        score = weighted(features, used, sketches[one], sketches[other], named=is_named)
        if score >= used.threshold:
            yield _claim(sketches[one], sketches[other], features, score, named=is_named)


def _could(one: Sketch, other: Sketch, weights: Weights) -> bool:
    """Whether two that do not name each other could reach the threshold if all but their titles were the same; most cannot."""
    rest = 1 - weights.weights["title"]
    most = rest + weights.weights["title"] * (_titles(one, other) or 0.0)
    return most * (1 if one.numbers == other.numbers else weights.other_numbers) >= weights.threshold


def _titles(one: Sketch, other: Sketch) -> float | None:
    return max((shared(ours, theirs) for ours in one.titles for theirs in other.titles), default=None)


def compare(one: Sketch, other: Sketch) -> dict[str, float]:
    """The features that are known on both sides, each from 0 (nothing in common) to 1."""
    features = {
        "title": _titles(one, other),
        "period": _period(one, other),
        "recipients": shared(one.places, other.places) if one.places and other.places else None,
        "organisations": _organisations(one, other),
        "amounts": _amounts(one, other),
    }
    return {name: value for name, value in features.items() if value is not None}


def _period(one: Sketch, other: Sketch) -> float | None:
    days = [(a, b) for a, b in ((one.start, other.start), (one.end, other.end)) if a is not None and b is not None]
    if not days:
        return None
    return sum(1.0 if a == b else 0.6 if abs(a - b) <= NEAR else 0.0 for a, b in days) / len(days)


def _organisations(one: Sketch, other: Sketch) -> float | None:
    """1 where one's reporter takes part in the other's record or a funder is the same; 0.5 where anybody else is."""
    if one.reporter in other.parties or other.reporter in one.parties or one.funders & other.funders:
        return 1.0
    if one.parties & other.parties:
        return 0.5
    return 0.0 if one.funders and other.funders else None


def _amounts(one: Sketch, other: Sketch) -> float | None:
    if not one.sums or not other.sums:
        return None
    return 1.0 if any(abs(a - b) <= CLOSE * max(abs(a), abs(b)) for a in one.sums for b in other.sums) else 0.0


def weighted(features: Mapping[str, float], weights: Weights, one: Sketch, other: Sketch, *, named: bool) -> float:
    """Weighted mean of the known features; without a title in common or with other recipients only a name can carry it."""
    total = sum(weights.weights[name] for name in features)
    score = sum(weights.weights[name] * value for name, value in features.items()) / total if total else 0.0
    if one.numbers != other.numbers:
        score *= weights.other_numbers
    if named:
        return weights.named + (1 - weights.named) * score
    return score if features.get("title") and features.get("recipients", 1.0) else 0.0


def _claim(one: Sketch, other: Sketch, features: Mapping[str, float], score: float, *, named: bool) -> Claim:
    first, second = sorted((one, other), key=lambda s: (s.secondary, s.activity_id))
    told = first.secondary != second.secondary
    return Claim(
        one=first.activity_id,
        other=second.activity_id,
        kind="secondary_report" if told else "likely_same",
        score=score,
        reason="; ".join(_reasons(first, second, features, named=named)),
    )


def _reasons(one: Sketch, other: Sketch, features: Mapping[str, float], *, named: bool) -> Iterator[str]:
    if other.secondary and not one.secondary:
        yield "the other's reporter says that it reports the work of others"
    if named:
        yield "one of the two gives the other's identifier"
    if "title" in features:
        yield f"titles have {features['title']:.0%} of their words in common"
    if "period" in features:
        yield f"periods: {one.start or '?'} to {one.end or '?'}, {other.start or '?'} to {other.end or '?'}"
    if "recipients" in features:
        yield f"recipients: {', '.join(sorted(one.places))}; {', '.join(sorted(other.places))}"
    if "organisations" in features:
        words = {1.0: "a reporter or funder of one takes part in the other", 0.5: "an organisation takes part in both"}
        yield words.get(features["organisations"], "no organisation takes part in both")
    if "amounts" in features:
        yield "a sum is the same" if features["amounts"] else "no sum is the same"
