"""Errors of the API as problem details (RFC 9457)."""

import json

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

TITLES = {404: "Not found", 406: "Not acceptable", 422: "Unknown or unusable parameter", 500: "Fault of the server"}


class Unusable(ValueError):
    """A parameter has a value that cannot be used."""


def problem(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    """One problem as application/problem+json."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Problem"), "status": status, "detail": detail}
    made = HttpResponse(
        json.dumps(body | {"instance": request.get_full_path()}, ensure_ascii=False), content_type="application/problem+json"
    )
    made.status_code = status
    return made


def install(api: NinjaAPI) -> None:
    """Answer every error of the API in this form."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(request, 422, "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors))

    @api.exception_handler(Unusable)
    def unusable(request: HttpRequest, error: Unusable) -> HttpResponse:
        return problem(request, 422, str(error))

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, error.status_code, str(error))
