"""Finds the parts of a list that is run into a sentence: `(a) …; (b) …`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from article60.extraction.documents.cites import citations
from article60.extraction.documents.sections import Placed
from article60.extraction.documents.sentences import sentences
from article60.extraction.documents.wording import Reader

_TOKEN = r"[a-z]|[ivx]{1,4}|\d{1,2}|[а-я]|[أابجدهوزحطيكلم]|هـ|[一二三四五六七八九十]{1,3}"
# In brackets a label may follow any word; with a closing bracket only, as in French, Spanish and Russian, it begins a clause.
_LABEL = re.compile(
    rf"(?:^|(?<=[\s:：;；؛,，،。]))[(（](?P<full>{_TOKEN})[)）]\s?|(?:^|(?<=[:;؛]\s)|(?<=[:;؛,]\s\w\s))(?P<half>{_TOKEN})[)）]\s"
)
_ORDERS: tuple[Sequence[str], ...] = (
    "abcdefghijklmnopqrstuvwxyz",
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    tuple(map(str, range(1, 31))),
    "абвгдежзиклмнопрст",
    "абвгдежзийклмнопрст",
    ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م"),
    (*"一二三四五六七八九十", *(f"十{sign}" for sign in "一二三四五六七八九"), "二十"),
)
_SAME = {"ا": "أ", "ه": "هـ"}


def letters(text: str, *, language: str) -> list[tuple[str, int, int]]:
    """Label, start and end of each part of a run-in list `(a) ...; (b) ...`; empty where there is none.

    The last part ends with its sentence: what follows is no part of the list.
    """
    cited = [(hit.start, hit.end) for hit in citations(text, language=language)]
    marks = [m for m in _LABEL.finditer(text) if not any(start < _place(m) < end for start, end in cited)]
    chain = max((_chain(marks, order) for order in _ORDERS), key=len)
    if len(chain) < 2:
        return []
    ends = [*(mark.start() for mark in chain[1:]), _end_of_last(text, chain[-1].end())]
    return [(_label(mark), mark.end(), end) for mark, end in zip(chain, ends, strict=True)]


def unrolled(placed: Placed, reader: Reader) -> Placed:
    """A passage taken for the first item of a list although the other items stand in it too, as the paragraph that it is."""
    passage = placed.passage
    if passage.kind != "list_item" or not _LABEL.match(f"{passage.label} "):
        return placed
    text = f"{passage.label} {passage.text}"
    if len(letters(text, language=reader.tongues[0])) < 2:
        return placed
    return Placed(replace(passage, kind="paragraph", label=None, level=0, text=text), placed.place)


def _chain(marks: Sequence[re.Match[str]], order: Sequence[str]) -> list[re.Match[str]]:
    """The marks that follow one another in an order, from its first label on."""
    return list(_following(marks, order))


def _following(marks: Sequence[re.Match[str]], order: Sequence[str]) -> Iterator[re.Match[str]]:
    wanted = iter(order)
    label = next(wanted, None)
    for mark in marks:
        if _label(mark) == label:
            yield mark
            label = next(wanted, None)


def _label(mark: re.Match[str]) -> str:
    found = mark["full"] or mark["half"]
    return _SAME.get(found, found)


def _place(mark: re.Match[str]) -> int:
    return mark.start("full") if mark["full"] else mark.start("half")


def _end_of_last(text: str, start: int) -> int:
    first = next(sentences(text[start:]), (0, len(text) - start))
    return start + first[1]
