"""What a reader asks of a list, read from the parameters of an address: filters, place and length, each checked."""

import base64
import binascii
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from article60.codes.languages import LANGUAGES
from article60.web.common.current import Release
from article60.web.public.lists.filters import Filter

MOST, USUAL = 1000, 100
"""Items on a page: at most, and where nothing is said."""
PAGING = ("cursor", "limit")
CURSOR = "[A-Za-z0-9_-]{1,200}"


class Unusable(ValueError):
    """A parameter has a value that cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Values by filter, the key after which the page begins, and its length; none where the whole list is asked for.

    `lang` is the language in which codes are named in a list for people.
    """

    chosen: Mapping[str, str]
    after: str | None = None
    limit: int | None = None
    lang: str = "en"


def asked(given: QueryDict, filters: Mapping[str, Filter], release: Release, *, more: Collection[str] = PAGING) -> Asked:
    """What the parameters ask; `more` are those that the list knows beside its filters. Raises Unusable."""
    read = single(given, known=(*filters, *more))
    lang = read.get("lang", "en")
    if lang not in LANGUAGES:
        raise Unusable(f"lang: is none of {', '.join(LANGUAGES)}")
    return Asked(
        chosen=checked({name: read[name] for name in filters if name in read}, filters, release),
        after=_decoded(read["cursor"]) if "cursor" in read else None,
        limit=_limit(read["limit"]) if "limit" in read else None,
        lang=lang,
    )


def single(given: QueryDict, *, known: Collection[str]) -> dict[str, str]:
    """Parameters with their values. Raises Unusable for one that is not known or that is given more than once."""
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise Unusable(f"{', '.join(unknown)}: no such parameter; this list knows {', '.join(known) or 'none'}")
    twice = sorted(name for name in given if len(given.getlist(name)) > 1)
    if twice:
        raise Unusable(f"{', '.join(twice)}: given more than once")
    return {name: str(given[name]) for name in given}


def checked(chosen: Mapping[str, str], filters: Mapping[str, Filter], release: Release) -> Mapping[str, str]:
    """The values, if their filters know them all. Raises Unusable, naming each that is not known and what would be."""
    wrong = [(name, filters[name].kind.refused(value, release)) for name, value in chosen.items()]
    if any(why for _, why in wrong):
        raise Unusable("; ".join(f"{name}: {why}" for name, why in wrong if why))
    return chosen


def cursor(key: str) -> str:
    """The cursor after the item with this key."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _decoded(given: str) -> str:
    if not re.fullmatch(CURSOR, given, re.ASCII):
        raise Unusable("cursor: not one that this interface gave")
    try:
        return base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return given  # nothing that stands in a list; told as such, as any other cursor of another Release


def _limit(given: str) -> int:
    if not re.fullmatch(r"\d{1,4}", given, re.ASCII) or not 1 <= int(given) <= MOST:
        raise Unusable(f"limit: is no number from 1 to {MOST}")
    return int(given)
