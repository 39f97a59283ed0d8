"""Finds the questions of a self-assessment checklist, and what each of them asks for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from article60.domain.passage import Passage
from article60.extraction.documents.boxes import is_box
from article60.extraction.documents.kinds import named_types
from article60.extraction.documents.phrases import find, labels
from article60.text.normalise import fold

_TEXT = ("heading", "paragraph", "list_item")
_MARKS = ("?", "؟", "？")
_OFTEN, _FEW_BOXES = 3, 3
_SHORTEST, _LONGEST = 6, 400


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question where it stands: its position, its words folded, and the passages up to the next question."""

    position: int
    folded: str
    answer: tuple[Passage, ...]


def questions(passages: Sequence[Passage], language: str) -> Mapping[int, str | None]:
    """For each position at which a question of a checklist stands, the role of the answer; None for what is of no concern.

    Empty for a document that is no checklist. A checklist puts the same questions under each article, so its questions are
    known by their repetition, whatever their words; those above boxes that name types of assistance ask for needs.
    """
    text = [passage for passage in passages if passage.kind in _TEXT]
    if sum(map(is_box, text)) < _FEW_BOXES:
        return {}
    asked = _asked(text)
    roles: dict[str, str | None] = {}
    for question in asked:
        if roles.get(question.folded) is None:
            roles[question.folded] = _role(question, language)
    return {question.position: roles[question.folded] for question in asked}


def _asked(text: Sequence[Passage]) -> list[_Asked]:
    times = Counter(fold(passage.text) for passage in text if not is_box(passage))
    places = [n for n, passage in enumerate(text) if _is_question(passage, times)]
    ends = [*places[1:], len(text)]
    return [_Asked(text[n].position, fold(text[n].text), tuple(text[n + 1 : end])) for n, end in zip(places, ends, strict=True)]


def _is_question(passage: Passage, times: Mapping[str, int]) -> bool:
    if is_box(passage) or not _SHORTEST <= len(passage.text) <= _LONGEST:
        return False
    folded = fold(passage.text)
    asks = passage.text.rstrip().endswith(_MARKS)
    return times[folded] >= _OFTEN or (asks and (times[folded] > 1 or passage.kind == "heading"))


def _role(question: _Asked, language: str) -> str | None:
    boxes = [passage for passage in question.answer if is_box(passage)]
    if sum(bool(named_types(box.text, language)) for box in boxes) >= max(2, len(boxes) / 2):
        return "needs"
    for role in labels("questions"):
        if find(question.folded, "questions", role, (language,)) is not None:
            return role
    return None
