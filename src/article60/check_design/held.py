"""What a Release holds of one State, read once and by the State, so that a large Release answers as fast as a small one."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from article60.domain.activity import Activity, ActivityMoney, ActivityOrganisation
from article60.domain.coverage import Coverage
from article60.domain.document import Document
from article60.domain.good_practice import GoodPractice
from article60.domain.match import Match
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import Overlap
from article60.domain.state_party import StateParty
from article60.matching.pairs import Said
from article60.matching.said import said
from article60.publication.reading import read_records

IN_NEEDS = "need_id IN (SELECT need_id FROM needs WHERE state = ?)"
IN_STATE = (
    "activity_id IN (SELECT activity_id FROM activity_states WHERE state = ?1 "
    "UNION SELECT activity_id FROM matches WHERE state = ?1)"
)
"""Activities of which the State is a recipient, and regional ones that are paired with its needs as their words name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The rows of one State, and those of other States from which it may learn."""

    state: str
    needs: tuple[Need, ...]
    coverage: tuple[Coverage, ...]
    activities: tuple[Activity, ...]
    said: Mapping[str, Said]
    suggestions: tuple[NeedSuggestion, ...]
    organisations: tuple[ActivityOrganisation, ...]
    money: tuple[ActivityMoney, ...]
    overlaps: tuple[Overlap, ...]
    matches: tuple[Match, ...]
    refused: tuple[NoNeedStated, ...]
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
            said=said(
                activities,
                recipients=in_state("activity_recipients"),
                texts=in_state("activity_texts"),
                organisations=in_state("activity_organisations"),
                served=in_state("activity_provisions"),
            ),
            suggestions=self._rows(IN_NEEDS, state)("need_suggestions"),
            organisations=in_state("activity_organisations"),
            money=of_state("activity_money"),
            overlaps=tuple(one for one in of_state("overlaps") if one.verdict is not None),
            matches=of_state("matches"),
            refused=of_state("no_needs"),
            documents=self.documents,
            practices=self.practices,
            states=self.states,
        )

    def _rows(self, where: str, state: str) -> Any:
        return lambda table: tuple(read_records(self.connection, table, where=where, values=(state,)))
