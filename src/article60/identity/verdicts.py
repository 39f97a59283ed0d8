"""What people said of pairs of activities or organisations: that they are the same, or not; the last word on each counts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from article60.domain.decision import Decision
from article60.identity.joining import Joining, Pair

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
        if one.decision.verb not in ("merge", "split") or one.other is None:
            continue
        old, new = resolve(one.about), resolve(one.other)
        if old is not None and new is not None and old != new:
            found.pop(frozenset((old, new)), None)
            found[frozenset((old, new))] = Verdict(one.decision, old, new)
    return found


def kept_apart(verdicts: Mapping[Pair, Verdict]) -> Iterator[Pair]:
    """Pairs that people said are not the same."""
    return (pair for pair, verdict in verdicts.items() if not verdict.same)


def merge_all(joining: Joining, verdicts: Mapping[Pair, Verdict]) -> Iterator[Verdict]:
    """Join what people said is the same, in their order; yield those that another of their decisions forbids."""
    for verdict in verdicts.values():
        if verdict.same and not joining.join(verdict.old, verdict.new):
            yield verdict
