"""The letter that tells of needs which a saved search has found: how many, and where to read them."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from article60.web.jobs.letters import Letter
from article60.web.jobs.task import Task
from article60.web.provider.searching import LETTER


def _address(task: Task) -> str:
    return reverse("provider:search", args=[task.said("search")])


LETTERS: Mapping[str, Letter] = {
    LETTER: Letter(
        noop("A saved search has found needs"),
        noop(
            "The new Release has public needs that one of your saved searches asks for and that were not there before"
            " (%(count)s). Sign in to read them, or to receive no more letters about this search:"
        ),
        _address,
    ),
}
