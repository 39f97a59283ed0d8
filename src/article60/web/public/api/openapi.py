"""The OpenAPI description of API v1, made from the lists and, for values that only a Release knows, from the Release."""

from collections.abc import Mapping
from typing import Any

from article60 import __version__
from article60.codes.languages import LANGUAGES
from article60.web.common.current import NAMED, Release
from article60.web.public.api import found
from article60.web.public.api.answers import FORMS
from article60.web.public.api.problems import MEDIA_TYPE
from article60.web.public.api.schemas import item_of
from article60.web.public.lists.asked import CURSOR, MOST, USUAL
from article60.web.public.lists.filters import Filter
from article60.web.public.lists.sources import SOURCES, Source

Described = dict[str, Any]
ABOUT = (
    "What the public site shows, read only and from one Release, which every answer names. Needs no key. Filters are declared; "
    "a parameter that is not, or a value that cannot be, is answered with 422. Lists page by cursor: `next` is the address of "
    "the next page. CSV and workbook hold the whole list unless a length is asked for, with names beside codes and the address "
    "of each page; text that a spreadsheet could take for a formula begins with an apostrophe. States are listed by name, and "
    "no list is sorted by a number. Answers carry ETag and Last-Modified."
)
SHARED = 30
"""Values from which on a filter's values are described once for all lists."""
LICENCE = {
    "name": "Apache 2.0 (the software); terms of the data stand in release.json, file by file",
    "identifier": "Apache-2.0",
}
_CONDITIONAL = [
    {
        "name": "If-None-Match",
        "in": "header",
        "description": "ETag of an answer that is held; 304 while it is still right.",
        "schema": {"type": "string"},
    }
]


def description(release: Release, *, address: str) -> Described:
    """The whole description; `address` is that of the site."""
    named: dict[str, Described] = {}
    paths: dict[str, Described] = {}
    for source in SOURCES.values():
        paths |= _paths(source, release, named)
    paths |= _search(release, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Article60", "version": "1", "description": ABOUT, "license": LICENCE, "x-software": __version__},
        "servers": [{"url": f"{address}/api/v1"}],
        "tags": [
            *({"name": source.path, "description": f"{source.about}."} for source in SOURCES.values()),
            {"name": found.PATH, "description": f"{found.ABOUT}."},
        ],
        "paths": {"/": _lists(), **paths},
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                **named,
                **{_camel(source.path): item_of(source) for source in SOURCES.values()},
                "Found": {"type": "object", "properties": dict(found.COLUMNS), "required": list(found.COLUMNS)},
            },
            "headers": _HEADERS,
            "responses": {"Unchanged": {"description": "The asker holds this answer already."}} | _problems(),
        },
    }


def _paths(source: Source, release: Release, named: dict[str, Described]) -> dict[str, Described]:
    name = source.path.replace("-", "_")
    filters = [_parameter(one, told, release, named) for one, told in source.filters.items()]
    whole = [*filters, *_paging(f"Items; all where neither it nor a cursor is given, at most {MOST} else."), _LANG]
    item = {
        "type": "object",
        "required": ["release", "item"],
        "properties": {"release": {"type": "string"}, "item": _ref(_camel(source.path))},
    }
    first = source.page(release, {}, after=None, limit=1)[0]
    return {
        f"/{source.path}": _get(
            source.path, name, f"{source.about}.", [*filters, *_paging("Items on a page.", default=USUAL), *_CONDITIONAL],
            {FORMS["json"]: {"schema": _page(_camel(source.path))}},
        ),
        f"/{source.path}.csv": _get(
            source.path, f"{name}_csv", f"{source.about}, as CSV.", whole, {FORMS["csv"]: {"schema": {"type": "string"}}}
        ),
        f"/{source.path}.xlsx": _get(
            source.path, f"{name}_xlsx", f"{source.about}, as a workbook.", whole, {FORMS["xlsx"]: {"schema": {}}}
        ),
        f"/{source.path}/{{identifier}}": _get(
            source.path, f"{name}_one", "One of them by its identifier.",
            [_identifier(first[0]["id"] if first else None), *_CONDITIONAL], {FORMS["json"]: {"schema": item}}, moved=True,
        ),
    }  # fmt: skip


def _search(release: Release, named: dict[str, Described]) -> dict[str, Described]:
    """The list that answers a question, as JSON and as CSV; both page by page."""
    asked = [_parameter(name, told, release, named) for name, told in found.FILTERS.items()]
    cursor, limit = _paging("Items on a page.", default=USUAL)
    cursor |= {"description": found.CURSOR.about, "schema": found.CURSOR.kind.schema(release)}
    parameters = [one | {"required": True} if one["name"] == "q" else one for one in asked] + [cursor, limit]
    as_json, as_csv = {FORMS["json"]: {"schema": _page("Found")}}, {FORMS["csv"]: {"schema": {"type": "string"}}}
    path, about = found.PATH, found.ABOUT
    return {
        f"/{path}": _get(path, path, f"{about}.", [*parameters, *_CONDITIONAL], as_json),
        f"/{path}.csv": _get(path, f"{path}_csv", f"{about}, as CSV.", parameters, as_csv),
    }


