"""Answers in fewer bytes: gzip for text, for whoever reads it."""

import gzip
import re

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_sequence

SMALLEST = 200
"""Bytes below which packing gains nothing."""
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of a file from which on it is sent as it is: packing it would keep the processor for seconds."""
_LEVEL = 5
_TEXT = re.compile(r"text/|image/svg|application/([a-z.]+\+)?(json|xml|javascript)\b|application/(ld|atom|feed)", re.ASCII)
_REFUSED = re.compile(r"\s*q=0(\.0*)?\s*", re.ASCII)


def reads_packed(request: HttpRequest) -> bool:
    """Whether the asker says that it reads gzip."""
    given = (one.partition(";") for one in request.headers.get("Accept-Encoding", "").lower().split(","))
    return any(name.strip() == "gzip" and not _REFUSED.fullmatch(weight) for name, _, weight in given)


def is_text(media: str) -> bool:
    """Whether a media type is text, which packs well; pictures and archives are packed already."""
    return _TEXT.match(media) is not None


def pack(content: bytes) -> bytes:
    """The same content gives the same bytes."""
    return gzip.compress(content, _LEVEL, mtime=0)


def unpack(packed: bytes) -> bytes:
    """What was packed."""
    return gzip.decompress(packed)


def packed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, packed if it is text and the asker reads that; a long one part by part while it is sent."""
    if "Content-Encoding" in response.headers or not is_text(response.headers.get("Content-Type", "")):
        return response
    if isinstance(response, FileResponse) and int(response.headers.get("Content-Length", 0)) > LARGEST_FILE:
        return response
    if isinstance(response, HttpResponse) and len(response.content) < SMALLEST:
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    if not reads_packed(request):
        return response
    if isinstance(response, HttpResponse):
        response.content = pack(response.content)
        response.headers["Content-Length"] = str(len(response.content))
    elif isinstance(response, StreamingHttpResponse):
        response.streaming_content = compress_sequence(iter(response))
        del response.headers["Content-Length"]
    response.headers["Content-Encoding"] = "gzip"
    if "ETag" in response.headers:
        response.headers["ETag"] = weak(response.headers["ETag"])
    return response


def weak(mark: str) -> str:
    """An ETag for the same content in other bytes."""
    return mark if mark.startswith("W/") else f"W/{mark}"
