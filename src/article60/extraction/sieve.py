"""Tells from words and codes which aid activities cannot be anti-corruption assistance, so that they need not be parsed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from article60.codes.reader import rows
from article60.codes.sectors import current_sector
from article60.domain.provision import article_of
from article60.extraction import rulebook
from article60.extraction.activity_texts import speaks, words_from
from article60.extraction.provisions import MOST_REPEATED, REPEATED
from article60.extraction.rules import SHIELD, Rule
from article60.extraction.signals import (
    ANTI_CORRUPTION,
    FEW_SUBJECTS,
    HEARD,
    MANY_SUBJECTS,
    SDG_TARGET,
    of_opening,
    of_title_alone,
    of_words,
    total,
)
from article60.extraction.weights import Weights, weights
from article60.memory import give_back
from article60.text.bounded import Bounded
from article60.text.lexicon import spellings
from article60.text.links import Links
from article60.text.needles import Places
from article60.text.normalise import fold
from article60.text.together import Strung, Together

Flags = NDArray[np.bool_]
Amounts = NDArray[np.float64]
Numbers = NDArray[np.int64]

_TELLING = ("strong", "aim")
_SPEAKING = frozenset((*_TELLING, "core", "subject", "convention"))
_NEARLY_ONE = 0.999999
_ROUNDING = 1e-4
_MANY = 1 << 20


class Sieve:
    """The words of the lexicons and the weights of signals, as what they can come to at most."""

    def __init__(self, chosen: Weights) -> None:
        self._weights = chosen
        self._signals = _Words([rule for rule in rulebook.read("signal_words") if rule.label in _SPEAKING])
        provisions = [rule for rule in rulebook.read("provisions") if rule.label != SHIELD]
        general = {rule for rule in provisions if int(article_of(rule.label)) in chosen.general_articles}
        self._general = _Provisions([rule for rule in provisions if rule in general])
        self._special = _Provisions([rule for rule in provisions if rule not in general])

    @cached_property
    def codes(self) -> tuple[bytes, ...]:
        """The codes that count where they stand: of sectors, also withdrawn ones, and of a target."""
        return tuple(dict.fromkeys((*_sector_codes((ANTI_CORRUPTION,)), *self._near, SDG_TARGET[1].encode())))

    @property
    def beginning(self) -> int:
        """How many characters of a description are its beginning."""
        return self._weights.opening

    @cached_property
    def _near(self) -> Mapping[bytes, float]:
        return {code: weight for own, weight in self._weights.neighbours.items() for code in _sector_codes((own,))}

    def may_matter(self, said: Together) -> Flags:
        """Which activities may come to be kept by what they say themselves, or say words that count for others.

        An activity that is not among them is not kept, whatever the rest of it says, unless it is by its parents and children;
        and neither is its title or description about corruption.
        """
        heard, sector = _Heard(said, self._signals), _any_of(_sector_codes((ANTI_CORRUPTION,)), said)
        telling, coded = heard.spoken(*_TELLING) | sector, self._by_codes(said, sector=sector)
        cored, besides = heard.spoken("core"), coded + self._of_subjects(heard)
        numbers = [
            number
            for number in self._by_provisions(said, besides, cored=cored, among=~telling)
            if self._opening_comes_to(said.opening(number), self._enough - besides[number], cored=bool(cored[number]))
        ]
        wanted = np.zeros(said.records, dtype=np.bool_)
        for number in (*np.flatnonzero(telling).tolist(), *numbers):
            wanted[number] = self._says_enough(said.spoken(number), float(coded[number]))
        return wanted

    def _says_enough(self, spoken: tuple[list[str], list[str]] | None, coded: float) -> bool:
        """Whether the words of an activity count for others, or come to enough for itself beside what its codes come to.

        Sentences on corruption count for others too: where many activities have them, they are boilerplate in all.
        """
        if spoken is None:
            return True
        words = words_from(*spoken)
        counts = speaks(words) or any(said.of("strong") for said in words.about)
        return counts or coded + total(of_words(words, self._weights), self._weights) >= self._enough

    @property
    def _enough(self) -> float:
        """The sum of weights from which on an activity is kept, less what adding them up may lose."""
        threshold = self._weights.threshold
        return log(threshold / (1 - threshold)) - self._weights.base - _ROUNDING

    def _by_codes(self, said: Together, *, sector: Flags) -> Amounts:
        """What weights can come to by codes, that of the sector against corruption too, and by words that stand elsewhere."""
        weight = self._weights.weight
        most = np.where(sector, max(map(weight, ("sector_activity", "sector_small_share", "sector_transaction"))), 0.0)
        most = most + np.where(_any_of((SDG_TARGET[1].encode(),), said), weight("tag"), 0)
        return most + weight("neighbour") * self._nearness(said) + weight("elsewhere")

    def _of_subjects(self, heard: "_Heard") -> Amounts:
        """What weights can come to by words for the subjects of the Convention, without a word of corruption."""
        weight = self._weights.weight
        most = np.where(heard.in_title("core"), weight("core_title"), 0.0)
        most = np.where(heard.in_title("subject"), weight("subject_title"), most)
        most = most + np.where(heard.rules_about("core") >= FEW_SUBJECTS, weight("core_words"), 0)
        most = most + np.where(heard.times_about("core") >= MANY_SUBJECTS, weight("core_many"), 0)
        return most + np.where(heard.spoken("convention"), weight("convention"), 0)

    def _nearness(self, said: Together) -> Amounts:
        nearest = np.zeros(said.records)
        for code, near in self._near.items():
            nearest[said.codes[code]] = np.maximum(nearest[said.codes[code]], near)
        return nearest

    def _by_provisions(self, said: Together, besides: Amounts, *, cored: Flags, among: Flags) -> list[int]:
        """The activities that can be kept with what the words of their title and beginning can come to for provisions.

        Words for general articles are many and count little: they are looked for last, where so little is enough. Where a
        provision is enough only if the title too speaks for one, titles are looked through first: they are short.
        """
        special, general = self._weights.weight("provision"), self._weights.weight("provision_general")
        by_title = self._weights.weight("provision_title")
        most = np.where(among, besides, -inf)
        titled = np.flatnonzero(among & (besides + special < self._enough))
        titles = [said.beginnings[number][: said.titles[number]] for number in titled.tolist()]
        near = np.flatnonzero(among & (besides + special >= self._enough))
        near = np.append(near, titled[self._special.heard_in(titles) | self._general.heard_in(titles)])
        most[near[self._special.heard_in([said.beginnings[number] for number in near.tolist()])]] += special + by_title
        beside = np.flatnonzero(cored & (most < self._enough) & (most + general >= self._enough))
        most[beside[self._general.heard_in([said.beginnings[number] for number in beside.tolist()])]] += general
        left: list[int] = np.flatnonzero(most >= self._enough).tolist()
        return left

    def _opening_comes_to(self, opening: tuple[str, str] | None, lacking: float, *, cored: bool) -> bool:
        """Whether the weights of provisions come to what is lacking, by the words of title and description.

        Where the title must speak for one too, it is asked first: it is short, and most do not.
        """
        if opening is None or lacking <= 0:
            return True
        title, about = opening
        if not title:
            return False
        without_title = max(self._weights.weight("provision"), self._weights.weight("provision_general"))
        if lacking > without_title and of_title_alone(title, self._weights) is None:
            return False
        return total(of_opening(title, about or None, cored=cored, weights=self._weights), self._weights) >= lacking


class _Terms:
    """What stands in folded text wherever a term does: the longest piece of each between its stars."""

    def __init__(self, terms: Iterable[str]) -> None:
        edges: dict[bytes, tuple[bool, bool]] = {}
        for term in terms:
            for key, begins, ends in _keys(term):
                known = edges.get(key, (True, True))
                edges[key] = known[0] and begins, known[1] and ends
        self.keys: Mapping[bytes, int] = {key: number for number, key in enumerate(edges)}
        self._pieces = Bounded(tuple(edges), begin=[begins for begins, _ in edges.values()])
        self._must_end = np.array([ends for _, ends in edges.values()])

    def find(self, folded: bytes) -> Places:
        """Which terms begin where, other than within a word of ASCII letters or a number."""
        numbers, places, end = self._pieces.find(folded)
        chosen = end | ~self._must_end[numbers]
        return numbers[chosen], places[chosen]


class _Words:
    """Rules as tables: which terms stand in which of their parts, and which parts make them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.terms = _Terms(term for rule in rules for part in rule.parts for term in part)
        self.labels = np.array([rule.label for rule in rules])
        groups: dict[tuple[str, ...], int] = {}
        for rule in rules:
            for part in rule.parts:
                groups.setdefault(part, len(groups))
        keys = self.terms.keys
        self._groups = Links(
            len(keys), {(keys[key], group) for part, group in groups.items() for term in part for key, _, _ in _keys(term)}
        )
        self._rules = Links(len(groups), {(groups[part], number) for number, rule in enumerate(rules) for part in rule.parts})
        self._parts = np.array([len(set(rule.parts)) for rule in rules])
        self._firsts = np.array([groups[rule.parts[0]] for rule in rules])

    def fulfilled(self, whose: Numbers, terms: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Whose rules all parts are there, which rules these are, and how often the first part is.

        Where in a text the terms stand does not count, so that it may only seem that a rule is fulfilled.
        """
        place, group = self._groups.follow(terms)
        there, times = np.unique(whose[place] * _MANY + group, return_counts=True)
        place, rule = self._rules.follow(there % _MANY)
        owner, first = there[place] // _MANY, there[place] % _MANY == self._firsts[rule]
        found, where, parts = np.unique(owner * _MANY + rule, return_inverse=True, return_counts=True)
        often = np.bincount(where, weights=np.where(first, times[place], 0), minlength=len(found)).astype(np.int64)
        rule = found % _MANY
        whole = parts >= self._parts[rule]
        return found[whole] // _MANY, rule[whole], often[whole]


class _Provisions:
    """Words for provisions, as what the lexicon hears in them at most."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._words = _Words(rules)
        self._article = np.array([int(article_of(rule.label)) for rule in rules])
        self._doubt = np.log([1 - min(rule.weight, _NEARLY_ONE) for rule in rules])
        self._doubt_again = np.log([1 - rule.weight * REPEATED for rule in rules])

    def heard_in(self, texts: Sequence[bytes]) -> Flags:
        """In which folded texts the lexicon may hear one of the articles surely enough to count."""
        strung = Strung.of(texts)
        terms, places = self._words.terms.find(strung.folded)
        text, rule, times = self._words.fulfilled(strung.at(places), terms)
        doubt = self._doubt[rule] + np.minimum(times - 1, MOST_REPEATED - 1) * self._doubt_again[rule]
        which, place = np.unique(text * _MANY + self._article[rule], return_inverse=True)
        sure = 1 - np.exp(np.bincount(place, weights=doubt, minlength=len(which))) >= HEARD - _ROUNDING
        return _flags(len(texts), [which[sure] // _MANY])


class _Heard:
    """What the words of signals may say in the texts of records."""

    def __init__(self, said: Together, words: _Words) -> None:
        terms, places = words.terms.find(said.texts.folded)
        self._records = said.records
        self._text, self._rule, self._times = words.fulfilled(said.texts.at(places), terms)
        self._record, self._in_title = said.record[self._text], said.is_title[self._text]
        self._label = words.labels[self._rule]

    def spoken(self, *labels: str) -> Flags:
        """Which records say words with one of the labels."""
        return _flags(self._records, [self._record[np.isin(self._label, labels)]])

    def in_title(self, label: str) -> Flags:
        """Which records say words with a label in a title."""
        return _flags(self._records, [self._record[self._in_title & (self._label == label)]])

    def rules_about(self, label: str) -> Numbers:
        """How many rules with a label the descriptions of each record fulfil."""
        chosen = ~self._in_title & (self._label == label)
        different = np.unique(self._record[chosen] * _MANY + self._rule[chosen])
        return np.bincount(different // _MANY, minlength=self._records)

    def times_about(self, label: str) -> Numbers:
        """How often at most one description of each record fulfils rules with a label."""
        chosen = ~self._in_title & (self._label == label)
        texts, where = np.unique(self._text[chosen], return_inverse=True)
        often = np.bincount(where, weights=self._times[chosen], minlength=len(texts)).astype(np.int64)
        most = np.zeros(self._records, dtype=np.int64)
        np.maximum.at(most, self._record[chosen][np.searchsorted(self._text[chosen], texts)], often)
        return most


@cache
def _keys(term: str) -> Sequence[tuple[bytes, bool, bool]]:
    """For each spelling of a term its longest piece, and whether a word must begin and end with it."""
    found = []
    for spelling in spellings(fold(term)):
        pieces = spelling.split("*")
        place = max(range(len(pieces)), key=lambda number: len(pieces[number]))
        found.append((pieces[place].encode(), place == 0, place == len(pieces) - 1))
    return found


@cache
def _sector_codes(current: tuple[str, ...]) -> tuple[bytes, ...]:
    """Codes that are read as one of these: themselves, and withdrawn ones whose place they took."""
    withdrawn = (row["code"] for row in rows("dac_withdrawn"))
    return tuple(code.encode() for code in (*current, *withdrawn) if current_sector(code) in current)


def _any_of(codes: Iterable[bytes], said: Together) -> Flags:
    """The records in which one of the codes stands."""
    return _flags(said.records, (said.codes[code] for code in codes))


def _flags(count: int, numbers: Iterable[NDArray[np.int64]]) -> Flags:
    flags = np.zeros(count, dtype=np.bool_)
    for chosen in numbers:
        flags[chosen] = True
    return flags


@cache
def sieve() -> Sieve:
    """The sieve of the weights and lexicons that ship with the project."""
    made = Sieve(weights())
    _keys.cache_clear()  # twelve thousand terms, met twice each while it is made and never again
    give_back()
    return made