def _page(item: str) -> Described:
    return {
        "type": "object",
        "required": ["release", "items", "next"],
        "properties": {
            "release": {"type": "string", "description": "Name of the Release."},
            "items": {"type": "array", "items": _ref(item)},
            "next": {"type": ["string", "null"], "format": "uri", "description": "Address of the next page."},
        },
    }


def _get(
    tag: str,
    operation: str,
    summary: str,
    parameters: list[Described],
    content: Mapping[str, Any],
    *,
    moved: bool = False,
) -> Described:
    answers: Described = {
        "200": {"description": summary, "headers": {name: _ref(name, kind="headers") for name in _HEADERS}, "content": content},
        "304": _ref("Unchanged", kind="responses"),
        "422": _ref("Unusable", kind="responses"),
        "404": _ref("NotFound", kind="responses"),
        "503": _ref("TooCostly", kind="responses"),
    }
    if moved:
        answers["301"] = {"description": "It lives on under another identifier, to which Location leads."}
    get = {"operationId": operation, "tags": [tag], "summary": summary, "parameters": parameters, "responses": answers}
    return {"get": get}


def _lists() -> Described:
    told = ("list", "about", "address")
    one = {"type": "object", "required": list(told), "properties": {name: {"type": "string"} for name in told}}
    body = {
        "type": "object",
        "required": ["release", "lists", "description"],
        "properties": {
            "release": {"type": "string"},
            "lists": {"type": "array", "items": one},
            "description": {"type": "string", "format": "uri"},
        },
    }
    answers: Described = {
        "200": {"description": "All lists.", "content": {FORMS["json"]: {"schema": body}}},
        "304": _ref("Unchanged", kind="responses"),
        "422": _ref("Unusable", kind="responses"),
    }
    return {"get": {"operationId": "lists", "summary": "All lists with their addresses.", "responses": answers}}


def _parameter(name: str, told: Filter, release: Release, named: dict[str, Described]) -> Described:
    """One filter; values that are many stand once for all lists."""
    schema = told.kind.schema(release)
    if len(schema.get("enum", ())) > SHARED:
        known = next((key for key, held in named.items() if held == schema), _camel(f"{name}_values"))
        named[known] = schema
        schema = _ref(known)
    return {
        "name": name,
        "in": "query",
        "description": told.about,
        "schema": schema,
        "example": _example(told, release),
    }


def _example(told: Filter, release: Release) -> Any:
    """A value of the filter that can be: the first that it knows."""
    known = told.kind.one_of(release) if told.kind.one_of is not None else (told.kind.example,)
    first = known[0] if known else told.kind.example
    if told.kind.type == "boolean":
        return first == "true"
    return int(first) if told.kind.type == "integer" else first


def _paging(about: str, *, default: int | None = None) -> list[Described]:
    limit: Described = {"type": "integer", "minimum": 1, "maximum": MOST} | ({"default": default} if default else {})
    return [
        {
            "name": "cursor",
            "in": "query",
            "description": "Where the page before ended, as its `next` says; 404 for one of another Release.",
            "schema": {"type": "string", "pattern": f"^{CURSOR}$"},
        },
        {"name": "limit", "in": "query", "description": about, "schema": limit},
    ]


def _identifier(example: str | None) -> Described:
    told: Described = {"name": "identifier", "in": "path", "required": True, "description": "`id` of an item."}
    return (
        told | {"schema": {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}} | ({"example": example} if example else {})
    )


def _camel(path: str) -> str:
    return "".join(part.title() for part in path.replace("_", "-").split("-"))


def _ref(name: str, *, kind: str = "schemas") -> Described:
    return {"$ref": f"#/components/{kind}/{name}"}


def _problems() -> Described:
    return {
        name: {
            "description": about,
            "headers": {NAMED: {**_HEADERS[NAMED], "required": False}},
            "content": {MEDIA_TYPE: {"schema": _ref("Problem")}},
        }
        for name, about in (
            ("NotFound", "No such item, or a cursor of another Release."),
            ("Unusable", "A parameter that is not declared, or a value that cannot be."),
            ("TooCostly", "The database would need too long, or no Release can be shown now."),
        )
    }


_LANG: Described = {
    "name": "lang",
    "in": "query",
    "description": "Language in which codes are named.",
    "schema": {"type": "string", "enum": list(LANGUAGES), "default": "en"},
}
_HEADERS: Described = {
    NAMED: {"description": "Name of the Release.", "required": True, "schema": {"type": "string"}},
    "ETag": {
        "description": "Changes with the Release, the question and the form.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Last-Modified": {"description": "When the Release was written.", "required": True, "schema": {"type": "string"}},
}
_PROBLEM: Described = {
    "type": "object",
    "description": "Problem detail (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}
