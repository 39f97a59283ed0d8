"""The accessibility statement: what is aimed at, how that was checked, what is known to be missing, where a barrier is told."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.web.common.corrections import readable_address
from article60.web.common.current import current
from article60.web.public.pages import Page, render


@require_safe
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """For whom these pages work, as far as that is known."""
    return render(request, current(), "accessibility.html", {"address": readable_address()})


PAGES = [Page(name="accessibility", route="accessibility", view=show_accessibility)]
