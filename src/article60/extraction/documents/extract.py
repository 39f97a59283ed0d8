"""Reads one document: its head, then the statements found in its passages, in document order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from article60.domain.document import Document
from article60.domain.passage import Passage
from article60.domain.statement import Statement
from article60.extraction.documents import repeats
from article60.extraction.documents.doubts import doubts
from article60.extraction.documents.drafts import Draft
from article60.extraction.documents.evidence import evidence, section
from article60.extraction.documents.good_practices import good_practices
from article60.extraction.documents.head import ENGLISH, main_language, read_head
from article60.extraction.documents.needs import needs
from article60.extraction.documents.questions import questions
from article60.extraction.documents.received import received
from article60.extraction.documents.sections import Placed, walk
from article60.extraction.documents.titles import state_titles
from article60.extraction.documents.wording import Reader


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one document gave: its head and its statements in document order."""

    document: Document
    statements: tuple[Statement, ...]


def extract(
    passages: Sequence[Passage],
    *,
    file: str,
    sha256: str,
    media_type: str,
    pages: int | None,
    publisher: str | None = None,
    public_address: str | None = None,
    public_because: str = "",
    notes: Sequence[str] = (),
) -> Extracted:
    """The head of a document and the statements in it: needs, good practices, assistance received, statements of no need.

    `notes` are those of the reading; they stand before those on what was read.
    """
    main = main_language(passages)
    language = main or ENGLISH
    titles = state_titles(passages, language)
    asked = questions(passages, language)
    placed = list(walk(passages, tongues=(language,), states=titles, asked=asked))
    document = replace(
        read_head(passages, placed=placed, titles=titles, main=main, sha256=sha256, file=file, media_type=media_type),
        pages=pages,
        publisher=publisher,
        public_address=public_address,
        public_because=public_because,
    )
    reader = Reader(tongues=(language,), states=frozenset(document.states))
    drafts = repeats.joined(sorted(_drafts(placed, reader), key=lambda draft: (draft.placed.passage.position, draft.start)))
    statements = tuple(_statement(draft, place, document) for place, draft in enumerate(drafts))
    told = (*notes, *document.notes, *_notes(document, placed, statements), *doubts(placed, drafts, reader))
    return Extracted(replace(document, notes=told), statements)


def _drafts(placed: Sequence[Placed], reader: Reader) -> Iterator[Draft]:
    for _, group in groupby(placed, key=lambda each: each.place.group):
        passages = list(group)
        if passages[0].place.role == "needs":
            yield from needs(passages, reader)
        elif passages[0].place.role == "good_practices":
            yield from good_practices(passages, reader)
        for each in passages:
            yield from received(each, reader)


def _statement(draft: Draft, position: int, document: Document) -> Statement:
    proofs = evidence(draft, symbol=document.symbol, language=document.language)
    states = document.states
    return Statement(
        document_sha256=document.sha256,
        position=position,
        kind=draft.kind,
        state=draft.placed.place.state or (states[0] if len(states) == 1 else None),
        text=draft.text,
        provisions=draft.provisions,
        chapter=draft.chapter,
        types=draft.types,
        priority=draft.priority,
        beneficiary=draft.beneficiary,
        provider=draft.provider,
        page=proofs[0].page,
        section=section(draft),
        language=proofs[0].language,
        cycle=document.cycle,
        symbol=document.symbol,
        stated_on=document.issued_on.isoformat() if document.issued_on else None,
        evidence=proofs,
    )


def _notes(document: Document, placed: Sequence[Placed], statements: Sequence[Statement]) -> Iterator[str]:
    """A note where a section on needs gave nothing, or where no such section was found."""
    if document.document_kind not in ("executive_summary", "full_report", "self_assessment"):
        return
    if not any(each.place.role == "needs" for each in placed):
        yield "no heading on technical assistance needs was found"
    elif not any(statement.kind in ("need", "no_needs") for statement in statements):
        yield "a heading on technical assistance needs was found, but no statement under it"
