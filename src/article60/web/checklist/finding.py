"""The checklist and the article that an address names, for who may answer them, and who has answered."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.http import Http404

from article60.domain.checklist import Checklist, NoSuchChecklist, checklist
from article60.web.accounts.actor import Actor
from article60.web.accounts.models import User
from article60.web.checklist.actions import assigned_to
from article60.web.checklist.models import Answer
from article60.web.checklist.visibility import of_the_state


def checklist_of(code: str) -> Checklist:
    """The version of a code. Raises Http404."""
    try:
        return checklist(code)
    except NoSuchChecklist:
        raise Http404 from None


def articles_for(found: Checklist, by: Actor) -> Sequence[str]:
    """The articles that somebody answers: all for the State, for an institution those that were assigned to it."""
    if of_the_state(by):
        return list(found.articles)
    assigned = assigned_to(found, by=by)
    return [article for article in found.articles if article in assigned]


def own(found: Checklist, article: str, by: Actor) -> None:
    """Raises Http404 for an article that somebody does not answer."""
    if article not in articles_for(found, by):
        raise Http404


def names_of(answers: Iterable[Answer]) -> Mapping[UUID, str]:
    """Names of those who have answered, by number: whoever sees an answer is of the same State."""
    found = User.objects.filter(number__in={one.made_by for one in answers})
    return {user.number: user.name for user in found}
