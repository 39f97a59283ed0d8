"""Needs, activities and good practices as reports tell them: with their words, where they stand, and who has confirmed them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from article60.domain.activity import Activity
from article60.domain.evidence import Evidence
from article60.domain.good_practice import GoodPractice
from article60.domain.need import Need
from article60.domain.no_need_stated import NoNeedStated
from article60.figures import rows as figure_rows
from article60.figures.declarations import declarations
from article60.publication.reading import read_records
from article60.publication.reports.naming import document_names
from article60.publication.reports.wording import Wording, begun, within

Titles = Mapping[str, tuple[str, str | None]]

OF_STATE = "state = ?"


def counted_by(figure: str) -> tuple[str, list[str | int]]:
    """SQL condition and its values for the rows that a figure counts, so that lists and numbers are about the same rows."""
    declaration = declarations()[figure]
    return figure_rows.where(declaration, rows=f'"{declaration.table}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedTold:
    """A need in words; `need` is the record itself. `related`: activities possibly related or confirmed, by title."""

    need: Need
    citation: str
    types: str
    standing: str
    stated: str
    source: str
    reading: str
    related: Sequence["ActivityTold"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTold:
    """An activity in words. `providers` in the order of their names; `confirmed` of the pair it stands in, where in one."""

    activity: Activity
    title: str
    language: str | None
    providers: Sequence[str]
    citation: str
    period: str
    running: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeTold:
    """A success or good practice in words, with the State that recorded it."""

    practice: GoodPractice
    state: str
    citation: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalTold:
    """Words of a State that it needs or asks for nothing, with their source."""

    said: NoNeedStated
    source: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells records of one Release in one language."""

    connection: sqlite3.Connection
    words: Wording
    names: Mapping[str, str] = field(default_factory=dict)
    """Symbol or file of each document, by its identifier."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", document_names(self.connection))

    def counted_needs(
        self, figure: str, also: str = "1", values: Sequence[str | int] = (), *, with_activities: bool = False
    ) -> list[NeedTold]:
        """The needs that a figure counts, as `needs_stated` or `current_needs`, under a further condition; else as `needs`."""
        condition, counted = counted_by(figure)
        return self.needs(f"({condition}) AND ({also})", (*counted, *values), with_activities=with_activities)

    def needs(self, where: str, values: Sequence[str | int] = (), *, with_activities: bool = False) -> list[NeedTold]:
        """Needs under a condition, by chapter, article and day; `where` is fixed SQL, `values` stand for its question marks."""
        found: list[Need] = list(read_records(self.connection, "needs", where=where, values=values))
        evidence = self._evidence(one.need_id for one in found)
        related = self._related([one.need_id for one in found]) if with_activities else {}
        return [
            self._need(one, evidence.get(one.need_id, []), related.get(one.need_id, []))
            for one in sorted(found, key=need_order)
        ]

    def activities(self, where: str, values: Sequence[str] = ()) -> list[ActivityTold]:
        """Activities under a condition that are kept as anti-corruption assistance, by the title first published."""
        found: list[Activity] = list(
            read_records(self.connection, "activities", where=f"relevant AND ({where})", values=values)
        )
        ids = [one.activity_id for one in found]
        titles, providers = self._titles(ids), self._providers(ids)
        told = [self._activity(one, titles, providers.get(one.activity_id, [])) for one in found]
        return sorted(told, key=_by_first_title)

    def practices(self, where: str, values: Sequence[str] = (), *, at_most: int) -> tuple[list[PracticeTold], bool]:
        """Some successes and good practices under a condition, by the names of the States, and whether there are more.

        They are the same ones in every language.
        """
        read: Iterable[GoodPractice] = read_records(self.connection, "good_practices", where=where, values=values)
        all_found = sorted(read, key=lambda one: (one.state, one.practice_id))
        found = all_found[:at_most]
        evidence = self._evidence(one.practice_id for one in found)
        told = [
            PracticeTold(
                practice=one,
                state=self.state(one.state),
                citation=self._citation(one.provisions),
                source=self._source(evidence.get(one.practice_id, [])),
            )
            for one in found
        ]
        return sorted(told, key=lambda one: (one.state, one.practice.practice_id)), len(all_found) > at_most

    def refusals(self, where: str, values: Sequence[str] = ()) -> list[RefusalTold]:
        """Words that nothing is needed, by day."""
        read: Iterable[NoNeedStated] = read_records(self.connection, "no_needs", where=where, values=values)
        found = sorted(read, key=lambda one: (str(one.stated_on), one.statement_id))
        evidence = self._evidence(one.statement_id for one in found)
        return [RefusalTold(said=one, source=self._source(evidence.get(one.statement_id, []))) for one in found]

    def state(self, code: str) -> str:
        """Short name of a State, from the Release."""
        named = self.connection.execute(f'SELECT "name_{self.words.language}" FROM states WHERE state = ?', (code,)).fetchone()
        return str(named[0]) if named is not None and named[0] else code

    def _need(self, need: Need, evidence: Sequence[Evidence], related: Sequence[ActivityTold]) -> NeedTold:
        stated = need.confirmed_on or need.stated_on
        return NeedTold(
            need=need,
            citation=self._citation(need.provisions),
            types=self.words.codes("types", need.types),
            standing=self._standing(need),
            stated=self.words.day(stated) if stated is not None else "",
            source=self._source(evidence),
            reading=self._reading(need.confirmed_by_role, need.confirmed_on),
            related=related,
        )

    def _activity(
        self, activity: Activity, titles: Titles, providers: Sequence[str], *, confirmed: bool = False
    ) -> ActivityTold:
        title, language = titles.get(activity.activity_id, (activity.title, None))
        return ActivityTold(
            activity=activity,
            title=title or activity.iati_identifier,
            language=language,
            providers=providers or [activity.reporting_org_name or activity.reporting_org or ""],
            citation=begun(self._citation(activity.provisions)),
            period=self._period(activity.start, activity.end),
            running=within(self.words.code("activity_runnings", activity.running)),
            confirmed=confirmed,
        )

    def _related(self, needs: Sequence[str]) -> Mapping[str, list[ActivityTold]]:
        """Activities by need, confirmed pairs first, then by the title first published."""
        shown, values = counted_by("matches")
        pairs = self.connection.execute(
            f"SELECT need_id, activity_id, standing FROM matches WHERE {shown} AND need_id IN "
            "(SELECT value FROM json_each(?)) ORDER BY standing <> 'confirmed', match_id",
            (*values, json.dumps(needs)),
        ).fetchall()
        ids = json.dumps(sorted({pair[1] for pair in pairs}))
        where = "activity_id IN (SELECT value FROM json_each(?))"
        named = {one.activity_id: one for one in read_records(self.connection, "activities", where=where, values=(ids,))}
        titles, providers = self._titles(list(named)), self._providers(list(named))
        found: dict[str, list[ActivityTold]] = defaultdict(list)
        for need, activity, standing in pairs:
            told = self._activity(named[activity], titles, providers.get(activity, []), confirmed=standing == "confirmed")
            found[need].append(told)
        return {need: sorted(some, key=lambda one: (not one.confirmed, *_by_first_title(one))) for need, some in found.items()}

    def _titles(self, activities: Sequence[str]) -> Titles:
        """Titles in the report's language, else the first published, each with its language, by activity."""
        rows = self.connection.execute(
            "SELECT activity_id, text, coalesce(language, language_declared) AS told FROM activity_texts "
            "WHERE field = 'title' AND activity_id IN (SELECT value FROM json_each(?)) ORDER BY told IS NOT ?, position",
            (json.dumps(activities), self.words.language),
        )
        found: dict[str, tuple[str, str | None]] = {}
        for activity, text, language in rows:
            found.setdefault(activity, (text, language))
        return found

    def _providers(self, activities: Sequence[str]) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        rows = self.connection.execute(
            "SELECT DISTINCT a.activity_id, coalesce(o.name, a.name) AS name FROM activity_organisations a "
            "LEFT JOIN organisations o ON o.organisation_id = a.organisation_id WHERE a.role IN ('reporting', 'funding') "
            "AND coalesce(o.name, a.name) IS NOT NULL AND a.activity_id IN (SELECT value FROM json_each(?)) ORDER BY name",
            (json.dumps(activities),),
        )
        for activity, name in rows:
            found[activity].append(name)
        return found

    def _evidence(self, records: Iterable[str]) -> Mapping[str, list[Evidence]]:
        where = "record_id IN (SELECT value FROM json_each(?))"
        found: dict[str, list[Evidence]] = defaultdict(list)
        for one in read_records(self.connection, "evidence", where=where, values=(json.dumps(list(records)),)):
            found[one.record_id].append(one)
        return found

    def _standing(self, need: Need) -> str:
        """By its grade; a need of a State's own register has none as long as the State has said nothing of where it stands."""
        return self.words.code("need_grades", need.grade) if need.grade else self.words.code("need_timings", need.timing)

    def _source(self, evidence: Sequence[Evidence]) -> str:
        named = dict.fromkeys(self._place(one) for one in evidence)
        return self.words.semicolon.join(named) or self.words.say("by_the_state")

    def _place(self, evidence: Evidence) -> str:
        named = evidence.symbol or self.names.get(evidence.document_id, evidence.document_id)
        symbol = self.words.latin(named)
        return symbol if evidence.page is None else symbol + self.words.comma + self.words.say("page", page=evidence.page)

    def _citation(self, provisions: Sequence[str]) -> str:
        return self.words.citation(provisions) if provisions else self.words.say("no_provision")

    def _reading(self, role: str | None, on: date | None) -> str:
        if role is None or on is None:
            return self.words.say("machine")
        return self.words.say("confirmed", role=within(self.words.code("roles", role)), day=self.words.day(on))

    def _period(self, start: date | None, end: date | None) -> str:
        if start is not None and end is not None:
            return self.words.say("from_to", start=self.words.day(start), end=self.words.day(end))
        if start is not None:
            return self.words.say("from", start=self.words.day(start))
        return self.words.say("until", end=self.words.day(end)) if end is not None else self.words.say("no_dates")


def _by_first_title(told: ActivityTold) -> tuple[str, str]:
    """The same in every language, so that a list that is cut short holds the same activities in each."""
    return told.activity.title.casefold(), told.activity.activity_id


def need_order(need: Need) -> tuple[str, list[int], str, str]:
    """By chapter, then article; needs without either come last."""
    articles = [int(one) for one in need.articles if one.isdigit()] or [999]
    return need.chapter or "~", articles, str(need.stated_on or ""), need.need_id
