"""Finds the terms of a lexicon in text, in one pass, whatever their case, accents and clitics."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick

from article60.text.data import rows
from article60.text.normalise import WorkedOut, fold, fold_with_offsets, is_chinese

_OTHER, _LETTER, _DIGIT = range(3)
_BETWEEN_WORDS = bytes([_OTHER])


@dataclass(frozen=True, slots=True)
class Entry:
    """A term to look for; `*` stands for the rest of a word: `corrupt*`, `техническ* помощ*`."""

    term: str
    label: str
    weight: float = 1.0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: which, where in the original text, and the words as printed."""

    term: str
    label: str
    weight: float
    start: int
    end: int
    words: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A folded entry: what stands after each `*` of the term, and the entry itself."""

    rest: tuple[str, ...]
    entry: Entry


class Lexicon:
    """Terms compiled into one automaton over folded text.

    Terms begin and end at word boundaries, except at Chinese characters; an Arabic term may follow و ف ب ل ك ال and the like.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        keys = keys_of(entries)
        self._automaton = ahocorasick.Automaton()
        for key, values in keys.items():
            self._automaton.add_word(key, (len(key), tuple(values)))
        self._automaton.make_automaton()
        self._empty = not keys

    def find(self, text: str, *, language: str | None = None) -> list[Hit]:
        """All terms in the text, also those inside one another, by place and longest first; of one language only, if given."""
        spans = [s for s in self.spans(fold(text)) if language is None or s[2].language in (None, language)]
        if not spans:
            return []
        way_back, hits = fold_with_offsets(text), []
        for begin, finish, entry in spans:
            start, end = way_back.span(begin, finish)
            hits.append(Hit(entry.term, entry.label, entry.weight, start, end, text[start:end], entry.language))
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def spans(self, folded: str) -> Iterator[tuple[int, int, Entry]]:
        """Start, end and entry of all terms in text that is folded already."""
        if self._empty:
            return
        words = Words(folded)
        for last, (length, keys) in self._automaton.iter(folded):
            start = last + 1 - length
            if not words.begins(start):
                continue
            for key in keys:
                end = words.end(last + 1, key.rest)
                if end is not None:
                    yield start, end, key.entry


def keys_of(entries: Iterable[Entry]) -> Mapping[str, Sequence[Key]]:
    """The entries by what stands before their first star, folded; raises ValueError where nothing does."""
    keys: dict[str, list[Key]] = defaultdict(list)
    for entry in entries:
        for spelling in spellings(fold(entry.term)):
            key, *rest = spelling.split("*")
            if not key.strip():
                raise ValueError(f"term {entry.term!r}: nothing stands before the star")
            keys[key].append(Key(tuple(rest), entry))
    return keys


def spellings(folded: str) -> tuple[str, ...]:
    """The folded term, and the spelling in which the Arabic article melts into the particle before it."""
    return (folded, f"لل{folded[2:]}") if folded.startswith("ال") else (folded,)


class Words:
    """Where words of a folded text begin and end: runs of letters and runs of digits; a Chinese character stands for itself."""

    __slots__ = ("_folded", "_kinds")

    def __init__(self, folded: str) -> None:
        self._folded = folded
        try:
            self._kinds = folded.encode("latin-1").translate(_LATIN_KINDS)
        except UnicodeEncodeError:
            self._kinds = folded.translate(_KIND_OF).encode("latin-1")
        self._kinds += _BETWEEN_WORDS  # what stands behind the last character

    def begins(self, start: int) -> bool:
        """Whether a word begins here, or a Chinese term, or what follows an Arabic clitic."""
        kinds = self._kinds
        kind = kinds[start]
        if start == 0 or kind == _OTHER or kinds[start - 1] == _OTHER:
            return True
        return self._follows_clitic(start) if _is_arabic(self._folded[start]) else kinds[start - 1] != kind

    def _follows_clitic(self, start: int) -> bool:
        before = start
        while before and _is_arabic(self._folded[before - 1]):
            before -= 1
        return self._folded[before:start] in _clitics()

    def end(self, position: int, rest: tuple[str, ...]) -> int | None:
        """Where a term ends of which `position` is reached; None where it does not go on as it should or ends within a word."""
        kinds = self._kinds
        for piece in rest:
            kind = kinds[position - 1]
            while kind != _OTHER and kinds[position] == kind:
                position += 1
            if not self._folded.startswith(piece, position):
                return None
            position += len(piece)
        kind = kinds[position - 1]
        return position if kind == _OTHER or kinds[position] != kind else None


def _kind(character: str) -> str:
    if not character.isalnum() or is_chinese(character):
        return chr(_OTHER)
    return chr(_DIGIT if character.isdigit() else _LETTER)


def _is_arabic(character: str) -> bool:
    return "\u0620" <= character <= "\u064a"


@cache
def _clitics() -> frozenset[str]:
    return frozenset(fold(row["clitic"]) for row in rows("arabic_clitics"))


_KIND_OF = WorkedOut(_kind)
_LATIN_KINDS = "".join(map(_kind, map(chr, range(256)))).encode("latin-1")
