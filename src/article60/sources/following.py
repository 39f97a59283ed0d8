"""An answer to a request, wherever its server sends the asker: each hop is told of first, and what it says is not read."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import httpx

_MOST_HOPS = 5


@contextmanager
def following(client: httpx.Client, request: httpx.Request, *, before_hop: Callable[[str], object]) -> Iterator[httpx.Response]:
    """The answer that sends nowhere else, not yet read, until the end of the block; the client itself is to follow nothing.

    `before_hop` is told each address to which a server sends the asker, before that is asked. The body of a redirect may have
    no end. Raises what httpx does, `httpx.TooManyRedirects` after five of them.
    """
    for hop in range(_MOST_HOPS + 1):
        if hop:
            before_hop(str(request.url))
        with closing(client.send(request, stream=True, follow_redirects=False)) as answer:
            if answer.next_request is None:
                yield answer
                return
            request = answer.next_request
    raise httpx.TooManyRedirects("Exceeded maximum allowed redirects.", request=request)
