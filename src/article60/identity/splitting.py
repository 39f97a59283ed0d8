"""The identifiers of the parts into which people split needs: the same at every run."""

import json
from collections.abc import Iterable

from article60.domain.decision import Decision
from article60.domain.ids import part_id
from article60.identity.targets import Targets


def made_by_splits(decisions: Iterable[Decision], targets: Targets) -> frozenset[str]:
    """The identifiers of all parts that these decisions, in their order, will make; parts of parts too."""
    made: set[str] = set()
    for decision in decisions:
        parts = json.loads(decision.values).get("parts") if decision.verb == "split" else None
        whole_id = decision.about_id if decision.about_id in made else targets.find(decision) if parts else None
        if parts and whole_id:
            made.update(part_id(whole_id, number=number, text=part["text"]) for number, part in enumerate(parts))
    return frozenset(made)
