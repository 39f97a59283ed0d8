"""What the activities of a chunk say in titles and descriptions, told by their bytes as far as these can be trusted."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from article60.sources.iati.chunks import DESCRIPTION, TITLE, Chunk
from article60.sources.iati.elements import narratives
from article60.sources.iati.refusal import Refused
from article60.sources.iati.remarks import Remarks
from article60.sources.iati.repair import element, parser
from article60.sources.iati.texts import clean
from article60.text.normalise import fold
from article60.text.together import Strung, Together

_END_TAGS = {TITLE: b"</title>", DESCRIPTION: b"</description>"}
_NARRATIVE = re.compile(rb"<narrative(?:\s[^<>]*)?(?<!/)>([^<]*)</narrative\s*>")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_REFERENCE = re.compile(rf"&(?:({'|'.join(_NAMED)})|#(\d{{1,7}})|#x([0-9A-Fa-f]{{1,6}}));|&")
_IS_TEXT = re.compile(rb"<(?:title|description)[\s/>]")
_PLAIN_TAGS = re.compile(rb"<(?:/?narrative|title|description)(?:\s[^<>]*)?(?<!/)>")
# No XML holds it, so that texts can be taken apart by it which are looked at together.
_NUL = b"\0"
# Publishers give many activities the same title and description.
_REMEMBERED = 1024


def together(chunk: Chunk, unclear: NDArray[np.bool_], *, beginning: int) -> Together:
    """The titles and descriptions of a chunk, of each description `beginning` characters among the words it begins with.

    Activities whose texts cannot be told without their parser are marked as unclear.
    """
    texts = _Texts(chunk)
    spoken: list[bytes] = []
    whose: list[int] = []
    is_title: list[bool] = []
    titles: list[list[bytes]] = [[] for _ in chunk.starts]
    abouts: list[list[bytes]] = [[] for _ in chunk.starts]
    for activity, kind, text in zip(texts.activities, texts.kinds, texts.folded(), strict=True):
        if text is None:
            unclear[activity] = True
        elif text:
            spoken.append(text)
            whose.append(activity)
            is_title.append(kind == TITLE)
            if kind == TITLE:
                titles[activity].append(text)
            else:
                abouts[activity].append(text[:beginning] if text.isascii() else text.decode()[:beginning].encode())
    return Together(
        texts=Strung.of(spoken),
        record=np.array(whose, dtype=np.int64),
        is_title=np.array(is_title, dtype=np.bool_),
        beginnings=[b" ".join(title + about) for title, about in zip(titles, abouts, strict=True)],
        titles=[sum(map(len, title)) + max(len(title) - 1, 0) for title in titles],
        opening=texts.opening,
        spoken=texts.spoken,
        codes={name: activity for name, (activity, _) in chunk.marks.items()},
    )


class _Texts:
    """The titles and descriptions of a chunk, of each its activity, its kind and where in the bytes it stands."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk
        self.activities, self.kinds, self._places, self._ends = (column.tolist() for column in chunk.texts)
        self._firsts = np.searchsorted(chunk.texts[0], np.arange(len(chunk.starts) + 1)).tolist()

    def folded(self) -> list[bytes | None]:
        """The words of each, folded; None where they cannot be told."""
        data = self._chunk.data
        written = [data[place:end] for place, end in zip(self._places, self._ends, strict=True)]
        # Most are plain, so that all are folded at once: tags go, and what folding does to letters and quotes of ASCII is done.
        plain = _PLAIN_TAGS.sub(b" ", _NUL.join(written)).lower().replace(b"`", b"'").split(_NUL)
        if len(plain) != len(written):
            return [_folded(one, kind) for one, kind in zip(written, self.kinds, strict=True)]
        return [
            b" ".join(words.split())
            if words.isascii() and b"<" not in words and b"&" not in words and b"@" not in words
            else _folded(one, kind)
            for words, one, kind in zip(plain, written, self.kinds, strict=True)
        ]

    def opening(self, number: int) -> tuple[str, str] | None:
        """The first title of an activity and its first description in other words; None where these are not clear."""
        titles: list[str] = []
        for told in self._children(number, TITLE):
            if told is None:
                return None
            titles += told
        for told in self._children(number, DESCRIPTION):
            if told is None:
                return None
            about = next((one for one in told if one not in titles), None)
            if about is not None:
                return next(iter(titles), ""), about
        return next(iter(titles), ""), ""

    def spoken(self, number: int) -> tuple[list[str], list[str]] | None:
        """All titles and descriptions of an activity; None where it is not clear what these are."""
        said: tuple[list[str], list[str]] = ([], [])
        for kind in (TITLE, DESCRIPTION):
            for told in self._children(number, kind):
                if told is None:
                    return None
                said[kind].extend(told)
        return said

    def _children(self, number: int, kind: int) -> Iterator[Sequence[str] | None]:
        """The narratives of each text of a kind right below the activity; None, and nothing more, where that is not clear."""
        if self._chunk.hiding[number]:
            yield None
            return
        depth, reached = 0, int(self._chunk.starts[number])
        for text in range(self._firsts[number], self._firsts[number + 1]):
            if self.kinds[text] != kind:
                continue
            place = self._places[text]
            deeper = _deeper(self._chunk.data, reached, place)
            if deeper is None:
                yield None
                return
            depth, reached = depth + deeper, place
            written = self._chunk.data[place : self._ends[text]]
            if depth == 1 and _IS_TEXT.match(written):
                yield told_by_bytes(written, kind)


