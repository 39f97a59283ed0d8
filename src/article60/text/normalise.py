"""Text reduced to what matters for comparing it: blanks, case, marks, digits and look-alike signs made one."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FIRST_CHINESE, _LAST_CHINESE = "\u3400", "\u9fff"
CHINESE = f"{_FIRST_CHINESE}-{_LAST_CHINESE}"
"""Chinese characters, as they stand between the square brackets of a pattern."""

_TATWEEL = "\u0640"
_QUOTES = frozenset("'\u2018\u2019\u02bc\u02b9\u0060\u00b4")
_DROPPED = frozenset({"Mn", "Me", "Cf"})
_WORD = re.compile(rf"[{CHINESE}]|[^\W_{CHINESE}]+")
_ANY_CHINESE = re.compile(f"[{CHINESE}]")


class WorkedOut(dict[int, str]):
    """A table for `str.translate` that works out each character once, by `rule`, when it is first met."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        self[code] = made = self._rule(chr(code))
        return made


def _folded(character: str) -> str:
    parts = (_plain(part) for part in unicodedata.normalize("NFKD", character))
    return "".join(_plain(part) for part in "".join(parts).casefold())


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in _DROPPED or character == _TATWEEL:
        return ""
    if character in _QUOTES:
        return "'"
    if category == "Pd" or character == "\u2212":
        return "-"
    if category == "Nd":
        return str(unicodedata.digit(character))
    if character == "\u0649":  # alif maqsura: in some countries the final ya is printed so
        return "\u064a"
    return " " if character.isspace() else character


_FOLD = WorkedOut(_folded)

_LATIN = "cp1252"


def _latin_fold(byte: int) -> int | None:
    """The byte to which one folds in the commonest encoding of Latin letters; None where that is none or several."""
    try:
        folded = _FOLD[ord(bytes([byte]).decode(_LATIN))].encode(_LATIN)
    except UnicodeError:
        return None
    return folded[0] if len(folded) == 1 else None


_LATIN_FOLD = bytes(byte if (folded := _latin_fold(byte)) is None else folded for byte in range(256))
_BYTE_FOR_BYTE = bytes(byte for byte in range(256) if _latin_fold(byte) is not None)
_VISIBLE = WorkedOut(lambda c: "" if unicodedata.category(c) == "Cf" else c)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and for each of its characters the place in the original from which it came."""

    text: str
    offsets: Sequence[int]
    original_length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the original of a span of the folded text; marks that were dropped stay with their letter."""
        first = self.offsets[start] if start < len(self.offsets) else self.original_length
        if end <= start:
            return first, first
        following = bisect_left(self.offsets, self.offsets[end - 1] + 1)
        last = self.offsets[following] if following < len(self.offsets) else self.original_length
        return first, last


def squeeze(text: str) -> str:
    """The text with every run of blanks (line ends and no-break blanks too) as one space, without invisible signs."""
    return " ".join(text.translate(_VISIBLE).split())


def fold(text: str) -> str:
    """The text without case, accents, vowel signs and tatweel, with European digits and plain hyphens and apostrophes."""
    if text.isascii():
        return text.encode("ascii").translate(_LATIN_FOLD).decode("ascii")
    if (written := _in_latin(text)) is None:
        return text.translate(_FOLD)
    return written.translate(_LATIN_FOLD).decode(_LATIN)


def fold_with_offsets(text: str) -> Folded:
    """As `fold`, with the way back to the original text."""
    offsets: Sequence[int] = range(len(text))
    if not keeps_places(text):
        offsets = tuple(place for place, character in enumerate(text) for _ in _FOLD[ord(character)])
    return Folded(text=fold(text), offsets=offsets, original_length=len(text))


def keeps_places(text: str) -> bool:
    """Whether each character of the text is folded to one, so that what stands where in it stands there in the folded text."""
    if text.isascii() or _in_latin(text) is not None:
        return True
    return all(len(_FOLD[ord(character)]) == 1 for character in set(text))


def _in_latin(text: str) -> bytes | None:
    """The text in an encoding in which each byte is folded to one byte, which is many times as fast; None where it is not."""
    try:
        written = text.encode(_LATIN)
    except UnicodeEncodeError:
        return None
    return None if written.translate(None, _BYTE_FOR_BYTE) else written


def is_chinese(character: str) -> bool:
    """Whether it is a Chinese character."""
    return _FIRST_CHINESE <= character <= _LAST_CHINESE


def holds_chinese(text: str) -> bool:
    """Whether any of its characters is a Chinese one."""
    return _ANY_CHINESE.search(text) is not None


def words_in_order(text: str) -> list[str]:
    """The folded words of a text in order; Chinese characters stand for themselves."""
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """The words, in order, of a text that is folded already."""
    return _WORD.findall(folded)


def words(text: str) -> frozenset[str]:
    """The set of folded words by which the overlap of two texts is measured."""
    return frozenset(words_in_order(text))


def quote_key(text: str) -> str:
    """What stays of quoted words when blanks, marks, case and hyphens at line ends change: for fingerprints."""
    return "".join(words_in_order(text))
