"""Files that somebody hands in, by the name under which a form sends them: what a page reads in them is then done."""

from collections.abc import Callable

Make = Callable[[], bytes]
ANYTHING = b"%PDF-1.4 a note of which nobody is told"
_MAKERS: dict[str, Make] = {}
_MADE: dict[str, bytes] = {}


def file(name: str) -> Callable[[Make], Make]:
    """Declare a file of `kept/`: what is filled in as `file:` and its name is sent with the bytes that are made so."""

    def declared(made: Make) -> Make:
        _MAKERS[name] = made
        return made

    return declared


def make() -> None:
    """Make all of them, once, where what is common stands: what they name is there in every world."""
    _MADE.update({name: made() for name, made in _MAKERS.items()})


def content(name: str) -> bytes:
    """The bytes of a file; of one that nobody declared, always the same ones that no page can read."""
    return _MADE[name] if name in _MAKERS else ANYTHING
