"""A version of the self-assessment checklist: of which phase and cycle, what it asks about which provisions, and its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType

from article60.codes.checklists import versions
from article60.codes.labels import label
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, rows
from article60.domain.fields import note
from article60.domain.provision import article_of, chapter_of

CHOICE, TEXT, TYPES = "choice", "text", "types"
CLAUSE, ARTICLE = "clause", "article"
ANSWERS = "checklist_answers"
LONGEST_TEXT = 10_000
"""Characters of an answer in words."""


class NoSuchChecklist(KeyError):
    """No version of the checklist has this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a checklist asks about each clause, or about each article."""

    question: str = note("Its key, the same in all versions that ask the same.")
    level: str = note("`clause`, asked about each clause, or `article`, asked once about each article.")
    kind: str = note("`choice` of one answer, `text`, or `types` of assistance, of which several can be marked.")
    answers: tuple[str, ...] = note("Answers to choose from; empty for text.")
    counts: bool = note("Whether progress is measured by it.")
    wording: str = note("`official` where the words are those of the Mechanism's checklist, else `ours`.")
    words: Mapping[str, str] = note("The question by language.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One place of a checklist in which one answer can stand."""

    key: str = note("By which it is known in forms and files, as `16(1).measures` or `16.type.legal_advice`.")
    provision: str = note("The clause or article about which it asks.")
    article: str = note("Number of the article.")
    question: Question = note("What is asked.")
    type: str = note("Of a mark, the type of assistance that is marked; else empty.", default="")

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be chosen; nothing where words are written."""
        return self.question.answers


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """One version of the self-assessment checklist."""

    checklist: str = note("Code of the version, as `p1c2v1`.")
    phase: int = note("Phase of the Mechanism, from 1.")
    cycle: int = note("Cycle of review, from 1.")
    chapters: tuple[str, ...] = note("Chapters of the Convention about which it asks, as Roman numerals.")
    valid_from: date = note("The day from which the version is offered.")
    types: str = note("The codelist in which the labels of its types of assistance stand.")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks, in order."""
        return tuple(_question(row) for row in rows(f"checklists/{self.checklist}/questions"))

    @cached_property
    def articles(self) -> Mapping[str, tuple[str, ...]]:
        """By article, in the order of the Convention, the clauses about which it asks."""
        found: dict[str, list[str]] = {}
        for row in rows(f"checklists/{self.checklist}/clauses"):
            found.setdefault(article_of(row["provision"]), []).append(row["provision"])
        return MappingProxyType({article: tuple(clauses) for article, clauses in found.items()})

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """All cells by key, in the order in which they are asked."""
        return MappingProxyType({cell.key: cell for article in self.articles for cell in self._of_article(article)})

    def of_article(self, article: str) -> tuple[Cell, ...]:
        """The cells of an article, in order."""
        return tuple(cell for cell in self.cells.values() if cell.article == article)

    def of_chapter(self, chapter: str) -> tuple[str, ...]:
        """The articles of a chapter."""
        return tuple(article for article in self.articles if chapter_of(article) == chapter)

    def types_of(self, article: str) -> Mapping[str, str]:
        """By type of assistance that can be marked for an article, the type of the register that means the same, or nothing."""
        return {
            row["type"]: row["register"]
            for row in rows(f"checklists/{self.checklist}/types")
            if not row["chapters"] or chapter_of(article) in row["chapters"].split()
        }

    def _of_article(self, article: str) -> Iterator[Cell]:
        for clause in self.articles[article]:
            for question in self.questions:
                if question.level == CLAUSE:
                    yield Cell(key=f"{clause}.{question.question}", provision=clause, article=article, question=question)
        for question in self.questions:
            if question.level != ARTICLE:
                continue
            key = f"{article}.{question.question}"
            if question.kind != TYPES:
                yield Cell(key=key, provision=article, article=article, question=question)
                continue
            for one in self.types_of(article):
                yield Cell(key=f"{key}.{one}", provision=article, article=article, question=question, type=one)


def words_of(checklist: Checklist, cell: Cell, language: str) -> str:
    """What a cell asks; of a mark, the type of assistance."""
    return label(checklist.types, cell.type, language) if cell.type else cell.question.words[language]


@cache
def checklists() -> Mapping[str, Checklist]:
    """All versions by code: the newest of each cycle is the last of it."""
    found = sorted(
        (_checklist(code) for code in versions()), key=lambda one: (one.phase, one.cycle, one.valid_from, one.checklist)
    )
    return MappingProxyType({one.checklist: one for one in found})


def checklist(code: str) -> Checklist:
    """One version. Raises NoSuchChecklist."""
    found = checklists().get(code)
    if found is None:
        raise NoSuchChecklist(code)
    return found


def earlier(than: Checklist) -> Checklist | None:
    """The version before, of the same phase and cycle; None where it is the first."""
    before = [
        one
        for one in checklists().values()
        if (one.phase, one.cycle) == (than.phase, than.cycle) and one.valid_from < than.valid_from
    ]
    return before[-1] if before else None


def _checklist(code: str) -> Checklist:
    row = by_code(f"checklists/{code}/version")[code]
    return Checklist(
        checklist=code,
        phase=int(row["phase"]),
        cycle=int(row["cycle"]),
        chapters=tuple(row["chapters"].split()),
        valid_from=date.fromisoformat(row["valid_from"]),
        types=row["types"],
    )


def _question(row: Mapping[str, str]) -> Question:
    return Question(
        question=row["question"],
        level=row["level"],
        kind=row["kind"],
        answers=tuple(row["answers"].split()),
        counts=row["counts"] == "yes",
        wording=row["wording"],
        words={language: row[language] for language in LANGUAGES},
    )
