"""Words that close every letter, and of why a file was not taken."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.byte_store import Empty, TooLarge

CLOSING = noop("This message was sent automatically. It never says what stands in the workspace, and asks for no password.")


def not_taken(error: Empty | TooLarge, *, most_megabytes: int) -> str:
    """Why a file was not taken, in the reader's language."""
    if isinstance(error, Empty):
        return gettext("The file is empty.")
    return gettext("The file is larger than %(most)s MB, the most that is taken.") % {"most": most_megabytes}
