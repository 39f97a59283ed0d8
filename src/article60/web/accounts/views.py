"""Pages of signing in, and of who may see and do what."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from article60.web.accounts import actions, wording
from article60.web.accounts.demonstration import person
from article60.web.accounts.models import User
from article60.web.accounts.pages import render
from article60.web.accounts.policies import policies
from article60.web.accounts.roles import Role
from article60.web.accounts.signed_in import who_asks
from article60.web.accounts.visibility import COMMENTS, DECISIONS, RULES


def who_may(request: HttpRequest) -> HttpResponse:
    """The tables by which the workspace decides, for everyone to read."""
    roles = ["nobody", *Role]
    rows = [
        (wording.route(name), method, [role in allowed for role in roles])
        for name, policy in policies().items()
        for method, allowed in policy.allowed.items()
    ]
    columns = [wording.role(role) for role in roles]
    rules, decisions = ([wording.rule(rule.name) for rule in some] for some in (RULES, (*DECISIONS, *COMMENTS)))
    return render(request, "workspace/who_may.html", {"rows": rows, "columns": columns, "rules": rules, "decisions": decisions})


def act_in(request: HttpRequest) -> HttpResponseBase:
    """Act in another of one's memberships. Raises Http404 where it is none of them."""
    wanted = request.POST.get("membership", "")
    for membership in who_asks(request).memberships:
        if str(membership.pk) == wanted:
            actions.act_in(request, membership)
            return HttpResponseRedirect(reverse("workspace:home"))
    raise Http404


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Says that what was asked for needs a fresh sign-in, and leads there."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    after = f"{reverse('account_login')}?{urlencode({'next': wanted if safe else reverse('workspace:home')})}"
    return render(request, "account/again.html", {"after": after})


class _Told:
    """A page with a form of allauth, with what was wrong in the reader's language."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = found.get("form")
        return found | {"problems": wording.problems(form) if isinstance(form, Form) else [], "after": self._after()}

    def _after(self) -> str:
        found: str = self.request.POST.get("next", self.request.GET.get("next", ""))  # type: ignore[attr-defined]
        return found


class SignIn(_Told, LoginView):
    """Address and password."""


class SignOut(LogoutView):
    """Asks once, and signs out."""


class SecondFactor(_Told, AuthenticateView):
    """The code of the second factor, or one of the recovery codes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows; in the demonstration also the code that a telephone would show."""
        who = person(self.stage.login.user.email) if settings.ARTICLE60_DEMO else None
        return super().get_context_data(**kwargs) | {"shown_code": "" if who is None else who.code}

    def form_invalid(self, form: Form) -> HttpResponse:
        """Say so; the log learns of it."""
        actions.remember_wrong_code(self.stage.login.user)
        made: HttpResponse = super().form_invalid(form)
        return made


class NewPassword(_Told, PasswordChangeView):
    """Changes the password; every other session of the account ends."""

    template_name = "account/password_change.html"

    def form_valid(self, form: Form) -> HttpResponse:
        """Change it."""
        actions.remember_new_password(_person(self.request))
        made: HttpResponse = super().form_valid(form)
        return made

    def get_default_success_url(self) -> str:
        """Home."""
        return reverse("workspace:home")


class AddSecondFactor(_Told, ActivateTOTPView):
    """Sets up a second factor; there is one for each account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; whoever has not signed in is led there, whoever has one already, home."""
        if not request.user.is_authenticated:
            return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return HttpResponseRedirect(reverse("workspace:home"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep it: from here on this session was opened by it."""
        made: HttpResponse = super().form_valid(form)
        record_authentication(self.request, _person(self.request), method="mfa", type="totp")
        self.request.session.cycle_key()
        actions.remember_second_factor(_person(self.request))
        return made

    def get_success_url(self) -> str:
        """The codes for the day on which the second factor is lost."""
        return reverse("mfa_view_recovery_codes")


class RecoveryCodes(ViewRecoveryCodesView):
    """The recovery codes, shown once."""


def _person(request: HttpRequest) -> User:
    """Who has signed in; pages that ask for this are for nobody else. Raises Http404."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
