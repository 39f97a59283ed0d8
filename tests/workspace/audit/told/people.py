"""Accounts by number, bodies, who acts for which in what role, and who wants letters."""

from collections.abc import Mapping

from tests.workspace.audit.table import Read, Row, Table, Told

from article60.web.accounts.models import Membership, Organisation, User
from article60.web.audit.models import AuditEvent
from article60.web.work.models import LetterSetting

_PERSONAL = "of the person alone: the log knows people by number, so that it can stay when they go"
_SECRET = "a secret, or when it was last used"
ACCOUNT = Table(
    model=User,
    key=("number",),
    aside={"email": _PERSONAL, "name": _PERSONAL, "password": _SECRET, "last_login": _SECRET},
)
BODY = Table(model=Organisation, key=("id",))
MEMBERSHIP = Table(model=Membership, key=("id",), shown={"user_id": lambda one: one.user.number})
LETTERS = Table(model=LetterSetting, key=("user_id",), shown={"user_id": lambda one: one.user.number})
TABLES = (ACCOUNT, BODY, MEMBERSHIP, LETTERS)
LEAVE_NO_ROW = (
    "accounts.sign_in", "accounts.sign_out", "accounts.act_in", "accounts.reset", "accounts.change_password",
    "accounts.add_second_factor", "people.send_again", "people.ask_for_way_in", "people.enter",
)  # fmt: skip


def _let_in(told: Told, event: AuditEvent, said: Row) -> None:
    if "body" in said:
        told.add(BODY, {**said["body"], "id": said["organisation"], "vetted": False, "identifier": ""})
    told.keep(ACCOUNT, {"number": said["account"], "language": said["language"], "is_active": True})
    held = {"id": int(event.about_id), "user_id": said["account"], "organisation_id": said["organisation"], "until": None}
    told.add(MEMBERSHIP, held | {"role": said["role"], "administers": said["administers"], "since": event.at})


def _linked(told: Told, event: AuditEvent, said: Row) -> None:
    told.change(BODY, int(event.about_id), identifier=said["identifier"])


def _vetted(told: Told, event: AuditEvent, said: Row) -> None:
    told.change(BODY, int(event.about_id), vetted=said["vetted"])


def _dismissed(told: Told, event: AuditEvent, said: Row) -> None:
    for one in said["memberships"]:
        told.change(MEMBERSHIP, one, until=event.at)


def _ended(told: Told, event: AuditEvent, said: Row) -> None:
    told.change(MEMBERSHIP, int(event.about_id), until=event.at)


def _changed(told: Told, event: AuditEvent, said: Row) -> None:
    if said["instead_of"] != int(event.about_id):
        told.change(MEMBERSHIP, said["instead_of"], until=event.at)
        _let_in(told, event, said)
    told.change(ACCOUNT, said["account"], language=said["language"])


def _handed_over(told: Told, event: AuditEvent, said: Row) -> None:
    for one in (said["instead_of"], *said["ended"]):
        told.change(MEMBERSHIP, one, until=event.at)
    _let_in(told, event, said)


def _letters(told: Told, event: AuditEvent, said: Row) -> None:
    told.add(LETTERS, {"user_id": event.about_id, "frequency": said["frequency"]})
    if "language" in said:
        told.change(ACCOUNT, event.about_id, language=said["language"])


READ: Mapping[str, Read] = {
    "accounts.invite": _let_in,
    "accounts.link": _linked,
    "accounts.vet": _vetted,
    "accounts.dismiss": _dismissed,
    "people.invite": _let_in,
    "people.change": _changed,
    "people.end": _ended,
    "people.hand_over": _handed_over,
    "work.choose_letters": _letters,
    "work.stop_letters": _letters,
}
