"""With the people of the demonstration in it, a workspace answers on this machine and nowhere else."""

import pytest

from article60.web.accounts.demonstration import PEOPLE
from article60.web.accounts.roles import Kind, Role
from article60.web.workspace.local import NotLocal, is_local, must_be_local, must_hold_no_demonstration_elsewhere
from workspace_people import body, member

LOCAL = {
    "DATABASE_URL": "postgresql://a@/article60?host=/run/postgresql", "ARTICLE60_WORKSPACE": "http://127.0.0.1:8060",
    "ARTICLE60_HOSTS": "localhost,[::1]", "ARTICLE60_ADDRESS": "http://localhost:8000",
}  # fmt: skip
ELSEWHERE = [
    ("DATABASE_URL", "postgresql://a:secret@database.example/article60"),
    ("DATABASE_URL", "postgresql://a:secret@127.0.0.1,10.0.0.5/article60"),
    ("DATABASE_URL", "host=localhost hostaddr=192.0.2.7 dbname=article60"),
    ("PGHOST", "database.example"),
    ("ARTICLE60_WORKSPACE", "https://workspace.example"),
    ("ARTICLE60_WORKSPACE", "http://localhost.example"),
    ("ARTICLE60_HOSTS", "localhost,workspace.example"),
    ("ARTICLE60_HOSTS", "0.0.0.0"),
    ("ARTICLE60_HOSTS", "*"),
    ("ARTICLE60_ADDRESS", "https://register.example"),
    ("ARTICLE60_BEHIND_TLS", "yes"),
]


@pytest.mark.parametrize("settings", [{}, LOCAL, {"ARTICLE60_BEHIND_TLS": "no"}])
def test_what_stays_on_this_machine_is_local(settings: dict[str, str]) -> None:
    must_be_local(settings)


@pytest.mark.parametrize(("name", "value"), ELSEWHERE)
def test_what_leads_elsewhere_is_refused_and_no_password_is_told(name: str, value: str) -> None:
    with pytest.raises(NotLocal, match="everybody knows") as told:
        must_be_local((LOCAL if name != "PGHOST" else {}) | {name: value})
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("/run", True),
        ("10.0.0.1", False),
        ("localhost.", False),
        ("", False),
    ],
)
def test_loopback_and_sockets_are_local(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_server_that_answers_elsewhere_does_not_start_with_the_people_of_the_demonstration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = body(Kind.OPERATOR, "Operator of the demonstration")
    monkeypatch.setenv("ARTICLE60_HOSTS", "workspace.example")
    must_hold_no_demonstration_elsewhere()
    member(Role.OPERATOR, where, PEOPLE[-1].email.upper())
    with pytest.raises(NotLocal, match="ARTICLE60_HOSTS"):
        must_hold_no_demonstration_elsewhere()
    monkeypatch.delenv("ARTICLE60_HOSTS")
    must_hold_no_demonstration_elsewhere()
