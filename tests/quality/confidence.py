"""What a confidence is worth: of the statements that were given it, how many are right."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tests.quality.figures import Result
from tests.quality.pairing import Record, provisions_of

from article60.extraction.documents.confidence import UNSEEN

SURE = 0.9
"""From this confidence on nearly every statement must be right."""
CAUTION = 1.6449
"""Standard deviations below the share counted: what a rule is truly worth is at least this in nineteen cases of twenty."""
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement that was read: its kind and rule, how sure it was said to be, and whether it is right."""

    kind: str
    rule: str
    scan: bool
    typed: bool
    cited: bool
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about the same confidence: how many, how sure on the average, what share of them is right."""

    seen: int
    confidence: float
    right: float


def judged(result: Result) -> Iterator[Judged]:
    """Every statement read, right where the key has it with the same provisions. One that a key repeats counts as right."""
    for kind, pairing in result.by_kind.items():
        for found, key in pairing.pairs:
            same = "provisions" not in key or provisions_of(found) == provisions_of(key)
            yield _judged(kind, found, right=same)
        for found in pairing.extra:
            yield _judged(kind, found, right=False)


def _judged(kind: str, found: Record, *, right: bool) -> Judged:
    proof = found["evidence"][0]
    how, _, rule = proof["how"].partition("; ")
    return Judged(
        kind=kind,
        rule=rule,
        scan=how == "scan",
        typed=found["types"] != ["other"],
        cited=bool(found["provisions"]),
        confidence=proof["confidence"],
        right=right,
    )


def share_right(found: Iterable[Judged], *, at_least: float = SURE) -> tuple[float, int]:
    """Share of the statements of at least this confidence that are right, and how many there are; 1 where there are none."""
    sure = [one.right for one in found if one.confidence >= at_least]
    return (sum(sure) / len(sure) if sure else 1.0), len(sure)


def bins(found: Sequence[Judged]) -> list[Bin]:
    """The statements in classes of confidence, empty ones left out."""
    made = []
    for low, high in pairwise(BINS):
        inside = [one for one in found if low <= one.confidence < high]
        if inside:
            sure = sum(one.confidence for one in inside) / len(inside)
            made.append(Bin(len(inside), sure, sum(one.right for one in inside) / len(inside)))
    return made


def error(found: Sequence[Judged]) -> float:
    """Mean distance between confidence and share right, each class weighed by its statements."""
    classes = bins(found)
    return sum(one.seen * abs(one.confidence - one.right) for one in classes) / max(sum(one.seen for one in classes), 1)


Like = tuple[str, str, bool, bool, bool]
"""Kind, rule, `typed` (no where a type is asked for and none was named), whether a provision was, whether read from a scan."""


def counted(found: Iterable[Judged]) -> dict[Like, tuple[int, int]]:
    """Right and seen by what is alike."""
    counts: dict[Like, list[bool]] = defaultdict(list)
    for one in found:
        counts[one.kind, one.rule, one.typed, one.cited, one.scan].append(one.right)
    return {key: (sum(rights), len(rights)) for key, rights in sorted(counts.items())}


def worth(right: int, seen: int) -> float:
    """The confidence that follows from a count: the lower end of Wilson's interval, so that few cases are worth little."""
    share, square = right / seen, CAUTION**2
    spread = CAUTION * math.sqrt(share * (1 - share) / seen + square / (4 * seen**2))
    return (share + square / (2 * seen) - spread) / (1 + square / seen)


def held_out(found: Mapping[str, Sequence[Judged]]) -> Iterator[Judged]:
    """The statements by language, each as sure as the documents in the other languages make it, its own language kept back."""
    for language, own in found.items():
        others = [one for other, each in found.items() if other != language for one in each]
        sure = {like: worth(*count) for like, count in counted(others).items()}
        for one in own:
            least = min((value for (kind, *_), value in sure.items() if kind == one.kind), default=UNSEEN)
            yield replace(one, confidence=sure.get((one.kind, one.rule, one.typed, one.cited, one.scan), least))
