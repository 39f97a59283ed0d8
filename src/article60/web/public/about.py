"""What the register is and is not, where its data come from, who operates it, and where an error is reported."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from article60.web.common.corrections import readable_address
from article60.web.common.current import current
from article60.web.public.pages import Page, render


@require_safe
def show_about(request: HttpRequest) -> HttpResponse:
    """The register and those who answer for it."""
    return render(request, current(), "about.html", {"address": readable_address()})


PAGES = [Page(name="about", route="about", view=show_about)]
