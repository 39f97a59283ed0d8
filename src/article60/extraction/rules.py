"""Finds what rules of words say about a text: parts that must stand near each other, and words that take a rule back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from article60.text.lexicon import Entry, Lexicon
from article60.text.normalise import fold

Span = tuple[int, int]

SHIELD = "-"
"""The label of a rule that says nothing itself: its words are shielded from the shorter terms of other rules."""

SENTENCE_ENDS = (". ", "; ", "。", "；", "؛", "\n")
# How far before and behind the words of a rule the words stand that take it back: "training in [drafting laws]".
REACH = {"zh": (6, 5)}
REACH_OTHERS = (40, 4)


@dataclass(frozen=True, slots=True)
class Rule:
    """Says `label` where one term of each part is found, all within `within` characters and in one sentence."""

    label: str
    parts: tuple[tuple[str, ...], ...]
    weight: float
    within: int
    unless: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a text fulfils, and where its words stand in the folded text."""

    rule: Rule
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.spans[0][0] if len(self.spans) == 1 else min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.spans[0][1] if len(self.spans) == 1 else max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its groups of terms by their numbers."""

    rule: Rule
    parts: tuple[int, ...]
    unless: int | None


class Rules:
    """Rules compiled into one automaton.

    Where labels exclude one another (`exclusive`), a longer term shields its words from the shorter terms of other labels; a
    rule labelled SHIELD does nothing but shield.
    """

    def __init__(self, rules: Iterable[Rule], *, exclusive: bool = True) -> None:
        self.exclusive = exclusive
        self._groups: dict[tuple[str, ...], int] = {}
        self.compiled = tuple(map(self._compiled, rules))
        self._by_first: dict[int, list[Compiled]] = defaultdict(list)
        for one in self.compiled:
            self._by_first[one.parts[0]].append(one)
        self.groups_of = self._term_groups()

    @property
    def groups(self) -> int:
        """How many groups of terms they have."""
        return len(self._groups)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(Entry(term, label=term) for term in self.groups_of)

    def find(self, folded: str) -> list[Finding]:
        """What the rules say of a text that is folded already, each rule as often as its first part is fulfilled."""
        places: dict[int, list[Span]] = {}
        for start, end, entry in self._lexicon.spans(folded):
            span = (start, end)
            for group in self.groups_of[entry.term]:
                if group in places:
                    places[group].append(span)
                else:
                    places[group] = [span]
        found: list[Finding] = []
        for group in places:
            for compiled in self._by_first.get(group, ()):
                # Of most rules some part is nowhere in the text: that is told before anything else is done.
                for part in compiled.parts:
                    if part not in places:
                        break
                else:
                    found += _fulfil(compiled, places, folded)
        return _unshielded(found) if self.exclusive else found

    def _compiled(self, rule: Rule) -> Compiled:
        parts = tuple(self._group(part) for part in rule.parts)
        return Compiled(rule, parts, self._group(rule.unless) if rule.unless else None)

    def _group(self, terms: tuple[str, ...]) -> int:
        return self._groups.setdefault(terms, len(self._groups))

    def _term_groups(self) -> Mapping[str, tuple[int, ...]]:
        """The groups of each term; terms that fold alike are one."""
        groups: dict[str, set[int]] = defaultdict(set)
        for terms, group in self._groups.items():
            for term in terms:
                groups[fold(term)].add(group)
        return {term: tuple(sorted(found)) for term, found in groups.items()}


def _fulfil(compiled: Compiled, places: Mapping[int, Sequence[Span]], folded: str) -> Iterator[Finding]:
    """Where all parts of a rule are, its findings."""
    rule = compiled.rule
    for first in places[compiled.parts[0]]:
        spans: tuple[Span, ...] | None = (first,)
        for part in compiled.parts[1:]:
            spans = spans and _nearest(spans, places[part], within=rule.within, folded=folded)
        if spans and not _taken_back(spans, places, compiled):
            yield Finding(rule, spans)


def _nearest(spans: tuple[Span, ...], candidates: Sequence[Span], *, within: int, folded: str) -> tuple[Span, ...] | None:
    """The spans and the candidate nearest to the first of them; None where none is near in the same sentence."""
    best, least = None, within + 1
    for start, end in candidates:
        gap = max(start - spans[0][1], spans[0][0] - end)
        if gap < least and not any(start < e and s < end for s, e in spans) and not _divided(spans[0], (start, end), folded):
            best, least = (start, end), gap
    return None if best is None else (*spans, best)


def _divided(one: Span, other: Span, folded: str) -> bool:
    start, end = sorted((min(one[1], other[1]), max(one[0], other[0])))
    return ends_between(start, end, folded)


def ends_between(start: int, end: int, folded: str) -> bool:
    """Whether a sentence ends between two places."""
    return any(folded.find(mark, start, end + 1) >= 0 for mark in SENTENCE_ENDS)


def _taken_back(spans: tuple[Span, ...], places: Mapping[int, Sequence[Span]], compiled: Compiled) -> bool:
    if compiled.unless is None or compiled.unless not in places:
        return False
    before, behind = REACH.get(compiled.rule.language, REACH_OTHERS)
    start = min(s for s, _ in spans) - before
    end = max(e for _, e in spans) + behind
    return any(s < end and start < e for s, e in places[compiled.unless])


def _unshielded(found: list[Finding]) -> list[Finding]:
    """The findings without single terms that stand inside a longer single term of another label."""
    single = sorted((f for f in found if len(f.spans) == 1), key=lambda f: (f.start, -f.end))
    kept: list[Finding] = [f for f in found if len(f.spans) > 1]
    outer: list[Finding] = []
    for finding in single:
        outer = [o for o in outer if o.end > finding.start]
        if not any(_covers(o, finding) for o in outer):
            kept.append(finding)
        outer.append(finding)
    return sorted((f for f in kept if f.rule.label != SHIELD), key=lambda f: (f.start, -f.end))


def _covers(outer: Finding, inner: Finding) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.end >= inner.end and outer.rule.label != inner.rule.label
