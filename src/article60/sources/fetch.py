"""One file from an http(s) address into the store, within bounds of size and time."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from article60.byte_store import Store

if TYPE_CHECKING:
    import httpx

LARGEST_BYTES = 500 * 1024 * 1024
LONGEST_SECONDS = 600.0


class NotFetched(Exception):
    """A file that could not be had from its address; the message says which, why, and what to do."""


def is_address(path: str) -> bool:
    """Whether a path given by a user is an http(s) address."""
    try:
        return urlsplit(path).scheme.lower() in ("http", "https")
    except ValueError:  # such as a bracket of an IPv6 host that is not closed
        return False


def name_of(address: str) -> str:
    """File name at the end of an address; its host where it has none."""
    parts = urlsplit(address)
    return unquote(parts.path).rstrip("/").rsplit("/", 1)[-1] or parts.netloc.rpartition("@")[2]


def fetch(
    address: str,
    *,
    store: Store,
    largest_bytes: int = LARGEST_BYTES,
    longest_seconds: float = LONGEST_SECONDS,
    transport: "httpx.BaseTransport | None" = None,
    clock: Callable[[], float] = monotonic,
) -> str:
    """Hash under which the file now stands in the store. Raises NotFetched."""
    # Here, because loading httpx takes as long as a small run, and few runs fetch anything.
    import httpx

    from article60.sources.following import following

    limits = httpx.Timeout(30.0, read=60.0)
    until = clock() + longest_seconds

    def in_time(_: str = "") -> None:
        if clock() > until:
            raise NotFetched(f"{address}: took too long; save the file and name it here")

    try:
        with (
            httpx.Client(timeout=limits, transport=transport) as client,
            following(client, client.build_request("GET", address), before_hop=in_time) as answer,
        ):
            answer.raise_for_status()
            return store.put(_bounded(answer, address, largest_bytes, in_time)).sha256
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:  # the last one of a host whose name cannot be
        raise NotFetched(
            f"{address}: could not be fetched ({error}); check the address or save the file and name it here"
        ) from error


def _bounded(answer: "httpx.Response", address: str, largest_bytes: int, in_time: Callable[[], object]) -> Iterator[bytes]:
    total = 0
    for piece in answer.iter_bytes():
        total += len(piece)
        if total > largest_bytes:
            raise NotFetched(f"{address}: larger than {largest_bytes} bytes; save the file and name it here")
        in_time()
        yield piece
