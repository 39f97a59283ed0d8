"""Candidates: what several statements say of one need, practice or piece of help, before it has an identifier."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.provision import article_of, parent
from article60.domain.statement import Statement
from article60.identity.places import Place, place_of
from article60.identity.versions import pair_versions
from article60.text.normalise import quote_key, words
from article60.text.similarity import shared

SAME_WORDS = 0.8
"""Share of words that two statements of one review have in common when they are one: as strict as the answer keys' own
measure for statements that cite different articles."""

CORRIGENDUM = "/Corr."
"""A corrigendum prints only what it changes; what it does not print stands as before."""

STATED_BY_THE_STATE = frozenset(("self_assessment", "submission"))
"""Kinds of documents in which a State speaks for itself; a review speaks of it."""


@dataclass(slots=True)
class Candidate:
    """One thing said, in the words chosen for it, with every place where it is said and the documents of these."""

    statement: Statement
    document: Document
    evidence: list[Evidence]
    replaced_by: Document | None = None
    changes: dict[str, object] = field(default_factory=dict)
    said: list[tuple[Document, Statement]] = field(default_factory=list)

    @property
    def last_issued(self) -> date | None:
        """Day of the latest document that says it."""
        return max((document.issued_on for document, _ in self.said if document.issued_on is not None), default=None)

    @property
    def last_stated(self) -> str | None:
        """Day on which it was last stated, ISO 8601; a translation issued later states nothing anew."""
        days: dict[str, str] = {}
        for document, statement in self.said:
            if statement.stated_on is not None:
                own = document.symbol or document.sha256
                days[own] = min(statement.stated_on, days.get(own, statement.stated_on))
        return max(days.values(), default=None)

    @property
    def in_force(self) -> Statement:
        """What is said now: in the document that said it first, or in the last revision of that one which says it too.

        Of a revision's language versions the one in the language of the words that it revises comes first. One that says it in
        several pieces leaves the words as they were.
        """
        now, seen = self.statement, {self.statement.symbol}
        pieces = Counter(document.sha256 for document, _ in self.said)
        while True:
            newer = [
                one
                for document, one in self.said
                if document.revision_of is not None
                and document.revision_of == now.symbol
                and one.symbol not in seen
                and pieces[document.sha256] == 1
            ]
            if not newer:
                return now
            now = min(newer, key=lambda one: one.language != now.language)
            seen.add(now.symbol)

    def add(self, document: Document, statement: Statement) -> None:
        """Take in one more place where it is said."""
        self.evidence.extend(statement.evidence)
        self.said.append((document, statement))


def gather(
    documents: Iterable[Document], statements: Iterable[Statement], *, apart: Collection[frozenset[Place]] = ()
) -> list[Candidate]:
    """One candidate for each thing said: language versions, full reports and revisions of one document are joined.

    Only documents of one State and cycle are compared, and no two places that people keep apart are joined. Documents come
    in the order of their date, so that the words kept are those issued first, in the original language where that is held.
    """
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.document_sha256, []).append(statement)
    reviews: dict[tuple[object, ...], list[Document]] = {}
    for document in sorted(documents, key=_issue_order):
        reviews.setdefault((document.states, document.cycle), []).append(document)
    found: list[Candidate] = []
    for review in reviews.values():
        found.extend(_join(review, by_document, apart))
    return found


def _issue_order(document: Document) -> tuple[object, ...]:
    foreign = document.language != document.original_language if document.original_language else False
    return (document.issued_on is None, str(document.issued_on), document.symbol or "~", foreign, document.sha256)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place where a candidate is said."""

    candidate: Candidate
    document: Document
    statement: Statement


def _join(
    review: Sequence[Document], by_document: Mapping[str, Sequence[Statement]], apart: Collection[frozenset[Place]]
) -> list[Candidate]:
    kept: list[Candidate] = []
    by_symbol: dict[str | None, list[_Place]] = defaultdict(list)
    alike = _Alike()
    for document in review:
        fresh = by_document.get(document.sha256, [])
        twins = _versions(document, fresh, by_symbol[document.symbol])
        alike.start(twins.values())
        said = []
        for place, statement in enumerate(fresh):
            twin = twins.get(place) or alike.find(statement)
            if twin is None or (apart and _kept_apart(twin, statement, apart)):
                kept.append(twin := Candidate(statement, document, []))
            twin.add(document, statement)
            said.append(_Place(twin, document, statement))
        by_symbol[document.symbol].extend(said)
        alike.learn(said)
    _mark_replaced(review, kept)
    return kept


def _kept_apart(candidate: Candidate, statement: Statement, apart: Collection[frozenset[Place]]) -> bool:
    there = [place_of(evidence) for evidence in candidate.evidence]
    return any(frozenset((place_of(evidence), one)) in apart for evidence in statement.evidence for one in there)


