"""What people write - names in six languages, labels, provisions, days, amounts - as codes and plain values."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from article60.codes.areas import AREAS
from article60.codes.languages import LANGUAGES
from article60.codes.reader import by_code, rows
from article60.domain.provision import PARTS, UnknownProvision, article_of, exists
from article60.domain.state_party import state_parties
from article60.text import citations
from article60.text.normalise import fold, squeeze
from article60.text.states import find as find_states

DIVIDED = re.compile(r"[;；؛\n]")
LISTED = re.compile(r"[;；؛،,、\n]")
"""What parts the values of a list; words that may hold commas are parted by the others only."""
_AMOUNT = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?")
_YEAR = re.compile(r"\d{4}")
_NUMBERED = re.compile(r"\s*\d{3}\s[–-]\s")
"""How a choice of the template begins that names a region: `014 – Eastern Africa`."""
_CHOICE = re.compile(r"\s[–-]\s.*", re.DOTALL)


class Unreadable(ValueError):
    """A value is not what its key needs; the message says what to write."""


def key(written: str, name: str, *, called: str = "key") -> str:
    """The key of a list, as `plan_keys`, that a word names: by its code, or its label in one of the six languages."""
    found = key_named(written, name)
    if found is None:
        known = by_code(name)
        raise Unreadable(
            f"unknown {called} {squeeze(written)!r}{_perhaps(written, known)}; the {called}s are {', '.join(known)}"
        )
    return found


def key_named(written: str, name: str) -> str | None:
    """The key of a list that a word names; None where it names none."""
    return _words_of(name).get(fold(squeeze(written)))


@cache
def _words_of(name: str) -> Mapping[str, str]:
    """Code by folded label in each language and by the code itself; the code wins."""
    labels = {fold(row[language]): row["code"] for row in reversed(rows(name)) for language in LANGUAGES}
    return labels | {fold(row["code"]): row["code"] for row in rows(name)}


def state(written: str) -> tuple[str, ...]:
    """The State that a two-letter code or a name in one of the six languages means."""
    found = _state_named(written)
    if found is None:
        near = get_close_matches(fold(squeeze(written)), _state_names(), n=1, cutoff=0.75)
        meant = f"; did you mean {_state_names()[near[0]]}, {_shown(near[0])}?" if near else ""
        raise Unreadable(f"{written!r} is no State known here{meant or '; write its two-letter code or its name'}")
    return (found,)


def place(written: str) -> tuple[tuple[str, str], ...]:
    """(list, code) of a State, `states`, or of a region or group: by code, name or both, in one of the six languages.

    A name that both a State party and a group have, as the European Union, is that of the party; a short name of a State that
    a region has too, as Micronesia, is refused.
    """
    folded = fold(squeeze(_CHOICE.sub("", written) if _NUMBERED.match(written) else written))
    areas = [(name, _words_of(name)[folded]) for name in AREAS if folded in _words_of(name)]
    state_named = _state_named(written)
    if state_named is not None and areas and folded not in _state_names():
        raise Unreadable(f"{written!r} may be the State {state_named} or the region {areas[0][1]}; write one of the two codes")
    if state_named is not None:
        return (("states", state_named),)
    if areas:
        return (areas[0],)
    near = get_close_matches(folded, [*_state_names(), *(word for name in AREAS for word in _words_of(name))], n=1, cutoff=0.75)
    meant = f"; did you mean {_meant(near[0])}?" if near else "; write a code or name as `--template plan.yml` lists them"
    raise Unreadable(f"{written!r} is no State, region or group known here{meant}")


def _meant(folded: str) -> str:
    """A State by code and name; a region or group by its code and the name that comes near."""
    if folded in _state_names():
        return f"{_state_names()[folded]}, {_shown(folded)}"
    name = next(name for name in AREAS if folded in _words_of(name))
    row = by_code(name)[_words_of(name)[folded]]
    return ", ".join(dict.fromkeys((row["code"], next((row[one] for one in LANGUAGES if fold(row[one]) == folded), row["en"]))))


def _state_named(written: str) -> str | None:
    code = squeeze(written).upper()
    if code in state_parties():
        return code
    folded = fold(squeeze(written))
    if folded in _state_names():
        return _state_names()[folded]
    named = find_states(squeeze(written))
    return named[0].state if len(named) == 1 and fold(named[0].words) == folded else None


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
    plain = _plain(_CHOICE.sub("", written) if _is_choice(written) else written)
    if exists(plain):
        return (plain,)
    if PARTS.fullmatch(plain) and exists(article_of(plain)):
        raise Unreadable(f"the Convention has no provision {written!r}; write article and paragraph as 46(9)")
    found = _cited(written)
    if not found or not all(_is_among(found, part) for part in _numbers(written)):
        raise Unreadable(f"{written!r} names no provision of the Convention; write article and paragraph as 46(9)")
    return found


def _plain(written: str) -> str:
    return fold(squeeze(written)).replace(" ", "")


def _is_choice(written: str) -> bool:
    return bool(re.match(r"\s*\d+(?:\([^)]*\))*\s[–-]\s+\D", written))


def _numbers(written: str) -> list[str]:
    """Parts of a list that are numbers alone; beside a citation they would be passed over in silence."""
    return [plain for part in LISTED.split(written) if PARTS.fullmatch(plain := _plain(part))]


def _is_among(found: tuple[str, ...], number: str) -> bool:
    """Whether a number of a list is one of the provisions found in it, or a paragraph of one."""
    return number in found or any(f"({number})" in provision for provision in found)


def _cited(written: str) -> tuple[str, ...]:
    try:
        return citations.cited(written) or citations.cited(f"art. {written}", language="en")
    except UnknownProvision:
        return ()


def types(written: str) -> tuple[str, str]:
    """(list, code) of a type: `types` for a fine one, else `coarse_types`; by code or label in one of the six languages."""
    folded = fold(squeeze(written))
    for name in ("types", "coarse_types"):
        if folded in _words_of(name):
            return name, _words_of(name)[folded]
    known = dict.fromkeys((*by_code("types"), *by_code("coarse_types")))
    raise Unreadable(f"unknown type {written!r}{_perhaps(written, known)}; the types are {', '.join(known)}")


def first_day(written: str) -> date:
    """A day in ISO 8601; a year alone begins with its first."""
    return _day(written, month_and_day="-01-01")


def last_day(written: str) -> date:
    """A day in ISO 8601; a year alone ends with its last."""
    return _day(written, month_and_day="-12-31")


def _day(written: str, *, month_and_day: str) -> date:
    plain = fold(squeeze(written))
    try:
        return date.fromisoformat(plain + month_and_day if _YEAR.fullmatch(plain) else plain)
    except ValueError:
        raise Unreadable(f"{written!r} is no day; write it as 2027-01-31, or the year alone") from None


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


def _perhaps(written: str, known: Iterable[str]) -> str:
    near = get_close_matches(fold(squeeze(written)), list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
