"""What is compared with activities, State by State: needs after people's decisions, and all else by which pairs are found."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from article60.domain.decision import Decision
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.matching import weights
from article60.matching.sides import Common, Counts, common_words, counts
from article60.matching.told import stems
from article60.tables import folders
from article60.tables.columns import records
from article60.tables.runs import key_of, write_whole

NOT_COMPARED: Mapping[str, Any] = {
    "priority": None,
    "reading": "",
    "confirmed_on": None,
    "confirmed_by_role": None,
    "grade": "",
    "graded_on": None,
    "superseded_by": None,
}
"""What no pair depends on is taken out of a need, so that a word of people about it makes no pair be compared again."""

Decided = Mapping[tuple[str, str], Decision]
"""Decisions about pairs, by need and activity."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The needs of one State as they are compared, and everything beside the activities by which they are."""

    state: str
    needs: Sequence[Need]
    suggestions: Sequence[NeedSuggestion]
    common: Common
    decided: Decided


class Asking:
    """The needs that are compared, by State.

    Which words are common is counted over all States. In how many needs of a State each word stands is kept in a file, by the
    hash of these needs, so that words are taken apart only where a need has changed.
    """

    def __init__(self, *, needs: Path, suggested: Path, kept: Path) -> None:
        """`needs` is the folder with the records after decisions, `suggested` that with suggestions, `kept` the file."""
        compared = _compared(needs)
        self.rows = folders.parted(compared, "state")
        self.hashes = folders.hashed(compared, "state")
        of_need = compared.select("need_id", "state")
        suggestions = folders.load_frame(suggested, "need_suggestions", NeedSuggestion)
        suggested_in = suggestions.join(of_need, on="need_id", maintain_order="left")
        self.suggestions, self.suggested = folders.parted(suggested_in, "state"), folders.hashed(suggested_in, "state")
        self.decided = _decided_by_state(needs, dict(of_need.iter_rows()))
        self._kept = kept

    def keys(self) -> dict[str, str]:
        """For each State a hash over everything by which its needs are compared, but for activities."""
        return {state: self._key(state) for state in self.rows}

    def _key(self, state: str) -> str:
        common = sorted((str(language), sorted(some)) for language, some in self._common_to(state).items())
        decided = sorted((*pair, one.verb, one.made_at, one.actor_role) for pair, one in self._decided_in(state).items())
        return key_of(state, self.hashes[state], self.suggested.get(state), common, decided)

    def of(self, states: Iterable[str]) -> Iterator[Asked]:
        """Yield what is compared in each of these States."""
        for state in states:
            suggestions = self.suggestions.get(state)
            yield Asked(
                state,
                list(records(Need, self.rows[state])),
                [] if suggestions is None else list(records(NeedSuggestion, suggestions.drop("state"))),
                self._common_to(state),
                self._decided_in(state),
            )

    def _decided_in(self, state: str) -> Decided:
        return self.decided.get(state, {})

    def _common_to(self, state: str) -> Common:
        """Of the words that tell nothing, those that stand in some needs of a State: the others make no difference to them."""
        return {language: self._common[language] & some.keys() for language, (_, some) in self._counts[state].items()}

    @cached_property
    def _common(self) -> Common:
        return common_words(self._counts.values(), weights=weights.read())

    @cached_property
    def _counts(self) -> Mapping[str, Counts]:
        known = json.loads(self._kept.read_bytes()) if self._kept.is_file() else {}
        new = {state: counted for state, counted in self.hashes.items() if counted not in known}
        now = {self.hashes[state]: known.get(self.hashes[state]) or _count(rows) for state, rows in self.rows.items()}
        if new:
            write_whole(self._kept, json.dumps(now, ensure_ascii=False).encode())
        return {state: _counts_of(now[counted]) for state, counted in self.hashes.items()}


def _compared(needs: Path) -> pl.DataFrame:
    """The needs that are compared, in the order of their identifiers."""
    table = folders.load_frame(needs, "needs", Need)
    same = [pl.lit(value, dtype=table.schema[name]).alias(name) for name, value in NOT_COMPARED.items()]
    return table.filter(~pl.col("grade").is_in(sorted(NO_LONGER_STATED))).with_columns(same).sort("need_id")


def _count(rows: pl.DataFrame) -> list[Any]:
    """How many needs there are in each language, and in how many of them each word stands, as plain data."""
    counted = counts((language, stems(text)) for language, text in rows.select("language", "text").iter_rows())
    return [[language, number, dict(some)] for language, (number, some) in counted.items()]


def _counts_of(plain: Iterable[Any]) -> Counts:
    return {language: (number, some) for language, number, some in plain}


def _decided_by_state(needs: Path, states: Mapping[str, str]) -> dict[str, dict[tuple[str, str], Decision]]:
    """Decisions about pairs, by the State of the need; those about a need that is not compared count for nothing."""
    found: dict[str, dict[tuple[str, str], Decision]] = defaultdict(dict)
    for decision in folders.load(needs, "settled_decisions", Decision):
        if decision.about_kind == "match":
            values = json.loads(decision.values)
            if values["need_id"] in states:
                found[states[values["need_id"]]][values["need_id"], values["activity_id"]] = decision
    return found
