"""What machines have missed: needs that people added with the place at which a document states them."""

import json
from collections.abc import Iterable, Iterator, Sequence

from article60.domain.decision import Decision
from article60.domain.document import Document
from article60.domain.evidence import Evidence
from article60.domain.passage import Passage
from article60.domain.statement import Statement
from article60.text.normalise import quote_key

HOW = "added by a person"


def added_in_place(decision: Decision) -> bool:
    """Whether somebody added a need with the words in which a document states it: a State's own need has no such place."""
    placed = decision.fingerprint_sha256 is not None and decision.fingerprint_quote is not None
    return decision.about_kind == "need" and decision.verb == "add" and placed


def missed(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions by which needs were added with their place."""
    return [decision for decision in decisions if added_in_place(decision)]


def stated_there(
    decisions: Iterable[Decision], document: Document, passages: Sequence[Passage], read: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield the needs that were added in a document, as if they had been read; none whose words do not stand there as quoted.

    Nor one of a State that the document is not about, and none that is read by now: what was said of it holds for that.
    """
    known = {quote_key(evidence.quote) for statement in read for evidence in statement.evidence if statement.kind == "need"}
    for number, decision in enumerate(decisions):
        words = quote_key(decision.fingerprint_quote or "")
        state = json.loads(decision.values)["state"]
        passage = next((one for one in passages if _holds(one, words, decision.fingerprint_page)), None)
        if passage is not None and words not in known and state in document.states:
            known.add(words)
            yield _statement(decision, document, passage, state=state, position=len(read) + number)


def _holds(passage: Passage, words: str, page: int | None) -> bool:
    return passage.page == page and bool(words) and words in quote_key(passage.shown)


def _statement(decision: Decision, document: Document, passage: Passage, *, state: str, position: int) -> Statement:
    """The need as it is printed; what the person said that it should say is applied with all other decisions."""
    quote = str(decision.fingerprint_quote)
    return Statement(
        document_sha256=document.sha256,
        position=position,
        kind="need",
        state=state,
        text=quote,
        provisions=(),
        chapter=None,
        types=(),
        priority=None,
        beneficiary=None,
        provider=None,
        page=passage.page,
        section=passage.section,
        language=passage.language or document.language,
        cycle=document.cycle,
        symbol=document.symbol,
        stated_on=None if document.issued_on is None else document.issued_on.isoformat(),
        evidence=(
            Evidence(
                document_sha256=document.sha256,
                symbol=document.symbol,
                page=passage.page,
                page_index=passage.page_index,
                boxes=passage.boxes,
                section=passage.section,
                quote=quote,
                language=passage.language or document.language,
                how=HOW,
                confidence=1.0,
            ),
        ),
    )
