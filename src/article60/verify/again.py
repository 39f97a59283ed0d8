"""Computes again what a Release says of its rows: description and content hash, money, analysis and figures."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from article60.analysis import coverage, families, funding, gaps, needed, pledged, standing
from article60.analysis.running import running, years
from article60.domain.activity import Activity, ActivityAmount, ActivityRecipient
from article60.domain.figure import Figure, Range
from article60.domain.usd import add
from article60.extraction.attribution import attributed
from article60.extraction.money import Totals, totals
from article60.figures.evaluate import all_figures, all_ranges, figures_of_states
from article60.figures.known import Known
from article60.publication import release
from article60.publication.reading import DATABASE
from article60.tables.canonical import Rows, in_order, portions
from article60.tables.declared import TABLES
from article60.tables.plain import records, to_json
from article60.verify import alike
from article60.verify.held import Held
from article60.verify.problem import Problem

_ANALYSED_FROM = (
    "states", "documents", "reviews", "needs", "no_needs", "good_practices", "activity_recipients", "same_activities",
    "assistance_requests", "pledges",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aid:
    """An activity with nothing but what the checks ask of it; thousands of them are held."""

    activity_id: str
    iati_identifier: str
    reporting_org: str | None
    reporting_org_name: str | None
    secondary_reporter: bool
    parents: tuple[str, ...]
    children: tuple[str, ...]
    relevant: bool
    articles: tuple[str, ...]
    budget_usd: str | None
    commitment_usd: str | None
    disbursement_usd: str | None
    running: str


@dataclass(frozen=True, slots=True)
class Money:
    """What a recipient has of an activity, with nothing but what is asked of it here."""

    activity_id: str
    kind: str
    in_totals: str
    state: str | None
    usd: str | None


@dataclass(frozen=True, slots=True)
class Carried:
    """That an activity carries amounts which enter a sum."""

    activity_id: str
    counts_as: str | None


_WITH_LESS: Mapping[str, type] = {
    "activities": Aid,
    "matches": standing.AnsweringMatch,
    "activity_money": Money,
    "activity_organisations": needed.Taking,
}
"""As what the analysis reads the longest tables."""


def description(held: Held, *, said: dict[str, Any]) -> Iterator[Problem]:
    """release.json against what the rows would make it say, the content hash included."""
    try:
        info = release.describe_again(held.fresh, said=said, before=held.all)
    except (KeyError, TypeError, ValueError) as error:
        yield Problem(where="release.json", what=f"cannot be understood: {error!r}")
        return
    for name, value in json.loads(to_json(info.as_json())).items():
        if said.get(name) != value:
            yield Problem(where=f"release.json {name}", what=f"says {said.get(name)!r}, the rows say {value!r}")
    meta = dict(held.connection.execute("SELECT key, value FROM meta").fetchall())
    if meta.get("content_hash") != info.content_hash:
        yield Problem(where=f"{DATABASE} meta", what=f"content hash is not that of the rows, {info.content_hash}")


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures that rows give: of all States, ranges between these, and those of each State by itself."""

    figures: Sequence[Figure]
    ranges: Sequence[Range]
    of_states: Sequence[Figure]


def counted(connection: sqlite3.Connection, *, known: Known | None = None) -> Counted:
    """Every figure counted again; `known` is what was counted on the same rows before."""
    known = {} if known is None else known
    figures = all_figures(connection, known=known)
    return Counted(figures, all_ranges(figures), list(figures_of_states(connection, known=known)))


