"""Words of letters, and of why a file was not taken: a letter says that there is something, never what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.byte_store import Empty, TooLarge


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject, text, and the route to which its link leads."""

    subject: str
    text: str
    route: str


LETTERS: Mapping[str, Letter] = {
    "received": Letter(
        noop("Your file was received"),
        noop("The file that you handed in was received and is kept. Sign in to see what happens to it:"),
        "workspace:home",
    ),
}
CLOSING = noop("This message was sent automatically. It never says what stands in the workspace, and asks for no password.")


def not_taken(error: Empty | TooLarge, *, most_megabytes: int) -> str:
    """Why a file was not taken, in the reader's language."""
    if isinstance(error, Empty):
        return gettext("The file is empty.")
    return gettext("The file is larger than %(most)s MB, the most that is taken.") % {"most": most_megabytes}
