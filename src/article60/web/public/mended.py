"""An address that is nearly right - a stroke at its end, a State in small letters, a bare number - and the right one."""

import re

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from article60.codes.languages import LANGUAGES

_BELOW_LANGUAGE = re.compile(f"/({'|'.join(LANGUAGES)})/.+")
_STATE = re.compile("(?<=/states/)[A-Za-z][A-Za-z0-9](?=/|$)")
_ARTICLE = re.compile("(?<=/provisions/)[0-9]+(?=/|$)")


def mended(request: HttpRequest) -> str | None:
    """The address that was meant, with what was asked of it; None where there is none, or it is the one that was asked."""
    if not _BELOW_LANGUAGE.fullmatch(request.path):
        return None
    meant = _STATE.sub(lambda code: code[0].upper(), request.path.rstrip("/"), count=1)
    meant = _ARTICLE.sub(lambda number: f"art{number[0]}", meant, count=1)
    if meant == request.path or not _leads_somewhere(meant):
        return None
    asked = request.META.get("QUERY_STRING", "")
    return f"{meant}?{asked}" if asked else meant


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
