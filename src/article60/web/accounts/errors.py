"""Pages that say why there is no page; they tell nothing of what may be there."""

from django.http import HttpRequest, HttpResponse

from article60.web.accounts.pages import render


def bad_request(request: HttpRequest, exception: Exception | None = None, *, status: int = 400) -> HttpResponse:
    """What was sent is not understood."""
    return render(request, "workspace/error.html", {"why": 400}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing, or nothing for who asks: both in the same words."""
    return render(request, "workspace/error.html", {"why": 404}, status=404)


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not sent from a page of the workspace, or from one that was left open for too long."""
    return render(request, "workspace/error.html", {"why": 403}, status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than the page takes."""
    return render(request, "workspace/error.html", {"why": 413}, status=413)


def busy(request: HttpRequest) -> HttpResponse:
    """As many files are being read as may be at once."""
    answer = render(request, "workspace/error.html", {"why": 429}, status=429)
    answer.headers["Retry-After"] = "60"
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of ours; says nothing of what went wrong."""
    return render(request, "workspace/error.html", {"why": 500}, status=500)
