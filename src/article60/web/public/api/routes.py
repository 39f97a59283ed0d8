"""The addresses of API v1, made from the declared lists; OpenAPI describes each from the same declarations."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI, Query, Schema
from pydantic import Field, create_model

from article60.web.public.api import items
from article60.web.public.api.answers import answer, unchanged
from article60.web.public.api.lists import FIGURE_FILTERS, LISTINGS
from article60.web.public.api.problems import Unusable, install, problem
from article60.web.public.current import Release, current

ABOUT = "Read only, from one Release. Lists page by cursor; filters are declared; JSON, or CSV by Accept or by the ending .csv."
MOST, USUAL = 1000, 100

api = NinjaAPI(
    title="Article60", version="1", description=ABOUT, docs_url=None, openapi_url="/openapi.json", urls_namespace="v1"
)
install(api)

Find = Callable[[Release, dict[str, str], str | None, int], items.Page]


class Paging(Schema):
    """Parameters of every list."""

    cursor: str | None = Field(None, description="Where the page before ended, from its `next`.", max_length=200)
    limit: int = Field(USUAL, ge=1, le=MOST, description="Items on a page.")


class Listed(Schema):
    """One page of a list."""

    release: str = Field(description="Name of the Release.")
    items: list[dict[str, Any]] = Field(description="Rows, each with `id`; columns as in the data dictionary.")
    next: str | None = Field(description="Address of the next page.")


def _parameters(path: str, filters: tuple[str, ...]) -> Any:
    given: dict[str, Any] = {name: (str | None, Field(None, max_length=200)) for name in filters}
    return create_model(f"{_camel(path)}Parameters", __base__=Paging, **given)


def _camel(path: str) -> str:
    return "".join(part.title() for part in re.split("[-_]", path))


def _add(path: str, filters: tuple[str, ...], find: Find, *, summary: str) -> None:
    """The list at its address, and at the same address with .csv."""
    parameters = _parameters(path, filters)

    def show(request: HttpRequest, asked: Any) -> HttpResponseBase:
        _refuse_unknown(request, filters)
        release = current()
        held = unchanged(request, release)
        if held is not None:
            return held
        chosen = {name: value for name in filters if (value := getattr(asked, name)) is not None}
        found, cursor = find(release, chosen, asked.cursor, asked.limit)
        return answer(request, release, found, cursor=cursor)

    show.__annotations__["asked"] = Annotated[parameters, Query(...)]  # type: ignore[type-arg]
    name = path.replace("-", "_")
    api.get(f"/{path}", response=Listed, summary=summary, operation_id=name)(show)
    api.api_operation(["HEAD"], f"/{path}", include_in_schema=False, operation_id=f"{name}_head")(show)
    api.api_operation(["GET", "HEAD"], f"/{path}.csv", include_in_schema=False, operation_id=f"{name}_csv")(show)


def _refuse_unknown(request: HttpRequest, filters: tuple[str, ...]) -> None:
    unknown = sorted(set(request.GET) - {*filters, "cursor", "limit"})
    if unknown:
        known = ", ".join((*filters, "cursor", "limit"))
        raise Unusable(f"{', '.join(unknown)}: no such parameter; this list knows {known}")


def _list(path: str) -> Find:
    def find(release: Release, chosen: dict[str, str], cursor: str | None, limit: int) -> items.Page:
        return items.page(release, LISTINGS[path], chosen, cursor=cursor, limit=limit)

    return find


def _releases(release: Release, chosen: dict[str, str], cursor: str | None, limit: int) -> items.Page:
    return items.releases(release), None


def _ranges(release: Release, chosen: dict[str, str], cursor: str | None, limit: int) -> items.Page:
    return items.ranges(release), None


def _figures(release: Release, chosen: dict[str, str], cursor: str | None, limit: int) -> items.Page:
    return items.figures(release, chosen, cursor=cursor, limit=limit)


_add("releases", (), _releases, summary="The Release that is shown")
for _path, _listing in LISTINGS.items():
    _add(_path, tuple(_listing.filters), _list(_path), summary=_path.replace("-", " ").capitalize())
_add("figures", FIGURE_FILTERS, _figures, summary="Published figures")
_add("ranges", (), _ranges, summary="Published ranges")


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below the API."""
    return problem(request, 404, f"no list at {rest}")
