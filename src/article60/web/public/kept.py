"""Answers that are finished: 304 before any work for whoever holds them, and each made once while its Release is shown."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.translation import get_language_from_path

from article60.publication.reading import NotARelease
from article60.web.common.assets import asset
from article60.web.common.current import NAMED, current
from article60.web.common.packing import SMALLEST, is_text, pack, packed, reads_packed, unpack, weak
from article60.web.public.api.answers import form_of
from article60.web.public.held import etag, holds, mark_of

API = "/api/v1/"
ROOM = 1024
"""Bytes that an answer takes beside its content, about."""
SHARE = 16
"""One answer may take this part of the room for all, not more."""
FOR_EVER = "public, max-age=31536000, immutable"
_OWN = ("Content-Encoding", "Content-Length", "ETag")
"""Headers that follow from how the content is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an answer before it is made: its mark, and the Release from which it follows, if it follows from one.

    `name` is that of the Release, by which people know it. `vary` names the headers of a request on which the answer depends.
    """

    mark: str
    release: str | None
    vary: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """An answer as it is kept: its headers, and its content, packed where that makes it shorter."""

    headers: Mapping[str, str]
    content: bytes
    is_packed: bool

    @property
    def room(self) -> int:
        """Bytes that it takes, about."""
        return len(self.content) + ROOM


class Store:
    """Finished answers by their marks, as many as there is room for; those that nobody asked for longest go first."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = 0
        self._held: OrderedDict[str, tuple[str | None, Finished]] = OrderedDict()
        self._release: str | None = None

    def __len__(self) -> int:
        return len(self._held)

    def get(self, known: Known) -> Finished | None:
        """The answer with this mark."""
        self._show(known.release)
        if known.mark not in self._held:
            return None
        self._held.move_to_end(known.mark)
        return self._held[known.mark][1]

    def put(self, known: Known, answer: Finished) -> None:
        """Keep an answer, if there is room for it, in the place of one with the same mark."""
        self._show(known.release)
        if answer.room > self.room // SHARE:
            return
        if known.mark in self._held:
            self._drop(known.mark)
        self._held[known.mark] = (known.release, answer)
        self.taken += answer.room
        while self.taken > self.room:
            self._drop(next(iter(self._held)))

    def _show(self, release: str | None) -> None:
        """Let go of all that follows from another Release than this: it is not asked for again."""
        if release is None or release == self._release:
            return
        self._release = release
        for mark in [mark for mark, (of, _) in self._held.items() if of is not None]:
            self._drop(mark)

    def _drop(self, mark: str) -> None:
        self.taken -= self._held.pop(mark)[1].room


class Kept:
    """Sends what is kept, keeps what is made, and packs everything that goes out.

    Only answers to GET with status 200 are kept, of pages below a language, lists of the API and files of the site itself:
    never an error, never what is sent part by part, never what sets a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = Store(settings.ARTICLE60_KEEP_MEGABYTES * 1024 * 1024)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, from what is kept if it is there."""
        known = _known(request)
        if known is None:
            return _sent(request, self.get_response(request))
        if holds(request, known.mark):
            return _not_modified(known)
        answer = self.store.get(known)
        if answer is not None:
            if not answer.is_packed and reads_packed(request) and _packs(answer):
                answer = replace(answer, content=pack(answer.content), is_packed=True)
                self.store.put(known, answer)
            return _as_response(request, known, answer)
        made = self.get_response(request)
        if not _may_be_kept(request, made, known):
            return _sent(request, made)
        content = b"".join(made) if isinstance(made, StreamingHttpResponse) else made.content  # type: ignore[attr-defined]
        made.close()
        answer = _finished(request, made, content)
        if request.method == "GET":
            self.store.put(known, answer)
        return _as_response(request, known, answer)


def _known(request: HttpRequest) -> Known | None:
    """What is known of the answer; nothing where it must be made to know it."""
    if request.method not in ("GET", "HEAD") or "Range" in request.headers:
        return None
    path = request.path_info
    if path.startswith(settings.STATIC_URL):
        return Known(mark=mark_of(path), release=None, vary=("Accept-Encoding",))
    of_api = path.startswith(API)
    if not of_api and get_language_from_path(path) is None:
        return None
    try:
        release = current()
        mark = etag(request, release, form=form_of(request) if of_api else "")
    except (DisallowedHost, NotARelease):
        return None
    return Known(
        mark=mark,
        release=release.mark,
        vary=("Accept", "Accept-Language", "Accept-Encoding") if of_api else ("Accept-Encoding",),
        name=release.info["name"],
    )


def _may_be_kept(request: HttpRequest, made: HttpResponseBase, known: Known) -> bool:
    """Whether an answer is what its mark says: whole, right, for everybody, and of the Release that was there before."""
    if made.status_code != 200 or made.cookies or "no-store" in made.headers.get("Cache-Control", ""):
        return False
    if known.release is None:
        return True
    return not made.streaming and current().mark == known.release


def _finished(request: HttpRequest, made: HttpResponseBase, content: bytes) -> Finished:
    """The answer as it is kept: packed if its first asker reads that, as nearly all do."""
    headers = {name: value for name, value in made.headers.items() if name not in _OWN}
    plain = Finished(headers=headers, content=content, is_packed=False)
    if not (reads_packed(request) and _packs(plain)):
        return plain
    return replace(plain, content=pack(content), is_packed=True)


def _packs(answer: Finished) -> bool:
    return len(answer.content) >= SMALLEST and is_text(answer.headers.get("Content-Type", ""))


def _as_response(request: HttpRequest, known: Known, answer: Finished) -> HttpResponseBase:
    as_packed = answer.is_packed and reads_packed(request)
    content = answer.content if as_packed or not answer.is_packed else unpack(answer.content)
    response = HttpResponse(content, headers=dict(answer.headers))
    response.headers["Vary"] = _vary(answer.headers.get("Vary", ""), known.vary)
    response.headers["Content-Length"] = str(len(content))
    response.headers["ETag"] = weak(known.mark) if as_packed else known.mark
    if as_packed:
        response.headers["Content-Encoding"] = "gzip"
    if known.release is None and request.get_full_path() == asset(request.path_info.removeprefix(settings.STATIC_URL)):
        response.headers["Cache-Control"] = FOR_EVER
    return _not_modified(known) if _has_it(request, response) else response


def _has_it(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the asker says so in another way than by the mark: that any answer will do, or by the very day of this one."""
    given, day = request.headers.get("If-None-Match"), response.headers.get("Last-Modified")
    return given == "*" if given is not None else day is not None and request.headers.get("If-Modified-Since") == day


def _not_modified(known: Known) -> HttpResponseBase:
    response = HttpResponseNotModified()
    response.headers["ETag"] = known.mark
    response.headers["Vary"] = _vary("", known.vary)
    if known.name is not None:
        response.headers[NAMED] = known.name
    return response


@lru_cache(maxsize=64)
def _vary(said: str, more: tuple[str, ...]) -> str:
    """The header Vary of an answer with further names, each once."""
    response = HttpResponse(headers={"Vary": said} if said else {})
    patch_vary_headers(response, more)
    return response.headers["Vary"]


def _sent(request: HttpRequest, made: HttpResponseBase) -> HttpResponseBase:
    """Another answer, packed; 304 where it has a mark of its own that the asker holds."""
    if made.status_code != 200:
        return packed(request, made)
    if isinstance(made, HttpResponse) and "ETag" not in made.headers:
        set_response_etag(made)
    mark = made.headers.get("ETag")
    held = get_conditional_response(request, etag=mark, response=packed(request, made))  # type: ignore[arg-type]
    return made if held is None else held