def _versions(document: Document, fresh: Sequence[Statement], earlier: Iterable[_Place]) -> dict[int, Candidate]:
    """For each statement of a document, by its place, the candidate that another language version of it says."""
    versions: dict[str, list[_Place]] = defaultdict(list)
    for one in earlier:
        if document.symbol is not None and one.document.language != document.language:
            versions[one.document.sha256].append(one)
    found: dict[int, Candidate] = {}
    for version in versions.values():
        taken = set(map(id, found.values()))
        left = [place for place in range(len(fresh)) if place not in found]
        there = [one for one in version if id(one.candidate) not in taken]
        for mine, other in pair_versions([fresh[place] for place in left], [one.statement for one in there]):
            found[left[mine]] = there[other].candidate
    return found


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of one place where a candidate is said, and what is said there."""

    candidate: Candidate
    statement: Statement
    words: frozenset[str]


class _Alike:
    """Finds what an earlier document says in nearly the same words on the same provisions, each candidate once a document.

    A report often prints a need twice: in its own words, and as the summary lists it. All of these are compared. Where one
    item of a list is told as several needs elsewhere, all of them are said by that item.
    """

    def __init__(self) -> None:
        self._said: dict[tuple[object, ...], list[_Wording]] = defaultdict(list)
        self._used: set[int] = set()

    def start(self, taken: Iterable[Candidate]) -> None:
        """Begin with another document, of which these candidates are said already."""
        self._used = set(map(id, taken))

    def find(self, statement: Statement) -> Candidate | None:
        """The candidate with most words in common, if those are enough; the earliest of several."""
        ours = _wordings(statement)
        share, best = 0.0, None
        for there in self._said[_on_articles(statement)]:
            if not _may_be_one(statement, there.statement):
                continue
            found = max(shared(mine, there.words) for mine in ours)
            part = found == 1 and set(statement.types) < set(there.statement.types)
            if found > share and found >= SAME_WORDS and (part or id(there.candidate) not in self._used):
                share, best = found, there.candidate
        if best is not None:
            self._used.add(id(best))
        return best

    def learn(self, said: Iterable[_Place]) -> None:
        """Take note of what a document says, for those that come after it."""
        for one in said:
            of_articles = self._said[_on_articles(one.statement)]
            of_articles.extend(_Wording(one.candidate, one.statement, each) for each in _wordings(one.statement))


def _wordings(statement: Statement) -> set[frozenset[str]]:
    """The words of a statement, and those of each place in which its document says it."""
    return {words(statement.text), *(words(evidence.quote) for evidence in statement.evidence)}


def _on_articles(statement: Statement) -> tuple[object, ...]:
    return statement.kind, frozenset(map(article_of, statement.provisions))


def _may_be_one(ours: Statement, theirs: Statement) -> bool:
    """Whether two statements on the same articles are on the same provisions, or one only names the article less exactly.

    In the latter case they must tell a type in common.
    """
    if set(ours.provisions) == set(theirs.provisions):
        return True
    mine, other = _with_parents(ours.provisions), _with_parents(theirs.provisions)
    nested = mine >= set(theirs.provisions) or other >= set(ours.provisions)
    return nested and not set(ours.types).isdisjoint(theirs.types)


def _with_parents(provisions: Iterable[str]) -> set[str]:
    found = set[str]()
    for provision in provisions:
        step: str | None = provision
        while step is not None:
            found.add(step)
            step = parent(step)
    return found


def _about(statement: Statement) -> tuple[object, ...]:
    return statement.kind, frozenset(statement.provisions)


def _mark_replaced(review: Iterable[Document], kept: Iterable[Candidate]) -> None:
    """Mark what a revised document said and the revision, in none of its languages, says any more.

    What another document says too stands as before; of a corrected document, all on which the corrigendum says nothing.
    """
    revisions: dict[str, list[Document]] = defaultdict(list)
    for document in review:
        if document.revision_of:
            revisions[document.revision_of].append(document)
    on = {(document.sha256, _about(statement)) for candidate in kept for document, statement in candidate.said}
    for candidate in kept:
        symbol, *more = {document.symbol for document, _ in candidate.said}
        for revision in () if more or symbol is None else revisions.get(symbol, ()):
            partly = CORRIGENDUM in (revision.symbol or "")
            if not partly or (revision.sha256, _about(candidate.statement)) in on:
                candidate.replaced_by = candidate.replaced_by or revision


def with_document_ids(evidence: Iterable[Evidence], ids: dict[str, str]) -> list[Evidence]:
    """The evidence with the identifier of its document filled in."""
    return [replace(e, document_id=ids[e.document_sha256]) for e in evidence]


def identity_key(candidate: Candidate) -> tuple[str, str]:
    """Where and in which words it was first said: symbol, or hash where there is none, and the folded quotation."""
    first = candidate.document
    said = candidate.statement
    return (first.symbol or first.sha256, quote_key(said.evidence[0].quote if said.evidence else said.text))


def later_statements(candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield each need with the one in which its State states it anew: later, in a document of its own, on the same provisions.

    A checklist or submission answers for a provision what is needed there, so its answer takes the place of an earlier one of
    the same types. What names no provision, or of which a day is not known, stands.
    """
    of_state: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        said = candidate.statement
        if said.kind == "need" and said.provisions and said.state is not None and candidate.last_issued is not None:
            of_state[said.state, frozenset(said.provisions)].append(candidate)
    for stated in of_state.values():
        own = [one for one in stated if one.document.document_kind in STATED_BY_THE_STATE]
        for old in stated:
            heirs = [new for new in own if _later(new, old)]
            if heirs:
                yield old, max(heirs, key=lambda new: str(new.document.issued_on))


def _later(new: Candidate, old: Candidate) -> bool:
    since, until = new.document.issued_on, old.last_issued
    return since is not None and until is not None and since > until and set(new.statement.types) == set(old.statement.types)
