"""Pages on which administrators let people in, a focal point hands over, and somebody sets a password by a link."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from article60.web.accounts import wording
from article60.web.accounts.actor import Actor
from article60.web.accounts.models import Membership
from article60.web.accounts.pages import render
from article60.web.accounts.roles import Role
from article60.web.accounts.signed_in import who_asks
from article60.web.common.allowed import NotAllowed
from article60.web.people import actions, entering, ways_in
from article60.web.people.forms import Address, Changed, FirstPassword, Invitation, Successor


def members(request: HttpRequest) -> HttpResponse:
    """Who works for the organisations of which who asks lets people in."""
    held = actions.members(by=_by(request))
    bodies = list(dict.fromkeys(one.organisation for one in held))
    return render(request, "people/members.html", {"bodies": bodies, "held": held, **_words()})


def invite(request: HttpRequest) -> HttpResponseBase:
    """Let somebody in."""
    by = _by(request)
    if request.method != "POST":
        initial = {"organisation": by.organisation, "language": who_asks(request).user.language}  # type: ignore[union-attr]
        return _page(request, "people/invite.html", Invitation(by=by, initial=initial))
    form = Invitation(request.POST, by=by)
    if not form.is_valid():
        return _page(request, "people/invite.html", form, status=422)
    try:
        actions.invite(form.person, form.right, form.cleaned_data["organisation"], by=by, at=timezone.now())
    except NotAllowed as error:
        return _page(request, "people/invite.html", form, why_not=str(error), status=422)
    return HttpResponseRedirect(reverse("people:members"))


def change(request: HttpRequest, membership: int) -> HttpResponseBase:
    """Another role, right or language for somebody."""
    by = _by(request)
    held = _one(membership, by)
    form = Changed(request.POST if request.method == "POST" else None, held=held, by=by)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "people/change.html", form, held=held, status=422 if form.is_bound else 200)
    try:
        actions.change(membership, form.right, language=form.cleaned_data["language"], by=by, at=timezone.now())
    except NotAllowed as error:
        return _page(request, "people/change.html", form, held=held, why_not=str(error), status=422)
    return HttpResponseRedirect(reverse("people:members"))


def end(request: HttpRequest, membership: int) -> HttpResponseBase:
    """End what somebody does for an organisation."""
    by = _by(request)
    held = _one(membership, by)
    request.read_at = reverse("people:change", args=[membership])  # type: ignore[attr-defined]
    try:
        actions.end(membership, by=by, at=timezone.now())
    except NotAllowed as error:
        form = Changed(None, held=held, by=by)
        return _page(request, "people/change.html", form, held=held, why_not=str(error), status=422)
    return HttpResponseRedirect(reverse("people:members"))


def send_again(request: HttpRequest, membership: int) -> HttpResponseBase:
    """A new link for somebody who has not come in yet."""
    try:
        actions.send_again(membership, by=_by(request), at=timezone.now())
    except (NotAllowed, actions.NoSuchMembership):
        raise Http404 from None
    return HttpResponseRedirect(reverse("people:members"))


def hand_over(request: HttpRequest, membership: int) -> HttpResponseBase:
    """A focal point hands the role over; afterwards who did so for the own role acts no more."""
    by = _by(request)
    held = _one(membership, by)
    if held.role != Role.STATE_FOCAL_POINT:
        raise Http404
    if request.method != "POST":
        return _page(request, "people/hand_over.html", Successor(initial={"language": held.user.language}), held=held)
    form = Successor(request.POST)
    if form.is_valid() and form.cleaned_data["email"].lower() == held.user.email.lower():
        form.add_error("email", gettext("This is who holds the role now."))
    if not form.is_valid():
        return _page(request, "people/hand_over.html", form, held=held, status=422)
    try:
        actions.hand_over(membership, form.person, by=by, at=timezone.now())
    except (NotAllowed, actions.NoSuchMembership):
        raise Http404 from None
    own = who_asks(request).membership
    return HttpResponseRedirect(reverse("workspace:home" if own == held else "people:members"))


def lost(request: HttpRequest) -> HttpResponseBase:
    """Ask for a link: the answer is the same whether or not there is an account."""
    if request.method != "POST":
        return render(request, "people/lost.html", {"form": Address(), "asked": False, "too_many": False})
    form = Address(request.POST)
    if not form.is_valid():
        return render(request, "people/lost.html", {"form": form, "asked": False, "too_many": False}, status=422)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="reset_password", key=email.lower()):
        return render(request, "people/lost.html", {"form": form, "asked": False, "too_many": True}, status=429)
    entering.ask(email, at=timezone.now())
    return render(request, "people/lost.html", {"form": form, "asked": True, "too_many": False})


def enter(request: HttpRequest, way_in: UUID, code: str) -> HttpResponseBase:
    """Set a password by a link."""
    at, number = timezone.now(), UUID(str(way_in))
    try:
        user = ways_in.found(number, code, at=at).user
        form = FirstPassword(user, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            entering.enter(number, code, form.cleaned_data["password1"], at=at)
            return HttpResponseRedirect(reverse("account_login"))
    except ways_in.NoWayIn:
        return render(request, "people/no_way_in.html", {}, status=404)
    status = 422 if form.is_bound else 200
    return render(request, "people/enter.html", {"problems": wording.problems(form), "user": user}, status=status)


def _page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    *,
    held: Membership | None = None,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    return render(request, template, {"form": form, "held": held, "why_not": why_not, **_words()}, status=status)


def _words() -> dict[str, Any]:
    return {"role": wording.role, "focal_point": Role.STATE_FOCAL_POINT}


def _by(request: HttpRequest) -> Actor:
    return who_asks(request).actor


def _one(membership: int, by: Actor) -> Membership:
    """A membership of which who asks is an administrator. Raises Http404."""
    for one in actions.members(by=by):
        if one.pk == membership:
            return one
    raise Http404
