"""What a State opens beside its needs: a document with publisher and public address, its order of priority; each by consent."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from article60.web.accounts.actor import Actor
from article60.web.accounts.changing import Overtaken, as_acting, hold
from article60.web.audit.actions import record
from article60.web.consent.models import OpenDocument, OpenOrder
from article60.web.consent.policies import may_decide
from article60.web.consent.terms import PUBLIC, first_day
from article60.web.register.models import InformationRelease
from article60.web.register.order import order_of

Kind = TypeVar("Kind", OpenDocument, OpenOrder)


class NothingOpen(LookupError):
    """There is no such thing for who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a State says of a document: the SHA-256 of its bytes, a title, who publishes it, where, seen there when."""

    sha256: str
    title: str
    publisher: str
    public_address: str
    read_on: date


def open_document(said: Published, *, by: Actor, at: datetime) -> OpenDocument:
    """The State says that a document is public; from the first day after the waiting period a run opens it.

    What it said of the same document before ends with it; the same said again makes nothing. Raises NotAllowed.
    """
    may_decide(by, state=by.state).required()
    with transaction.atomic():
        hold(_document(said.sha256, by.state))
        before = _open(OpenDocument, by).filter(sha256=said.sha256).first()
        if before is not None and all(getattr(before, name) == value for name, value in asdict(said).items()):
            return before
        if before is not None:
            _ended(before, by=by, at=at)
        made = OpenDocument.objects.create(**_consented(by, at), **asdict(said))
        _event("open", made, by=by, at=at, before=before)
        return made


def open_order(need_ids: Sequence[str], *, by: Actor, at: datetime) -> OpenOrder:
    """The State opens its order of priority as it stands, of needs that are released to the public or wait to be.

    `need_ids` is what was on the page. Raises NotAllowed; Overtaken, with what stands now, where that is another.
    """
    may_decide(by, state=by.state).required()
    with transaction.atomic():
        hold(_order(by.state))
        _hold_needs(by)
        now = to_be_opened(by)
        if not now or list(need_ids) != list(now):
            raise Overtaken(now)
        before = _open(OpenOrder, by).first()
        if before is not None and before.need_ids == list(now):
            return before
        if before is not None:
            _ended(before, by=by, at=at)
        made = OpenOrder.objects.create(**_consented(by, at), need_ids=list(now))
        _event("open", made, by=by, at=at, before=before)
        return made


def _document(sha256: str, state: str) -> str:
    """Under which name what a State says of a document is changed by one at a time: opened, opened otherwise, closed."""
    return f"document {sha256} of {state}"


def _order(state: str) -> str:
    """The same of its order of priority, which is also set under it."""
    return f"order of {state}"


def _hold_needs(by: Actor) -> None:
    """Until the end of the transaction nobody else releases a need of the order, or takes a release back."""
    found = order_of(by)
    for need_id in sorted(found.need_ids) if found is not None else ():
        hold(need_id)


def close_document(number: int, *, by: Actor, at: datetime) -> OpenDocument:
    """The State takes back what it said of a document. Raises NotAllowed, NothingOpen."""
    return _closed(OpenDocument, number, by=by, at=at)


def close_order(number: int, *, by: Actor, at: datetime) -> OpenOrder:
    """The State takes back that its order is open. Raises NotAllowed, NothingOpen."""
    return _closed(OpenOrder, number, by=by, at=at)


def to_be_opened(by: Actor) -> Sequence[str]:
    """The needs of the State's order that it has released to the public, in their order."""
    order = order_of(by)
    if order is None:
        return ()
    public = InformationRelease.objects.filter(state=by.state, audience=PUBLIC, withdrawn_at=None)
    released = set(public.values_list("need", flat=True))
    return tuple(need_id for need_id in order.need_ids if need_id in released)


def documents_of(by: Actor) -> QuerySet[OpenDocument]:
    """All that a State has said of documents, the newest first."""
    return OpenDocument.objects.filter(state=by.state).order_by("-consented_at", "-pk")


def open_order_of(by: Actor) -> OpenOrder | None:
    """The order that a State has opened, if it has."""
    return _open(OpenOrder, by).first()


def open_to_all(on: date) -> tuple[Sequence[OpenDocument], Sequence[OpenOrder]]:
    """What is open on a day, by State; for who acts as nobody."""
    running = {"withdrawn_at": None, "since__lte": on}
    documents = OpenDocument.objects.filter(**running).order_by("state", "sha256")
    return list(documents), list(OpenOrder.objects.filter(**running).order_by("state"))


def _consented(by: Actor, at: datetime) -> dict[str, Any]:
    since = first_day(at, waiting_days=settings.ARTICLE60_WAITING_DAYS)
    return {"state": by.state, "since": since, "consented_at": at, "consented_by": by.person}


def _open(kind: type[Kind], by: Actor) -> QuerySet[Kind]:
    return kind._default_manager.filter(state=by.state, withdrawn_at=None)


def _closed(kind: type[Kind], number: int, *, by: Actor, at: datetime) -> Kind:
    may_decide(by, state=by.state).required()
    with transaction.atomic():
        found = kind._default_manager.filter(pk=number, state=by.state).first()
        if found is None:
            raise NothingOpen(number)
        hold(_document(found.sha256, by.state) if isinstance(found, OpenDocument) else _order(by.state))
        found.refresh_from_db()
        if found.withdrawn_at is None:
            _ended(found, by=by, at=at)
            _event("close", found, by=by, at=at)
        return found


def _ended(one: OpenDocument | OpenOrder, *, by: Actor, at: datetime) -> None:
    one.withdrawn_at, one.withdrawn_by = at, by.account
    one.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _event(
    verb: str,
    one: OpenDocument | OpenOrder,
    *,
    by: Actor,
    at: datetime,
    before: OpenDocument | OpenOrder | None = None,
) -> None:
    what = "document" if isinstance(one, OpenDocument) else "order"
    changed = {"number": one.pk, "since": one.since.isoformat(), **one.said}
    instead = {} if before is None else {"instead_of": before.pk}
    record(f"consent.{verb}_{what}", by=as_acting(by), about=one.about, at=at, changed=changed | instead)
