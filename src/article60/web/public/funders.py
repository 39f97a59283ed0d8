"""Who funds what a State needs: a row for each provider and kind of amount, apart by whether it answers an open need."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from article60.domain.funding import ANSWERS, FUNDING_KINDS, Funding
from article60.text.normalise import fold
from article60.web.public.figures import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    """One provider and kind: by what it answers, the row of the Release; nothing where the provider reports none of it."""

    organisation_id: str | None
    name: str | None
    kind: str
    by_answer: Mapping[str, Funding]


def funders(rows: Iterable[Funding], *, names: Mapping[str, str]) -> Iterator[Funder]:
    """Yield the providers by name, never by amount, each with what it has committed and then with what it has spent."""

    def place(row: Funding) -> tuple[bool, str, str, int]:
        name = names.get(row.organisation_id or "", "")
        return (not name, fold(name), row.organisation_id or "", FUNDING_KINDS.index(row.kind))

    for _, some in groupby(sorted(rows, key=place), key=place):
        its = list(some)
        yield Funder(
            organisation_id=its[0].organisation_id,
            name=names.get(its[0].organisation_id or ""),
            kind=its[0].kind,
            by_answer={row.answers: row for row in its},
        )


def all_of_them(figures: Iterable[Shown]) -> dict[str, dict[str, str]]:
    """What all providers together give the State, by kind and by what it answers: the published figures, decimal text."""
    by_name = {one.figure.figure: one for one in figures}
    split = {kind: by_name.get(f"{kind}_to_states_usd.answers") for kind in FUNDING_KINDS}
    return {kind: {part: str(value) for part, _, value in one.parts} for kind, one in split.items() if one is not None}


__all__ = ["ANSWERS", "Funder", "all_of_them", "funders"]
