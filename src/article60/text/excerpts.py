"""The part of a text that answers a question, with the words marked by which it was found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from article60.text.searching import Word, words

_LONGEST = 240
_BEFORE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A text or a part of it, in pieces: words, and whether they are some of those that were looked for."""

    pieces: tuple[tuple[str, bool], ...]
    language: str | None
    begins: bool
    ends: bool
    marked: int

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(piece for piece, _ in self.pieces)


def excerpt(text: str, *, tokens: Collection[str], language: str | None, longest: int = _LONGEST) -> Excerpt:
    """The part with most of the tokens in it, or the beginning; a text of up to `longest` letters stays whole.

    `marked` counts the different tokens that the whole text holds; `begins` and `ends` tell whether the part reaches so far.
    """
    found = list(words(text, language=language))
    hits = [word for word in found if any(token in tokens for token in word.tokens)]
    start, end = _window(text, hits, found, tokens, longest)
    return Excerpt(
        pieces=_pieces(text, start, end, [(hit.start, hit.end) for hit in hits]),
        language=language,
        begins=start == 0,
        ends=end == len(text),
        marked=len({token for hit in hits for token in hit.tokens if token in tokens}),
    )


def best(texts: Sequence[tuple[str, str | None]], *, tokens: Collection[str], language: str) -> Excerpt | None:
    """Of several texts, each with its language, the one with most of the tokens; of equals that in the reader's language."""
    made = [excerpt(text, tokens=tokens, language=spoken) for text, spoken in texts if text]
    return max(made, key=lambda one: (one.marked, one.language == language), default=None)


def _window(text: str, hits: Sequence[Word], found: Sequence[Word], tokens: Collection[str], longest: int) -> tuple[int, int]:
    """Start and end of the part, both between words."""
    if len(text) <= longest:
        return 0, len(text)
    starts = [0, *(max(0, hit.start - _BEFORE) for hit in hits)]
    start = max(starts, key=lambda place: (_held(hits, place, place + longest, tokens), -place))
    start = 0 if start == 0 else min((word.start for word in found if word.start >= start), default=0)
    if len(text) - start <= longest:
        return start, len(text)
    return start, max((word.end for word in found if start < word.end <= start + longest), default=start + longest)


def _held(hits: Sequence[Word], start: int, end: int, tokens: Collection[str]) -> int:
    return len({token for hit in hits if start <= hit.start and hit.end <= end for token in hit.tokens if token in tokens})


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The text from start to end, cut where marks begin and end; marks that touch or overlap are one."""
    pieces: list[tuple[str, bool]] = []
    place = start
    for first, last in _merged(spans):
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        pieces += [(text[place:first], False), (text[first:last], True)]
        place = last
    return tuple(piece for piece in (*pieces, (text[place:end], False)) if piece[0])


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
