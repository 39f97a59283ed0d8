"""Makes a report of a Release: the template of its kind and language, filled with figures and records, as blocks."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.plural import PluralRule
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, TemplateNotFound

from article60.charts.chart import SOLID
from article60.domain.answerable import Answerable
from article60.domain.provision import provisions
from article60.figures.declarations import part_labels
from article60.figures.narrowing import Narrowing
from article60.publication.reading import open_to_show
from article60.publication.reports import drawing, marked
from article60.publication.reports.marked import Filled, Labels
from article60.publication.reports.model import (
    Beside,
    Block,
    Break,
    Choice,
    Choices,
    Counted,
    Drawn,
    Field,
    Line,
    Noted,
    Quote,
    Report,
    Sheet,
    Table,
    Text,
    Words,
)
from article60.publication.reports.numbers import ANNEX, Numbers
from article60.publication.reports.wording import Wording, begun, direction_of

BRIEF = 5_000
"""Letters of an annex of sources that a brief can hold: most of a page."""
LEAVES_OUT = "none"
"""Form of words for a number that is nothing, beside the plural forms of the language."""


class NoSuchReport(Answerable, ValueError):
    """There is no such report: the kind, the language, what it is about or the form of the file is not to be had."""


class UnfinishedTemplate(Answerable, ValueError):
    """A template lacks a form of words that the language needs; the message names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a report is about, beside the whole Release: a State, a region, a provision, a donor; empty where it is not.

    `day`: the day of which a report that plans ahead speaks.
    """

    state: str | None = None
    region: str | None = None
    provision: str | None = None
    donor: str | None = None
    day: date | None = None


SUBJECTS = ("state", "region", "provision", "donor")
"""What a kind of report may be about, as the command line names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of report: its name, what it must be told, how its numbers are narrowed, and what its template is given.

    `dated`: whether it may be told a day. `beside` makes, once the text stands, the files that belong to it, from its title.
    `annex_letters`: length of the annex of sources beyond which a report that is to stay short leaves it to the register.
    """

    name: str
    needs: Sequence[str] = ()
    narrowed: Callable[[About, sqlite3.Connection], Narrowing] = lambda about, connection: Narrowing()
    given: Callable[["Making"], Mapping[str, Any]] = lambda making: {}
    landscape: bool = False
    sheets: Callable[["Making"], Sequence[Sheet]] = lambda making: ()
    beside: Callable[["Making", str], Sequence[Beside]] = lambda making, title: ()
    dated: bool = False
    annex_letters: int | None = None


@dataclass(slots=True)
class Making:
    """A report in the making: the Release's database, what the report is about, its numbers and what fills its text."""

    connection: sqlite3.Connection
    release: Mapping[str, Any]
    about: About
    numbers: Numbers
    words: Wording
    filled: Filled = field(default_factory=Filled)
    kept: dict[str, Any] = field(default_factory=dict)
    """What a kind gathers while its text is filled in."""

    @property
    def on(self) -> date:
        """The day of the Release."""
        return date.fromisoformat(self.release["on"])

    def counted(
        self,
        name: str,
        part: str | None = None,
        *,
        together: Sequence[str] = (),
        to: Narrowing | None = None,
        noted: bool = True,
        **forms: str,
    ) -> str:
        """Words in the plural form that a number asks for, with the number in the place of `%`.

        `forms`: one for each plural form of the language (`one`, `few`, `many`, `other` …), and `none` for nothing, where
        that is said otherwise. Raises UnfinishedTemplate where a form is missing.
        """
        needed = _forms(self.words.locale)
        if missing := needed - forms.keys():
            raise UnfinishedTemplate(f"{name}: words for {', '.join(sorted(missing))} are missing ({self.words.language})")
        if unknown := forms.keys() - needed - {LEAVES_OUT}:
            raise UnfinishedTemplate(f"{name}: {self.words.language} has no form {', '.join(sorted(unknown))}")
        value = self.numbers.value(name, part, to=to)
        form = LEAVES_OUT if value == 0 and LEAVES_OUT in forms else plural(self.words.locale)(value)
        text = forms[form] if form in forms else forms["other"]  # a form of millions alone has the words of all others
        return (
            text.replace("%", self.numbers.number(name, part, together=together, to=to, noted=noted)) if "%" in text else text
        )

    def drawn(self, name: str, fill: str = SOLID) -> str:
        """A chart of a figure's parts, as the line that templates write; no line where it has no parts."""
        made = drawing.chart(self.numbers, name, fill=fill)
        return f"@chart {self.filled.chart(made)}" if made is not None else ""

    def listed(self, names: Sequence[str]) -> str:
        """Several things as the language enumerates them; each keeps its own direction."""
        own = self.words.direction
        apart = [name if direction_of(name) == own else self.words.isolate(name) for name in names]
        return format_list(apart, locale=self.words.locale)

    def day(self, text: str) -> str:
        """A day as the language writes it."""
        return self.words.day(date.fromisoformat(text))

    def article(self, number: str) -> str:
        """An article with its short title; a part that names none by its label."""
        if number not in provisions():
            return begun(part_labels()[number][self.words.language])
        return begun(f"{self.words.citation([number])}{self.words.dash}{self.words.article_title(number)}")

    def choices(self, key: str, label: str = "", **choices: str) -> str:
        """Boxes to tick, as the line that templates write; each by its key, with its label."""
        boxes = [Choice(key=one, label=said) for one, said in choices.items()]
        return f"@form {self.filled.form(Choices(key=key, label=label, choices=boxes))}"

    def place(self, key: str, label: str, lines: int = 1) -> str:
        """A place for words, so many lines high, as the line that templates write."""
        return f"@form {self.filled.form(Field(key=key, label=label, lines=lines))}"

    def functions(self) -> dict[str, Any]:
        """What every template may call."""
        return {
            "release": self.release,
            "about": self.about,
            "everything": Narrowing(),
            "n": self.numbers.number,
            "rests": self.numbers.rests,
            "value": self.numbers.value,
            "parts": self.numbers.parts,
            "between": self.numbers.between,
            "before": self.numbers.before,
            "count": self.counted,
            "chart": self.drawn,
            "choices": self.choices,
            "place": self.place,
            "quote": self.filled.quote,
            "said": self.filled.source_words,
            "listed": self.listed,
            "w": self.words,
            "day": self.day,
            "article": self.article,
            "begun": begun,
        }


