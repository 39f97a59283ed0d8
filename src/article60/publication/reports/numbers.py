"""Numbers for the texts of reports: each is read from a figure and carries a note that says what it rests on."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from article60.codes.labels import label
from article60.domain.figure import Figure
from article60.domain.provision import provisions
from article60.figures.declarations import declarations, range_declarations
from article60.figures.evaluate import evaluate
from article60.figures.known import Known
from article60.figures.narrowing import Narrowing
from article60.figures.sources import Places, Sources, all_places, sources, sources_of_parts
from article60.figures.words import between, part_label
from article60.publication.reports.marked import note_mark, number_mark
from article60.publication.reports.model import Line, Shown, Words
from article60.publication.reports.naming import document_names
from article60.publication.reports.number_ids import NumberId
from article60.publication.reports.wording import RUNS_BY_ITSELF, Wording, begun

SHOWN = 2
"""Documents named in a note before the rest is left to the annex."""
ANNEX = "\ue002"
"""Stands in a note for what the annex is called, which is known once the text stands; a private-use letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The note of one or more numbers, and its full lists of documents, a line each, where the note cannot hold them.

    Both are told once the text stands: of many numbers no note is shown, and only then is it known whether the report itself
    numbers the documents.
    """

    told: Callable[[], str]
    annex: Callable[[], Sequence[Line]] = tuple

    @property
    def text(self) -> str:
        """The words of the note."""
        return self.told()


@dataclass(slots=True)
class Numbers:
    """Hands out the numbers of one report, in the order of its text, and keeps the note of each.

    `to` narrows every number that is not narrowed otherwise: a State's report asks for the numbers of that State.
    """

    connection: sqlite3.Connection
    language: str
    to: Narrowing = Narrowing()
    shown: list[Shown] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    listed: Mapping[str, int] = field(default_factory=dict)
    """Number of each document in a list that the report holds itself, by symbol (identifier where there is none)."""
    _by_key: dict[tuple[object, ...], int] = field(default_factory=dict)
    _figures: dict[tuple[str, Narrowing], Figure] = field(default_factory=dict)
    _known: Known = field(default_factory=dict)
    _rest_on: dict[tuple[object, ...], Mapping[Any, Sources]] = field(default_factory=dict)
    _places: Places | None = None
    _names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = document_names(self.connection)

    def figure(self, name: str, to: Narrowing | None = None) -> Figure:
        """The figure of that name, evaluated once. Raises KeyError where none is declared; what `evaluate` raises."""
        key = (name, self.to if to is None else to)
        if key not in self._figures:
            self._figures[key] = evaluate(self.connection, declarations()[name], to=key[1], known=self._known)
        return self._figures[key]

    def value(self, name: str, part: str | None = None, *, to: Narrowing | None = None) -> int | Decimal:
        """The bare number, for choosing words; a part that no row names is nothing."""
        figure = self.figure(name, to)
        return figure.value if part is None else dict(figure.parts).get(part, 0)

    def number(
        self,
        name: str,
        part: str | None = None,
        *,
        together: Sequence[str] = (),
        to: Narrowing | None = None,
        noted: bool = True,
    ) -> str:
        """Mark that becomes the number and, where it is `noted`, the reference to its note.

        `together` names the figures that share one note with this one, because they stand in one row of a table: the last of
        them refers to it.
        """
        chosen = self.to if to is None else to
        note = self._note_of(
            (tuple(together) or (name,), part, chosen), lambda: self._note(tuple(together) or (name,), part, chosen)
        )
        address = NumberId(figure=name, part=part, to=chosen)
        return self._show(address, self.value(name, part, to=chosen), note, noted=noted)

    def rests(self, *names: str, pages: bool = True) -> str:
        """Mark for the note of a table whose rows are parts of these figures; the annex says what each row rests on.

        Without `pages`, documents are named alone: where rows bring together those of another table that tells pages.
        """
        return note_mark(self._note_of((names, "rows", self.to, pages), lambda: self._note_of_rows(names, pages=pages)))

    def between(self, name: str) -> str:
        """Marks for the least and the most of a range, with the words between them; one mark where both are the same."""
        declared = range_declarations()[name]
        low, high = self.value(declared.low), self.value(declared.high)
        if low == high:
            return self.number(declared.high)
        ends = (declared.low, declared.high)
        return between(self.number(ends[0], together=ends, noted=False), self.number(ends[1], together=ends), self.language)

    def before(self, name: str) -> str:
        """Mark for the number of the Release before; the reason in words where it is not comparable."""
        figure = self.figure(name, Narrowing())
        if figure.previous is None:
            return self._say("not_comparable", why=label("not_comparable", figure.not_comparable or "", self.language))
        text = self._say("as_published", figure=name, release=figure.previous_release or "")
        note = self._note_of((name, figure.previous_release), lambda: Note(told=lambda: f"{text}{self._words.stop}"))
        return self._show(NumberId(figure=name, before=True), figure.previous, note)

    def parts(self, name: str) -> list[tuple[str, str]]:
        """Code and label of each part of a figure, in the order of the code list."""
        declared, found = declarations()[name], self.figure(name).parts
        return [(part, part_label(declared, part, self.language, alone=len(found) == 1)) for part, _ in found]

    def title(self, name: str) -> str:
        """What a figure counts, in the report's language."""
        return declarations()[name].titles[self.language]

    def written(self, value: int | Decimal, *, usd: bool) -> str:
        """A number as this report's language writes it; amounts in whole dollars."""
        return self._words.money(str(value)) if usd else self._words.number(value)

    @property
    def _words(self) -> Wording:
        return Wording(self.language, "note")

    def _say(self, key: str, **values: object) -> str:
        return self._words.say(key, **values)

    def _show(self, address: NumberId, value: int | Decimal, note: int, *, noted: bool = True) -> str:
        declaration = declarations()[address.figure]
        text = self.written(value, usd=declaration.summed is not None)
        title = declaration.titles[self.language]
        self.shown.append(Shown(address=str(address), value=str(value), text=text, title=title, note=note))
        return number_mark(len(self.shown) - 1, noted=noted)

    def _note_of(self, key: tuple[object, ...], made: Callable[[], Note]) -> int:
        if key not in self._by_key:
            self._by_key[key] = len(self.notes)
            self.notes.append(made())
        return self._by_key[key]

    def _note(self, names: Sequence[str], part: str | None, to: Narrowing) -> Note:
        groups = _alike([self.figure(name, to) for name in names])

        def told() -> str:
            texts = [
                f"{self._called_in(group, part)}{self._words.colon}{self._in_short(self._sources(group[0], part, to))}"
                f"{self._confirmed(group[0], part)}"
                for group in groups
            ]
            return self._words.semicolon.join(texts) + self._words.stop

        def annex() -> list[Line]:
            found = [(self._called_in(group, part), self._sources(group[0], part, to).documents) for group in groups]
            return [self._entry(called, self._all(documents)) for called, documents in found if len(documents) > SHOWN]

        return Note(told=told, annex=annex)

    def _called_in(self, group: Sequence[Figure], part: str | None) -> str:
        return self._called([one.figure for one in group], part)

    def _note_of_rows(self, names: Sequence[str], *, pages: bool) -> Note:
        called = self._called(names)
        parts = dict.fromkeys(part for name in names for part, _ in self.figure(name).parts)
        labels = {part: self._row_called(part, label) for name in reversed(names) for part, label in self.parts(name)}

        def annex() -> list[Line]:
            rows = [self._entry(labels[part], self._rests_on(names, part, pages=pages), strong=True) for part in parts]
            return [(Words(text=f"{called}{self._words.stop}"),), *rows]

        return Note(
            told=lambda: f"{called}{self._words.colon}{self._say('rows_in_annex', annex=ANNEX)}{self._words.stop}", annex=annex
        )

    def _entry(self, called: str, told: str, *, strong: bool = False) -> Line:
        """A line of the annex: what rests on something, and on what; figures after a name in Latin letters keep to the line."""
        # What is isolated keeps to the line by itself; a mark alone before it would be tagged and draw nothing.
        alone = self._words.direction == "ltr" or told.startswith("\N{LEFT-TO-RIGHT ISOLATE}")
        turned = "" if alone else "\N{RIGHT-TO-LEFT MARK}"
        return (Words(text=f"{called}{self._words.colon}", strong=strong), Words(text=f"{turned}{told}{self._words.stop}"))

    def _called(self, names: Sequence[str], part: str | None = None) -> str:
        """Figures by their names, with the part of them that is meant."""
        return self._words.comma.join(map(self._words.latin, names)) + (
            f" ({self._words.latin(part)})" if part is not None else ""
        )

    def _row_called(self, part: str, label: str) -> str:
        """The label of a row; an article, of which it is the bare number, as articles are cited."""
        return begun(self._words.citation([part]) if label == part and part in provisions() else label)

    def _rests_on(self, names: Sequence[str], part: str, *, pages: bool) -> str:
        """Documents and files behind one row of a table."""
        found = [self._sources(self.figure(name), part, self.to) for name in names]
        documents: dict[str, set[int]] = {}
        for name, told in (one for some in found for one in some.documents):
            documents.setdefault(name, set()).update(told if pages else ())
        files = dict.fromkeys(one for some in found for one in some.files)
        entered = max((some.entered for some in found), default=0)
        named = [self._all([(name, tuple(sorted(told))) for name, told in documents.items()])] if documents else []
        named += [self._files_of(tuple(files))] if files else []
        named += [self._say("entered", count=self._number(entered))] if entered else []
        return self._words.semicolon.join(named) or self._say("no_document")

    def _sources(self, figure: Figure, part: str | None, to: Narrowing) -> Sources:
        """What a figure or a part of it rests on; figures that split the same rows in the same way are asked once."""
        key = (figure.table, figure.filters, figure.dimension if part is not None else None, to)
        if self._places is None:
            self._places = all_places(self.connection)
        if key not in self._rest_on:
            self._rest_on[key] = (
                {None: sources(self.connection, figure, to=to, places=self._places)}
                if part is None
                else sources_of_parts(self.connection, figure, to=to, places=self._places)
            )
        return self._rest_on[key].get(part, Sources())

    def _confirmed(self, figure: Figure, part: str | None) -> str:
        if figure.confirmed is None or part is not None or not figure.rows:
            return ""
        confirmed = self._say("confirmed", confirmed=self._number(figure.confirmed), rows=self._number(figure.rows))
        return self._words.blank + confirmed

    def _in_short(self, rests_on: Sources) -> str:
        named = [self._documents(rests_on.documents[:SHOWN])] if rests_on.documents else []
        if (more := len(rests_on.documents) - SHOWN) > 0:
            named.append(
                self._say("one_more_in_annex" if more == 1 else "more_in_annex", count=self._number(more), annex=ANNEX)
            )
        if rests_on.files:
            named.append(self._files_of(rests_on.files))
        if rests_on.entered:
            named.append(self._say("entered", count=self._number(rests_on.entered)))
        return self._words.semicolon.join(named) or self._say("no_document")

    def _files_of(self, files: Sequence[str]) -> str:
        more = len(files) - SHOWN
        named = self._words.between.join(self._words.latin(one) for one in files[:SHOWN])
        if more > 0:
            named += self._words.blank + self._say("one_more_file" if more == 1 else "more_files", count=self._number(more))
        return self._say({1: "file", 2: "two_files"}.get(len(files), "files"), files=named)

    def _documents(self, documents: Sequence[tuple[str, tuple[int, ...]]]) -> str:
        return self._words.semicolon.join(f"{self._name(name)}{self._pages(pages)}" for name, pages in documents)

    def _all(self, documents: Sequence[tuple[str, tuple[int, ...]]]) -> str:
        """Documents in the annex with their pages: by number where the report lists them, for there are thousands."""
        numbered = sorted((self.listed[name], pages) for name, pages in documents if name in self.listed)
        others = [one for one in documents if one[0] not in self.listed]
        if any(pages for _, pages in numbered):
            named = [self._by_number(number, pages) for number, pages in numbered]
        else:
            named = [self._in_runs([number for number, _ in numbered])] if numbered else []
        return self._words.semicolon.join([*named, *([self._documents(others)] if others else [])])

    def _by_number(self, number: int, pages: Sequence[int]) -> str:
        return f"{number}{self._words.colon}{self._in_runs(pages)}" if pages else str(number)

    def _in_runs(self, numbers: Sequence[int]) -> str:
        """Numbers in short: an enumeration in which three and more that follow one another are told by their ends."""
        ends = (dict.fromkeys((run[0], run[-1])) for run in _runs(numbers))
        return self._words.comma.join("\N{EN DASH}".join(map(str, run)) for run in ends)

    def _name(self, document: str) -> str:
        """A symbol that runs from left to right by its letters alone is left as it is: lists hold thousands of them."""
        name = self._names.get(document, document)
        return name if RUNS_BY_ITSELF.fullmatch(name) else self._words.latin(name)

    def _pages(self, pages: Sequence[int]) -> str:
        if not pages:
            return ""
        if len(pages) == 1:
            return self._words.comma + self._say("page", page=pages[0])
        told = [self._run(run) for run in _runs(pages)]
        if len(told) == 1:
            return self._words.comma + self._say("run_of_pages", run=told[0])
        first = self._words.between.join(told[:-1])
        return self._words.comma + self._say("two_pages" if len(pages) == 2 else "pages", first=first, last=told[-1])

    def _run(self, pages: Sequence[int]) -> str:
        return str(pages[0]) if len(pages) == 1 else self._say("run", first=pages[0], last=pages[-1])

    def _number(self, count: int) -> str:
        return self._words.number(count)


def _alike(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures that count the same rows together, so that their sources are named once."""
    groups: dict[tuple[str, tuple[str, ...]], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.table, figure.filters), []).append(figure)
    return list(groups.values())


def _runs(pages: Sequence[int]) -> Iterator[Sequence[int]]:
    """Pages in their order, three and more that follow one another together."""
    start = 0
    for end in range(1, len(pages) + 1):
        if end == len(pages) or pages[end] != pages[end - 1] + 1:
            run = pages[start:end]
            yield from [run] if len(run) > 2 else [(page,) for page in run]
            start = end
