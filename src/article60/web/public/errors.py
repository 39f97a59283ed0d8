"""Pages that say why there is no page, in the reader's language."""

from django.http import HttpRequest, HttpResponse

from article60.web.public.current import current
from article60.web.public.pages import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page that does not exist."""
    return render(request, current(), "error.html", {"missing": True}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours; says nothing of what went wrong."""
    return HttpResponse("The page could not be made.\n", status=500, content_type="text/plain; charset=utf-8")
