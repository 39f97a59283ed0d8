"""Tells from words and codes which aid activities cannot be anti-corruption assistance, so that they need not be parsed."""

import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from article60.codes.reader import rows
from article60.codes.sectors import current_sector
from article60.domain.provision import article_of
from article60.extraction import rulebook
from article60.extraction.provisions import MOST_REPEATED, REPEATED, may_speak_for
from article60.extraction.rules import SHIELD, Rule
from article60.extraction.signals import ANTI_CORRUPTION, FEW_SUBJECTS, HEARD, MANY_SUBJECTS, SDG_TARGET
from article60.extraction.weights import Weights, weights
from article60.text.lexicon import spellings
from article60.text.needles import Needles, Places
from article60.text.normalise import fold
from article60.text.together import Together

Flags = NDArray[np.bool_]
Amounts = NDArray[np.float64]
Numbers = NDArray[np.int64]

_TELLING = ("strong", "aim")
_SPEAKING = frozenset((*_TELLING, "core", "subject", "convention"))
_NEARLY_ONE = 0.999999
_ROUNDING = 1e-4
_MANY = 1 << 20


_OTHER, _LETTER, _DIGIT = range(3)


def _kind(byte: int) -> int:
    if chr(byte) in string.ascii_letters:
        return _LETTER
    return _DIGIT if chr(byte) in string.digits else _OTHER


_KINDS = np.array([_kind(byte) for byte in range(256)], dtype=np.int8)


class Sieve:
    """The words of the lexicons and the weights of signals, as what they can come to at most."""

    def __init__(self, chosen: Weights) -> None:
        self._weights = chosen
        rules = [rule for rule in rulebook.read("signal_words") if rule.label in _SPEAKING]
        provisions = [rule for rule in rulebook.read("provisions") if rule.label != SHIELD]
        self._terms = _Terms(term for rule in (*rules, *provisions) for part in rule.parts for term in part)
        self._signals, self._provisions = _Words(rules, self._terms.keys), _Words(provisions, self._terms.keys)

    @cached_property
    def codes(self) -> tuple[bytes, ...]:
        """The codes that count where they stand: of sectors, also withdrawn ones, and of a target."""
        return tuple(dict.fromkeys((*_sector_codes((ANTI_CORRUPTION,)), *self._near, SDG_TARGET[1].encode())))

    @cached_property
    def _near(self) -> Mapping[bytes, float]:
        return {code: weight for own, weight in self._weights.neighbours.items() for code in _sector_codes((own,))}

    def may_matter(self, said: Together) -> Flags:
        """Which activities may come to be kept by what they say themselves, or say words that count for others.

        An activity that is not among them is not kept, whatever the rest of it says, unless it is by its parents and children;
        and neither is its title or description about corruption.
        """
        terms, places = self._terms.find(said.folded)
        text = np.searchsorted(said.begins, places, side="right") - 1
        record, in_title = said.record[text], said.is_title[text]
        title, about, both = (
            _Heard(said.records, record[chosen], terms[chosen], signals=self._signals, provisions=self._provisions)
            for chosen in (in_title, ~in_title, slice(None))
        )
        wanted = title.spoken(*_TELLING) | about.spoken(*_TELLING) | self._coded(said)
        cored = both.spoken("core")
        besides = self._besides_provisions(title, about, both, said)
        may_speak = self._of_provisions(title, both, cored=cored)
        for number in np.flatnonzero(~wanted & (besides + may_speak >= self._enough)).tolist():
            wanted[number] = besides[number] + self._of_opening(said.opening(number), cored=bool(cored[number])) >= self._enough
        return wanted

    @property
    def _enough(self) -> float:
        """The sum of weights from which on an activity is kept, less what adding them up may lose."""
        threshold = self._weights.threshold
        return log(threshold / (1 - threshold)) - self._weights.base - _ROUNDING

    def _coded(self, said: Together) -> Flags:
        return _flags(said.records, (said.codes[code] for code in _sector_codes((ANTI_CORRUPTION,))))

    def _besides_provisions(self, title: "_Heard", about: "_Heard", both: "_Heard", said: Together) -> Amounts:
        """What weights can come to, but for those of provisions, without a word of corruption and the sector against it."""
        weight = self._weights.weight
        most = np.where(title.spoken("core"), weight("core_title"), 0.0)
        most = np.where(title.spoken("subject"), weight("subject_title"), most)
        most = most + np.where(about.how_many("core") >= FEW_SUBJECTS, weight("core_words"), 0)
        most = most + np.where(about.times("core") >= MANY_SUBJECTS, weight("core_many"), 0)
        most = most + np.where(both.spoken("convention"), weight("convention"), 0)
        most = most + np.where(_flags(said.records, [said.codes[SDG_TARGET[1].encode()]]), weight("tag"), 0)
        return most + weight("neighbour") * self._nearness(said) + weight("elsewhere")

    def _of_provisions(self, title: "_Heard", both: "_Heard", *, cored: Flags) -> Amounts:
        """What the weights of provisions can come to, wherever in title and description their words stand."""
        weight = self._weights.weight
        heard, alone = both.chances() >= HEARD - _ROUNDING, title.chances() >= HEARD - _ROUNDING
        general = np.isin(np.array(self._provisions.articles, dtype=np.int64), self._weights.general_articles)
        most = np.where(heard[:, ~general].any(axis=1), weight("provision"), 0.0)
        most = most + np.where((most > 0) & alone.any(axis=1), weight("provision_title"), 0)
        return np.maximum(most, np.where(heard[:, general].any(axis=1) & cored, weight("provision_general"), 0))

    def _of_opening(self, opening: tuple[str, str] | None, *, cored: bool) -> float:
        """What the weights of provisions can come to by the exact words of title and description."""
        if opening is None:
            return inf
        title, about = opening
        heard = may_speak_for(fold(f"{title} {about[: self._weights.opening]}" if about else title), at_least=HEARD)
        if any(int(article) not in self._weights.general_articles for article in heard):
            return self._weights.weight("provision") + self._weights.weight("provision_title")
        return self._weights.weight("provision_general") if heard and cored else 0.0

    def _nearness(self, said: Together) -> Amounts:
        nearest = np.zeros(said.records)
        for code, near in self._near.items():
            nearest[said.codes[code]] = np.maximum(nearest[said.codes[code]], near)
        return nearest


