"""The two sides that are compared: the needs of one State and the activities there, as numbers where that is faster."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from article60.codes.labels import codes
from article60.domain.activity import Activity
from article60.domain.need import Need
from article60.matching.given import AnsweringActivity
from article60.matching.told import Bits, Reader, Told
from article60.matching.weights import Weights

Numbers = NDArray[np.int64]

Common = Mapping[str | None, frozenset[str]]
"""By language, stems of words that stand in so many needs that they tell nothing of a single one."""

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


@dataclass(frozen=True, slots=True)
class There:
    """An activity in one State: because its publisher names the State as a recipient, or because its words do.

    `hosts` are the kinds of bodies that carry it out.
    """

    activity: Activity | AnsweringActivity
    said: Said
    served: Mapping[str, float]
    recipient: bool
    told: Told
    hosts: Bits

    @property
    def bodies(self) -> Bits:
        """Kinds of bodies that its words or the organisations that carry it out name."""
        return self.told.bodies | self.hosts


@dataclass(frozen=True)
class Wanted:
    """A need, what its words speak for where it names no provision, and the stems that tell nothing in its language."""

    need: Need
    suggested: Mapping[str, float]
    common: frozenset[int]
    reader: Reader

    @cached_property
    def told(self) -> Told:
        """What its words tell."""
        return self.reader.read(self.need.text, self.need.language)

    @cached_property
    def telling(self) -> frozenset[int]:
        """Stems of the words that tell it from other needs in its language."""
        return self.told.stems - self.common

    @cached_property
    def name(self) -> frozenset[int]:
        """Stems of the words of the body that would benefit."""
        return self.reader.read(self.need.beneficiary or "", None).stems

    @cached_property
    def bodies(self) -> Bits:
        """Kinds of the bodies that would benefit."""
        return self.reader.kinds(self.need.beneficiary or "")

    @cached_property
    def mentioned(self) -> Bits:
        """Kinds of the bodies that its words mention; none where the body that would benefit is stated."""
        return 0 if self.need.beneficiary else self.told.bodies

    @cached_property
    def words(self) -> Sequence[tuple[str, frozenset[int]]]:
        """Its words as printed, each once, with the stems by which they are compared."""
        return [(word, self.reader.stems(word)) for word in dict.fromkeys(self.need.text.split())]


class Holding:
    """Which of some sets hold each number: sets of stems, say, by text."""

    def __init__(self, sets: Sequence[frozenset[int]]) -> None:
        numbers, places = _flat(sets)
        order = np.argsort(numbers, kind="stable")
        self._numbers, self._places, self._count = numbers[order], places[order], len(sets)

    def shared(self, sets: Sequence[frozenset[int]]) -> Numbers:
        """How many numbers each of other sets, by row, has in common with each of these, by column."""
        numbers, rows = _flat(sets)
        first = np.searchsorted(self._numbers, numbers, side="left")
        counts = np.searchsorted(self._numbers, numbers, side="right") - first
        # The places of the holders of each number, one run after the other.
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        cells = np.repeat(rows, counts) * self._count + self._places[np.repeat(first, counts) + within]
        return np.bincount(cells, minlength=len(sets) * self._count).reshape(len(sets), self._count)


def _flat(sets: Sequence[frozenset[int]]) -> tuple[Numbers, Numbers]:
    """All numbers of some sets, and beside each the place of its set."""
    lengths = np.fromiter(map(len, sets), dtype=np.int64, count=len(sets))
    numbers = np.fromiter(chain.from_iterable(sets), dtype=np.int64, count=int(lengths.sum()))
    return numbers, np.repeat(np.arange(len(sets)), lengths)


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
        return _bits("types", [akin_to(wanted.need.types) for wanted in self.rows])

    @cached_property
    def stated(self) -> Numbers:
        """Day on which each was stated; 0 where it is not known."""
        return _days([wanted.need.stated_on for wanted in self.rows], unknown=0)

    @cached_property
    def bodies(self) -> Numbers:
        """Kinds of the bodies that would benefit, as bits."""
        return np.array([wanted.bodies for wanted in self.rows], dtype=np.int64)

    @cached_property
    def mentioned(self) -> Numbers:
        """Kinds of the bodies that the words of each mention, as bits; none where the body that would benefit is stated."""
        return np.array([wanted.mentioned for wanted in self.rows], dtype=np.int64)

    @cached_property
    def languages(self) -> Sequence[str | None]:
        """Language of each."""
        return [wanted.need.language for wanted in self.rows]


class Served(NamedTuple):
    """Provisions that activities serve, each with its number; then one by one the activity, the provision, how strongly."""

    offered: Mapping[str, int]
    places: Numbers
    provisions: Numbers
    strengths: NDArray[np.float32]


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
    def stems(self) -> Holding:
        """Which of them use each stem."""
        return Holding([there.told.stems for there in self.rows])

    @cached_property
    def subjects(self) -> Holding:
        """Which of them name each notion."""
        return Holding([there.told.subjects for there in self.rows])

    @cached_property
    def naming(self) -> NDArray[np.bool_]:
        """Whether the words of each name any notion."""
        return np.array([bool(there.told.subjects) for there in self.rows], dtype=bool)

    @cached_property
    def languages(self) -> Sequence[str | None]:
        """Language of the words of each."""
        return [there.told.language for there in self.rows]

    @cached_property
    def bodies(self) -> Numbers:
        """Kinds of bodies that the words of each name, as bits."""
        return np.array([there.bodies for there in self.rows], dtype=np.int64)

    @cached_property
    def hosts(self) -> Numbers:
        """Kinds of bodies that carry each out, as bits."""
        return np.array([there.hosts for there in self.rows], dtype=np.int64)

    @cached_property
    def served(self) -> Served:
        """The provisions that they serve."""
        offered: dict[str, int] = {}
        rows = [(place, *one) for place, there in enumerate(self.rows) for one in there.served.items()]
        return Served(
            offered,
            np.array([place for place, _, _ in rows], dtype=np.int64),
            np.array([offered.setdefault(provision, len(offered)) for _, provision, _ in rows], dtype=np.int64),
            np.array([strength for *_, strength in rows], dtype=np.float32),
        )

    @cached_property
    def serving(self) -> NDArray[np.bool_]:
        """Whether the words of each speak for any provision."""
        return np.array([bool(there.served) for there in self.rows], dtype=bool)


def there(activity: Activity | AnsweringActivity, said: Said, *, recipient: bool, weights: Weights, reader: Reader) -> There:
    """An activity with what its words tell, and the provisions that they tell plainly enough."""
    strengths = {provision: said.provisions.get(provision, 1.0) for provision in activity.provisions}
    served = {provision: strength for provision, strength in strengths.items() if strength >= weights.telling}
    return There(activity, said, served, recipient, reader.read(said.words, said.language), reader.kinds(said.carried_out_by))


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


def _bits(name: str, listed: Iterable[Sequence[str]]) -> Numbers:
    """Codes as bits."""
    return np.array([_bits_of(name, tuple(some)) for some in listed], dtype=np.int64)


@cache
def _bits_of(name: str, some: tuple[str, ...]) -> int:
    """Codes as bits; `other` is no type that could be compared."""
    bit = {code: 0 if code == "other" else 1 << place for place, code in enumerate(codes(name))}
    return sum(bit[code] for code in set(some))


def akin_to(types: Iterable[str]) -> Sequence[str]:
    """Types that often come along with some."""
    return [one for kind in types for one in akin().get(kind, ())]


@cache
def akin() -> Mapping[str, Sequence[str]]:
    """Types of assistance that projects give together with each, by the list of this package."""
    lines = files(__package__).joinpath("akin_types.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["type"]: tuple(row["akin"].split()) for row in rows}


def _days(days: Sequence[date | None], *, unknown: int) -> Numbers:
    return np.array([unknown if day is None else day.toordinal() for day in days], dtype=np.int64)
