"""Finds the lines that name a State and a summary and nothing else: they open that State's part of a document."""

import re
from collections.abc import Mapping, Sequence

from article60.domain.passage import Passage
from article60.extraction.documents.phrases import find
from article60.text.normalise import fold
from article60.text.states import find as named_states

_SIGNS = " .:：;,-–—*()[]（）、0123456789\t"
_ROMAN = re.compile(r"^(?:[ivx]{1,4}|[一二三四五六七八九十]{1,2})[.、]")
_KINDS = ("heading", "paragraph", "list_item")


def state_titles(passages: Sequence[Passage], language: str) -> Mapping[int, str]:
    """For each position at which such a line stands, the State; lines of the table of contents do not count."""
    found: dict[int, str] = {}
    for passage in passages:
        state = state_named_alone(passage.text, language) if passage.kind in _KINDS and len(passage.text) < 90 else None
        if state is not None and _opens(passage, passages):
            found[passage.position] = state
    return found


def state_named_alone(text: str, language: str) -> str | None:
    """The State whose name is all of the text, or all but `Executive summary`; None where there is more to it."""
    hits = named_states(text)
    if not hits or len({hit.state for hit in hits}) > 1:
        return None
    rest = text
    for hit in sorted(hits, key=lambda hit: -hit.start):
        rest = rest[: hit.start] + rest[hit.end :]
    rest = fold(rest).strip(_SIGNS)
    rest = _ROMAN.sub("", rest).strip(_SIGNS)
    return hits[0].state if not rest or find(rest, "headings", "summary", (language, "en")) is not None else None


def _opens(passage: Passage, passages: Sequence[Passage]) -> bool:
    """Whether text of a review follows, and not another line of the contents."""
    if passage.kind == "heading":
        return True
    ahead = (p for p in passages if p.position > passage.position and p.kind not in ("running_head", "running_foot"))
    following = next(ahead, None)
    return following is not None and following.kind == "heading"
