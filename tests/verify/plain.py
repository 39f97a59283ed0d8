"""The checks that read a Release in parts, in the plainest way: every table is read at once, as cells and as records."""

from collections import Counter, defaultdict
from dataclasses import asdict, replace
from datetime import date

import polars as pl

from article60.analysis import families, funding, needed, pledged
from article60.analysis.running import running, years
from article60.byte_store import sha256_of
from article60.extraction.attribution import attributed
from article60.extraction.money import totals
from article60.publication import data_files, full_text
from article60.publication.reading import DATABASE, cells
from article60.tables.canonical import in_order
from article60.tables.declared import LINKS, TABLES
from article60.tables.plain import records
from article60.verify import again, index
from article60.verify.problem import Problem


class AtOnce:
    """All rows of a Release."""

    def __init__(self, connection):
        self.connection = connection
        self.cells = {name: cells(connection, name) for name in TABLES}
        self.records = {name: list(records(TABLES[name].noun, some)) for name, some in self.cells.items()}


def money(held):
    """As `again.money`."""
    amounts, recipients = (by_activity(held.records[name]) for name in ("activity_amounts", "activity_recipients"))
    for one in held.records["activities"]:
        sums = totals(amounts[one.activity_id])
        if any(getattr(one, name) != value for name, value in asdict(sums).items()):
            yield Problem(where="activities", what=f"the sums of {one.activity_id} are not those of its amounts")
        if attributed(recipients[one.activity_id], amounts=amounts[one.activity_id]) != tuple(recipients[one.activity_id]):
            yield Problem(where="activity_recipients", what=f"what those of {one.activity_id} have is not their share")
    found = funding.money(
        activities=held.records["activities"],
        recipients=held.records["activity_recipients"],
        amounts=held.records["activity_amounts"],
        same=held.records["same_activities"],
    )
    if in_order(TABLES["activity_money"], found) != held.cells["activity_money"]:
        yield Problem(where="activity_money", what="is not what activities, their recipients and amounts give")


def by_activity(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.activity_id].append(row)
    return found


def analysed(held, *, said):
    """As `again.analysed`."""
    on, known = date.fromisoformat(said["on"]), held.records
    activities = known["activities"]
    found = {
        "activities": [replace(one, running=running(one, on=on), years=years(one)) for one in activities],
        **again.by_state(
            known,
            states=[one.state for one in known["states"]],
            children=families.links(activities, same=known["same_activities"]),
            said=said,
        ),
        "request_funding": pledged.funded(requests=known["assistance_requests"], pledges=known["pledges"]),
        "provision_funding": needed.by_provision(activities=activities, money=known["activity_money"]),
    }
    for name, rows in found.items():
        if in_order(TABLES[name], rows) != held.cells[name]:
            yield Problem(where=name, what="is not what the analysis gives for the rows that it follows from")


def links(held, *, folder):
    """As `rows.links`."""
    for link in LINKS:
        key = TABLES[link.table].key[0]
        wanted = [
            (getattr(one, key), position, value)
            for one in held.records[link.table]
            for position, value in enumerate(getattr(one, link.column))
        ]
        yield from leads(held, link.name, wanted)
    recipients = held.records["activity_recipients"]
    yield from leads(held, "activity_states", {(one.activity_id, one.state) for one in recipients if one.state is not None})
    yield from leads(held, "article_reporters", reporters(held))
    text = [row for kind in full_text.KINDS for row in full_text.rows(held.connection, kind)]
    yield from leads(held, "full_text", text, columns="rowid, *")
    if not index.leads(folder / DATABASE):
        yield Problem(where=f"{DATABASE} full_text", what="its index does not lead to its words")


def leads(held, name, wanted, *, columns="*"):
    if Counter(tuple(row) for row in held.connection.execute(f'SELECT {columns} FROM "{name}"')) != Counter(wanted):
        yield Problem(where=f"{DATABASE} {name}", what="does not lead to the rows of its table")


def reporters(held):
    reporting = defaultdict(set)
    for one in held.records["activity_organisations"]:
        if one.role == "reporting":
            reporting[one.activity_id].add(one.organisation_id)
    counts = Counter()
    for one in held.records["activities"]:
        name = one.reporting_org_name if one.reporting_org_name is not None else one.reporting_org or ""
        for article in dict.fromkeys(one.articles) if one.relevant else ():
            for organisation_id in reporting.get(one.activity_id) or {None}:
                counts[article, organisation_id, name, one.running] += 1
    return [(*key, count) for key, count in counts.items()]


def exports(held, *, folder, beside):
    """As `files.exports`; `beside` is a folder for what is written again."""
    for name, table in TABLES.items():
        written, published = beside / f"{name}.csv", folder / "data" / f"{name}.csv"
        data_files.write_csv(written, table, held.cells[name])
        if not published.is_file() or sha256_of(published) != sha256_of(written):
            yield Problem(where=f"data/{name}.csv", what="does not hold the rows of the table")
        if not same_frame(folder / "data" / f"{name}.parquet", data_files.frame(table, held.cells[name])):
            yield Problem(where=f"data/{name}.parquet", what="does not hold the rows of the table")


def same_frame(path, wanted):
    try:
        return wanted.equals(pl.read_parquet(path))
    except (OSError, pl.exceptions.PolarsError):
        return False
