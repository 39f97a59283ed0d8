"""Saved searches: what is new in a Release is told once, with a count and a link and nothing else, until it is stopped."""

import email
import re
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

import makers
from article60.codes.languages import LANGUAGES
from article60.domain.need import Need
from article60.web.accounts.actor import acting, acting_as
from article60.web.jobs.handlers import HANDLERS
from article60.web.jobs.leases import Pace
from article60.web.jobs.locks import WORKER
from article60.web.jobs.models import OutboxEntry
from article60.web.jobs.worker import work
from article60.web.provider import searching
from article60.web.provider.models import Alert, SavedSearch
from article60.web.provider.searching import Wanted
from workspace_people import actor, browser, events
from workspace_providers import officer

PAGE = "/en/provider/searches/"


@dataclass
class Shown:
    """A Release as far as searches read it."""

    mark: str
    needs: list[Need]
    states: dict[str, Any] = field(default_factory=dict)

    @property
    def info(self) -> dict[str, str]:
        return {"name": f"release {self.mark}"}

    def kept(self, key: Any, make: Any) -> Any:
        return self.needs


def need(need_id: str, **more: Any) -> Need:
    return makers.need(need_id=need_id, state=need_id[:2], **more)


def saved(wanted: Wanted, release: Shown | None, search_id: str = "RS-AAAAAAAA") -> Any:
    by = actor(officer())
    with acting(by):
        searching.save(search_id, name="Ours", wanted=wanted, release=release, by=by, at=timezone.now())  # type: ignore[arg-type]
    return by


def look(release: Shown) -> int:
    return searching.look(release, at=timezone.now())  # type: ignore[arg-type]


def letters() -> list[dict[str, str]]:
    return [one.payload for one in OutboxEntry.objects.filter(kind="mail")]


WANTS: list[tuple[str, Wanted, dict[str, Any], bool]] = [
    ("everything open", Wanted(), {}, True),
    ("its State", Wanted(states=("XA",)), {}, True),
    ("another State", Wanted(states=("XB",)), {}, False),
    ("its region", Wanted(regions=("african",)), {}, True),
    ("another region", Wanted(regions=("asia_pacific",)), {}, False),
    ("one of a State and a region", Wanted(states=("XB",), regions=("african",)), {}, True),
    ("its article", Wanted(provisions=("46",)), {"provisions": ("46(9)",), "articles": ("46",)}, True),
    ("its paragraph", Wanted(provisions=("46(9)",)), {"provisions": ("46(9)",), "articles": ("46",)}, True),
    ("another paragraph", Wanted(provisions=("46(8)",)), {"provisions": ("46(9)",), "articles": ("46",)}, False),
    ("its type", Wanted(types=("legal_advice", "other")), {"types": ("legal_advice",)}, True),
    ("another type", Wanted(types=("other",)), {"types": ("legal_advice",)}, False),
    ("priority, stated", Wanted(with_priority=True), {"priority": "high"}, True),
    ("priority, not stated", Wanted(with_priority=True), {"priority": None}, False),
    *[(f"everything, but {grade}", Wanted(), {"grade": grade}, False) for grade in ("met", "withdrawn", "superseded")],
    ("everything, partly met", Wanted(), {"grade": "partly_met"}, True),
]


@pytest.mark.parametrize(("wanted", "said", "told"), [one[1:] for one in WANTS], ids=[one[0] for one in WANTS])
def test_search_asks_for(wanted: Wanted, said: dict[str, Any], told: bool) -> None:
    assert wanted.wants(need("XA-AAAAAAAA", **{"priority": None} | said), "african") == told


def test_what_is_new_is_told_once_for_each_release() -> None:
    first = Shown("1", [need("XA-AAAAAAAA")])
    saved(Wanted(states=("XA",)), first)
    assert look(first) == 0, "what was there when it was saved is known"
    second = Shown("2", [*first.needs, need("XA-BBBBBBBB"), need("XA-CCCCCCCC"), need("XB-AAAAAAAA")])
    assert (look(second), look(second), len(letters())) == (1, 0, 1)
    assert letters()[0]["count"] == "2" and letters()[0]["search"] == "RS-AAAAAAAA"
    assert look(Shown("3", second.needs)) == 0, "nothing new"
    assert look(Shown("4", first.needs)) == 0 and look(Shown("5", second.needs)) == 0, "what comes back was told"
    assert events().count("provider.alert done") == 1


def test_saved_before_there_was_a_release_it_tells_of_the_first() -> None:
    saved(Wanted(), None)
    assert look(Shown("1", [need("XA-AAAAAAAA")])) == 1


