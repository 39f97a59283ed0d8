"""What people write in a plan - names in six languages, labels, provisions, days, amounts - as codes and plain values."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, rows
from article60.domain.provision import PARTS, UnknownProvision, exists
from article60.domain.state_party import state_parties
from article60.text import citations
from article60.text.normalise import fold, squeeze
from article60.text.states import find as find_states

_AMOUNT = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?")
_CHOICE = re.compile(r"\s[–-]\s.*", re.DOTALL)


class Unreadable(ValueError):
    """A value is not what its key needs; the message says what to write."""


def key(written: str) -> str:
    """The key that a word names: its code, or its label in one of the six languages."""
    found = _keys().get(fold(squeeze(written)))
    if found is None:
        raise Unreadable(
            f"unknown key {written!r}{_perhaps(written, by_code('plan_keys'))}; known are {', '.join(by_code('plan_keys'))}"
        )
    return found


@cache
def _keys() -> Mapping[str, str]:
    return _words_of("plan_keys")


def _words_of(name: str) -> dict[str, str]:
    """Code by folded label in each language and by the code itself; the code wins."""
    labels = {fold(row[language]): row["code"] for row in reversed(rows(name)) for language in LANGUAGES}
    return labels | {fold(row["code"]): row["code"] for row in rows(name)}


def state(written: str) -> tuple[str, ...]:
    """The State that a two-letter code or a name in one of the six languages means."""
    code = squeeze(written).upper()
    if code in state_parties():
        return (code,)
    folded = fold(squeeze(written))
    found = _state_names().get(folded)
    if found is None:
        named = find_states(squeeze(written))
        found = named[0].state if len(named) == 1 and fold(named[0].words) == folded else None
    if found is None:
        near = get_close_matches(folded, _state_names(), n=1, cutoff=0.75)
        meant = f"; did you mean {_state_names()[near[0]]}, {_shown(near[0])}?" if near else ""
        raise Unreadable(f"{written!r} is no State known here{meant or '; write its two-letter code or its name'}")
    return (found,)


@cache
def _state_names() -> Mapping[str, str]:
    kinds = ("formal", "name")
    return {
        fold(str(getattr(party, f"{kind}_{language}"))): party.state
        for kind in kinds
        for party in state_parties().values()
        for language in LANGUAGES
        if getattr(party, f"{kind}_{language}")
    }


def _shown(folded: str) -> str:
    party = state_parties()[_state_names()[folded]]
    return next(
        name
        for language in LANGUAGES
        for kind in ("name", "formal")
        if fold(name := str(getattr(party, f"{kind}_{language}"))) == folded
    )


def provisions(written: str) -> tuple[str, ...]:
    """The provisions that a value names: `46(9)`, `art. 46, para. 9`, or a choice of the template, `9 – its title`."""
    plain = squeeze(_CHOICE.sub("", written)).replace(" ", "") if _is_choice(written) else squeeze(written).replace(" ", "")
    if PARTS.fullmatch(fold(plain)):
        if not exists(fold(plain)):
            raise Unreadable(f"the Convention has no provision {written!r}; write article and paragraph as 46(9)")
        return (fold(plain),)
    try:
        found = citations.cited(written) or citations.cited(f"art. {written}", language="en")
    except UnknownProvision:
        found = ()
    if not found:
        raise Unreadable(f"{written!r} names no provision of the Convention; write article and paragraph as 46(9)")
    return found


def _is_choice(written: str) -> bool:
    return bool(re.match(r"\s*\d+(?:\([^)]*\))*\s[–-]\s+\D", written))


def types(written: str) -> tuple[str, str]:
    """(list, code) of a type: `types` for a fine one, else `coarse_types`; by code or label in one of the six languages."""
    folded = fold(squeeze(written))
    for name in ("types", "coarse_types"):
        if folded in _type_names(name):
            return name, _type_names(name)[folded]
    raise Unreadable(
        f"unknown type {written!r}{_perhaps(written, by_code('types'), by_code('coarse_types'))}; "
        "write a type as `--template` lists them"
    )


@cache
def _type_names(name: str) -> Mapping[str, str]:
    return _words_of(name)


def day(written: str) -> date:
    """A day in ISO 8601."""
    try:
        return date.fromisoformat(fold(squeeze(written)))
    except ValueError:
        raise Unreadable(f"{written!r} is no day; write it as 2027-01-31") from None


def amount(written: str) -> str:
    """An amount as decimal text; blanks or commas may part thousands."""
    plain = fold(squeeze(written))
    if not _AMOUNT.fullmatch(plain):
        raise Unreadable(f"{written!r} is no amount; write digits only, as 250000, and the currency under its own key")
    number = Decimal(plain.replace(" ", "").replace(",", ""))
    return f"{number:f}"


def currency(written: str) -> str:
    """Three capital letters."""
    code = squeeze(written).upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise Unreadable(f"{written!r} is no currency; write its three letters, as EUR")
    return code


def _perhaps(written: str, *lists: Iterable[str]) -> str:
    known = [code for one in lists for code in one]
    near = get_close_matches(fold(squeeze(written)), known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
