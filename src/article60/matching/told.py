"""What the words of texts tell, as numbers: stems, notions and kinds of bodies, read once however often a text stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from article60.codes.languages import LANGUAGES
from article60.text import bodies, notions
from article60.text.normalise import fold, holds_chinese, is_chinese, words_of

Bits = int
"""Kinds of bodies, each a bit by its place in the list of them."""

_STEM = 6
_SHORTEST = 4
_ARABIC_ARTICLE = "ال"


class Numbers(dict[str, int]):
    """Numbers from 0 for what is asked for, in the order in which it is asked for first."""

    def __missing__(self, one: str) -> int:
        self[one] = number = len(self)
        return number


class _OfWords(dict[str, int]):
    """The number of the stem of each word; -1 of a word that is too short to have one."""

    def __init__(self, stems: Numbers) -> None:
        super().__init__()
        self._stems = stems

    def __missing__(self, word: str) -> int:
        self[word] = number = self._stems[_stem(word)] if len(word) >= _SHORTEST else -1
        return number


@dataclass(frozen=True)
class Told:
    """What a text tells: the numbers of its stems and of the notions that it names, and the kinds of bodies, as bits."""

    words: str
    language: str | None
    stems: frozenset[int]
    subjects: frozenset[int]
    bodies: Bits
    _places: Sequence[notions.Place]

    @cached_property
    def _naming_subjects(self) -> Mapping[int, str]:
        """Notions that it names, each with the words that name it."""
        return {_NOTIONS[one]: words for one, words in notions.printed(self.words, self._places).items()}

    @cached_property
    def _named(self) -> dict[frozenset[int], str]:
        return {}

    def naming(self, subjects: frozenset[int]) -> str:
        """The words that name some notions, as printed."""
        found = self._named.get(subjects)
        if found is None:
            named = (words for notion, words in self._naming_subjects.items() if notion in subjects)
            found = self._named[subjects] = ", ".join(dict.fromkeys(named))
        return found

    @cached_property
    def naming_bodies(self) -> Mapping[Bits, str]:
        """Kinds of bodies that it names, each with the words that name it."""
        return {_KINDS[kind]: words for kind, words in bodies.named(self.words).items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts; what was read is kept, and stems of all its texts are told by the same numbers."""

    numbers: Numbers = field(default_factory=Numbers)
    _of_words: _OfWords = field(init=False)
    _told: dict[tuple[str, str | None], Told] = field(default_factory=dict)
    _kinds: dict[str, Bits] = field(default_factory=dict)
    _printed: dict[str, frozenset[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of_words", _OfWords(self.numbers))

    def read(self, words: str, language: str | None) -> Told:
        """What a text in this language tells."""
        found = self._told.get((words, language))
        if found is None:
            folded = fold(words)
            places = notions.places(folded, spoken(language))
            subjects = frozenset([_NOTIONS[one] for one, *_ in places])
            found = Told(words, language, self._stems(folded), subjects, kind_bits(bodies.kinds_in(folded)), places)
            self._told[words, language] = found
        return found

    def stems(self, word: str) -> frozenset[int]:
        """The numbers of the stems of a word as printed."""
        found = self._printed.get(word)
        if found is None:
            found = self._printed[word] = self._stems(fold(word))
        return found

    def kinds(self, words: str) -> Bits:
        """The kinds of bodies that a name, which may stand often, names."""
        found = self._kinds.get(words)
        if found is None:
            found = self._kinds[words] = kind_bits(bodies.kinds(words))
        return found

    def _stems(self, folded: str) -> frozenset[int]:
        words = words_of(folded)
        found = set(map(self._of_words.__getitem__, words))
        found.discard(-1)
        return frozenset(found.union(map(self.numbers.__getitem__, _pairs(folded, words))))


def stems(text: str) -> frozenset[str]:
    """The words of a text as they are compared: their first letters, since endings differ; in Chinese, characters in pairs."""
    folded = fold(text)
    words = words_of(folded)
    return frozenset(_pairs(folded, words) | {_stem(word) for word in words if len(word) >= _SHORTEST})


def spoken(language: str | None) -> Sequence[str]:
    """The languages in which notions are looked for: the one of a text where it is one of the six, else all."""
    return (language,) if language in LANGUAGES else LANGUAGES


def kind_bits(kinds: Iterable[str]) -> Bits:
    """Kinds of bodies as bits."""
    return sum(_KINDS[kind] for kind in kinds)


def _pairs(folded: str, words: Sequence[str]) -> set[str]:
    """Chinese characters in pairs."""
    if not holds_chinese(folded):
        return set()
    return {one + other for one, other in pairwise(words) if is_chinese(one) and is_chinese(other)}


def _stem(word: str) -> str:
    return word.removeprefix(_ARABIC_ARTICLE)[:_STEM]


_NOTIONS = Numbers()
_KINDS: Mapping[str, Bits] = {kind: 1 << place for place, kind in enumerate(bodies.all_kinds())}
