"""Letters of clearance: that an institution is asked, and that it has answered and signed."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from article60.web.jobs.letters import Letter

ASKED, ANSWERED = "clearance_asked", "clearance_answered"
LETTERS: Mapping[str, Letter] = {
    ASKED: Letter(
        noop("Your State asks you about its needs"),
        noop(
            "The focal point of your State asks your institution whether needs for technical assistance still stand."
            " Sign in to answer:"
        ),
        lambda _: reverse("clearance:asked"),
    ),
    ANSWERED: Letter(
        noop("An institution has signed its answers"),
        noop("An institution has answered and signed in a clearance sheet of your State. Sign in to compare and take over:"),
        lambda _: reverse("clearance:sheets"),
    ),
}