class _Terms:
    """What stands in folded text wherever a term does: the longest piece of each between its stars."""

    def __init__(self, terms: Iterable[str]) -> None:
        edges: dict[bytes, tuple[bool, bool]] = {}
        for term in terms:
            for key, begins, ends in _keys(term):
                known = edges.get(key, (True, True))
                edges[key] = known[0] and begins, known[1] and ends
        self.keys: Mapping[bytes, int] = {key: number for number, key in enumerate(edges)}
        self._needles = Needles(tuple(edges))
        self._lengths = np.array([len(key) for key in edges])
        self._firsts = np.array([_kind(key[0]) if begins else _OTHER for key, (begins, _) in edges.items()])
        self._lasts = np.array([_kind(key[-1]) if ends else _OTHER for key, (_, ends) in edges.items()])

    def find(self, folded: bytes) -> Places:
        """Which terms begin where, other than within a word of ASCII letters or a number."""
        numbers, places = self._needles.find(folded)
        kinds = _KINDS[np.frombuffer(b"\n" + folded + b"\n", dtype=np.uint8)]
        within = (self._firsts[numbers] != _OTHER) & (kinds[places] == self._firsts[numbers])
        goes_on = (self._lasts[numbers] != _OTHER) & (kinds[places + self._lengths[numbers] + 1] == self._lasts[numbers])
        return numbers[~(within | goes_on)], places[~(within | goes_on)]


