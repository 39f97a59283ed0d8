"""Numbers for the texts of reports: each is read from a figure and carries a note that says what it rests on."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from article60.codes.labels import label
from article60.domain.figure import Figure
from article60.figures.declarations import declarations, range_declarations
from article60.figures.evaluate import evaluate
from article60.figures.sources import Sources, sources
from article60.figures.words import between, part_label

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use marks around the place of a number, so that no words of a template can be taken for one."""

NOT_COMPARABLE = "not comparable"
SHOWN = 2
"""Documents named in a note before the rest is left to the annex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The footnote of one or more numbers, and its full list of documents where the footnote cannot hold it."""

    text: str
    annex: str | None


@dataclass(slots=True)
class Numbers:
    """Hands out the numbers of one report, in the order of its text, and keeps the note of each."""

    connection: sqlite3.Connection
    language: str
    shown: list[tuple[str, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _by_key: dict[tuple[tuple[str, ...], str | None], int] = field(default_factory=dict)
    _figures: dict[str, Figure] = field(default_factory=dict)

    def figure(self, name: str) -> Figure:
        """The figure of that name, evaluated once. Raises KeyError where none is declared."""
        if name not in self._figures:
            self._figures[name] = evaluate(self.connection, declarations()[name])
        return self._figures[name]

    def value(self, name: str, part: str | None = None) -> int | Decimal:
        """The bare number, for choosing words; a part that no row names is nothing."""
        figure = self.figure(name)
        return figure.value if part is None else dict(figure.parts).get(part, 0)

    def number(self, name: str, part: str | None = None, *, together: Sequence[str] = ()) -> str:
        """Mark that the writer of the report turns into the number and its footnote.

        `together` names the figures that share one note with this one, because they stand in one row of a table.
        """
        key = (tuple(together) or (name,), part)
        if key not in self._by_key:
            self._by_key[key] = len(self.notes)
            self.notes.append(self._note(*key))
        self.shown.append((f"{self.value(name, part):,}", self._by_key[key]))
        return f"{OPEN}{len(self.shown) - 1}{CLOSE}"

    def between(self, name: str) -> str:
        """Marks for the least and the most of a range, with the words between them; one mark where both are the same."""
        declared = range_declarations()[name]
        low, high = self.value(declared.low), self.value(declared.high)
        if low == high:
            return self.number(declared.high)
        ends = (declared.low, declared.high)
        return between(self.number(ends[0], together=ends), self.number(ends[1], together=ends), self.language)

    def before(self, name: str) -> str:
        """Mark for the number of the Release before; the reason in words where it is not comparable."""
        figure = self.figure(name)
        if figure.previous is None:
            return f"{NOT_COMPARABLE} ({label('not_comparable', figure.not_comparable or '', self.language)})"
        key = ((name,), f"Release {figure.previous_release}")
        if key not in self._by_key:
            self._by_key[key] = len(self.notes)
            text = f"{name} in Release {figure.previous_release}, as published there."
            self.notes.append(Note(text=text, annex=None))
        self.shown.append((f"{figure.previous:,}", self._by_key[key]))
        return f"{OPEN}{len(self.shown) - 1}{CLOSE}"

    def parts(self, name: str) -> list[tuple[str, str]]:
        """Code and label of each part of a figure, in the order of the code list."""
        return [(part, part_label(declarations()[name], part, self.language)) for part, _ in self.figure(name).parts]

    def _note(self, names: Sequence[str], part: str | None) -> Note:
        texts, annexes = [], []
        for group in _alike([self.figure(name) for name in names]):
            figure, rests_on = group[0], sources(self.connection, group[0], part=part)
            called = ", ".join(one.figure for one in group) + (f" ({part})" if part is not None else "")
            texts.append(f"{called}: {_in_short(rests_on)}{_confirmed(figure, part)}")
            if len(rests_on.documents) > SHOWN:
                annexes.append(f"{called}: {_documents(rests_on.documents)}")
        return Note(text="; ".join(texts) + ".", annex=". ".join(annexes) + "." if annexes else None)


def _alike(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that count the same rows together, so that their sources are named once."""
    groups: dict[tuple[str, tuple[str, ...]], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.table, figure.filters), []).append(figure)
    return list(groups.values())


def _confirmed(figure: Figure, part: str | None) -> str:
    if figure.confirmed is None or part is not None or not figure.rows:
        return ""
    return f" ({figure.confirmed} of {figure.rows} confirmed by people)"


def _in_short(rests_on: Sources) -> str:
    named = [_documents(rests_on.documents[:SHOWN])] if rests_on.documents else []
    if len(rests_on.documents) > SHOWN:
        named.append(f"and {len(rests_on.documents) - SHOWN} more (annex)")
    if rests_on.files:
        named.append(_listed(rests_on.files, "aid data file", "aid data files"))
    if rests_on.entered:
        named.append(f"entered by States themselves: {rests_on.entered}")
    return "; ".join(named) or "no document"


def _listed(files: Sequence[str], one: str, many: str) -> str:
    more = len(files) - SHOWN
    named = ", ".join(files[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    return f"{one if len(files) == 1 else many} {named}"


def _documents(documents: Sequence[tuple[str, tuple[int, ...]]]) -> str:
    return "; ".join(f"{name}{_pages(pages)}" for name, pages in documents)


def _pages(pages: Sequence[int]) -> str:
    if not pages:
        return ""
    return f", p. {pages[0]}" if len(pages) == 1 else f", pp. {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