def make(kind: Kind, release: Path, *, about: About, language: str, templates: Path | None = None) -> Report:
    """The report of a Release in a language. `templates` is a folder whose templates take the place of the package's.

    Raises NoSuchReport, UnfinishedTemplate, NotARelease.
    """
    if missing := [name for name in kind.needs if getattr(about, name) is None]:
        raise NoSuchReport(f"{kind.name}: say about what with --{' --'.join(missing)}")
    if about.day is not None and not kind.dated:
        raise NoSuchReport(f"{kind.name}: speaks of no day to come; leave --on-day out")
    described, connection = open_to_show(release)
    try:
        making = Making(
            connection=connection,
            release=described,
            about=about,
            numbers=Numbers(connection, language, to=kind.narrowed(about, connection)),
            words=Wording(language, "report"),
        )
        given = {**making.functions(), **kind.given(making)}
        text = _template(kind.name, language, templates).render(given)
        return _finished(kind, making, text)
    finally:
        connection.close()


def plural(locale: str) -> PluralRule:
    """The plural rule of a language."""
    return Locale.parse(locale).plural_form


def _forms(locale: str) -> frozenset[str]:
    """Forms that whole numbers take in a language."""
    return frozenset(plural(locale)(number) for number in range(200))


def _template(kind: str, language: str, folder: Path | None) -> Any:
    own = [FileSystemLoader(folder)] if folder is not None else []
    environment = Environment(
        loader=ChoiceLoader([*own, PackageLoader("article60.publication.reports", "templates")]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    try:
        return environment.get_template(f"{kind}/{language}.jinja")
    except TemplateNotFound as error:
        raise NoSuchReport(f"{kind}: there is no template {error.name}") from error


def _finished(kind: Kind, making: Making, text: str) -> Report:
    words, fictional = making.words, bool(making.release["fictional"])
    labels = Labels(
        table=lambda number: words.say("table", number=words.number(number)),
        chart=lambda number: words.say("chart", number=words.number(number)),
        contents=words.say("contents"),
    )
    blocks = marked.blocks(text, making.filled, labels)
    order = _notes_in_order(blocks, making.numbers)
    blocks = [_renumbered(block, order) for block in blocks]
    own = _own_annexes(blocks, words)
    heading, called = _annex_called(own, words)
    annex = list(_annex(order, making, heading, own=own))
    if kind.annex_letters is not None and sum(len(_words(line)) for line in lines(annex)) > kind.annex_letters:
        annex, called = [], words.say("the_register")
    head = words.say("draft") + (f"{words.dash}{words.say('invented_head')}" if fictional else "")
    return Report(
        kind=kind.name,
        language=words.language,
        title=_title(blocks),
        head=head,
        foot=words.say(making.release.get("called", "made_from"), release=making.release["name"]),
        release=making.release["name"],
        on=making.on,
        blocks=[*blocks, *annex],
        numbers=[replace(one, note=order.index(one.note) if one.note in order else None) for one in making.numbers.shown],
        notes=[making.numbers.notes[note].text.replace(ANNEX, called) for note in order],
        landscape=kind.landscape,
        sheets=kind.sheets(making),
        beside=kind.beside(making, _title(blocks)),
    )


def _title(blocks: Sequence[Block]) -> str:
    line = next((block.line for block in blocks if isinstance(block, Text) and block.kind == "title"), ())
    return _words(line)


def _words(line: Line) -> str:
    return "".join(one.text for one in line if isinstance(one, Words))


def _notes_in_order(blocks: Sequence[Block], numbers: Numbers) -> list[int]:
    """Notes in the order in which the text first refers to them."""
    marks = (one for line in lines(blocks) for one in line)
    notes = (
        one.note if isinstance(one, Noted) else numbers.shown[one.number].note
        for one in marks
        if isinstance(one, Noted) or (isinstance(one, Counted) and one.noted)
    )
    return list(dict.fromkeys(note for note in notes if note is not None))


def _renumbered(block: Block, order: Sequence[int]) -> Block:
    """The block with its references to notes in the numbers of the report."""

    def line(some: Line) -> Line:
        return tuple(Noted(note=order.index(one.note)) if isinstance(one, Noted) else one for one in some)

    match block:
        case Text():
            return replace(block, line=line(block.line))
        case Quote():
            return replace(block, source=line(block.source))
        case Table():
            return replace(block, caption=line(block.caption), rows=[[line(cell) for cell in row] for row in block.rows])
        case Drawn():
            return replace(block, caption=line(block.caption))
        case _:
            return block


def lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """Every line of words and numbers, in the order of the text."""
    for block in blocks:
        match block:
            case Text():
                yield block.line
            case Quote():
                yield block.source
            case Table():
                yield block.caption
                yield from (cell for row in block.rows for cell in row)
            case Drawn():
                yield block.caption


def _own_annexes(blocks: Sequence[Block], words: Wording) -> int:
    """How many annexes the template has itself."""
    headings = [_words(one.line) for one in blocks if isinstance(one, Text) and one.kind == "heading"]
    return sum(heading.startswith(words.say("annex_word")) for heading in headings)


def _annex_called(own: int, words: Wording) -> tuple[str, str]:
    """Heading of the annex of documents, and what notes call it: numbered where the template has annexes of its own."""
    if not own:
        return words.say("annex"), words.say("in_annex")
    number = words.ordinal(own + 1)
    return words.say("annex_numbered", number=number), words.say("in_annex_numbered", number=number)


def _annex(order: Sequence[int], making: Making, heading: str, *, own: int) -> Iterator[Block]:
    """Full lists of documents for the notes that could not hold them; on a page of its own where other annexes have one."""
    told = [(number, making.numbers.notes[note].annex()) for number, note in enumerate(order, start=1)]
    entries = [(number, lines) for number, lines in told if lines]
    if not entries:
        return
    if own:
        yield Break()
    yield Text(kind="heading", level=1, line=(Words(text=heading),))
    if making.numbers.listed:
        yield Text(kind="plain", line=(Words(text=making.words.say("by_number")),))
    for number, (first, *rows) in entries:
        yield Text(kind="entry", line=(Words(text=f"{making.words.number(number)}. "), *first))
        yield from (Text(kind="row", line=row) for row in rows)
