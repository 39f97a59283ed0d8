"""No policy, no page; and who is let in is told to the database for that one request."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from article60.web.accounts.actor import NOBODY, Actor
from article60.web.accounts.middleware import Gate
from article60.web.accounts.policies import BadTable, _allowed, policies
from article60.web.accounts.roles import Role
from article60.web.accounts.signed_in import SignedIn

ANALYST = Actor(account=uuid4(), role=Role.SECRETARIAT_ANALYST, organisation=7)


def shown(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('article60.role', true), current_setting('article60.organisation', true)")
        return HttpResponse("/".join(cursor.fetchone()))


def asked(route: str, actor: Actor, *, method: str = "GET") -> Any:
    request = RequestFactory().generic(method, "/")
    request.signed_in = SignedIn(actor=actor)  # type: ignore[attr-defined]
    namespace, _, name = route.partition(":")
    request.resolver_match = ResolverMatch(shown, (), {}, name, namespaces=[namespace])
    return Gate(lambda again: HttpResponse()).process_view(request, shown, (), {})


def test_database_knows_who_asks() -> None:
    assert asked("workspace:home", ANALYST).content == b"secretariat_analyst/7"
    assert asked("workspace:home", NOBODY).content == b"/"


@pytest.mark.parametrize(
    ("route", "method"), [("workspace:forgotten", "GET"), ("workspace:home", "POST"), ("workspace:home", "PUT")]
)
def test_what_no_policy_speaks_of_is_not_there(route: str, method: str) -> None:
    with pytest.raises(Http404):
        asked(route, ANALYST, method=method)


def test_every_cell_of_the_table_is_written_down() -> None:
    assert policies()
    with pytest.raises(BadTable, match="needs true or false for each of the 2 roles"):
        _allowed("a", {"GET": [True]}, ["nobody", "operator"])
    with pytest.raises(BadTable, match="PATCH is none of"):
        _allowed("a", {"PATCH": [True, False]}, ["nobody", "operator"])
