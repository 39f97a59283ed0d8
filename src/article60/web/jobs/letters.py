"""The letters that there are, each application's own in its `letters.LETTERS`. One says that there is something, never what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from article60.web.accounts.discovered import modules
from article60.web.jobs.task import Task


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject, text, and the address to which its link leads, made of what the entry says, in the reader's language."""

    subject: str
    text: str
    address: Callable[[Task], str]


LETTERS: Mapping[str, Letter] = {
    "received": Letter(
        noop("Your file was received"),
        noop("The file that you handed in was received and is kept. Sign in to see what happens to it:"),
        lambda _: reverse("workspace:home"),
    ),
}


def letters() -> Mapping[str, Letter]:
    """Every letter by its name."""
    return {name: one for module in modules("letters") for name, one in module.LETTERS.items()}