class _Words:
    """Rules as tables: which terms stand in which of their parts, and which parts make them."""

    def __init__(self, rules: Sequence[Rule], keys: Mapping[bytes, int]) -> None:
        groups: dict[tuple[str, ...], int] = {}
        for rule in rules:
            for part in rule.parts:
                groups.setdefault(part, len(groups))
        self.count = len(rules)
        self.groups = _Links(
            len(keys), {(keys[key], group) for part, group in groups.items() for term in part for key, _, _ in _keys(term)}
        )
        self.rules = _Links(len(groups), {(groups[part], number) for number, rule in enumerate(rules) for part in rule.parts})
        self.parts = np.array([len(set(rule.parts)) for rule in rules])
        self.firsts = np.array([groups[rule.parts[0]] for rule in rules])
        self.labels = np.array([rule.label for rule in rules])
        self.doubts = np.array([1 - min(rule.weight, _NEARLY_ONE) for rule in rules])
        self.again = np.array([1 - rule.weight * REPEATED for rule in rules])
        named = [int(article_of(rule.label)) if rule.label[0].isdigit() else 0 for rule in rules]
        self.articles = tuple(sorted(set(named)))
        self.article = np.searchsorted(self.articles, named)


class _Links:
    """Pairs of numbers as a table by their first."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int]]) -> None:
        ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        self._from = np.searchsorted(ordered[:, 0], np.arange(count + 1))
        self._to = ordered[:, 1]

    def follow(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """For each link from one of the numbers, which of these it is from, by its place, and where it leads."""
        counts = self._from[numbers + 1] - self._from[numbers]
        place = np.repeat(np.arange(len(numbers)), counts)
        first = np.repeat(self._from[numbers] - (np.cumsum(counts) - counts), counts)
        return place, self._to[first + np.arange(len(place))]


class _Heard:
    """The rules that records may fulfil by the terms in them; where these stand does not count, so that it may only seem so."""

    def __init__(self, records: int, record: Numbers, term: Numbers, *, signals: _Words, provisions: _Words) -> None:
        self._records, self._signals, self._provisions = records, signals, provisions
        self._by_signals, self._by_provisions = (_fulfilled(record, term, words) for words in (signals, provisions))

    def times(self, *labels: str) -> Numbers:
        """How often each record may fulfil rules of signals with one of the labels."""
        record, rule, times = self._by_signals
        chosen = np.isin(self._signals.labels[rule], labels)
        return np.bincount(record[chosen], weights=times[chosen], minlength=self._records).astype(np.int64)

    def how_many(self, label: str) -> Numbers:
        """How many different rules of signals with a label each record may fulfil."""
        record, rule, _ = self._by_signals
        return np.bincount(record[self._signals.labels[rule] == label], minlength=self._records)

    def spoken(self, *labels: str) -> Flags:
        """Which records may fulfil a rule of signals with one of the labels."""
        return self.times(*labels) > 0

    def chances(self) -> Amounts:
        """For each record and article, how sure the lexicon can be of it at most, from 0 to 1."""
        record, rule, times = self._by_provisions
        words = self._provisions
        doubt = np.log(words.doubts[rule]) + np.minimum(times - 1, MOST_REPEATED - 1) * np.log(words.again[rule])
        place = record * len(words.articles) + words.article[rule]
        summed = np.bincount(place, weights=doubt, minlength=self._records * len(words.articles))
        return 1 - np.exp(summed.reshape(self._records, len(words.articles)))


def _fulfilled(record: Numbers, term: Numbers, words: _Words) -> tuple[Numbers, Numbers, Numbers]:
    """Records, rules of which all parts are there, and how often the first part is."""
    place, group = words.groups.follow(term)
    there, times = np.unique(record[place] * _MANY + group, return_counts=True)
    place, rule = words.rules.follow(there % _MANY)
    whose, first = there[place] // _MANY, there[place] % _MANY == words.firsts[rule]
    found, where, parts = np.unique(whose * words.count + rule, return_inverse=True, return_counts=True)
    often = np.bincount(where, weights=np.where(first, times[place], 0), minlength=len(found)).astype(np.int64)
    rule = found % words.count
    whole = parts >= words.parts[rule]
    return found[whole] // words.count, rule[whole], often[whole]


def _keys(term: str) -> list[tuple[bytes, bool, bool]]:
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


def _flags(count: int, numbers: Iterable[NDArray[np.int64]]) -> Flags:
    flags = np.zeros(count, dtype=np.bool_)
    for chosen in numbers:
        flags[chosen] = True
    return flags


@cache
def sieve() -> Sieve:
    """The sieve of the weights and lexicons that ship with the project."""
    return Sieve(weights())
