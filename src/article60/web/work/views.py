"""The page to which everybody comes first: what waits, and what is missing until something can."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from article60.web.accounts import wording
from article60.web.accounts.demonstration import PASSWORD, PEOPLE, seconds_left
from article60.web.accounts.pages import render, ways
from article60.web.accounts.signed_in import who_asks
from article60.web.accounts.waits import waiting_for
from article60.web.work import letters_wanted
from article60.web.work.forms import Letters


def home(request: HttpRequest) -> HttpResponse:
    """What waits for who asks; or what is missing until something can."""
    asking = who_asks(request)
    enrolled = asking.user is not None and is_mfa_enabled(asking.user, [Authenticator.Type.TOTP])
    waits = waiting_for(asking.actor, timezone.now().date())
    shown = {"role": wording.role, "enrolled": enrolled, "waits": waits, "ways_in": (), "seconds": seconds_left()}
    shown["ways"] = ways(request)
    if settings.ARTICLE60_DEMO and asking.user is None:
        shown |= {"ways_in": PEOPLE, "password": PASSWORD}
    return render(request, "work/home.html", shown)


def letters(request: HttpRequest) -> HttpResponseBase:
    """How often a letter tells what waits, and in which language."""
    user = who_asks(request).user
    if user is None:
        raise Http404
    if request.method != "POST":
        initial = {"frequency": letters_wanted.frequency_of(user), "language": user.language}
        return _letters(request, Letters(initial=initial))
    form = Letters(request.POST)
    if not form.is_valid():
        return _letters(request, form, status=422)
    letters_wanted.choose(user, at=timezone.now(), **form.cleaned_data)
    return HttpResponseRedirect(reverse("workspace:home"))


@csrf_exempt
def stop(request: HttpRequest, account: str, code: str) -> HttpResponse:
    """Stop letters by the link in one: who has it need neither sign in nor send from a page of ours (RFC 8058)."""
    try:
        letters_wanted.known(UUID(account), code)
        if request.method == "POST":
            letters_wanted.stop(UUID(account), code, at=timezone.now())
    except (letters_wanted.NoSuchLink, ValueError):
        raise Http404 from None
    return render(request, "work/stop.html", {"stopped": request.method == "POST"})


def _letters(request: HttpRequest, form: Letters, *, status: int = 200) -> HttpResponse:
    words = {"daily": gettext("Each day"), "weekly": gettext("Each week, on Monday"), "never": gettext("Never")}
    return render(request, "work/letters.html", {"form": form, "frequencies": words.items()}, status=status)
