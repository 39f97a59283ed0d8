"""Cuts aid data into activities by marks in its bytes, without parsing, where the bytes can be trusted to say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from article60.sources.iati.window import LARGEST
from article60.text.needles import Needles

Numbers = NDArray[np.int64]

SIZE = 2 << 20
"""Bytes looked through at once, about: more take more memory, fewer more passes."""
_START, _END = b"<iati-activity", b"</iati-activity"
_HIDING = (b"<!", b"<?")
_HIDDEN_TO = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_TEXTS = {b"<title": b"</title", b"<description": b"</description"}
TITLE, DESCRIPTION = 0, 1
IDENTIFIER, RELATED, REFERENCE = b"<iati-identifier", b"<related-activity", b"&"
_MARKS = (_START, _END, *_HIDING, *_TEXTS, *_TEXTS.values(), IDENTIFIER, RELATED, REFERENCE)
_NAME_ENDS = b" \t\r\n/>"


class Untrusted(Exception):
    """The bytes may say something else than they seem to; the file must be read from its beginning by who looks closer."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole activities that stand one after the other, and what stands where in them.

    `starts` and `ends` are one for each activity; the others are places, each with the number of the activity in which it is.
    """

    data: bytes
    starts: Numbers
    ends: Numbers
    texts: tuple[Numbers, Numbers, Numbers, Numbers]
    """Of each title and description: its activity, which of both, where it begins and where it ends at the latest."""
    marks: dict[bytes, tuple[Numbers, Numbers]]
    """Of identifiers, relations, references and whatever was asked for besides: activity and place."""
    hiding: NDArray[np.bool_]
    """Activities in which a comment, CDATA or an instruction stands."""
    closer: NDArray[np.bool_]
    """Activities in whose texts comments or CDATA stand, or the other way round: only a parser can tell what is said there."""

    def activity(self, number: int) -> bytes:
        """The bytes of an activity."""
        return self.data[self.starts[number] : self.ends[number]]


class Cutter:
    """Finds the marks of the standard, and other strings of bytes that are asked for, in one pass."""

    def __init__(self, besides: Sequence[bytes] = ()) -> None:
        self._names = (*_MARKS, *besides)
        self._asked = (IDENTIFIER, RELATED, REFERENCE, *besides)
        self._number = {name: number for number, name in enumerate(self._names)}
        self._needles = _needles(self._names)

    def chunks(self, first: bytes, pieces: Iterator[bytes], *, root: bytes | None, size: int = SIZE) -> Iterator[Chunk]:
        """Whole activities, about `size` bytes at a time; `first` begins with an activity, `pieces` go on from it.

        They end with the end tag that begins with `root`; where that is None, with that of an activity. What is cut is what
        `cutter.blocks` cuts. Raises Untrusted where that cannot be told from the marks alone.
        """
        held = [first]
        length, enough = len(first), size
        for piece in pieces:
            held.append(piece)
            length += len(piece)
            if length >= enough:
                data = b"".join(held)
                end = _end_of_last(data)
                held, length = [data[end:]], len(data) - end
                if end:
                    data = data[:end]
                    yield self.chunk(data)
                elif length > LARGEST:
                    raise Untrusted("an activity larger than the largest that is read")
                enough = max(size, min(2 * length, LARGEST + 1))
        data = b"".join(held)
        end = _end_of_last(data)
        if root is not None:
            data = all_of(data, root=root)
        elif end < len(data):
            raise Untrusted("something stands behind the last activity")
        yield self.chunk(data)

    def chunk(self, data: bytes) -> Chunk:
        """Whole activities one after the other, also of several files. Raises Untrusted as `chunks` does."""
        numbers, places = self._needles.find(data)
        at = {name: places[numbers == number] for number, name in enumerate(_MARKS)}
        starts, ends = _whole(data, at[_START], at[_END])
        texts, hidden = _texts(at, starts, ends), _hidden(data, at)
        return Chunk(
            data=data,
            starts=starts,
            ends=ends,
            texts=texts,
            marks=self._inside(numbers, places, _within(places, starts, ends)),
            hiding=_having(starts, ends, hidden[:, 0]),
            closer=_closer(starts, ends, hidden=hidden, texts=texts, at=at),
        )

    def _inside(self, numbers: Numbers, places: Numbers, activity: Numbers) -> dict[bytes, tuple[Numbers, Numbers]]:
        """Activity and place of each mark asked for that stands in an activity."""
        found = {}
        for name in self._asked:
            chosen = (numbers == self._number[name]) & (activity >= 0)
            found[name] = (activity[chosen], places[chosen])
        return found


@cache
def _needles(names: tuple[bytes, ...]) -> Needles:
    return Needles(names)


def all_of(data: bytes, *, root: bytes) -> bytes:
    """The activities in the bytes of a file from the first on. Raises Untrusted where it is not clear that these are all."""
    end = _end_of_last(data)
    tail = data[end:]
    if root + b">" not in b"".join(tail.split()):
        raise Untrusted("the root is not closed")
    if any(mark in tail for mark in (_START, _END, *_HIDING)):
        raise Untrusted("something stands behind the last activity")
    return data[:end]


def _end_of_last(data: bytes) -> int:
    """Where the last activity ends that ends in the data; 0 where none does."""
    found = data.rfind(_END)
    end = data.find(b">", found) + 1 if found >= 0 else 0
    # Cut off in the middle of an end tag, an earlier one must do.
    return end if end or found < 0 else _end_of_last(data[:found])


def _whole(data: bytes, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Where activities begin and end. Raises Untrusted where beginnings and ends do not follow one another in turn."""
    starts = _named_whole(data, starts, len(_START))
    ends = _named_whole(data, ends, len(_END))
    in_turn = len(starts) == len(ends) and (starts < ends).all() and (ends[:-1] < starts[1:]).all()
    if not in_turn:
        raise Untrusted("activities are not closed one by one")
    closed = np.array([data.find(b">", end) + 1 for end in ends.tolist()], dtype=np.int64)
    return starts, closed


