"""The page about the API: what it answers, in short."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.web.public.api.lists import ALL
from article60.web.public.current import current
from article60.web.public.pages import Page, render


@require_safe
def show_api(request: HttpRequest) -> HttpResponse:
    """Every list with its filters."""
    return render(request, current(), "api.html", {"lists": ALL})


PAGES = [Page(name="api", route="api", view=show_api)]
