"""What is exported is what States have released to the public, as a run reads it; nothing else leaves a trace in it."""

import json
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from article60.domain.decision import Decision
from article60.domain.run_note import RunNote
from article60.identity.decisions import apply
from article60.identity.register import Register
from article60.sources.decisions import read
from article60.web.accounts.actor import acting
from article60.web.accounts.models import User
from article60.web.accounts.roles import Kind, Role
from article60.web.consent import decisions
from article60.web.consent.actions import Noted, give, record_note, take_back
from article60.web.consent.terms import Terms
from article60.web.register import actions as register
from article60.web.register.content import Content
from article60.web.register.models import InformationRelease, NeedVersion
from article60.web.workspace import handing_on
from workspace_people import WORDS, actor, body, focal_point, member, need, newest

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=30)
READ, OWN = "XA-AAAAAAAA", "XA-BBBBBBBB"
PUBLIC = Terms(audience="public")


def lines() -> list[dict[str, Any]]:
    return [dict(one) for one in decisions.lines(on=NOW.date())]


def verbs(need_id: str) -> list[str]:
    return [one["verb"] for one in lines() if one["about"]["id"] == need_id]


def released(user: User, need_id: str, *, at: Any = LONG_AGO, terms: Terms = PUBLIC) -> InformationRelease:
    by = actor(user)
    with acting(by):
        return give(need_id, by=by, seen=newest(need_id).hash, at=at, terms=terms)


def stated(user: User, need_id: str = OWN, **said: Any) -> None:
    """A need of the State's own."""
    by = actor(user)
    content = Content(**{"text": WORDS, "language": "fr", "provisions": ("33",), "types": ("legal_advice",)} | said)
    with acting(by):
        register.add(need_id, by=by, at=LONG_AGO, content=content)


def changed(user: User, need_id: str, verb: str, **more: Any) -> None:
    by = actor(user)
    with acting(by):
        getattr(register, verb)(need_id, by=by, seen=newest(need_id).hash, at=LONG_AGO, **more)


def as_a_run_reads(folder: Path) -> list[Decision]:
    notes: list[RunNote] = []
    unplaced: list[RunNote] = []
    handing_on.write(folder, on=NOW.date())
    found = read(folder, audience="public", notes=notes, unplaced=unplaced)
    assert (notes, unplaced) == ([], [])
    return found


def test_need_of_the_state_is_added_with_its_consent(tmp_path: Path) -> None:
    user = focal_point()
    stated(user, beneficiary="An office", timing="anticipated")
    release = released(user, OWN)
    added, consent = lines()
    assert (added["verb"], consent["verb"]) == ("add", "consent")
    assert added["values"] == {
        "state": "XA", "text": WORDS, "language": "fr", "timing": "anticipated", "beneficiary": "An office",
        "provisions": ["33"], "types": ["legal_advice"],
    }  # fmt: skip
    for one in (added, consent):
        assert (one["actor_role"], one["actor_organisation"]) == ("state_focal_point", "XA")
        assert (one["audience"], one["version_hash"], one["reason"]) == ("public", release.version_hash, None)
    outcome = apply(as_a_run_reads(tmp_path), register=Register())
    assert outcome.register.needs[OWN].text == WORDS and outcome.notes == []


def test_need_that_was_read_says_exactly_what_was_consented_to() -> None:
    user = focal_point()
    need(READ)
    changed(user, READ, "correct", words={"text": "New words", "provisions": ("9",), "types": ()}, reason="a reason of our own")
    changed(user, READ, "say_met", standing="partly_met", met_by="A fund")
    released(user, READ)
    correct, consent, met = lines()
    assert correct["values"] == {"text": "New words", "provisions": ["9"], "types": [], "beneficiary": None}
    assert (consent["verb"], met["verb"], met["values"]) == ("consent", "met", {"grade": "partly_met"})
    assert len({one["id"] for one in lines()}) == 3


@pytest.mark.parametrize(("state_of_it", "shown"), [("released", True), ("withdrawn", False)])
def test_need_that_the_state_has_added_and_publicly_withdrawn_is_in_no_release(
    state_of_it: str, shown: bool, tmp_path: Path
) -> None:
    user = focal_point()
    stated(user)
    if state_of_it == "withdrawn":
        changed(user, OWN, "withdraw")
    released(user, OWN)
    outcome = apply(as_a_run_reads(tmp_path), register=Register())
    assert (OWN in outcome.register.needs) is shown


def test_consent_that_the_secretariat_recorded_is_told_in_its_role(tmp_path: Path) -> None:
    user = focal_point()
    stated(user)
    by = actor(member(Role.SECRETARIAT_PUBLISHER, body(Kind.SECRETARIAT, "Secretariat")))
    note = Noted(content=b"a note", ending="pdf", reference="PM/1", dated=NOW.date())
    seen = newest(OWN).hash
    with acting(by):
        record_note(OWN, by=by, version_hash=seen, at=LONG_AGO, terms=PUBLIC, note=note)
    assert [(one["verb"], one["actor_role"]) for one in lines()] == [("add", "state_focal_point"), ("consent", "secretariat")]
    assert [one.actor_role for one in as_a_run_reads(tmp_path)] == ["state_focal_point", "secretariat"]
    assert note.sha256 not in (tmp_path / decisions.FILE).read_text()


