"""The clearance sheet: a State's needs, one part for each institution that they name, with boxes to tick and room to write."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from article60.domain.need import Need
from article60.domain.need_version import version_of
from article60.publication.reports import clearance_workbook
from article60.publication.reports.clearance_workbook import ANSWER, COMMENT, SINCE, WORDS
from article60.publication.reports.making import Kind, Making
from article60.publication.reports.model import Sheet
from article60.publication.reports.records import OF_STATE, NeedTold, Teller
from article60.publication.reports.state_brief import narrowed, state_named
from article60.publication.reports.wording import Wording, begun
from article60.text.normalise import quote_key

NAME = "clearance-sheet"
__all__ = ("ANSWER", "ANSWERS", "COMMENT", "SINCE", "WORDS")
ANSWERS = ("confirmed", "corrected", "withdrawn", "met")
AUDIENCE_ROW = "sheet/audience"
AUDIENCES = ("private", "secretariat", "public")
"""Who may see the answers: the State alone, the Secretariat too, everyone."""
OF_REGISTER = "of_register"
"""In release.json of what `register_sheet` makes: its needs stand in a State's register, and answers go back there alone."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A need that is asked about: its number in the sheet, from 1, and what its places to fill in are called."""

    number: int
    told: NeedTold
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The needs of one institution, by its name as the documents print it; the part of those that name none has no name."""

    number: int
    name: str | None
    language: str | None
    asked: Sequence[Asked]

    @property
    def key(self) -> str:
        """What its places to sign are called."""
        return f"part-{self.number}"


def key_of(need: Need) -> str:
    """What the places of a need are called: its identifier, and the version that was asked about."""
    return f"{need.need_id}.{version_of(need)}"


def institution(need: Need) -> str | None:
    """The body that a need names, without the article before it, as a heading begins."""
    name = _ARTICLE.sub("", need.beneficiary or "").strip()
    return name[:1].upper() + name[1:] or None


def by_institution(needs: Sequence[Need]) -> list[list[Need]]:
    """Needs by the institution that they name, in the order of its names; last those that name none."""
    named: dict[str, list[Need]] = {}
    for need in needs:
        named.setdefault(quote_key(institution(need) or ""), []).append(need)
    return [named[key] for key in sorted(named, key=lambda key: (not key, key))]


def parts(needs: Sequence[NeedTold]) -> list[Part]:
    """The needs in the parts of a sheet, numbered through."""
    told, number = {one.need.need_id: one for one in needs}, 0
    made: list[Part] = []
    for group in by_institution([one.need for one in needs]):
        asked = [Asked(number=number + n, told=told[one.need_id], key=key_of(one)) for n, one in enumerate(group, start=1)]
        number += len(group)
        name = institution(group[0])
        language = group[0].language if name else None
        made.append(Part(number=len(made) + 1, name=name, language=language, asked=asked))
    return made


def _given(making: Making) -> Mapping[str, Any]:
    state, asked = _asked(making)
    return {"state": state, "institutions": asked, "asks_audience": not making.release.get(OF_REGISTER)}


def _sheets(making: Making) -> Sequence[Sheet]:
    state, asked = _asked(making)
    words, plan = making.words, Wording(making.words.language, "plan")
    none, rows = words.say("no_institution"), {}
    for part in asked:
        for one in part.asked:
            told = one.told
            rows[one.key] = (one.key, part.name or none, begun(told.citation), told.need.text, told.source)
    heads = {key: plan.say(key) for key in ("record", "provision", "need", "source")}
    heads |= {"institution": words.say("institution"), ANSWER: words.say("answer")}
    who_sees = words.say("clear_closed" if making.release.get(OF_REGISTER) else "clear_audience")
    lines = (state, words.say("clear_how"), who_sees)
    return [clearance_workbook.sheet(words.say("clear_sheet"), lines, heads, rows, making.filled.forms)] if rows else []


def _asked(making: Making) -> tuple[str, Sequence[Part]]:
    """Name of the State, and its needs by institution."""
    state, teller = state_named(making), Teller(making.connection, making.words)
    found = teller.counted_needs("needs_stated", OF_STATE, (state,))
    if making.release.get(OF_REGISTER):
        found = [_as_registered(one, making.words) for one in found]
    return teller.state(state), parts(found)


def _as_registered(told: NeedTold, words: Wording) -> NeedTold:
    """A need as the State's own register holds it, which knows whether the State stands by it, and not who has read it."""
    confirmed = told.need.reading == "confirmed"
    return replace(told, reading=words.say("confirmed_by_state" if confirmed else "not_confirmed_by_state"))


CLEARANCE_SHEET = Kind(name=NAME, needs=("state",), narrowed=narrowed, given=_given, sheets=_sheets)
