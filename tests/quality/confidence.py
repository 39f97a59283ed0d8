"""What a confidence is worth: of the statements that were given it, how many are right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.quality.figures import Result
from tests.quality.pairing import Record, provisions_of

SURE = 0.9
"""From this confidence on nearly every statement must be right."""
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement that was read: its kind and rule, how sure it was said to be, and whether it is right."""

    kind: str
    rule: str
    scan: bool
    told: bool
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
        told=found["types"] != ["other"],
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


def counted(found: Iterable[Judged]) -> dict[tuple[str, str, bool, bool], tuple[int, int]]:
    """Right and seen by kind, rule, whether a type was named, and whether it was read from a scan."""
    counts: dict[tuple[str, str, bool, bool], list[bool]] = defaultdict(list)
    for one in found:
        counts[one.kind, one.rule, one.told, one.scan].append(one.right)
    return {key: (sum(rights), len(rights)) for key, rights in sorted(counts.items())}
