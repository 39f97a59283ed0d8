"""A list for people: a row of cells for each item, names beside codes, and the address of its page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, get_type_hints

from article60.codes.labels import UnknownCode, label
from article60.codes.reader import by_code
from article60.domain.provision import article_of, provisions
from article60.publication.defused import defused
from article60.tables.declared import TABLES
from article60.tables.plain import to_json
from article60.web.common.current import Release
from article60.web.public.lists.declared import Listing
from article60.web.public.lists.query import Item

NAMED: Mapping[str, str] = {
    "chapter": "chapters",
    "types": "types",
    "coarse_types": "coarse_types",
    "grade": "need_grades",
    "timing": "need_timings",
    "reading": "readings",
    "language": "languages",
    "regional_group": "regional_groups",
    "subregion": "subregions",
    "income": "income_groups",
    "document_kind": "document_kinds",
    "series": "document_series",
    "running": "activity_runnings",
    "standing": "match_standings",
    "verdict": "overlap_verdicts",
    "answers": "funding_answers",
}
"""Columns of any list whose values are codes, with the codelist that names them."""
_STATES = ("state", "states", "reviewers")
_PROVISIONS = ("provisions", "articles", "article", "provision")
Name = Callable[[str], str]


def namers(release: Release, listing: Listing, lang: str) -> dict[str, Name]:
    """For each column that holds codes, what names one of them in a language; a code that nothing names is its own name."""
    states = {code: str(getattr(state, f"name_{lang}")) for code, state in release.states.items()}
    lists = {column: codelist for column, codelist in {**NAMED, **listing.named}.items() if column in listing.columns}
    made: dict[str, Name] = {column: _labelled(codelist, lang) for column, codelist in lists.items()}
    made |= {column: lambda code: states.get(code, code) for column in _STATES if column in listing.columns}
    if listing.table not in ("states", "provisions"):
        made |= {column: lambda cited: _title(cited, lang) for column in _PROVISIONS if column in listing.columns}
    return made


def header(listing: Listing, named: Iterable[str]) -> list[str]:
    """Names of the cells of a row: `id`, each column with its name beside it, what stands beside, and the address."""
    known = set(named)
    columns = [one for column in listing.columns for one in ((column, f"{column}_name") if column in known else (column,))]
    notice = ["notice"] if listing.table == "matches" else []
    return ["id", *columns, *listing.beside, *notice, *(["address"] if listing.page else [])]


def rows(items: Iterable[Item], listing: Listing, named: Mapping[str, Name], *, base: str) -> Iterator[list[Any]]:
    """Yield the cells of each item, in the order of the header; `base` is the address of the site."""
    names, days = header(listing, named), days_of(listing)
    for item in items:
        told = item | {f"{column}_name": _names(item[column], name) for column, name in named.items()}
        if listing.page:
            told["address"] = address(listing, item, base=base)
        told |= {column: date.fromisoformat(told[column]) for column in days if isinstance(told.get(column), str)}
        yield [cell(told[name]) for name in names]


def days_of(listing: Listing) -> list[str]:
    """The columns of a list that hold a day."""
    said = get_type_hints(TABLES[listing.table].noun)
    return [column for column in listing.columns if said.get(column) in (date, date | None)]


def address(listing: Listing, item: Item, *, base: str) -> str | None:
    """The lasting address of an item's page, which leads to the reader's language; None where it has none."""
    return f"{base}/{listing.page.format(item['id'])}" if listing.page is not None else None


def cell(value: Any) -> Any:
    """What stands in one cell: lists joined by `; `, nested rows as JSON, text that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return defused("; ".join(value))
    if isinstance(value, list | tuple | dict):
        return to_json(value)
    return value


def _names(value: Any, name: Name) -> Any:
    if value is None:
        return None
    return "; ".join(dict.fromkeys(map(name, value))) if isinstance(value, list) else name(str(value))


def _labelled(codelist: str, lang: str) -> Name:
    def name(code: str) -> str:
        try:
            return label(codelist, code, lang)
        except UnknownCode:
            return by_code(codelist).get(code, {}).get("en") or code

    return name


def _title(cited: str, lang: str) -> str:
    return str(getattr(provisions()[article_of(cited)], f"title_{lang}")) if cited in provisions() else cited
