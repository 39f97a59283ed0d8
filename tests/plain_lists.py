"""Lists of the API filtered a second time, in plain Python from the CSV files of a Release: no SQL, no code of ours.

For each list and filter it is said here again which rows a value keeps; only the names of filters are shared.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain

from article60.codes.reader import by_code
from plain_figures import Plain, Row, listed, table

Kept = Callable[[Plain, Row, str], bool]


def same(column: str) -> Kept:
    return lambda plain, row, value: row[column] == value and value != ""


def among(column: str) -> Kept:
    return lambda plain, row, value: value in listed(row[column])


def of_need(column: str) -> Kept:
    return lambda plain, row, value: value in listed(needs(plain)[row["need_id"]][column])


def of_state(column: str) -> Kept:
    return lambda plain, row, value: states(plain)[row["state"]][column] == value


def in_region(plain: Plain, row: Row, value: str) -> bool:
    """The State's region is the one, or lies within it."""
    region = states(plain)[row["state"]]["subregion"]
    while region and region != value:
        region = by_code("subregions").get(region, {}).get("parent", "")
    return region == value


def in_group(plain: Plain, row: Row, value: str) -> bool:
    kinds = ("official language", "legal system")
    return any(
        one["group"] == value and one["state"] == row["state"] and one["kind"] not in kinds
        for one in table(plain.folder, "groups")
    )


def is_open(plain: Plain, row: Row, value: str) -> bool:
    grades = ("partly_met", "unmet", "reported_addressed", "related_assistance_found", "no_assistance_found")
    return (row["timing"] == "current" and row["grade"] in grades) == (value == "true")


def last_confirmed(row: Row) -> str:
    """Day on which a need was last stated or confirmed; empty where neither is known."""
    return max(row["stated_on"], row["confirmed_on"])


def _ref(plain: Plain, row: Row, value: str) -> bool:
    parts = table(plain.folder, "activity_organisations")
    return any(one["organisation_id"] == row["organisation_id"] and one["ref"] == value for one in parts)


def _recipient(plain: Plain, row: Row, value: str) -> bool:
    return value in plain.recipients[row["activity_id"]]


@cache
def needs(plain: Plain) -> dict[str, Row]:
    return {row["need_id"]: row for row in table(plain.folder, "needs")}


@cache
def states(plain: Plain) -> dict[str, Row]:
    return {row["state"]: row for row in table(plain.folder, "states")}


OF_STATE: dict[str, Kept] = {
    "state": same("state"), "regional_group": of_state("regional_group"), "subregion": in_region, "group": in_group,
    "ldc": of_state("ldc"), "lldc": of_state("lldc"), "sids": of_state("sids"),
}  # fmt: skip
READ = {name: same(name) for name in ("chapter", "cycle", "reading", "language")} | {"document": same("document_id")}
KEEPS: dict[str, dict[str, Kept]] = {
    "states": OF_STATE,
    "provisions": {name: same(name) for name in ("provision", "article", "chapter", "cycle")},
    "needs": {
        **OF_STATE, **READ, "grade": same("grade"), "timing": same("timing"), "open": is_open,
        "provision": among("provisions"), "article": among("articles"), "type": among("types"),
        "coarse_type": among("coarse_types"), "beneficiary": same("beneficiary"),
        "priority": lambda plain, row, value: (row["priority"] != "") == (value == "stated"),
        "confirmed_in": lambda plain, row, value: last_confirmed(row)[:4] == value,
        "confirmed_from": lambda plain, row, value: last_confirmed(row) >= value,
        "confirmed_to": lambda plain, row, value: "" < last_confirmed(row) <= value,
    },
    "good-practices": {**OF_STATE, **READ, "article": among("articles")},
    "assistance-received": {**OF_STATE, **READ, "article": among("articles")},
    "no-needs": OF_STATE | {name: READ[name] for name in ("chapter", "cycle", "language", "document")},
    "activities": {
        **{name: same(name) for name in ("running", "reporting_org", "iati_identifier")},
        "state": _recipient, "article": among("articles"), "type": among("types"), "coarse_type": among("coarse_types"),
    },
    "organisations": {"ref": _ref},
    "matches": {
        **OF_STATE, "need": same("need_id"), "activity": same("activity_id"), "standing": same("standing"),
        "article": of_need("articles"),
    },
    "funding": {
        **OF_STATE, "kind": same("kind"), "answers": same("answers"),
        "provider": same("organisation_id"), "activity": among("activities"),
    },
    "gaps": {
        **OF_STATE, "grade": same("grade"), "article": of_need("articles"), "type": among("types"),
        "coarse_type": of_need("coarse_types"), "provision": among("provisions"),
    },
    "overlaps": {**OF_STATE, **{name: same(name) for name in ("article", "type", "verdict")}},
    "documents": {
        "state": among("states"), "symbol": same("symbol"), "cycle": same("cycle"), "language": same("language"),
        "kind": same("document_kind"),
    },
}  # fmt: skip
"""For each list and filter, whether a row is kept, said a second time."""

