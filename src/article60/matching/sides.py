"""The two sides that are compared: the needs of one State and the activities there, as numbers where that is faster."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from article60.codes.labels import codes
from article60.codes.languages import LANGUAGES
from article60.domain.activity import Activity
from article60.domain.need import Need
from article60.matching.weights import Weights
from article60.text.bodies import all_kinds, kinds
from article60.text.normalise import fold, is_chinese, words_in_order
from article60.text.notions import ideas, named

Numbers = NDArray[np.int64]

Common = Mapping[str | None, frozenset[str]]
"""By language, stems of words that stand in so many needs that they tell nothing of a single one."""

_STEM = 6
_SHORTEST = 4
_ARABIC_ARTICLE = "ال"
_AS_LETTERS = 3
_FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Said:
    """What an activity says.

    Provisions with the strength of each, its words with their language, States that the words name with the words printed, the
    names of the organisations that carry it out, whether its types are stated by who plans it, not read of its words, and the
    length of its longest narrative in letters, where its words are of several: versions and repeated records do not add to it.
    """

    provisions: Mapping[str, float]
    words: str
    language: str | None
    names: Mapping[str, str] = field(default_factory=dict)
    carried_out_by: str = ""
    types_stated: bool = False
    longest: int | None = None

    @property
    def letters(self) -> int:
        """How long its text is."""
        return letters(self.words, self.language) if self.longest is None else self.longest


@dataclass(frozen=True)
class There:
    """An activity in one State: because its publisher names the State as a recipient, or because its words do."""

    activity: Activity
    said: Said
    served: Mapping[str, float]
    recipient: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its words."""
        return stems(self.said.words)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Kinds of bodies that its words or the organisations that carry it out name."""
        return kinds(self.said.words) | self.hosts

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Notions that its words name."""
        return ideas(fold(self.said.words), spoken(self.said.language))

    @cached_property
    def ideas(self) -> Mapping[str, str]:
        """Notions that its words name, each with the words that name it."""
        return named(self.said.words, spoken(self.said.language))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Kinds of bodies that carry it out."""
        return kinds(self.said.carried_out_by)


@dataclass(frozen=True)
class Wanted:
    """A need, what its words speak for where it names no provision, and the words that tell nothing in its language."""

    need: Need
    suggested: Mapping[str, float]
    common: frozenset[str]

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems of the words that tell it from other needs in its language."""
        return stems(self.need.text) - self.common

    @cached_property
    def name(self) -> frozenset[str]:
        """Stems of the words of the body that would benefit."""
        return stems(self.need.beneficiary or "")

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Kinds of the bodies that would benefit."""
        return kinds(self.need.beneficiary or "")

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Kinds of the bodies that its words mention; none where the body that would benefit is stated."""
        return frozenset() if self.need.beneficiary else kinds(self.need.text)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Notions that its words name."""
        return ideas(fold(self.need.text), spoken(self.need.language))

    @cached_property
    def ideas(self) -> Mapping[str, str]:
        """Notions that its words name, each with the words that name it."""
        return named(self.need.text, spoken(self.need.language))

    @cached_property
    def words(self) -> Sequence[tuple[str, frozenset[str]]]:
        """Its words as printed, each once, with the stems by which they are compared."""
        return [(word, stems(word)) for word in dict.fromkeys(self.need.text.split())]


@dataclass(frozen=True)
class Needs:
    """The needs of one State."""

    rows: Sequence[Wanted]

    @cached_property
    def types(self) -> Numbers:
        """Detailed types as bits."""
        return _bits("types", [wanted.need.types for wanted in self.rows])

    @cached_property
    def coarse_types(self) -> Numbers:
        """Broad types as bits."""
        return _bits("coarse_types", [wanted.need.coarse_types for wanted in self.rows])

    @cached_property
    def akin_types(self) -> Numbers:
        """Detailed types that often come along with those asked for, as bits."""
        return _bits("types", [[one for kind in wanted.need.types for one in akin().get(kind, ())] for wanted in self.rows])

    @cached_property
    def stated(self) -> Numbers:
        """Day on which each was stated; 0 where it is not known."""
        return _days([wanted.need.stated_on for wanted in self.rows], unknown=0)

    @cached_property
    def bodies(self) -> Numbers:
        """Kinds of the bodies that would benefit, as bits."""
        return _body_bits([wanted.bodies for wanted in self.rows])

    @cached_property
    def mentioned(self) -> Numbers:
        """Kinds of the bodies that the words of each mention, as bits; none where the body that would benefit is stated."""
        return _body_bits([wanted.mentioned for wanted in self.rows])


@dataclass(frozen=True)
class Activities:
    """The activities in one State."""

    rows: Sequence[There]

    @cached_property
    def types(self) -> Numbers:
        """Detailed types as bits."""
        return _bits("types", [there.activity.types for there in self.rows])

    @cached_property
    def coarse_types(self) -> Numbers:
        """Broad types as bits."""
        return _bits("coarse_types", [there.activity.coarse_types for there in self.rows])

    @cached_property
    def types_read(self) -> NDArray[np.bool_]:
        """Whether the types of each were read of its words, which may give more, not stated."""
        return np.array([not there.said.types_stated for there in self.rows], dtype=bool)

    @cached_property
    def letters(self) -> Numbers:
        """How long the text of each is, in letters."""
        return np.array([there.said.letters for there in self.rows], dtype=np.int64)

    @cached_property
    def end(self) -> Numbers:
        """Last day of each; the last of all days where it is open."""
        return _days([there.activity.end for there in self.rows], unknown=_FOREVER)

    @cached_property
    def dated(self) -> NDArray[np.bool_]:
        """Whether the first or the last day is known."""
        return np.array([there.activity.start is not None or there.activity.end is not None for there in self.rows], dtype=bool)

    @cached_property
    def recipient(self) -> NDArray[np.bool_]:
        """Whether the publisher names the State as a recipient."""
        return np.array([there.recipient for there in self.rows], dtype=bool)

    @cached_property
    def stems(self) -> Sequence[frozenset[str]]:
        """Stems of the words of each."""
        return [there.stems for there in self.rows]

    @cached_property
    def subjects(self) -> Sequence[frozenset[str]]:
        """Notions that the words of each name."""
        return [there.subjects for there in self.rows]

    @cached_property
    def bodies(self) -> Numbers:
        """Kinds of bodies that the words of each name, as bits."""
        return _body_bits([there.bodies for there in self.rows])

    @cached_property
    def hosts(self) -> Numbers:
        """Kinds of bodies that carry each out, as bits."""
        return _body_bits([there.hosts for there in self.rows])

    @cached_property
    def served(self) -> Mapping[str, tuple[Numbers, NDArray[np.float32]]]:
        """For each provision served by any of them: which activities, and how strongly each."""
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, there in enumerate(self.rows):
            for provision, strength in there.served.items():
                found[provision].append((place, strength))
        return {
            provision: (np.array([p for p, _ in pairs], dtype=np.int64), np.array([s for _, s in pairs], dtype=np.float32))
            for provision, pairs in found.items()
        }

    @cached_property
    def serving(self) -> NDArray[np.bool_]:
        """Whether the words of each speak for any provision."""
        return np.array([bool(there.served) for there in self.rows], dtype=bool)


def there(activity: Activity, said: Said, *, recipient: bool, weights: Weights) -> There:
    """An activity with the provisions that its words tell plainly enough."""
    strengths = {provision: said.provisions.get(provision, 1.0) for provision in activity.provisions}
    served = {provision: strength for provision, strength in strengths.items() if strength >= weights.telling}
    return There(activity, said, served, recipient)


Counts = Mapping[str | None, tuple[int, Mapping[str, int]]]
"""By language, of some texts how many there are and in how many of them each stem stands."""


def counts(texts: Iterable[tuple[str | None, frozenset[str]]]) -> Counts:
    """Of texts, each given by its language and its stems, how many there are and in how many each stem stands, by language."""
    number: Counter[str | None] = Counter()
    seen: dict[str | None, Counter[str]] = defaultdict(Counter)
    for language, some in texts:
        number[language] += 1
        seen[language].update(some)
    return {language: (count, seen[language]) for language, count in number.items()}


def common_words(counted: Iterable[Counts], *, weights: Weights) -> Common:
    """Stems that stand in so many of the texts in a language that they tell nothing of a single one, by language."""
    number: Counter[str | None] = Counter()
    seen: dict[str | None, Counter[str]] = defaultdict(Counter)
    for one in counted:
        for language, (count, stems_in) in one.items():
            number[language] += count
            seen[language].update(stems_in)
    bounds = {language: max(weights.common * count, 2) for language, count in number.items()}
    return {
        language: frozenset(stem for stem, times in some.items() if times > bounds[language]) for language, some in seen.items()
    }


def letters(text: str, language: str | None) -> int:
    """How long a text is in letters; a Chinese character says as much as a few of them."""
    return len(text) * (_AS_LETTERS if language == "zh" else 1)


def spoken(language: str | None) -> Sequence[str]:
    """The languages in which notions are looked for: the one of a text where it is one of the six, else all."""
    return (language,) if language in LANGUAGES else LANGUAGES


def stems(text: str) -> frozenset[str]:
    """The words of a text as they are compared: their first letters, since endings differ; in Chinese, characters in pairs."""
    words = words_in_order(text)
    pairs = {one + other for one, other in pairwise(words) if is_chinese(one) and is_chinese(other)}
    return frozenset(pairs | {_stem(word) for word in words if len(word) >= _SHORTEST})


def _stem(word: str) -> str:
    bare = word.removeprefix(_ARABIC_ARTICLE)
    return bare[:_STEM]


def _bits(name: str, listed: Sequence[Sequence[str]]) -> Numbers:
    """Codes as bits; `other` is no type that could be compared."""
    bit = {code: 0 if code == "other" else 1 << place for place, code in enumerate(codes(name))}
    return np.array([sum(bit[code] for code in set(some)) for some in listed], dtype=np.int64)


@cache
def akin() -> Mapping[str, Sequence[str]]:
    """Types of assistance that projects give together with each, by the list of this package."""
    lines = files(__package__).joinpath("akin_types.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["type"]: tuple(row["akin"].split()) for row in rows}


def _body_bits(listed: Sequence[frozenset[str]]) -> Numbers:
    bit = {kind: 1 << place for place, kind in enumerate(all_kinds())}
    return np.array([sum(bit[kind] for kind in some) for some in listed], dtype=np.int64)


def _days(days: Sequence[date | None], *, unknown: int) -> Numbers:
    return np.array([unknown if day is None else day.toordinal() for day in days], dtype=np.int64)
