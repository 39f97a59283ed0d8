"""What waits in checklists: questions for an institution, and for the State what came back and what the register lacks."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_noop as noop

from article60.domain.checklist import Checklist, checklists
from article60.web.accounts.actor import Actor
from article60.web.accounts.waits import Waiting
from article60.web.checklist import known
from article60.web.checklist.actions import answers_of
from article60.web.checklist.finding import articles_for
from article60.web.checklist.models import Assignment
from article60.web.checklist.offline import workbooks_of
from article60.web.checklist.progress import whole
from article60.web.checklist.visibility import of_an_institution, of_the_state

_TO_ANSWER = noop("Questions of a self-assessment checklist that your institution is to answer")
_CAME_BACK = noop("Workbooks of a self-assessment checklist that came back and were not taken over yet")
_NOT_IN_REGISTER = noop("Needs stated in a self-assessment checklist that do not stand in the register yet")


def waiting(actor: Actor, on: date) -> Iterator[Waiting]:
    """Yield what waits for who acts for a State or for an institution of one, by checklist."""
    for checklist in checklists().values():
        if of_an_institution(actor):
            yield _to_answer(checklist, actor)
        if of_the_state(actor) or of_an_institution(actor):
            yield _came_back(checklist, actor)
        if of_the_state(actor):
            yield _not_in_register(checklist, actor, on)


def _to_answer(checklist: Checklist, actor: Actor) -> Waiting:
    progress = whole(checklist, answers_of(checklist, by=actor), articles_for(checklist, actor))
    assigned = Assignment.objects.visible_to(actor).filter(checklist=checklist.checklist, ended_at=None)
    since = assigned.order_by("since").values_list("since", flat=True).first()
    return Waiting(
        what=_TO_ANSWER,
        count=progress.asked - progress.answered,
        route="checklist:overview",
        arguments=(checklist.checklist,),
        since=None if since is None else since.date(),
    )


def _came_back(checklist: Checklist, actor: Actor) -> Waiting:
    found = [one.read_at.date() for one in workbooks_of(checklist, by=actor).filter(taken_at=None)]
    return Waiting(
        what=_CAME_BACK,
        count=len(found),
        route="checklist:overview",
        arguments=(checklist.checklist,),
        part="file",
        since=min(found, default=None),
    )


def _not_in_register(checklist: Checklist, actor: Actor, on: date) -> Waiting:
    needs = known.needs_by_article(by=actor, on=on)
    stated = [one for one in answers_of(checklist, by=actor).values() if one.cell == f"{one.article}.need" and one.value]
    lacking = [one for one in stated if not known.stands_in_the_register(one.value, needs.get(one.article, ()))]
    first = lacking[0].article if len(lacking) == 1 else None
    return Waiting(
        what=_NOT_IN_REGISTER,
        count=len(lacking),
        route="checklist:overview" if first is None else "checklist:article",
        arguments=(checklist.checklist,) if first is None else (checklist.checklist, first),
        since=min((one.made_at.date() for one in lacking), default=None),
    )
