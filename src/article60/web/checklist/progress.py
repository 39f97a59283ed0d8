"""How far a checklist is answered, by article and by chapter: of the questions that count, how many have an answer."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.domain.checklist import Checklist
from article60.web.checklist.models import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many questions there are, and how many of them are answered."""

    name: str
    answered: int
    asked: int

    @property
    def done(self) -> bool:
        """Whether all are."""
        return self.answered == self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter and its articles."""

    whole: Progress
    articles: Sequence[Progress]


def chapters(checklist: Checklist, answers: Mapping[str, Answer], articles: Collection[str]) -> Iterator[Chapter]:
    """The chapters of a checklist that have any of these articles, with how far each is answered."""
    counted = _counted(checklist, answers)
    for chapter in checklist.chapters:
        found = [counted[article] for article in checklist.of_chapter(chapter) if article in articles]
        if found:
            yield Chapter(whole=_sum(chapter, found), articles=found)


def whole(checklist: Checklist, answers: Mapping[str, Answer], articles: Collection[str]) -> Progress:
    """How far these articles of a checklist are answered."""
    counted = _counted(checklist, answers)
    return _sum(checklist.checklist, [counted[article] for article in checklist.articles if article in articles])


def _counted(checklist: Checklist, answers: Mapping[str, Answer]) -> Mapping[str, Progress]:
    asked: dict[str, list[bool]] = {}
    for cell in checklist.cells.values():
        if cell.question.counts:
            asked.setdefault(cell.article, []).append(cell.key in answers and bool(answers[cell.key].value))
    return {article: Progress(name=article, answered=sum(some), asked=len(some)) for article, some in asked.items()}


def _sum(name: str, some: Sequence[Progress]) -> Progress:
    return Progress(name=name, answered=sum(one.answered for one in some), asked=sum(one.asked for one in some))
