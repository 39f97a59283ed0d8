"""Finds what rules of words say about many texts at once: the same as they say about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from article60.domain.fields import note
from article60.extraction.rules import REACH, REACH_OTHERS, SHIELD, Finding, Rule, Rules, Span
from article60.extraction.terms_at_once import Seen, Spans, TermsAtOnce, Texts
from article60.text.links import Links, spread

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_CELLS = 1 << 20
"""Texts times groups that are looked at in one go: what a table of them takes in bytes."""
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules of one set say of some texts, as a table: a row for each finding, in the order of texts and findings."""

    rules: Sequence[Rule] = note("The rules of the set.")
    texts: int = note("How many texts.")
    text: Numbers = note("The text, by its number.")
    rule: Numbers = note("The rule that it fulfils, by its number.")
    begins: Numbers = note("For each part of the rule where its term begins in the text; -1 where it has no such part.")
    ends: Numbers = note("For each part of the rule where its term ends.")

    def findings(self) -> list[list[Finding]]:
        """The same for each text, as `Rules.find` gives it."""
        found: list[list[Finding]] = [[] for _ in range(self.texts)]
        first = (column.tolist() for column in (self.text, self.rule, self.begins[:, 0], self.ends[:, 0]))
        for row, (text, number, begin, end) in enumerate(zip(*first, strict=True)):
            rule = self.rules[number]
            if len(rule.parts) == 1:
                spans: tuple[Span, ...] = ((begin, end),)
            else:
                places = self.begins[row].tolist(), self.ends[row].tolist()
                spans = tuple(zip(*places, strict=True))[: len(rule.parts)]
            found[text].append(Finding(rule, spans))
        return found


@dataclass(frozen=True, slots=True)
class _Made:
    """Rules that may be fulfilled: of which text, which rule, and from where to where the terms stand, part by part."""

    text: Numbers
    rule: Numbers
    begins: Numbers
    ends: Numbers

    def of(self, chosen: Flags | Numbers) -> "_Made":
        return _Made(self.text[chosen], self.rule[chosen], self.begins[chosen], self.ends[chosen])

    def moved(self, begins: Numbers, number: int) -> "_Made":
        """Places counted within each text, and the numbers of texts from a number on."""
        first = np.where(self.begins == _NOWHERE, 0, begins[self.text][:, np.newaxis])
        return _Made(self.text + number, self.rule, self.begins - first, self.ends - first)

    @property
    def start(self) -> Numbers:
        first: Numbers = np.where(self.begins == _NOWHERE, self.begins[:, :1], self.begins).min(axis=1)
        return first

    @property
    def end(self) -> Numbers:
        last: Numbers = self.ends.max(axis=1)
        return last


