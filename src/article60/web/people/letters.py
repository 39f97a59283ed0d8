"""Letters that bring a way in, or tell of a role."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from article60.web.jobs.letters import Letter
from article60.web.people.models import INVITED, LOST
from article60.web.people.ways_in import address

ROLE_GIVEN = "role_given"
LETTERS: Mapping[str, Letter] = {
    INVITED: Letter(
        noop("You are invited to the workspace"),
        noop(
            "An organization has invited you to work for it in the workspace. Please set your password by this link. It works"
            " once, and for seven days:"
        ),
        address,
    ),
    ROLE_GIVEN: Letter(
        noop("Your roles in the workspace have changed"),
        noop("Somebody has given you a role in the workspace. Sign in with the password that you have:"),
        lambda _: reverse("workspace:home"),
    ),
    LOST: Letter(
        noop("A new password for the workspace"),
        noop(
            "Somebody has asked for a new password for your account. If it was you, set it by this link. It works once, and for"
            " one hour. If it was not you, nothing needs to be done:"
        ),
        address,
    ),
}
