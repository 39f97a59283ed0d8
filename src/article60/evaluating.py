"""How well documents are read, measured against what people decided: needs, their provisions and their types.

A document counts once people have settled each need that is proposed in it: as the doubtful ones come first on the desk, those
decided in a document that is half done are no fair sample. Where there is too little to tell a figure, it is left out, and why
is said.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from article60.domain.decision import Decision, takes_back
from article60.domain.document import Document
from article60.domain.ids import part_ids
from article60.domain.statement import Statement
from article60.extraction.documents.extract import Extracted
from article60.identity.places import Place, place_at, place_of
from article60.text.normalise import quote_key

FEW = 20
"""Below so many settled needs no share is told, only counts."""
WHOLE_DOCUMENTS_ONLY = "figures are of documents in which every proposed need was settled"
NOTHING_ADDED = "recall and F1 of needs: nobody has added a need that was missed"

Placed = Mapping[Place, Sequence[tuple[int, Decision]]]
"""By place the decisions about the words there, each with its number in the order in which all were made."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What people said of one proposed need: whether it is one, into how many it falls, and what it should say."""

    statement: Statement
    right: bool
    parts: int
    provisions: frozenset[str] | None
    types: frozenset[str] | None


@dataclass(slots=True)
class Share:
    """How much of what was found is right, and how much of what was wanted was found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def told(self, *, enough: bool, all_wanted: bool = True) -> dict[str, Any]:
        """Counts, and shares where there is enough to tell them; no recall where not all that was wanted is known."""
        counts: dict[str, Any] = {"right": self.right, "found": self.found, "wanted": self.wanted}
        precision, recall = _of(self.right, self.found), _of(self.right, self.wanted)
        f1 = None if precision is None or recall is None else _of(2 * self.right, self.found + self.wanted)
        shares = {"precision": precision, "recall": recall if all_wanted else None, "f1": f1 if all_wanted else None}
        return counts | (shares if enough else dict.fromkeys(shares))


@dataclass(slots=True)
class Group:
    """What was measured in documents of one language or kind, or in all."""

    documents: int = 0
    added: int = 0
    needs: Share = field(default_factory=Share)
    provisions: Share = field(default_factory=Share)
    types: Share = field(default_factory=Share)

    def told(self) -> dict[str, Any]:
        """As one object."""
        enough = self.needs.found >= FEW
        needs = self.needs.told(enough=enough, all_wanted=self.added > 0)
        others = {name: getattr(self, name).told(enough=enough) for name in ("provisions", "types")}
        return {"documents": self.documents, "added": self.added, "needs": needs, **others}


@dataclass(slots=True)
class Measured:
    """Everything: of all documents, by language and by kind; how much was proposed and decided; and what cannot be said."""

    whole: Group = field(default_factory=Group)
    languages: dict[str, Group] = field(default_factory=dict)
    kinds: dict[str, Group] = field(default_factory=dict)
    documents: int = 0
    proposed: int = 0
    decided: int = 0
    added: int = 0

    def told(self) -> dict[str, Any]:
        """The line that the command ends with."""
        return {
            "documents": self.documents,
            "proposed": self.proposed,
            "decided": self.decided,
            "added": self.added,
            "all": self.whole.told(),
            "languages": {name: one.told() for name, one in sorted(self.languages.items())},
            "document_kinds": {name: one.told() for name, one in sorted(self.kinds.items())},
            "cannot_be_said": list(self.cannot_be_said()),
        }

    def cannot_be_said(self) -> Iterator[str]:
        """Yield what there is too little to tell."""
        if self.whole.documents < self.documents:
            yield f"{WHOLE_DOCUMENTS_ONLY}: {self.whole.documents} of {self.documents}"
        named = [("all documents", self.whole), *self.languages.items(), *self.kinds.items()]
        for name, group in named:
            if group.needs.found < FEW:
                yield f"{name}: {group.needs.found} settled needs are too few for a share; {FEW} are needed"
        if not self.whole.added:
            yield NOTHING_ADDED


def measure(read: Iterable[Extracted], decisions: Sequence[Decision]) -> Measured:
    """Compare what is read in documents with what people decided about the same words; decisions oldest first."""
    by_place = _by_place(decisions)
    added = _added(decisions)
    found = Measured()
    for extracted in read:
        proposed = [one for one in extracted.statements if one.kind == "need"]
        settled = [one for statement in proposed if (one := _settled(statement, by_place)) is not None]
        missed = _missed(added.get(extracted.document.sha256, ()), proposed)
        found.documents += 1
        found.proposed += len(proposed)
        found.decided += len(settled)
        found.added += len(missed)
        if len(settled) == len(proposed) and (proposed or missed):
            for group in _groups(found, extracted.document):
                _count(group, settled, missed=len(missed))
    return found


def _groups(found: Measured, document: Document) -> Iterator[Group]:
    yield found.whole
    yield found.languages.setdefault(document.language or "unknown", Group())
    yield found.kinds.setdefault(document.document_kind, Group())


def _count(group: Group, settled: Sequence[Settled], *, missed: int) -> None:
    group.documents += 1
    group.added += missed
    group.needs.found += len(settled)
    group.needs.right += sum(one.right for one in settled)
    group.needs.wanted += sum(one.parts for one in settled) + missed
    for one in settled:
        _compare(group.provisions, one.statement.provisions, one.provisions)
        _compare(group.types, one.statement.types, one.types)


def _compare(share: Share, found: Iterable[str], wanted: frozenset[str] | None) -> None:
    """Nothing is compared where people did not say what would be right, as of a need that they took out."""
    if wanted is None:
        return
    ours = set(found)
    share.found += len(ours)
    share.wanted += len(wanted)
    share.right += len(ours & wanted)


def _settled(statement: Statement, by_place: Placed) -> Settled | None:
    """What people said last of a proposed need; none where nobody has settled it."""
    places = dict.fromkeys(map(place_of, statement.evidence))
    held = sorted((one for place in places for one in by_place.get(place, ())), key=itemgetter(0))
    outcome, said, parts = "", dict[str, Any](), 1
    for one in _holding(one for _, one in held):
        values = json.loads(one.values)
        if one.verb == "unsure" or takes_back(one.verb, values):
            continue
        outcome = one.verb
        said |= {name: values[name] for name in ("provisions", "types") if name in values}
        parts = len(values["parts"]) if one.verb == "split" else parts
    if outcome in ("reject", "merge"):
        return Settled(statement, right=False, parts=0, provisions=None, types=None)
    if outcome not in ("confirm", "correct", "split"):
        return None
    if outcome == "split":
        return Settled(statement, right=True, parts=parts, provisions=None, types=None)
    provisions = frozenset(said.get("provisions", statement.provisions))
    return Settled(statement, right=True, parts=1, provisions=provisions, types=frozenset(said.get("types", statement.types)))


def _holding(made: Iterable[Decision]) -> list[Decision]:
    """Those that no later one takes back."""
    kept: list[Decision] = []
    for one in made:
        back = takes_back(one.verb, json.loads(one.values))
        if back:
            parts = part_ids(one.about_id, json.loads(one.values).get("parts", ()))
            kept = [old for old in kept if old.verb != back and old.about_id not in parts]
        elif one.verb != "unsure":
            kept = [old for old in kept if old.verb != "reject"]
        kept.append(one)
    return kept


def _by_place(decisions: Iterable[Decision]) -> Placed:
    found: dict[Place, list[tuple[int, Decision]]] = {}
    for number, one in enumerate(decisions):
        if one.about_kind == "need" and one.verb != "add" and one.fingerprint_sha256 and one.fingerprint_quote:
            place = place_at(one.fingerprint_sha256, one.fingerprint_page, one.fingerprint_quote)
            found.setdefault(place, []).append((number, one))
    return found


def _added(decisions: Iterable[Decision]) -> Mapping[str, Sequence[str]]:
    """By document the words that people added as a need that was missed there."""
    found: dict[str, list[str]] = {}
    for one in decisions:
        if one.about_kind == "need" and one.verb == "add" and one.fingerprint_sha256 and one.fingerprint_quote:
            found.setdefault(one.fingerprint_sha256, []).append(quote_key(one.fingerprint_quote))
    return found


def _missed(added: Iterable[str], proposed: Iterable[Statement]) -> list[str]:
    """What was added and is proposed by the programs of today no more than then."""
    ours = {quote_key(one.quote) for statement in proposed for one in statement.evidence}
    return [words for words in dict.fromkeys(added) if words not in ours]


def _of(part: int, whole: int) -> float | None:
    """A share, to three places; none of nothing."""
    return round(part / whole, 3) if whole else None
