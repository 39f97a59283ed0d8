"""The national plan table: a State's open needs as rows of an action plan, with what follows from them proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from article60.publication.reports.clearance_sheet import institution
from article60.publication.reports.making import Kind, Making
from article60.publication.reports.model import Column, Sheet
from article60.publication.reports.records import OF_STATE, NeedTold, Teller
from article60.publication.reports.state_brief import narrowed, state_named
from article60.publication.reports.wording import Wording

NAME = "national-plan"
NOT_MET = "grade NOT IN ('met', 'withdrawn', 'superseded')"
"""Condition on a need that a plan may take up: nobody has said that it is met, withdrawn or superseded."""
COLUMNS = {
    "record": 16, "provision": 16, "need": 48, "action": 36, "lead": 28, "partner": 28, "indicator": 28, "date": 13,
    "cost": 14, "currency": 10, "source": 28,
}  # fmt: skip
"""Columns of the plan by key, with their width in letters."""
HOLDS = {"date": "day", "cost": "amount", "currency": "currency"}
"""What a column holds where it is not words."""
PROPOSED = ("lead", "partner")
"""What is proposed, and marked so."""
NEW_ROWS = 20
"""Empty rows below the needs, for actions of which no need was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A row of the plan: a need, the body that it names, and providers of assistance related to it; each may be unknown."""

    told: NeedTold
    lead: str | None
    partners: Sequence[str]

    def cells(self, words: Wording) -> dict[str, str]:
        """What stands in its row before anyone fills it in; proposals are marked."""
        filled = {
            "record": self.told.need.need_id,
            "provision": self.told.citation,
            "need": self.told.need.text,
            "lead": proposed(self.lead or "", words),
            "partner": proposed(words.semicolon.join(self.partners), words),
            "source": self.told.source,
        }
        return {key: filled.get(key, "") for key in COLUMNS}


def proposed(text: str, words: Wording) -> str:
    """Words marked as a proposal; none stay none."""
    return f"{text} {words.say('proposed')}" if text else ""


def planned(teller: Teller, state: str) -> list[Planned]:
    """Rows of the plan of a State, by chapter and article."""
    needs = teller.needs(f"{OF_STATE} AND {NOT_MET}", (state,), with_activities=True)
    return [
        Planned(
            told=told,
            lead=institution(told.need),
            partners=list(dict.fromkeys(provider for one in told.related for provider in one.providers if provider)),
        )
        for told in needs
    ]


def heads(language: str) -> dict[str, str]:
    """Heads of the columns by key, in a language."""
    words = Wording(language, "plan")
    return {key: words.say(key) for key in COLUMNS}


def _given(making: Making) -> Mapping[str, Any]:
    state, teller = state_named(making), Teller(making.connection, making.words)
    return {
        "state": teller.state(state),
        "rows": planned(teller, state),
        "plan": Wording(making.words.language, "plan"),
    }


def _sheets(making: Making) -> Sequence[Sheet]:
    state, teller = state_named(making), Teller(making.connection, making.words)
    words = Wording(making.words.language, "plan")
    columns = [
        Column(
            key=key,
            head=words.say(key),
            width=width,
            hint=words.say(f"hint_{key}") if words.knows(f"hint_{key}") else "",
            holds=HOLDS.get(key, "text"),
        )
        for key, width in COLUMNS.items()
    ]
    rows = [list(one.cells(words).values()) for one in planned(teller, state)]
    return [
        Sheet(name=words.say("sheet"), lines=(teller.state(state), words.say("how")), columns=columns, rows=rows, more=NEW_ROWS)
    ]


NATIONAL_PLAN = Kind(name=NAME, needs=("state",), narrowed=narrowed, given=_given, landscape=True, sheets=_sheets)