ALWAYS: dict[str, Callable[[Row], bool]] = {
    "matches": lambda row: may_be_shown(row),
    "overlaps": lambda row: row["verdict"] != "",
    "activities": lambda row: row["relevant"] == "true",
}
FREE = ("symbol", "beneficiary", "reporting_org", "iati_identifier", "ref")
"""Filters that take any words; to all others some words are impossible."""


def may_be_shown(row: Row) -> bool:
    return row["standing"] != "rejected" and (row["standing"] == "confirmed" or row["covers"] == "true")


def rows_of(plain: Plain, path: str) -> list[Row]:
    """Rows of a list without any filter, in the order of the file."""
    always = ALWAYS.get(path, lambda row: True)
    return [row for row in table(plain.folder, path.replace("-", "_")) if always(row)]


def kept(plain: Plain, path: str, query: dict[str, str]) -> list[Row]:
    """Rows that pass every filter, in the order of the file."""
    return [row for row in rows_of(plain, path) if all(KEEPS[path][name](plain, row, value) for name, value in query.items())]


def values_of(plain: Plain, path: str, name: str) -> list[str]:
    """Values by which a list can be filtered so that something may be left."""
    given = _GIVEN.get((path, name)) or _GIVEN.get(("", name))
    return sorted(given(plain)) if given is not None else _cells(rows_of(plain, path), _COLUMNS.get((path, name), name))


def _cells(rows: Iterable[Row], column: str) -> list[str]:
    cells = {row[column] for row in rows} - {""}
    return sorted(set(chain(*map(listed, cells))) if any(cell.startswith("[") for cell in cells) else cells)


def _column(name: str, column: str) -> Callable[[Plain], Iterable[str]]:
    return lambda plain: _cells(table(plain.folder, name), column)


def _groups(plain: Plain) -> Iterable[str]:
    return {row["group"] for row in table(plain.folder, "groups") if row["kind"] not in ("official language", "legal system")}


def _days(plain: Plain) -> Iterable[str]:
    return {last_confirmed(row) for row in table(plain.folder, "needs")} - {""}


_FLAG = ("true", "false")
_GIVEN: dict[tuple[str, str], Callable[[Plain], Iterable[str]]] = {
    ("", "regional_group"): _column("states", "regional_group"),
    ("", "subregion"): lambda plain: by_code("subregions"),
    ("", "group"): _groups,
    **{("", name): (lambda plain: _FLAG) for name in ("ldc", "lldc", "sids", "open")},
    ("", "priority"): lambda plain: ("stated", "not_stated"),
    ("", "confirmed_in"): lambda plain: {day[:4] for day in _days(plain)},
    **{("", name): _days for name in ("confirmed_from", "confirmed_to")},
    ("activities", "state"): lambda plain: set().union(*plain.recipients.values()),
    ("organisations", "ref"): _column("activity_organisations", "ref"),
    **{(path, "article"): _column("needs", "articles") for path in ("gaps", "matches")},
    ("gaps", "coarse_type"): _column("needs", "coarse_types"),
}
_COLUMNS = {
    **{(path, "document"): "document_id" for path in KEEPS},
    **{(path, name): f"{name}s" for path in ("needs", "gaps") for name in ("provision", "article", "type", "coarse_type")},
    **{(path, "article"): "articles" for path in ("good-practices", "assistance-received")},
    **{("activities", name): f"{name}s" for name in ("article", "type", "coarse_type")},
    ("matches", "need"): "need_id", ("matches", "activity"): "activity_id",
    ("funding", "provider"): "organisation_id", ("funding", "activity"): "activities",
    ("documents", "kind"): "document_kind", ("documents", "state"): "states",
}  # fmt: skip
