"""What a Release holds of one State, read once and by the State, so that a large Release answers as fast as a small one."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from article60.domain.activity import (
    Activity,
    ActivityMoney,
    ActivityOrganisation,
    ActivityProvision,
    ActivityText,
)
from article60.domain.coverage import Coverage
from article60.domain.document import Document
from article60.domain.good_practice import GoodPractice
from article60.domain.match import Match
from article60.domain.need import Need
from article60.domain.overlap import Overlap
from article60.domain.state_party import StateParty
from article60.matching.pairs import Said
from article60.publication.reading import read_records

IN_STATE = "activity_id IN (SELECT activity_id FROM activity_states WHERE state = ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The rows of one State, and those of other States from which it may learn."""

    state: str
    needs: tuple[Need, ...]
    coverage: tuple[Coverage, ...]
    activities: tuple[Activity, ...]
    said: Mapping[str, Said]
    organisations: tuple[ActivityOrganisation, ...]
    money: tuple[ActivityMoney, ...]
    overlaps: tuple[Overlap, ...]
    confirmed: tuple[Match, ...]
    documents: Mapping[str, Document]
    practices: tuple[GoodPractice, ...]
    states: Mapping[str, StateParty]


class Shelf:
    """Takes the rows of one State after another from an open Release."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.practices = tuple(read_records(connection, "good_practices"))
        self.states = {party.state: party for party in read_records(connection, "states")}
        self.documents = {document.document_id: document for document in read_records(connection, "documents")}

    def held(self, state: str) -> Held:
        """Everything of one State that an answer needs; empty tables where the Release does not know the State."""
        of_state, in_state = self._rows("state = ?", state), self._rows(IN_STATE, state)
        activities = tuple(one for one in in_state("activities") if one.relevant)
        return Held(
            state=state,
            needs=of_state("needs"),
            coverage=of_state("coverage"),
            activities=activities,
            said=_said(activities, in_state("activity_texts"), in_state("activity_provisions")),
            organisations=in_state("activity_organisations"),
            money=of_state("activity_money"),
            overlaps=tuple(one for one in of_state("overlaps") if one.verdict is not None),
            confirmed=tuple(one for one in of_state("matches") if one.standing == "confirmed"),
            documents=self.documents,
            practices=self.practices,
            states=self.states,
        )

    def _rows(self, where: str, state: str) -> Any:
        return lambda table: tuple(read_records(self.connection, table, where=where, values=(state,)))


def _said(
    activities: Iterable[Activity], texts: Iterable[ActivityText], served: Iterable[ActivityProvision]
) -> dict[str, Said]:
    """What each activity says, in the language of its first narrative whose language is known."""
    words: dict[str, list[str]] = {}
    languages: dict[str, str] = {}
    strengths: dict[str, dict[str, float]] = {}
    for narrative in texts:
        words.setdefault(narrative.activity_id, []).append(narrative.text)
        if narrative.language is not None:
            languages.setdefault(narrative.activity_id, narrative.language)
    for one in served:
        strengths.setdefault(one.activity_id, {})[one.provision] = one.score
    ids = [activity.activity_id for activity in activities]
    return {one: Said(strengths.get(one, {}), " ".join(words.get(one, ())), languages.get(one)) for one in ids}
