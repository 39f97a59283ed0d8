"""Finds the parts of a list that is run into a sentence: `(a) …; (b) …`."""

import re

from article60.extraction.documents.cites import citations

_LETTER = re.compile(r"(?:^|(?<=[\s:：;；؛,，،]))[(（]([a-z]|[ivx]{1,4}|\d{1,2}|[أبجدهوز]|هـ|[一二三四五六七八九])[)）]\s?")
_ORDERS = ("abcdefghij", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), "123456789", "أبجدهوز", "一二三四五六七八九")


def letters(text: str, *, language: str) -> list[tuple[str, int, int]]:
    """Label, start and end of each part of a run-in list `(a) ...; (b) ...`; empty where there is none."""
    cited = [(hit.start, hit.end) for hit in citations(text, language=language)]
    marks = [m for m in _LETTER.finditer(text) if not any(start < m.start(1) < end for start, end in cited)]
    for order in _ORDERS:
        chain: list[re.Match[str]] = []
        for mark in marks:
            if len(chain) < len(order) and mark.group(1) == order[len(chain)]:
                chain.append(mark)
        if len(chain) >= 2:
            ends = [*(mark.start() for mark in chain[1:]), len(text)]
            return [(mark.group(1), mark.end(), end) for mark, end in zip(chain, ends, strict=True)]
    return []