def _folded(written: bytes, kind: int) -> bytes | None:
    """The words of a title or description, folded, from its start tag to before its end tag; None where they cannot be told."""
    spoken = None if b"&" in written or b"@" in written else _spoken(written)
    if spoken is None:
        told = told_by_bytes(written, kind)
        return None if told is None else " ".join(fold("\n".join(told)).split()).encode()
    try:
        return " ".join(fold(b"\n".join(spoken).decode()).split()).encode()
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def told_by_bytes(written: bytes, kind: int) -> Sequence[str] | None:
    """The narratives of a title or description as they are printed; None where its bytes alone do not tell."""
    spoken = _spoken(written)
    try:
        resolved = [None] if spoken is None else [_resolved(one.decode()) for one in spoken]
    except UnicodeDecodeError:
        return None
    if None in resolved:
        return told_by_parser(written, kind)
    return [text for text in (clean(one or "", remarks=Remarks()) for one in resolved) if text]


def _resolved(text: str) -> str | None:
    """What a parser makes of characters: one kind of line end, and what references stand for; None where only it can tell."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in text:
        return text
    try:
        return _REFERENCE.sub(_character, text)
    except _Unknown:
        return None


class _Unknown(Exception):
    """A reference that is none of XML's own."""


def _character(reference: re.Match[str]) -> str:
    """Raises _Unknown where XML has no such character."""
    named, decimal, hexadecimal = reference.groups()
    if named:
        return _NAMED[named]
    number = int(decimal or hexadecimal or "0", 10 if decimal else 16)
    if number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000:
        return chr(number)
    raise _Unknown


def _spoken(written: bytes) -> list[bytes] | None:
    """The narratives of a title or description, or its own words where it has none; None where only a parser can tell."""
    inner = written.find(b">") + 1
    marks = written.count(b"<", inner)
    if not marks:
        return [] if written[inner - 2 : inner - 1] == b"/" else [written[inner:]]
    narratives: list[bytes] = _NARRATIVE.findall(written, inner)
    beside = b"&" in written and written.count(b"&", inner) != sum(one.count(b"&") for one in narratives)
    return narratives if marks == 2 * len(narratives) and not beside else None


def told_by_parser(written: bytes, kind: int) -> list[str] | None:
    """As `told_by_bytes`, by the parser alone."""
    if written[: written.find(b">") + 1].endswith(b"/>"):
        return []
    try:
        spoken = element(written + _END_TAGS[kind], opening=b"<open>", parser=parser(), remarks=Remarks())
    except Refused:
        return None
    return [text for text in (clean(text, remarks=Remarks()) for text, _ in narratives(spoken)) if text]


def _deeper(data: bytes, start: int, end: int) -> int | None:
    """How many elements more are open at the end of some bytes than at their beginning; None where they do not tell.

    No comment, CDATA or instruction stands in them.
    """
    opened = data.count(b"<", start, end)
    if data.count(b">", start, end) != opened:
        return None
    return opened - 2 * data.count(b"</", start, end) - data.count(b"/>", start, end)
