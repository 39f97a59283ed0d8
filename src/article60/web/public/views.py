"""The public pages: each reads the Release shown now and renders one template."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from article60.codes.languages import LANGUAGES
from article60.web.common.wording import language
from article60.web.public import files, method, overview, records, state
from article60.web.public.api.lists import ALL
from article60.web.public.current import Release, current

Found = dict[str, Any] | None


@require_safe
def show_overview(request: HttpRequest, chapter: str = overview.FIRST) -> HttpResponse:
    """Tiles of all States for one chapter, the lead figures and the newest documents."""
    if not any(chapter in chapters for chapters in overview.reviewed_chapters().values()):
        raise Http404(chapter)
    release = current()
    return _page(request, release, "overview.html", overview.overview(release, chapter=chapter))


@require_safe
def show_state(request: HttpRequest, code: str) -> HttpResponse:
    """One State."""
    release = current()
    return _found(request, release, "state.html", state.state_page(release, code))


@require_safe
def show_need(request: HttpRequest, identifier: str) -> HttpResponse:
    """One need."""
    return _record(request, "need", identifier, records.need_page)


@require_safe
def show_activity(request: HttpRequest, identifier: str) -> HttpResponse:
    """One activity."""
    return _record(request, "activity", identifier, records.activity_page)


@require_safe
def show_document(request: HttpRequest, identifier: str) -> HttpResponse:
    """One document."""
    return _record(request, "document", identifier, records.document_page)


@require_safe
def show_method(request: HttpRequest) -> HttpResponse:
    """How everything is read, kept, matched, graded and counted."""
    release = current()
    return _page(request, release, "method.html", method.method_page(release))


@require_safe
def show_figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure with its parts and its definition."""
    release = current()
    return _found(request, release, "figure.html", method.figure_page(release, name))


@require_safe
def show_data(request: HttpRequest) -> HttpResponse:
    """The Release's files."""
    release = current()
    return _page(request, release, "data.html", files.data_page(release))


@require_safe
def show_api(request: HttpRequest) -> HttpResponse:
    """What the API answers, in short."""
    return _page(request, current(), "api.html", {"lists": ALL})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that does not exist, in the reader's language."""
    return _page(request, current(), "error.html", {"missing": True}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours; says nothing of what went wrong."""
    return HttpResponse("The page could not be made.\n", status=500, content_type="text/plain; charset=utf-8")


def _record(
    request: HttpRequest, kind: str, identifier: str, find: Callable[[Release, str], Found]
) -> HttpResponse | HttpResponsePermanentRedirect:
    """The page of a record; an identifier that lives on in another leads there."""
    release = current()
    context = find(release, identifier)
    newer = records.alias(release, identifier) if context is None else None
    if newer is not None:
        return HttpResponsePermanentRedirect(reverse(kind, args=[newer]))
    return _found(request, release, f"{kind}.html", context)


def _found(request: HttpRequest, release: Release, template: str, context: Found) -> HttpResponse:
    if context is None:
        raise Http404(request.path)
    return _page(request, release, template, context)


def _page(request: HttpRequest, release: Release, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    tongue = language()
    rest = request.path.removeprefix(f"/{tongue}/")
    context |= {
        "release": release,
        "info": release.info,
        "operator": settings.ARTICLE60_OPERATOR,
        "tongue": tongue,
        "section": request.resolver_match.url_name if request.resolver_match else "",
        "languages": [(code, f"/{code}/{rest}") for code in LANGUAGES] if status == 200 else [(c, f"/{c}/") for c in LANGUAGES],
    }
    response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Article60-Release"] = release.info["name"]
    return response
