"""Leaks of who sees what: rules that decide wrongly, a lock that was taken away, a letter or an export that says more."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from tests.workspace.leaks.plants import past_the_lock, planted, told, without_the_lock

from article60.web.accounts import signed_in, visibility
from article60.web.accounts.actor import WEB
from article60.web.accounts.models import Membership, User
from article60.web.consent import decisions
from article60.web.jobs import mail, outbox
from article60.web.register import actions
from article60.web.register.models import Source


@planted(
    "second factor forgotten on one way in (SecureDrop 2024)",
    "register:needs",
    "register:need",
    askers=("without second factor",),
)
def second_factor(broken: pytest.MonkeyPatch) -> None:
    broken.setattr(signed_in, "_by_second_factor", lambda request, user: True)


@planted("role that ended and still works (ASVS 8.3.2)", "register:needs", "register:need", askers=("former",))
def former_role(broken: pytest.MonkeyPatch) -> None:
    found = signed_in.signed_in

    def ended(request: Any) -> Any:
        if isinstance(request.user, User):
            held = Membership.objects.filter(user=request.user).select_related("organisation").first()
            if held is not None:
                return signed_in.SignedIn(request.user, [held], held, signed_in._actor(request.user, held))
        return found(request)

    broken.setattr(signed_in, "signed_in", ended)


@planted("acts in one role, sees as in the other", "register:needs", "register:need", askers=("two roles",))
def two_roles(broken: pytest.MonkeyPatch) -> None:
    broken.setattr(signed_in, "_chosen", lambda held, request: next(iter(held), None))


@planted("released before the waiting period is over", "register:need", askers=("XB focal",))
def waiting(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(visibility, "_running", lambda on: Q(releases__withdrawn_at=None))


@planted("goes on being seen after the consent was taken back", "register:need", askers=("XB focal",))
def taken_back(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    broken.setattr(visibility, "_running", lambda on: Q(releases__since__lte=on))


@planted("goes on being seen after its last day", "register:need", askers=("XB institution",))
def ended(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    rule = lambda actor, on: Q(releases__audience="organisations", releases__withdrawn_at=None)  # noqa: E731
    changed = [visibility.Rule("named", rule, "") if one.name == "named" else one for one in visibility.RULES]
    broken.setattr(visibility, "RULES", changed)


@planted(
    "institution sees all of its State",
    "register:needs",
    "register:need",
    askers=("XA other institution",),
    world="need of an institution",
)
def whole_state(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    rule = lambda actor, on: Q(state=actor.state) if actor.state else None  # noqa: E731
    changed = [
        visibility.Rule("own_institution", rule, "") if one.name == "own_institution" else one for one in visibility.RULES
    ]
    broken.setattr(visibility, "RULES", changed)


@planted("relation that nobody scoped, on a table whose lock was forgotten", "register:needs", askers=("XB focal",))
def relation(broken: pytest.MonkeyPatch) -> None:
    def words(request: HttpRequest) -> str:
        with past_the_lock(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE register_source DISABLE ROW LEVEL SECURITY")
        return str(Source.objects.count())

    told(broken, "register:needs", words)


@planted("view of the database that its owner reads", "register:needs", askers=("XB focal",))
def owners_view(broken: pytest.MonkeyPatch) -> None:
    def words(request: HttpRequest) -> str:
        with connection.cursor() as cursor:
            with past_the_lock():
                cursor.execute("CREATE OR REPLACE VIEW planted AS SELECT * FROM register_needversion")
                cursor.execute(f"GRANT SELECT ON planted TO {WEB}")
            cursor.execute("SELECT count(*) FROM planted")
            return str(cursor.fetchone())

    told(broken, "register:needs", words)


@planted("export of what was not released (CKAN, package_list)", remade=True)
def export(broken: pytest.MonkeyPatch) -> None:
    without_the_lock(broken)
    lines = decisions.lines
    broken.setattr(decisions, "lines", lambda on: lines(on=on + timedelta(days=30)))


@planted("letter to the wrong people (Wagtail, CVE-2022-21683)", remade=True)
def letters(broken: pytest.MonkeyPatch) -> None:
    correct = actions.correct

    def corrected(*args: Any, **named: Any) -> Any:
        made = correct(*args, **named)
        with past_the_lock():
            for user in User.objects.all():
                outbox.add(mail.letter("received", to=user.number, key=f"planted:{made.pk}:{user.pk}"), at=timezone.now())
        return made

    broken.setattr(actions, "correct", corrected)