def test_what_waits_is_not_exported_until_it_has_waited() -> None:
    user = focal_point()
    stated(user)
    release = released(user, OWN, at=NOW - timedelta(days=settings.ARTICLE60_WAITING_DAYS))
    assert release.since == NOW.date() + timedelta(days=1) and lines() == []


def test_withdrawn_consent_leaves_the_next_export_as_if_it_had_never_been_given() -> None:
    user = focal_point()
    stated(user)
    release = released(user, OWN)
    assert verbs(OWN) == ["add", "consent"]
    with acting(actor(user)):
        take_back(release.pk, by=actor(user), at=NOW)
    assert lines() == []


def test_newest_released_version_is_exported_and_what_was_written_since_leaves_no_gap() -> None:
    user = focal_point()
    stated(user)
    released(user, OWN)
    changed(user, OWN, "correct", words={"text": "Not released"})
    assert lines()[0]["values"]["text"] == WORDS
    released(user, OWN)
    assert [one["values"].get("text") for one in lines()] == ["Not released", None]


def test_characters_that_no_table_holds_cost_no_line(tmp_path: Path) -> None:
    user = focal_point()
    stated(user, text="Words\x0bof a form\x07")
    released(user, OWN)
    assert json.loads(as_a_run_reads(tmp_path)[0].values)["text"] == "Words of a form"


class Over(Exception):
    """Takes a world back."""


def secret(user: User, provider: Any) -> None:
    """Of everything that was not released to the public, something."""
    stated(user, "XA-SSSSSSSS", text="Released to nobody")
    for number, audience in enumerate(("states_parties", "providers")):
        stated(user, f"XA-TTTTTTT{'AB'[number]}", text="Not for the public")
        released(user, f"XA-TTTTTTT{'AB'[number]}", terms=Terms(audience=audience))
    stated(user, "XA-NNNNNNNN", text="For one organization")
    last = (NOW + timedelta(days=60)).date()
    released(user, "XA-NNNNNNNN", terms=Terms(audience="organisations", organisation=provider, until=last))
    stated(user, "XA-WWWWWWWW", text="Waiting")
    released(user, "XA-WWWWWWWW", at=NOW)
    for need_id, at in (("XA-PPPPPPPP", NOW), ("XA-QQQQQQQQ", LONG_AGO)):
        stated(user, need_id, text="Taken back")
        made = released(user, need_id, at=at)
        with acting(actor(user)):
            take_back(made.pk, by=actor(user), at=NOW)
    for need_id in (READ, OWN):
        changed(user, need_id, "correct", words={"text": "A version that was not released"}, reason="a reason of our own")
        changed(user, need_id, "withdraw", reason="of our own")
        released(user, need_id, terms=Terms(audience="states_parties"))
        released(user, need_id, at=NOW)


def exported(folder: Path, *, user: User, with_secret: bool) -> dict[str, bytes]:
    provider = body(Kind.PROVIDER, "A fund")
    try:
        with transaction.atomic():
            if with_secret:
                secret(user, provider)
            handing_on.write(folder, on=NOW.date())
            raise Over
    except Over:
        return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_worlds_with_and_without_what_is_not_public_are_exported_byte_for_byte_alike(tmp_path: Path) -> None:
    user = focal_point()
    need(READ)
    stated(user)
    released(user, READ)
    released(user, OWN)
    without = exported(tmp_path / "without", user=user, with_secret=False)
    with_it = exported(tmp_path / "with", user=user, with_secret=True)
    assert with_it == without and len(without[decisions.FILE].splitlines()) == 4


def test_either_lock_alone_keeps_the_export_clean_and_with_both_broken_it_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    user = focal_point()
    stated(user)
    released(user, OWN)
    changed(user, OWN, "correct", words={"text": "A version that was not released"})

    release = InformationRelease.objects.get()

    def any_version(on: Any) -> Any:
        """The lock of the code, broken: the newest version, with whatever consent there is."""
        shown = NeedVersion.objects.for_everyone().order_by("need", "-number").distinct("need")
        return list(shown), defaultdict(lambda: release)

    def leaks(*, code: bool, database: bool) -> bool:
        with monkeypatch.context() as broken:
            if code:
                broken.setattr(decisions, "_released", any_version)
            if database:
                broken.setattr("article60.web.accounts.actor.READER", "postgres")
            return "not released" in json.dumps(lines())

    assert not leaks(code=True, database=False)
    assert not leaks(code=False, database=True)
    assert leaks(code=True, database=True)


def test_nothing_of_a_person_leaves() -> None:
    user = focal_point()
    stated(user)
    released(user, OWN)
    told = json.dumps(lines())
    for kept in (user.name, user.email, str(user.number)):
        assert kept not in told
