"""Finds the reviewing States parties, in the order in which they are printed."""

from collections.abc import Sequence

from article60.domain.passage import Passage
from article60.extraction.documents.phrases import find
from article60.extraction.documents.sentences import sentences
from article60.text.normalise import fold
from article60.text.states import find as named_states

_OPENING = 80


def reviewers(
    passages: Sequence[Passage],
    *,
    states: frozenset[str],
    tongues: Sequence[str],
    cycle: int | None,
    parts: Sequence[int] = (),
) -> tuple[str, ...]:
    """The other States named in the sentence that best tells who carried out the review; empty where none does.

    `parts`: where the part of each State begins in a document about several; each is looked through for itself.
    """
    starts = [n for n, passage in enumerate(passages) if passage.position in parts]
    if len(starts) < 2:
        return _best(passages[:_OPENING], states, tongues, cycle)
    ends = [*starts[1:], len(passages)]
    found = (_best(passages[start:end][:_OPENING], states, tongues, cycle) for start, end in zip(starts, ends, strict=True))
    return tuple(dict.fromkeys(state for named in found for state in named))


def _best(passages: Sequence[Passage], states: frozenset[str], tongues: Sequence[str], cycle: int | None) -> tuple[str, ...]:
    best: tuple[int, tuple[str, ...]] = (0, ())
    for passage in passages:
        if passage.kind in ("footnote", "contents", "running_head", "running_foot"):
            continue
        for start, end in sentences(passage.text):
            named = _others(passage.text[start:end], states)
            score = _score(fold(passage.text[start:end]), named, tongues, cycle)
            if score > best[0]:
                best = (score, named)
    return best[1]


def _others(sentence: str, states: frozenset[str]) -> tuple[str, ...]:
    named = sorted(named_states(sentence), key=lambda hit: hit.start)
    return tuple(dict.fromkeys(hit.state for hit in named if hit.state not in states))


def _score(folded: str, named: Sequence[str], tongues: Sequence[str], cycle: int | None) -> int:
    """How well a sentence tells of the reviewers: two States, words of reviewing, the present review and not an earlier one."""
    if not named or len(named) > 4 or find(folded, "head_words", "review", tongues) is None:
        return 0
    score = 4 if len(named) == 2 else 2
    score += 2 if find(folded, "head_words", "present", tongues) else 0
    own, other = {1: ("cycle_1", "cycle_2"), 2: ("cycle_2", "cycle_1")}.get(cycle or 0, (None, None))
    of_other = other is not None and find(folded, "head_words", other, tongues) is not None
    score -= 5 if of_other and find(folded, "head_words", own, tongues) is None else 0
    return max(score, 0)
