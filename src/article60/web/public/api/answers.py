"""An answer of the API: JSON, CSV or a workbook, its Release named, and 304 where the asker has it already."""

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from article60.web.common.address import site_address
from article60.web.common.current import Release
from article60.web.public import held
from article60.web.public.api import found
from article60.web.public.lists.asked import USUAL, Asked, cursor
from article60.web.public.lists.cells import cell
from article60.web.public.lists.query import limited
from article60.web.public.lists.sheets import CSV, MOST_ROWS, XLSX, as_csv, as_workbook
from article60.web.public.lists.sources import Source

JSON = "application/json"
FORMS = {"json": JSON, "csv": "text/csv", "xlsx": XLSX}
UNOFFICIAL = "Not a United Nations document; not endorsed by the United Nations."


def form_of(request: HttpRequest) -> str:
    """json, csv or xlsx: by the ending of the address, else by what the asker prefers; JSON where nothing is said."""
    return _form(request.path.rpartition(".")[2], request.headers.get("Accept", "*/*"))


@lru_cache(maxsize=1024)
def _form(ending: str, accepted: str) -> str:
    if ending in FORMS:
        return ending
    asker = HttpRequest()
    asker.META["HTTP_ACCEPT"] = accepted
    preferred = asker.get_preferred_type(list(FORMS.values()))
    return next((form for form, media in FORMS.items() if media == preferred), "json")


def unchanged(request: HttpRequest, release: Release) -> HttpResponseBase | None:
    """304 where the asker holds this answer already, in the form preferred; None where it must be made."""
    return held.unchanged(request, release, form=form_of(request))


def answer(request: HttpRequest, release: Release, source: Source, asked: Asked) -> HttpResponseBase:
    """A page of a list as JSON with the address of the next; as CSV or workbook all of it, or that page if a length is asked.

    Raises TooCostly.
    """
    form = form_of(request)
    if form != "json" and asked.limit is None and asked.after is None:
        return _headed(request, release, _whole(request, release, source, asked, form))
    limit, base = asked.limit or USUAL, site_address(request)
    with limited(release.connection):
        if form == "json":
            texts, last = source.texts(release, asked.chosen, after=asked.after, limit=limit, base=base)
        else:
            items, last = source.page(release, asked.chosen, after=asked.after, limit=limit)
    following = _next(request, cursor(last)) if last is not None else None
    if form == "json":
        before, behind = f'{{"release": {_text(release.info["name"])}, "items": [', f'], "next": {_text(following)}}}'
        content = b"".join((before.encode(), b", ".join(texts), behind.encode()))
        made: HttpResponseBase = HttpResponse(content, content_type=JSON)
    else:
        made = _table(release, source, items, asked, form=form, base=base, note="")
    if following is not None:
        made.headers["Link"] = f'<{following}>; rel="next"'
    return _headed(request, release, made)


def answer_one(request: HttpRequest, release: Release, source: Source, item: dict[str, Any]) -> HttpResponseBase:
    """One item."""
    told = _with_address(item, source.address(item, base=site_address(request)))
    return _headed(request, release, _json({"release": release.info["name"], "item": told}))


def answer_found(request: HttpRequest, release: Release, asked: Asked, *, skip: int) -> HttpResponseBase:
    """A page of the records that answer a question, as JSON or CSV, with the address of the next. Raises TooCostly."""
    with limited(release.connection):
        items, after = found.found(release, asked.chosen, skip=skip, limit=asked.limit or USUAL)
    following = _next(request, str(after)) if after is not None else None
    if form_of(request) == "csv":
        rows = ([cell(item[name]) for name in found.COLUMNS] for item in items)
        made: HttpResponseBase = StreamingHttpResponse(as_csv(list(found.COLUMNS), rows), content_type=CSV)
        made.headers["Content-Disposition"] = _attached(found.PATH, release, "csv")
    else:
        made = _json({"release": release.info["name"], "items": items, "next": following})
    if following is not None:
        made.headers["Link"] = f'<{following}>; rel="next"'
    return _headed(request, release, made)


def answer_json(request: HttpRequest, release: Release, body: Any) -> HttpResponseBase:
    """Anything else that follows from the Release alone."""
    return _headed(request, release, _json(body))


def _whole(request: HttpRequest, release: Release, source: Source, asked: Asked, form: str) -> HttpResponseBase:
    with limited(release.connection):
        count = source.count(release, asked.chosen)
    items = source.every(release, asked.chosen)
    note = ""
    if form == "xlsx" and count > MOST_ROWS:
        note = f"The first {MOST_ROWS} of {count} rows; the CSV file holds all."
        items = (item for _, item in zip(range(MOST_ROWS), items, strict=False))
    return _table(release, source, items, asked, form=form, base=site_address(request), note=note)


def _table(release: Release, source: Source, items: Any, asked: Asked, *, form: str, base: str, note: str) -> HttpResponseBase:
    header, rows = source.table(release, items, lang=asked.lang, base=base)
    if form == "csv":
        made: HttpResponseBase = StreamingHttpResponse(as_csv(header, rows), content_type=CSV)
    else:
        filters = ", ".join(f"{name}={value}" for name, value in asked.chosen.items())
        said = (
            f"Release {release.info['name']}.",
            f"{source.about}.",
            f"Filters: {filters}." if filters else "",
            note,
            UNOFFICIAL,
        )
        words = " ".join(one for one in said if one)
        made = HttpResponse(as_workbook(header, rows, note=words, title=source.path), content_type=XLSX)
    made.headers["Content-Disposition"] = _attached(source.path, release, form)
    return made


def _attached(path: str, release: Release, form: str) -> str:
    return f'attachment; filename="article60-{path}-{release.info["name"]}.{form}"'


def _json(body: Any) -> HttpResponse:
    return HttpResponse(_text(body), content_type=JSON)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _with_address(item: dict[str, Any], address: str | None) -> dict[str, Any]:
    return item if address is None else {**item, "address": address}


def _headed(request: HttpRequest, release: Release, made: HttpResponseBase) -> HttpResponseBase:
    made.headers["Vary"] = "Accept"
    made.headers["Access-Control-Allow-Origin"] = "*"  # public data, and nothing that a browser would send along
    return held.marked(request, release, made, form=form_of(request))


def _next(request: HttpRequest, following: str) -> str:
    query = request.GET.copy()
    query["cursor"] = following
    return f"{site_address(request)}{request.path}?{query.urlencode()}"
