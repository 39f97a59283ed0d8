"""The needs standard on the site: its page, its codelists as pages, and schema, codelists and examples for machines."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from article60.codes.labels import UnknownCode
from article60.publication.standard import CODELISTS, HOME, SCHEMA, VERSION, codelists, schema_text
from article60.publication.standard import examples as given
from article60.publication.standard.fields import fields, objects
from article60.web.common.current import Release, current
from article60.web.common.wording import language
from article60.web.public.pages import Page, render

JSON, CSV = "application/json", "text/csv; charset=utf-8"


@require_safe
def show_standard(request: HttpRequest) -> HttpResponse:
    """What the standard is, its fields, its codelists, its examples."""
    context = {
        "version": VERSION,
        "home": HOME,
        "schema": f"{HOME}/{SCHEMA}",
        "codelists": [(codelists.codelist(name), codelists.codelist(name).titles[language()]) for name in codelists.names()],
        "objects": [(noun, list(fields(noun))) for noun in objects()],
        "examples": given.examples(),
    }
    return render(request, current(), "standard.html", context)


@require_safe
def show_codelist(request: HttpRequest, name: str) -> HttpResponse:
    """One codelist with the labels in the reader's language."""
    return render(request, current(), "codelist.html", {"listed": _codelist(name), "home": CODELISTS})


@require_safe
def schema_file(request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema, byte for byte as in every Release: its `$id` is the address at which it is asked for."""
    return _bytes(request, schema_text().encode(), "application/schema+json")


@require_safe
def example_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The bytes of one example; those of a bad one may be no JSON at all."""
    try:
        return _bytes(request, given.content(name), JSON)
    except given.NoSuchExample:
        raise Http404(name) from None


@require_safe
def codelist_file(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """One codelist as JSON or CSV."""
    listed = _codelist(name)
    if ending == "csv":
        return _bytes(request, codelists.as_csv(listed.name).encode(), CSV)
    return _bytes(request, codelists.as_json(listed.name).encode(), JSON)


@require_safe
def codelist_address(request: HttpRequest, name: str) -> HttpResponseBase:
    """Where tags of IATI lead: the list as JSON to whoever asks for that, else its page in the reader's language."""
    listed = _codelist(name)
    if request.get_preferred_type(["text/html", JSON]) == JSON:
        response: HttpResponseBase = codelist_file(request, listed.name, "json")
    else:
        response = redirect("codelist", name=listed.name)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def _codelist(name: str) -> codelists.Codelist:
    try:
        return codelists.codelist(name)
    except UnknownCode:
        raise Http404(name) from None


def _bytes(request: HttpRequest, content: bytes, kind: str) -> HttpResponseBase:
    """Anyone may read these from a page of their own: they are the same for everybody and say nothing of a reader."""
    response = HttpResponse(content, content_type=kind)
    response.headers["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _names(release: Release) -> tuple[str, ...]:
    return codelists.names()


PAGES = [
    Page(name="standard", route="standard", view=show_standard),
    Page(name="codelist", route="standard/codelists/<str:name>", view=show_codelist, every=_names),
]