def figures_file(counted_again: Counted, *, folder: Path) -> Iterator[Problem]:
    """figures.json against the figures that the rows give."""
    try:
        file = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
        published = {one["figure"]: one for one in file["figures"]}
        ranges = {one["range"]: one for one in file["ranges"]}
        alone = {(one["state"], one["figure"]): one for one in file["of_states"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield Problem(where="figures.json", what=f"cannot be read: {error!r}")
        return
    for figure in counted_again.figures:
        yield from _figure(figure, published.pop(figure.figure, {}), name=figure.figure)
    for between in counted_again.ranges:
        yield from _same(between, ranges.pop(between.range, {}), name=f"range {between.range}")
        if any(low > high for low, high in ((between.low, between.high), *(part[1:] for part in between.parts))):
            yield Problem(where=f"range {between.range}", what="its least is more than its most")
    for figure in counted_again.of_states:
        said = alone.pop((figure.state, figure.figure), {})
        yield from _figure(figure, said, name=f"{figure.figure} of {figure.state}")
    for name in (*published, *(f"range {one}" for one in ranges), *(f"{figure} of {state}" for state, figure in alone)):
        yield Problem(where=f"figures.json {name}", what="is not declared")


def _same(again: Figure | Range, said: dict[str, Any], *, name: str) -> Iterator[Problem]:
    for column, value in json.loads(to_json(asdict(again))).items():
        if said.get(column) != value:
            yield Problem(where=f"figures.json {name} {column}", what=f"says {said.get(column)!r}, the rows give {value!r}")


def _figure(figure: Figure, said: dict[str, Any], *, name: str) -> Iterator[Problem]:
    yield from _same(figure, said, name=name)
    if figure.dimension is not None and figure.parts_add_up and add(n for _, n in figure.parts) != figure.value:
        yield Problem(where=f"figure {name}", what=f"its parts do not add up to {figure.value}")


def money(held: Held) -> Iterator[Problem]:
    """Sums of activities, what recipients have of them, and what enters totals, each computed again from the amounts."""
    activities, recipients = held.records_as(Aid, "activities"), _by_activity(held.records("activity_recipients"))
    found, carrying = dict[str, _Sums](), list[Any]()
    for activity_id, amounts in held.by_activity("activity_amounts"):
        found[activity_id] = _sums(recipients[activity_id], amounts)
        carrying += [Carried(activity_id, kind) for kind in {one.counts_as for one in amounts}]
    for one in activities:
        own = found.get(one.activity_id) or _sums(recipients[one.activity_id], ())
        if own.totals != Totals(one.budget_usd, one.commitment_usd, one.disbursement_usd):
            yield Problem(where="activities", what=f"the sums of {one.activity_id} are not those of its amounts")
        if not own.shared:
            yield Problem(where="activity_recipients", what=f"what those of {one.activity_id} have is not their share")
    again = funding.money(
        activities=activities,
        recipients=held.records("activity_recipients"),
        amounts=carrying,
        same=held.records("same_activities"),
    )
    if not _stand(held, "activity_money", again):
        yield Problem(where="activity_money", what="is not what activities, their recipients and amounts give")


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the amounts of an activity add up to, and whether its recipients have their share of them."""

    totals: Totals
    shared: bool


def _sums(recipients: Sequence[ActivityRecipient], amounts: Sequence[ActivityAmount]) -> _Sums:
    return _Sums(totals(amounts), attributed(recipients, amounts=amounts) == tuple(recipients))


def _stand(held: Held, name: str, again: Iterable[Any]) -> bool:
    """Whether a table holds exactly these records, in canonical order."""
    return alike.in_step(held.rows(name), in_order(TABLES[name], again))


def analysed(held: Held, *, said: dict[str, Any]) -> Iterator[Problem]:
    """Where activities and needs stand on the day, gaps, coverage and funding, each computed again from the rows behind it."""
    on = date.fromisoformat(said["on"])
    known = {name: held.records(name) for name in _ANALYSED_FROM}
    known |= {name: held.records_as(noun, name) for name, noun in _WITH_LESS.items()}
    activities = known["activities"]
    again = {
        **by_state(
            known,
            states=[one.state for one in known["states"]],
            children=families.links(activities, same=known["same_activities"]),
            said=said,
        ),
        "request_funding": pledged.funded(requests=known["assistance_requests"], pledges=known["pledges"]),
        "provision_funding": needed.by_provision(activities=activities, money=known["activity_money"]),
    }
    stand = {"activities": _run(held, on=on)} | {name: _stand(held, name, some) for name, some in again.items()}
    for name in (name for name, holds in stand.items() if not holds):
        yield Problem(where=name, what="is not what the analysis gives for the rows that it follows from")


def _run(held: Held, *, on: date) -> bool:
    """Whether activities stand in canonical order, each with what its own dates tell of when it runs."""
    table, last = TABLES["activities"], Rows()
    for some in portions(held.rows(table.name)):
        following = last + some
        again = (replace(one, running=running(one, on=on), years=years(one)) for one in records(Activity, following))
        if in_order(table, again) != following:
            return False
        last = some[-1:]
    return True


def by_state(
    known: Mapping[str, Sequence[Any]], *, states: Sequence[str], children: families.Links, said: Mapping[str, Any]
) -> dict[str, Iterable[Any]]:
    """The tables, by name, that the analysis gives for rows of these States, or of all; none of them adds up several States.

    `known` holds the records of each table that it follows from, `children` the families of activities.
    """
    on, needs = date.fromisoformat(said["on"]), known["needs"]
    covered = {"states": states, "needs": needs, "documents": known["documents"], "reviews": known["reviews"]}
    cells_again = list(coverage.cells(no_needs=known["no_needs"], **covered))
    sources_read = [one["file"] for one in said["inputs"] if one["kind"] == "aid"]
    return {
        "needs": standing.grade_needs(needs=needs, matches=known["matches"], on=on),
        "gaps": gaps.find_gaps(needs=needs, sources_read=sources_read, on=on),
        "coverage": cells_again,
        "review_coverage": coverage.by_review(**covered),
        "provision_coverage": coverage.by_provision(
            needs=needs,
            activities=known["activities"],
            recipients=known["activity_recipients"],
            good_practices=known["good_practices"],
            cells=cells_again,
        ),
        "funding": needed.funding(
            children=children,
            organisations=known["activity_organisations"],
            money=known["activity_money"],
            needs=needs,
            matches=known["matches"],
        ),
    }


def _by_activity(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.activity_id].append(row)
    return found
