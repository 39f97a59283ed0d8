"""Asks the site's own views in this process, without a server and without what only a server adds."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import resolve
from django.utils import translation

from article60.web.common.address import SITE
from article60.web.exporting.places import Address

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site answers: its bytes and media type; or the address to which it leads on."""

    content: bytes = b""
    media: str = ""
    leads_to: str | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.media.partition(";")[0] == "text/html"


def request(address: Address, *, site: str) -> HttpRequest:
    """The question for an address, as a server would pass it on; absolute links of its answer begin with `site`."""
    path, _, question = str(address).partition("?")
    asked = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": f"/{path}",
            "QUERY_STRING": question,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            SITE: site,
        }
    )
    return cast(HttpRequest, asked)


def ask(address: Address, *, site: str) -> Answer | None:
    """What the site answers at an address; None where nothing stands there."""
    with translation.override(address.language or settings.LANGUAGE_CODE):
        asked = request(address, site=site)
        try:
            found = resolve(asked.path_info)
            asked.resolver_match = found
            response = found.func(asked, *found.args, **found.kwargs)
        except (Http404, BadRequest):
            return None
        except Exception as error:
            error.add_note(f"while the page at /{address} was made")
            raise
        if response.status_code in (301, 302):
            return Answer(leads_to=response.headers["Location"])
        return Answer(content=_content(response), media=response.headers["Content-Type"])


def _content(response: HttpResponse | StreamingHttpResponse) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        with closing(response):
            return b"".join(cast(Iterable[bytes], response.streaming_content))
    return response.content
