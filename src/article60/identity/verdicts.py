"""What people said of pairs of activities or organisations: that they are the same, or not; the last word on each counts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from article60.domain.decision import Decision, PublicDecision
from article60.identity.joining import Joining, Pair

PAIRED = frozenset(("merge", "split"))
"""Verbs that speak of two records."""

Resolve = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Saying:
    """A decision about one thing and, where it compares, another: by the identifiers that the decision gives or implies."""

    decision: Decision
    about: str
    other: str | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The last decision about a pair: `old` and `new` are the same, or not."""

    decision: Decision
    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether the person said that they are the same."""
        return self.decision.verb == "merge"


def last_verdicts(sayings: Iterable[Saying], resolve: Resolve) -> dict[Pair, Verdict]:
    """The last merge or split of each pair of which both are known, in the order in which these were decided."""
    found: dict[Pair, Verdict] = {}
    for one in sayings:
        if one.decision.verb not in PAIRED or one.other is None:
            continue
        old, new = resolve(one.about), resolve(one.other)
        if old is not None and new is not None and old != new:
            found.pop(frozenset((old, new)), None)
            found[frozenset((old, new))] = Verdict(one.decision, old, new)
    return found


def in_public(
    sayings: Iterable[Saying], verdicts: Mapping[Pair, Verdict], *, resolve: Resolve, joining: Joining, live: Collection[str]
) -> Iterator[PublicDecision]:
    """What the public sees of these decisions, in their order, by the identifiers of records that are left.

    Of a pair the last word counts: a merge that holds is told of the record kept, with the other's identifier as outcome;
    that two are not the same is told of each.
    """
    last = {id(verdict.decision): verdict for verdict in verdicts.values()}
    for one in sayings:
        decision = one.decision
        verdict = last.get(id(decision))
        about = resolve(one.about)
        told: list[tuple[str, str]] = []
        if verdict is not None:
            told = list(_of_pair(verdict, joining))
        elif decision.verb not in PAIRED and about is not None:
            told = [(joining.head(about), "")]
        yield from (decision.in_public(record, outcome=outcome) for record, outcome in told if record in live)


def _of_pair(verdict: Verdict, joining: Joining) -> Iterator[tuple[str, str]]:
    """The records of which a verdict is told, each with the other one; none where another decision forbids it."""
    old, new = joining.head(verdict.old), joining.head(verdict.new)
    if verdict.same and old == new:
        yield new, verdict.old
    elif not verdict.same and old != new:
        yield from ((old, new), (new, old))


def kept_apart(verdicts: Mapping[Pair, Verdict]) -> Iterator[Pair]:
    """Pairs that people said are not the same."""
    return (pair for pair, verdict in verdicts.items() if not verdict.same)


def merge_all(joining: Joining, verdicts: Mapping[Pair, Verdict]) -> Iterator[Verdict]:
    """Join what people said is the same, in their order; yield those that another of their decisions forbids."""
    for verdict in verdicts.values():
        if verdict.same and not joining.join(verdict.old, verdict.new):
            yield verdict
