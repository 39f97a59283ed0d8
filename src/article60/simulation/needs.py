"""Invented needs as they are read: documents with statements, and what is true of each need."""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from article60.codes.languages import LANGUAGES
from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.provision import article_of, chapter_of
from article60.domain.statement import Statement
from article60.simulation import draws
from article60.simulation.difficulty import Difficulty
from article60.simulation.intents import NeedIntent
from article60.simulation.phrases import BODIES, NEEDS, Phrases

_FIRST, _LAST = date(2012, 1, 1), date(2026, 6, 1)
_PUBLISHED = "stated by the maker of the invented world"


@dataclass(frozen=True, slots=True)
class Stated:
    """Documents, their statements, and the truth of each need by document and page of its first print."""

    documents: list[Document]
    statements: list[Statement]
    intents: list[NeedIntent]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A need before it is put into a document."""

    state: str
    subject: str | None
    subjects: frozenset[str]
    types: tuple[str, ...]
    read_types: tuple[str, ...]
    read_provisions: tuple[str, ...]
    body: int | None
    text: str
    language: str
    cycle: int


def stated(count: int, *, states: Sequence[str], hard: Difficulty, chance: random.Random) -> Stated:
    """So many needs of the States, in summaries and full reports, some of them printed twice or in two languages."""
    of_state, subjects, types, phrases = (
        draws.uneven(states, chance, spread=0.6),
        draws.subjects(chance),
        draws.types(),
        Phrases(NEEDS),
    )
    by_review: dict[tuple[str, int], list[_Wish]] = defaultdict(list)
    for _ in range(count):
        wish = _wish(of_state.draw(chance), subjects.draw(chance), types, phrases, hard, chance)
        by_review[(wish.state, wish.cycle)].append(wish)
    found = Stated([], [], [])
    for (state, cycle), wishes in sorted(by_review.items()):
        _publish(found, state, cycle, wishes, hard, chance)
    return found


def _wish(
    state: str, main: str, types: draws.Weighted[str], phrases: Phrases, hard: Difficulty, chance: random.Random
) -> _Wish:
    rates, read = hard.needs, hard.reading
    named = chance.random() >= rates["no_article"]
    subject = main if named or chance.random() >= rates["no_subject"] else None
    words, tongue = phrases.about(subject, draws.language_of(state), chance)
    body = chance.randrange(10) if chance.random() < rates["beneficiary"] else None
    wanted = dict.fromkeys([types.draw(chance), *([types.draw(chance)] if chance.random() < rates["second_type"] else [])])
    subjects = [main, *([draws.neighbour(main, chance)] if named and chance.random() < rates["second_provision"] else [])]
    cited = (
        tuple(dict.fromkeys(s if chance.random() < rates["paragraph"] else article_of(s) for s in subjects)) if named else ()
    )
    missed = chance.random() < read.need_provision_missed
    return _Wish(
        state=state,
        subject=subject,
        subjects=frozenset(subjects) if subject else frozenset(),
        types=tuple(wanted),
        read_types=tuple(wanted) if chance.random() >= read.need_type_wrong else (types.draw(chance),),
        read_provisions=() if missed else cited,
        body=body,
        text=words if body is None else f"{words} ({BODIES[tongue][body]})",
        language=tongue,
        cycle=draws.cycle(main),
    )


def _publish(found: Stated, state: str, cycle: int, wishes: Sequence[_Wish], hard: Difficulty, chance: random.Random) -> None:
    """Put the needs of one review into its summary, some of them into its full report too."""
    day = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
    symbol = f"SIM/{state}/{cycle}"
    summary = _document(state, cycle, day, symbol, "executive_summary", wishes[0].language)
    found.documents.append(summary)
    for page, wish in enumerate(wishes, start=1):
        found.statements.append(_statement(wish, summary, page))
        found.intents.append(
            NeedIntent(
                key=(summary.sha256, page),
                state=state,
                subjects=wish.subjects,
                types=frozenset(wish.types),
                body=wish.body,
                stated_on=day,
            )
        )
    twice = [wish for wish in wishes if chance.random() < hard.needs["printed_twice"]]
    if twice:
        report = _document(state, cycle, day, f"{symbol}/Full", "full_report", wishes[0].language)
        found.documents.append(report)
        found.statements.extend(_statement(wish, report, page) for page, wish in enumerate(twice, start=1))
    if chance.random() < hard.needs["other_language"]:
        other = LANGUAGES[(LANGUAGES.index(summary.language or "en") + 1) % len(LANGUAGES)]
        version = replace(_document(state, cycle, day, symbol, "executive_summary", other), original_language=summary.language)
        found.documents.append(version)
        found.statements.extend(_versions(wishes, version))


def _versions(wishes: Sequence[_Wish], version: Document) -> Iterator[Statement]:
    for page, wish in enumerate(wishes, start=1):
        said = _statement(wish, version, page)
        text = f"[{version.language}] {wish.text}"
        yield replace(said, text=text, evidence=tuple(replace(e, quote=text) for e in said.evidence))


def _document(state: str, cycle: int, day: date, symbol: str, kind: str, language: str) -> Document:
    sha256 = hashlib.sha256(f"{symbol} {kind} {language}".encode()).hexdigest()
    return Document(
        document_id="", sha256=sha256, file=f"{symbol.replace('/', '_')}_{language}.pdf", media_type="application/pdf",
        symbol=symbol, document_kind=kind, series="document", language=language, original_language=language, cycle=cycle,
        year_of_cycle=None, states=(state,), issued_on=day, reviewers=(), revision_of=None, pages=None, publisher=None,
        public_address=None, public_because=_PUBLISHED, notes=(),
    )  # fmt: skip


def _statement(wish: _Wish, document: Document, page: int) -> Statement:
    section = f"3.{page}"
    evidence = Evidence(
        document_sha256=document.sha256, symbol=document.symbol, page=page, page_index=page - 1, boxes=(), section=section,
        quote=wish.text, language=document.language, how="invented", confidence=1.0,
    )  # fmt: skip
    return Statement(
        document_sha256=document.sha256, position=page - 1, kind="need", state=wish.state, text=wish.text,
        provisions=wish.read_provisions, chapter=chapter_of(wish.subject) if wish.subject else None, types=wish.read_types,
        priority=None, beneficiary=None if wish.body is None else BODIES[wish.language][wish.body], provider=None, page=page,
        section=section, language=wish.language, cycle=wish.cycle, symbol=document.symbol,
        stated_on=document.issued_on.isoformat() if document.issued_on else None, evidence=(evidence,),
    )  # fmt: skip
