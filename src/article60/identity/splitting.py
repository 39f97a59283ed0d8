"""Needs that people split into parts, and put together again: the parts have the same identifiers at every run."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from article60.domain.alias import Alias
from article60.domain.decision import Decision
from article60.domain.ids import part_ids
from article60.identity.targets import Targets


def made_by_splits(decisions: Iterable[Decision], targets: Targets) -> frozenset[str]:
    """The identifiers of all parts that these decisions, in their order, will make; parts of parts too."""
    made: set[str] = set()
    for decision in decisions:
        parts = _parts(decision) if decision.verb == "split" else ()
        whole_id = decision.about_id if decision.about_id in made else targets.find(decision) if parts else None
        if whole_id:
            made.update(part_ids(whole_id, parts))
    return frozenset(made)


@dataclass(slots=True)
class Together:
    """What comes of needs that were split and put together again, by a merge of the same parts.

    `overruled`: those splits, and what was decided about their parts until then. `lost`: what finds nothing to put together,
    and what was decided about a part that is none any more. `heirs`: the whole by each of its former parts.
    """

    overruled: set[Decision] = field(default_factory=set)
    lost: list[Decision] = field(default_factory=list)
    heirs: dict[str, str] = field(default_factory=dict)

    @property
    def aliases(self) -> Sequence[Alias]:
        """By which what names a former part finds the whole."""
        return [Alias(old_id=part, new_id=whole, why="merged") for part, whole in self.heirs.items()]

    def left(self, decisions: Iterable[Decision]) -> list[Decision]:
        """The decisions that still say something."""
        passed_over = self.overruled.union(self.lost)
        return [decision for decision in decisions if decision not in passed_over]


def put_together(decisions: Iterable[Decision], targets: Targets) -> Together:
    """Go through decisions in their order, to find the splits that a later one takes back."""
    found = Together()
    split: dict[str, tuple[Decision, Sequence[str]]] = {}
    about: dict[str, list[Decision]] = {}

    def take_back(whole_id: str) -> None:
        decision, parts = split.pop(whole_id)
        found.overruled.add(decision)
        for part in parts:
            found.overruled.update(about.pop(part, ()))
            found.heirs[part] = whole_id
            if part in split:
                take_back(part)

    for decision in decisions:
        parts = _parts(decision)
        if decision.about_id in found.heirs:
            found.lost.append(decision)
            continue
        about.setdefault(decision.about_id, []).append(decision)
        if not parts:
            continue
        whole_id = decision.about_id if decision.about_id in _made(split) else targets.find(decision) or decision.about_id
        ids = part_ids(whole_id, parts)
        if decision.verb == "split":
            split[whole_id] = decision, ids
            for part in ids:
                found.heirs.pop(part, None)
        elif whole_id in split and split[whole_id][1] == ids:
            take_back(whole_id)
        else:
            found.lost.append(decision)
    return found


def _made(split: dict[str, tuple[Decision, Sequence[str]]]) -> set[str]:
    return {part for _, parts in split.values() for part in parts}


def _parts(decision: Decision) -> Sequence[dict[str, str]]:
    """The parts of which a split or a merge of a need speaks."""
    if decision.about_kind != "need" or decision.verb not in ("split", "merge"):
        return ()
    return json.loads(decision.values).get("parts") or ()
