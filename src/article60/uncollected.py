"""Work on millions of records without looking, again and again, for circles among them that are not there."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Records refer to one another in no circle, so the search for circles finds nothing and takes long."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
