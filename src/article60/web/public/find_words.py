"""How the filters of Find and their values are called, and in which order values stand."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.codes.labels import codes
from article60.domain.provision import sort_key
from article60.text.normalise import fold
from article60.web.common import wording
from article60.web.public.lists.filters import within

FLAGS = ("sids", "ldc", "lldc")
"""Kinds of States, which stand together."""
TITLES = {
    "regional_group": noop("Regional group"),
    "subregion": noop("Sub-region"),
    "group": noop("Group of States"),
    "sids": noop("Status of the State"),
    "ldc": noop("Status of the State"),
    "lldc": noop("Status of the State"),
    "chapter": noop("Chapter of the Convention"),
    "coarse_type": noop("Type of assistance"),
    "type": noop("Type, as in the checklists"),
    "grade": noop("Where it stands"),
    "priority": noop("Priority"),
    "confirmed_in": noop("Last stated or confirmed in"),
    "state": noop("State"),
    "article": noop("Article"),
    "provision": noop("Paragraph"),
    "beneficiary": noop("For"),
    "confirmed_from": noop("Last stated or confirmed from"),
    "confirmed_to": noop("Last stated or confirmed up to"),
}


def title(name: str) -> str:
    """What a filter is called."""
    return gettext(TITLES[name])


def words_of(name: str, value: str) -> str:
    """A value of a filter in the reader's language."""
    return _WORDS.get(name, str)(value)


def place_of(name: str, value: str) -> tuple[Any, ...]:
    """Where a value stands: as in its code list or the Convention, days from the last, anything else by its words; never by
    its count."""
    if name in _LISTS:
        listed = codes(_LISTS[name])
        return (listed.index(value),) if value in listed else (len(listed), value)
    if name in ("article", "provision"):
        return sort_key(value)
    if name == "confirmed_in":
        return (-int(value),)
    if name == "subregion":
        return (_depth(value) > 1, fold(words_of(name, value)))
    return (fold(words_of(name, value)), value)


def _depth(region: str) -> int:
    return sum(1 for held in within().values() if region in held)


def _region(code: str) -> str:
    return wording.code("subregions", code)


def _article(article: str) -> str:
    return f"{wording.citation([article])} – {wording.article_title(article)}"


def _flag(name: str) -> Callable[[str], str]:
    def words(value: str) -> str:
        kind = wording.code("state_flags", name)
        return kind if value == "true" else gettext("other than: %(kind)s") % {"kind": kind}

    return words


_LISTS = {
    "regional_group": "regional_groups",
    "chapter": "chapters",
    "coarse_type": "coarse_types",
    "type": "types",
    "grade": "need_grades",
}
PRIORITIES = {"stated": noop("The document states a rank"), "not_stated": noop("No rank stated")}
_WORDS: Mapping[str, Callable[[str], str]] = {
    **{name: partial(wording.code, codelist) for name, codelist in _LISTS.items()},
    "chapter": wording.chapter,
    "subregion": _region,
    "group": wording.group,
    "state": wording.state,
    "article": _article,
    "provision": lambda value: wording.citation([value]),
    "priority": lambda value: gettext(PRIORITIES[value]),
    "confirmed_from": wording.day,
    "confirmed_to": wording.day,
    **{name: _flag(name) for name in FLAGS},
}
