"""The page to which everybody comes first: what waits, and what is missing until something can."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from article60.web.accounts import wording
from article60.web.accounts.demonstration import PASSWORD, PEOPLE, seconds_left
from article60.web.accounts.pages import render
from article60.web.accounts.signed_in import who_asks
from article60.web.accounts.waits import waiting_for


def home(request: HttpRequest) -> HttpResponse:
    """What waits for who asks; or what is missing until something can."""
    asking = who_asks(request)
    enrolled = asking.user is not None and is_mfa_enabled(asking.user, [Authenticator.Type.TOTP])
    waits = waiting_for(asking.actor, timezone.now().date())
    shown = {"role": wording.role, "enrolled": enrolled, "waits": waits, "ways_in": (), "seconds": seconds_left()}
    if settings.ARTICLE60_DEMO and asking.user is None:
        shown |= {"ways_in": PEOPLE, "password": PASSWORD}
    return render(request, "work/home.html", shown)
