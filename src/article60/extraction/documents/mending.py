"""Puts right what layout misread: headings taken for running heads, citations cut at a line's beginning."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from article60.domain.passage import Passage

_PLAIN = re.compile(r"^[^/]*[^\W\d_]{3,}[^/]*$")  # words and no document symbol
_CUT_NUMBER = re.compile(r"\d{1,2}[).]*")
_OPEN = re.compile(r"\([^()]*$")


def mended(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; what stands at the head of few pages only may be a heading that layout took for a running head."""
    passages = _rejoined(passages)
    heads = Counter(passage.text for passage in passages if passage.kind == "running_head")
    few = max(1, 0.4 * len({passage.page_index for passage in passages}))
    return [
        replace(passage, kind="paragraph", bold=True)
        if passage.kind == "running_head" and heads[passage.text] <= few and _PLAIN.search(passage.text)
        else passage
        for passage in passages
    ]


def _rejoined(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; a citation that was cut because its number at a line's beginning looked like a list label is joined."""
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        if last is not None and _CUT_NUMBER.fullmatch(passage.label or "") and _OPEN.search(last.text):
            joined[-1] = replace(
                last, text=f"{last.text} {passage.label}{_blank(passage.text)}{passage.text}", boxes=last.boxes + passage.boxes
            )
        else:
            joined.append(passage)
    return joined


def _blank(text: str) -> str:
    return "" if text[:1] in ".,;:" else " "