class RulesAtOnce:
    """Some sets of rules as tables, so that texts are looked through once for all of them."""

    def __init__(self, several: Sequence[Rules]) -> None:
        self._several = several
        self._groups = [0, *accumulate(rules.groups for rules in several)]
        self._rules = [0, *accumulate(len(rules.compiled) for rules in several)]
        compiled = [(first, one) for first, rules in zip(self._groups, several, strict=False) for one in rules.compiled]
        if not compiled:
            return
        self._terms = TermsAtOnce(
            [
                {term: [first + group for group in groups] for term, groups in rules.groups_of.items()}
                for first, rules in zip(self._groups, several, strict=False)
            ]
        )
        most = max(len(one.parts) for _, one in compiled)
        whole = [[first + part for part in one.parts] for first, one in compiled]
        self._parts = np.array([parts + parts[:1] * (most - len(parts)) for parts in whole])
        self._counts = np.array([len(parts) for parts in whole])
        self._by_first = Links(self._groups[-1], [(parts[0], number) for number, parts in enumerate(whole)])
        self._takes_back = np.array([one.unless is not None for _, one in compiled])
        self._unless = np.array([first + (one.parts[0] if one.unless is None else one.unless) for first, one in compiled])
        self._within = np.array([one.rule.within for _, one in compiled])
        self._reach = np.array([REACH.get(one.rule.language, REACH_OTHERS) for _, one in compiled])
        self._labels = np.unique([one.rule.label for _, one in compiled], return_inverse=True)[1]
        self._shields = np.array([one.rule.label == SHIELD for _, one in compiled])

    def find(self, texts: Sequence[str]) -> list[Found]:
        """For each set what its rules say of texts that are folded already."""
        at_once = max(1, _CELLS // max(1, self._groups[-1]))
        stretches = range(0, len(texts), at_once) if self._rules[-1] else ()
        made = [self._made(texts[first : first + at_once], first) for first in stretches]
        return [self._found(number, [one[number] for one in made], len(texts)) for number in range(len(self._several))]

    def _found(self, number: int, made: Sequence[_Made], texts: int) -> Found:
        none, nowhere = np.empty(0, dtype=np.int64), np.empty((0, 1), dtype=np.int64)
        made = made or [_Made(none, none, nowhere, nowhere)]
        columns = [np.concatenate(column) for column in zip(*((m.text, m.rule, m.begins, m.ends) for m in made), strict=True)]
        return Found(tuple(one.rule for one in self._several[number].compiled), texts, *columns)

    def _made(self, some: Sequence[str], number: int) -> list[_Made]:
        """For each set what is made of some texts, of which the first has a number."""
        texts = Texts(some)
        spans = _Places(self._terms.spans(texts, self._asked(self._terms.seen(texts), len(some))), len(some))
        row, rule = self._by_first.follow(spans.all.group)
        order = np.lexsort((row, rule, spans.first_of_group[row]))
        row, rule = row[order], rule[order]
        begins = np.full((len(row), self._parts.shape[1]), _NOWHERE)
        ends = begins.copy()
        begins[:, 0], ends[:, 0] = spans.all.begins[row], spans.all.ends[row]
        made = _Made(spans.all.text[row], rule, begins, ends)
        for part in range(1, self._parts.shape[1]):
            made = self._with_part(made, part, spans, texts)
        made = made.of(~self._taken_back(made, spans))
        return [self._of_set(one, made).moved(texts.begins, number) for one in range(len(self._several))]

    def _asked(self, seen: Seen, texts: int) -> Seen:
        """The terms of rules all parts of which seem to be in the text, and of what may take these rules back."""
        cell = seen.group * texts + seen.text
        there = np.zeros((self._groups[-1], texts), dtype=np.bool_)
        there.reshape(-1)[cell] = True
        whole = there[self._parts[:, 0]]
        for part in self._parts.T[1:]:
            whole &= there[part]
        rule, text = np.divmod(np.flatnonzero(whole), texts)
        asked = np.zeros_like(there)
        for group in (*self._parts.T, self._unless):
            asked[group[rule], text] = True
        return seen.of(asked.reshape(-1)[cell])

    def _with_part(self, made: _Made, part: int, spans: "_Places", texts: Texts) -> _Made:
        """The same with the nearest term of a further part, without the rules of which none is near in the same sentence."""
        asked = np.flatnonzero(self._counts[made.rule] > part)
        place, row = spans.of(made.text[asked], self._parts[made.rule[asked], part])
        which = asked[place]
        begins, ends = spans.all.begins[row], spans.all.ends[row]
        gap = np.maximum(begins - made.ends[which, 0], made.begins[which, 0] - ends)
        near = np.flatnonzero(gap <= self._within[made.rule[which]])
        which, begins, ends, gap = which[near], begins[near], ends[near], gap[near]
        meets = (begins[:, np.newaxis] < made.ends[which]) & (made.begins[which] < ends[:, np.newaxis])
        first = made.begins[which, 0], made.ends[which, 0]
        fits = ~meets.any(axis=1) & ~texts.divided(made.text[which], first, (begins, ends))
        which, begins, ends, gap = which[fits], begins[fits], ends[fits], gap[fits]
        order = np.lexsort((gap, which))
        found, best = np.unique(which[order], return_index=True)
        made.begins[found, part], made.ends[found, part] = begins[order[best]], ends[order[best]]
        return made.of((self._counts[made.rule] <= part) | (made.begins[:, part] != _NOWHERE))

    def _taken_back(self, made: _Made, spans: "_Places") -> Flags:
        """Which are taken back by words that stand near."""
        asked = np.flatnonzero(self._takes_back[made.rule])
        place, row = spans.of(made.text[asked], self._unless[made.rule[asked]])
        which = asked[place]
        before, behind = self._reach[made.rule[which]].T
        near = (spans.all.begins[row] < made.end[which] + behind) & (made.start[which] - before < spans.all.ends[row])
        taken = np.zeros(len(made.rule), dtype=np.bool_)
        taken[which[near]] = True
        return taken

    def _of_set(self, number: int, made: _Made) -> _Made:
        """What one set of rules makes, in its order, rules by their numbers in it."""
        first = self._rules[number]
        made = made.of((made.rule >= first) & (made.rule < self._rules[number + 1]))
        if self._several[number].exclusive:
            made = self._unshielded(made)
        return _Made(made.text, made.rule - first, made.begins, made.ends)

    def _unshielded(self, made: _Made) -> _Made:
        """What is made without single terms that stand inside a longer single term of another label, by place."""
        single, start, end = self._counts[made.rule] == 1, made.start, made.end
        order = np.flatnonzero(single)
        order = order[np.lexsort((-end[order], start[order]))]
        start_of, end_of, label = start[order], end[order], self._labels[made.rule[order]]
        reach = np.maximum.accumulate(end_of)
        shielded = np.zeros(len(single), dtype=np.bool_)
        # What covers a term stands before it: all are held against the one before, then those that it may be worth it
        # against the one before that, and so on.
        inner, before = np.arange(len(order)), 0
        while len(inner):
            before += 1
            inner = inner[inner >= before]
            inner = inner[reach[inner - before] > start_of[inner]]
            outer = inner - before
            longer = end_of[outer] - start_of[outer] > end_of[inner] - start_of[inner]
            covers = longer & (end_of[outer] >= end_of[inner]) & (label[outer] != label[inner])
            shielded[order[inner[covers]]] = True
        kept = np.flatnonzero(~shielded & ~self._shields[made.rule])
        return made.of(kept[np.lexsort((single[kept], -end[kept], start[kept]))])


class _Places:
    """The places of terms, to be asked for by text and group."""

    def __init__(self, spans: Spans, texts: int) -> None:
        self.all = spans
        self._texts = texts
        cell = spans.group * texts + spans.text
        self._order = np.argsort(cell, kind="stable")
        self._cells = cell[self._order]
        self.first_of_group = self._order[np.searchsorted(self._cells, cell)]

    def of(self, text: Numbers, group: Numbers) -> tuple[Numbers, Numbers]:
        """Of each of some groups in texts all places, in order: which of these it is, and which row."""
        cell = group * self._texts + text
        place, row = spread(np.searchsorted(self._cells, cell), np.searchsorted(self._cells, cell, side="right"))
        return place, self._order[row]
