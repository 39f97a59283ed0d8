"""The figures by which reading of documents is judged: of needs, their provisions and types, of heads, of look-alikes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.quality.pairing import Pairing, Record, pair

from article60.text.normalise import words

KINDS = {
    "need": "needs",
    "good_practice": "good_practices",
    "assistance_received": "assistance_received",
    "no_needs": "no_needs",
}
"""Kinds of statements, and where an answer key lists them."""
HEAD = ("symbol", "language", "cycle", "year_of_cycle", "state", "date", "reviewers")
"""What the head of a document must tell to be right as a whole."""
LOOKS_ALIKE = 0.6


@dataclass(slots=True)
class Result:
    """What was read in some documents beside their answer keys."""

    by_kind: dict[str, Pairing] = field(default_factory=lambda: {kind: Pairing() for kind in KINDS})
    needs_by_language: dict[str, Pairing] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)
    look_alikes: list[Record] = field(default_factory=list)

    def add(self, lines: Sequence[Record], key: Mapping[str, Any]) -> None:
        """Take in one document: the lines printed for it, and its answer key."""
        said = key["document"]
        for kind, name in KINDS.items():
            found = pair([line for line in lines if line["kind"] == kind], key.get(name, []))
            self.by_kind[kind].add(found)
            if kind == "need":
                self.needs_by_language.setdefault(said["language"], Pairing()).add(found)
                self.look_alikes += [one for one in found.extra if _is_trap(one, key.get("look_alikes", []))]
        head = next((line for line in lines if line["kind"] == "document"), {})
        self.heads[said["file"]] = [name for name in HEAD if name in said and (head.get(name) or None) != (said[name] or None)]


def _is_trap(found: Record, traps: Iterable[Record]) -> bool:
    ours = words(found["text"])
    theirs = (words(trap["text"]) for trap in traps)
    return any(len(ours & trap) >= LOOKS_ALIKE * len(ours | trap) for trap in theirs if trap)


def f1(*, right: float, found: float, wanted: float) -> float:
    """Harmonic mean of precision and recall; 1 where nothing was wanted and nothing found."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def found_f1(pairing: Pairing) -> float:
    """F1 of finding statements."""
    right = len(pairing.pairs)
    return f1(right=right, found=right + len(pairing.extra), wanted=right + len(pairing.missed))


def field_f1(pairing: Pairing, name: str) -> float:
    """F1 of a field with several values over all statements; a missed statement misses its values."""
    ours = [set(found.get(name) or ()) for found, _ in pairing.pairs] + [set(one.get(name) or ()) for one in pairing.extra]
    theirs = [set(key.get(name) or ()) for _, key in pairing.pairs]
    right = sum(len(a & b) for a, b in zip(ours, theirs, strict=False))
    wanted = sum(map(len, theirs)) + sum(len(set(key.get(name) or ())) for key in pairing.missed)
    return f1(right=right, found=sum(map(len, ours)), wanted=wanted)


def words_f1(pairing: Pairing, name: str) -> float:
    """F1 of a field of words that may be empty: right where a word is common to both."""
    right = sum(bool(words(found.get(name) or "") & words(key.get(name) or "")) for found, key in pairing.pairs)
    found = sum(bool(one.get(name)) for one in (*(f for f, _ in pairing.pairs), *pairing.extra))
    return f1(
        right=right, found=found, wanted=sum(bool(k.get(name)) for k in (*(k for _, k in pairing.pairs), *pairing.missed))
    )


def share(pairing: Pairing, test: Callable[[Record, Record], bool]) -> float:
    """Share of the pairs that pass a test; 1 where there are none."""
    return sum(test(found, key) for found, key in pairing.pairs) / len(pairing.pairs) if pairing.pairs else 1.0


def figures(result: Result) -> dict[str, float]:
    """All figures by name, rounded to three places."""
    needs, received = result.by_kind["need"], result.by_kind["assistance_received"]
    paged = Pairing(pairs=[(found, key) for found, key in needs.pairs if key.get("page") is not None])
    made = {
        "documents": len(result.heads),
        "needs_f1": found_f1(needs),
        "worst_language": min(map(found_f1, result.needs_by_language.values()), default=1.0),
        "provisions_f1": field_f1(needs, "provisions"),
        "exact_sets": share(needs, lambda a, b: set(a["provisions"]) == set(b["provisions"])),
        "types_f1": field_f1(needs, "types"),
        "page": share(paged, lambda a, b: a["page"] == b["page"]),
        "priority": words_f1(needs, "priority"),
        "beneficiary": words_f1(needs, "beneficiary"),
        "good_practices_f1": found_f1(result.by_kind["good_practice"]),
        "received_f1": found_f1(received),
        "received_provisions_f1": field_f1(received, "provisions"),
        "received_provider": words_f1(received, "provider"),
        "no_needs_f1": found_f1(result.by_kind["no_needs"]),
        "look_alikes_returned": len(result.look_alikes),
        "heads": sum(not wrong for wrong in result.heads.values()),
    }
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in made.items()}
