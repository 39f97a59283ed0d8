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
from article60.domain.figure import Figure, Range
from article60.domain.usd import add
from article60.extraction.attribution import attributed
from article60.extraction.money import totals
from article60.figures.evaluate import all_figures, all_ranges, figures_of_states
from article60.figures.known import Known
from article60.publication import release
from article60.publication.reading import DATABASE
from article60.tables.canonical import in_order
from article60.tables.declared import TABLES
from article60.tables.plain import to_json
from article60.verify.held import Held
from article60.verify.problem import Problem

_ANALYSED_FROM = (
    "states", "documents", "reviews", "needs", "no_needs", "good_practices", "activities", "activity_recipients", "matches",
    "activity_money", "activity_organisations", "same_activities", "assistance_requests", "pledges",
)  # fmt: skip


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
    activities = held.records("activities")
    amounts, recipients = (_by_activity(held.records(name)) for name in ("activity_amounts", "activity_recipients"))
    for one in activities:
        sums = totals(amounts[one.activity_id])
        if any(getattr(one, name) != value for name, value in asdict(sums).items()):
            yield Problem(where="activities", what=f"the sums of {one.activity_id} are not those of its amounts")
        if attributed(recipients[one.activity_id], amounts=amounts[one.activity_id]) != tuple(recipients[one.activity_id]):
            yield Problem(where="activity_recipients", what=f"what those of {one.activity_id} have is not their share")
    again = funding.money(
        activities=activities,
        recipients=held.records("activity_recipients"),
        amounts=held.records("activity_amounts"),
        same=held.records("same_activities"),
    )
    if in_order(TABLES["activity_money"], again) != held.cells("activity_money"):
        yield Problem(where="activity_money", what="is not what activities, their recipients and amounts give")


def analysed(held: Held, *, said: dict[str, Any]) -> Iterator[Problem]:
    """Where activities and needs stand on the day, gaps, coverage and funding, each computed again from the rows behind it."""
    on = date.fromisoformat(said["on"])
    known = {name: held.records(name) for name in _ANALYSED_FROM}
    activities = known["activities"]
    again = {
        "activities": [replace(one, running=running(one, on=on), years=years(one)) for one in activities],
        **by_state(
            known,
            states=[one.state for one in known["states"]],
            children=families.links(activities, same=known["same_activities"]),
            said=said,
        ),
        "request_funding": pledged.funded(requests=known["assistance_requests"], pledges=known["pledges"]),
        "provision_funding": needed.by_provision(activities=activities, money=known["activity_money"]),
    }
    for name, rows in again.items():
        if in_order(TABLES[name], rows) != held.cells(name):
            yield Problem(where=name, what="is not what the analysis gives for the rows that it follows from")


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
