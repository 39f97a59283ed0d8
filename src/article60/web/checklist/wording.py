"""Words about answers that cannot be used."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.domain.checklist import LONGEST_TEXT
from article60.domain.checklist_answer import NOT_LISTED, TOO_LONG
from article60.web.common.wording import number

_WHY = {
    NOT_LISTED: noop("Please choose one of the values offered."),
    TOO_LONG: noop("An answer has at most %(most)s characters. Please shorten it, or refer to a document."),
}


def why_not_usable(why: str) -> str:
    """Why an answer cannot stand in its cell, and what to do, in the reader's language."""
    return gettext(_WHY[why]) % {"most": number(LONGEST_TEXT)}
