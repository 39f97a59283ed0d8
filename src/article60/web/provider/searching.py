"""Saved searches: which needs of a Release somebody wants to hear of, and what is new of them in the next one, told once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from article60.domain.need import Need
from article60.domain.provision import article_of
from article60.web.accounts.actor import Actor, acting_as
from article60.web.accounts.changing import as_acting, hold
from article60.web.audit.actions import record
from article60.web.common.current import Release
from article60.web.common.rows import select
from article60.web.curation.last_run import last_run
from article60.web.jobs import mail, outbox
from article60.web.jobs.locks import WORKER
from article60.web.provider.actions import NothingThere
from article60.web.provider.models import Alert, SavedSearch
from article60.web.provider.policies import may_write
from article60.web.provider.visibility import ALERTING

CLOSED = ("met", "withdrawn", "superseded")
"""Grades of needs that are no longer open."""
LETTER = "needs_found"
BY = Actor(job=ALERTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a need must have; of each list one is enough, and an empty one asks for nothing."""

    states: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    with_priority: bool = False

    def wants(self, need: Need, region: str | None) -> bool:
        """Whether a need is one of those; an article asks for all its clauses."""
        cited = {*need.provisions, *need.articles}
        places = self.states or self.regions
        return (
            need.grade not in CLOSED
            and (not places or need.state in self.states or region in self.regions)
            and (not self.provisions or any(one in cited or _within(one, cited) for one in self.provisions))
            and (not self.types or bool({*self.types} & {*need.types}))
            and (need.priority is not None or not self.with_priority)
        )


def _within(wanted: str, cited: set[str]) -> bool:
    return article_of(wanted) == wanted and any(article_of(one) == wanted for one in cited)


def wanted_of(search: SavedSearch) -> Wanted:
    """What a search asks for."""
    lists = {name: tuple(getattr(search, name)) for name in ("states", "regions", "provisions", "types")}
    return Wanted(**lists, with_priority=search.with_priority)


def found(wanted: Wanted, release: Release) -> list[Need]:
    """The needs of a Release that a search asks for, in its order."""
    region = {code: one.regional_group for code, one in release.states.items()}
    needs: list[Need] = release.kept(("needs that searches ask for",), lambda: select(release.connection, "needs"))
    return [one for one in needs if wanted.wants(one, region.get(one.state))]


def save(search_id: str, *, name: str, wanted: Wanted, release: Release | None, by: Actor, at: datetime) -> SavedSearch:
    """Save a search; what the present Release has is known already. Sent twice it is one. Raises NotAllowed."""
    may_write(by, organisation=by.organisation).required()
    with transaction.atomic():
        hold(f"searches of {by.organisation}")
        known: SavedSearch | None = of_own(by).filter(search_id=search_id).first()
        if known is not None:
            return known
        told = {"states": wanted.states, "regions": wanted.regions, "provisions": wanted.provisions, "types": wanted.types}
        made = SavedSearch.objects.create(
            search_id=search_id, organisation_id=by.organisation or 0, name=name, with_priority=wanted.with_priority,
            made_at=at, made_by=by.person, **{key: list(value) for key, value in told.items()},
        )  # fmt: skip
        if release is not None:
            _remember(made, release, found(wanted, release), new=(), at=at)
        changed = {"name": name, "with_priority": wanted.with_priority, **told}
        record("provider.save_search", by=as_acting(by), about=("search", search_id), at=at, changed=changed)
        return made


def stop(search_id: str, *, by: Actor, at: datetime) -> None:
    """No more letters about it; stopped twice, it was stopped the first time. Raises NothingThere, NotAllowed."""
    may_write(by, organisation=by.organisation).required()
    with transaction.atomic():
        hold(f"searches of {by.organisation}")
        if not of_own(by).filter(search_id=search_id).exists():
            raise NothingThere(search_id)
        if of_own(by).filter(search_id=search_id, stopped_at=None).update(stopped_at=at, stopped_by=by.account):
            record("provider.stop_search", by=as_acting(by), about=("search", search_id), at=at, changed={})


def of_own(by: Actor) -> Any:
    """The searches of one's own organisation, the newest first."""
    return SavedSearch.objects.filter(organisation=by.organisation).order_by("-made_at", "-pk")


@dataclass
class Watch:
    """Looks whether another Release is shown; one for each worker."""

    seen: str = ""

    def look(self) -> None:
        """Hold saved searches against the Release that is shown, once for each."""
        release = last_run()
        if release is not None and release.mark != self.seen:
            look(release, at=timezone.now())
            self.seen = release.mark


def look(release: Release, *, at: datetime) -> int:
    """Hold every search against a Release and leave a letter where it has needs that were not there before; how many letters.

    Each search is a transaction of its own, and is held once against each Release, however often this is asked for and by
    however many at once.
    """
    with acting_as(BY, WORKER):
        waiting = list(SavedSearch.objects.filter(stopped_at=None).order_by("pk").values_list("pk", flat=True))
    return sum(_looked(search, release, at=at) for search in waiting)


def _looked(search: int, release: Release, *, at: datetime) -> bool:
    with acting_as(BY, WORKER):
        hold(f"search {search}")
        one = SavedSearch.objects.filter(pk=search, stopped_at=None).first()
        if one is None or Alert.objects.filter(search=search, mark=release.mark).exists():
            return False
        needs = found(wanted_of(one), release)
        known = {need for alert in Alert.objects.filter(search=search) for need in alert.need_ids}
        new = [need.need_id for need in needs if need.need_id not in known]
        made = _remember(one, release, needs, new=new, at=at)
        if not new:
            return False
        changed = {"release": made.release, "new": len(new)}
        record("provider.alert", by=as_acting(BY), about=("search", one.search_id), at=at, changed=changed)
        outbox.add(_letter(one.search_id, one.made_by, release.mark, len(new)), at=at)
        return True


def _letter(search_id: str, to: UUID, mark: str, count: int) -> outbox.Entry:
    """Identifiers and a count; the words stand in `letters`."""
    return mail.letter(LETTER, to=to, key=f"alert:{search_id}:{mark[:32]}", about={"search": search_id, "count": str(count)})


def _remember(search: SavedSearch, release: Release, needs: Sequence[Need], *, new: Sequence[str], at: datetime) -> Alert:
    return Alert.objects.create(
        search=search,
        organisation_id=search.organisation_id,
        release=str(release.info["name"]),
        mark=release.mark,
        need_ids=[one.need_id for one in needs],
        new_ids=list(new),
        made_at=at,
    )


def alerts_of(by: Actor, search: SavedSearch) -> Iterator[Alert]:
    """What was found of a search, the newest first."""
    yield from Alert.objects.filter(organisation=by.organisation, search=search).order_by("-made_at", "-pk")
