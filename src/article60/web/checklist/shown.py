"""A page of an article as people read it: its questions in groups, each cell with what stands in it and what was known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.checklist import ARTICLE, CLAUSE, TYPES, Cell, Checklist, words_of
from article60.domain.checklist_answer import EMPTY, answer_hash
from article60.web.checklist.known import Proposed
from article60.web.checklist.models import Answer

ANYTHING = ""
"""The hash of what was on the page where a proposal stood in a cell that was never answered: whatever is sent is an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A cell on the page: what it asks, what stands in its field, the hash of what stands in the checklist."""

    cell: Cell
    words: str
    value: str
    seen: str
    answer: Answer | None
    proposed: Proposed | None
    theirs: Answer | None
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields under one heading: a clause, or the whole article; marks of types stand together."""

    provision: str
    fields: Sequence[Field]

    @property
    def marks(self) -> Sequence[Field]:
        """Those of types of assistance."""
        return [one for one in self.fields if one.cell.type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the fields: what is kept, what is proposed, and of what was sent, what was not kept and why."""

    answers: Mapping[str, Answer]
    proposed: Mapping[str, Proposed]
    sent: Mapping[str, str]
    seen: Mapping[str, str]
    theirs: Mapping[str, Answer]
    wrong: Mapping[str, str]


def groups(checklist: Checklist, article: str, filled: Filled, *, state: str, language: str) -> Iterator[Group]:
    """The groups of an article: each clause, then the article as a whole."""
    cells = checklist.of_article(article)
    made = {cell.key: _field(checklist, cell, filled, state=state, language=language) for cell in cells}
    for clause in checklist.articles[article]:
        here = [made[cell.key] for cell in cells if cell.question.level == CLAUSE and cell.provision == clause]
        yield Group(provision=clause, fields=here)
    yield Group(provision=article, fields=[made[cell.key] for cell in cells if cell.question.level == ARTICLE])


def _field(checklist: Checklist, cell: Cell, filled: Filled, *, state: str, language: str) -> Field:
    answer, proposal = filled.answers.get(cell.key), filled.proposed.get(cell.key)
    kept = EMPTY if answer is None else answer.value
    value = filled.sent.get(cell.key, proposal.value if proposal is not None else kept)
    return Field(
        cell=cell,
        words=words_of(checklist, cell, language),
        value=value,
        seen=filled.seen.get(cell.key, _seen(checklist, cell, answer, proposal, state)),
        answer=answer,
        proposed=proposal if cell.key not in filled.sent else None,
        theirs=filled.theirs.get(cell.key),
        wrong=filled.wrong.get(cell.key, ""),
    )


def _seen(checklist: Checklist, cell: Cell, answer: Answer | None, proposal: Proposed | None, state: str) -> str:
    if answer is not None:
        return answer.hash
    if proposal is not None:
        return ANYTHING
    return answer_hash(state=state, checklist=checklist.checklist, key=cell.key, value=EMPTY)


def heading_of_types(checklist: Checklist, language: str) -> str:
    """What is asked above the marks of types of assistance."""
    return next(one.words[language] for one in checklist.questions if one.kind == TYPES)