def _named_whole(data: bytes, places: Numbers, length: int) -> Numbers:
    """Without those at which a longer name stands."""
    return places[[data[place + length : place + length + 1] in _NAME_ENDS for place in places.tolist()]]


def _hidden(data: bytes, at: dict[bytes, Numbers]) -> Numbers:
    """Where each comment, CDATA and instruction begins and ends: a row for each.

    Raises Untrusted where a mark of an activity stands in one, or where one does not end.
    """
    marks = np.sort(np.concatenate([at[_START], at[_END]]))
    found = []
    for place in np.sort(np.concatenate([at[mark] for mark in _HIDING])).tolist():
        closing = next((end for opening, end in _HIDDEN_TO.items() if data.startswith(opening, place)), None)
        end = -1 if closing is None else data.find(closing, place)
        if end < 0 or np.searchsorted(marks, place) != np.searchsorted(marks, end):
            raise Untrusted("an activity begins or ends within a comment or CDATA")
        found.append((place, end))
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _closer(
    starts: Numbers,
    ends: Numbers,
    *,
    hidden: Numbers,
    texts: tuple[Numbers, Numbers, Numbers, Numbers],
    at: dict[bytes, Numbers],
) -> NDArray[np.bool_]:
    """The activities in which something that is hidden stands in a text, or a text, a name or a relation is hidden."""
    marks = np.sort(np.concatenate([at[mark] for mark in (*_TEXTS, *_TEXTS.values(), IDENTIFIER, RELATED)]))
    begins, finishes = np.sort(texts[2]), np.maximum.accumulate(np.sort(texts[3]))
    hides = np.searchsorted(marks, hidden[:, 0]) != np.searchsorted(marks, hidden[:, 1])
    within = np.searchsorted(begins, hidden[:, 0], side="right") != np.searchsorted(finishes, hidden[:, 0], side="right")
    return _having(starts, ends, hidden[hides | within, 0])


def _having(starts: Numbers, ends: Numbers, places: Numbers) -> NDArray[np.bool_]:
    """The activities in which one of the places is."""
    having = np.zeros(len(starts), dtype=np.bool_)
    having[_inside(places, starts, ends)[0]] = True
    return having


def _within(places: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """The number of the activity in which each place is, -1 for places between activities."""
    found = np.searchsorted(starts, places, side="right") - 1
    inside = (found >= 0) & (places < ends[np.maximum(found, 0)]) if len(ends) else np.zeros(len(places), dtype=np.bool_)
    return np.where(inside, found, -1)


def _inside(places: Numbers, starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    found = _within(places, starts, ends)
    return found[found >= 0], places[found >= 0]


def _texts(at: dict[bytes, Numbers], starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    parts = []
    for kind, (opening, closing) in enumerate(_TEXTS.items()):
        activity, begins = _inside(at[opening], starts, ends)
        closes = np.append(at[closing], np.iinfo(np.int64).max)
        finishes = np.minimum(closes[np.searchsorted(closes, begins)], ends[activity])
        parts.append((activity, np.full(len(activity), kind, dtype=np.int64), begins, finishes))
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((joined[2], joined[0]))
    return joined[0][order], joined[1][order], joined[2][order], joined[3][order]