def test_worker_looks_when_another_release_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    saved(Wanted(), Shown("1", []))
    watch = searching.Watch()
    shown = [None, Shown("1", []), Shown("2", [need("XA-AAAAAAAA")]), Shown("2", [need("XA-AAAAAAAA")])]
    told = []
    for release in shown:
        monkeypatch.setattr(searching, "last_run", lambda release=release: release)
        watch.look()
        told.append(len(letters()))
    assert told == [0, 0, 1, 1]


def test_stopped_search_tells_nothing_more() -> None:
    by = saved(Wanted(), Shown("1", []))
    with acting(by):
        searching.stop("RS-AAAAAAAA", by=by, at=timezone.now())
        searching.stop("RS-AAAAAAAA", by=by, at=timezone.now())
    assert look(Shown("2", [need("XA-AAAAAAAA")])) == 0 and letters() == []
    assert events().count("provider.stop_search done") == 1


def test_letter_has_a_count_and_a_link_and_nothing_of_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "ARTICLE60_MAIL", f"folder:{tmp_path}")
    monkeypatch.setattr(settings, "ARTICLE60_MAIL_FOLDER", str(tmp_path))
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "article60.web.jobs.mailing.Folder")
    secret = need("XA-BBBBBBBB", text="Words of a need")
    saved(Wanted(), Shown("1", []))
    look(Shown("2", [secret, need("XA-CCCCCCCC")]))
    work(HANDLERS, pace=Pace(), stopping=threading.Event(), once=True)
    (file,) = tmp_path.glob("*.eml")
    sent = email.message_from_bytes(file.read_bytes())
    text = sent.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "(2)" in text and "/en/provider/searches/RS-AAAAAAAA/" in text
    assert not re.search(r"Words of a need|XA-|Ours|Ndara", text + str(sent["Subject"]))


def fresh(client: Client) -> str:
    found = re.search(r'name="search_id" value="(RS-[A-Z2-7]{8})"', client.get(PAGE).content.decode())
    assert found is not None
    return found[1]


def test_form_saves_once_and_its_page_shows_what_is_there_and_stops_it(last_run: Path) -> None:
    client = browser(officer())
    sent = {"search_id": fresh(client), "name": "Needs of Ndara", "states": ["XA"], "provisions": "", "types": []}
    for _ in range(2):
        assert client.post(PAGE, sent).status_code == 302
    address = f"{PAGE}{sent['search_id']}/"
    page = client.get(address).content.decode()
    assert "Needs of Ndara" in page and "XA-" in page and SavedSearch.objects.count() == 1
    assert (
        client.post(f"{address}stop/").status_code == 302 and "No more letters are sent" in client.get(address).content.decode()
    )
    assert [one for one in events() if "search" in one] == ["provider.save_search done", "provider.stop_search done"]
    other = browser(officer("Another"))
    assert other.get(address).status_code == 404 and other.post(f"{address}stop/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"name": ""}, "fill this in"), ({"provisions": "999"}, "no such provision"), ({"states": ["ZZ"]}, "values offered")],
)
def test_what_cannot_be_is_said(last_run: Path, changed: dict[str, Any], told: str) -> None:
    client = browser(officer())
    answer = client.post(PAGE, {"search_id": fresh(client), "name": "Ours"} | changed)
    assert answer.status_code == 422 and told in answer.content.decode() and not SavedSearch.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_stand_in_every_language(last_run: Path, language: str) -> None:
    client = browser(officer())
    made = fresh(client)
    client.post(PAGE, {"search_id": made, "name": "Ours", "states": ["XA"], "regions": ["african"], "types": ["legal_advice"]})
    for address in (PAGE, f"{PAGE}{made}/", "/en/provider/activities/"):
        page = client.get(address.replace("/en/", f"/{language}/")).content.decode()
        assert f'<html lang="{language}"' in page and "<script" not in page and " style=" not in page


def test_job_sees_searches_and_nothing_else_and_nobody_else_sees_them() -> None:
    saved(Wanted(), Shown("1", [need("XA-AAAAAAAA")]))
    with acting_as(searching.BY, WORKER):
        assert SavedSearch.objects.count() == Alert.objects.count() == 1
    with acting(actor(officer("Another"))):
        assert SavedSearch.objects.count() == Alert.objects.count() == 0
    with pytest.raises(DatabaseError), acting_as(searching.BY, WORKER), connection.cursor() as cursor:
        cursor.execute("UPDATE provider_savedsearch SET name = 'another'")


def test_my_work_counts_what_was_found() -> None:
    by = saved(Wanted(), Shown("1", []))
    look(Shown("2", [need("XA-AAAAAAAA"), need("XA-BBBBBBBB")]))
    from article60.web.accounts.waits import waiting_for

    with acting(by):
        assert [(one.route, one.count) for one in waiting_for(by, timezone.now().date())] == [("provider:searches", 2)]
