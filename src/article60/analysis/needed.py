"""Funding of what is needed: by State and provider, apart by whether it answers an open need; by provision undivided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from article60.analysis.families import COUNTED, Links
from article60.analysis.funding import UNKNOWN
from article60.analysis.standing import OPEN, Answers
from article60.domain.activity import Activity, ActivityMoney, ActivityOrganisation
from article60.domain.funding import CONFIRMED, FUNDING_KINDS, NONE_FOUND, POSSIBLE, Funding, ProvisionFunding
from article60.domain.ids import lasting_id
from article60.domain.need import Need
from article60.domain.usd import add, text

REPORTING = "reporting"

Place = tuple[str, str]
"""State and activity."""


@dataclass(frozen=True, slots=True)
class Taking:
    """The part that an organisation takes in an activity, with nothing but what is asked of it here."""

    activity_id: str
    organisation_id: str
    role: str


Takes = ActivityOrganisation | Taking


def funding(
    *,
    children: Links,
    organisations: Iterable[Takes],
    money: Iterable[ActivityMoney],
    needs: Iterable[Need],
    matches: Iterable[Answers],
) -> Iterator[Funding]:
    """Yield for each State, provider and kind what goes to open needs for sure, what possibly, and what to none that is known.

    `needs` bear their grade on the day. Only what totals count enters, or would if its value were known; the parts of a State
    and kind therefore make the sum that `activity_money` gives it.
    """
    answering = _answering(children, needs=needs, matches=list(matches))
    reporters = {part.activity_id: part.organisation_id for part in organisations if part.role == REPORTING}
    cells: dict[tuple[str, str, str, str], list[ActivityMoney]] = defaultdict(list)
    for row in money:
        if row.state is not None and row.kind in FUNDING_KINDS and row.in_totals in (COUNTED, UNKNOWN):
            answers = answering.get((row.state, row.activity_id), NONE_FOUND)
            cells[(row.state, reporters.get(row.activity_id, ""), row.kind, answers)].append(row)
    for cell, rows in sorted(cells.items()):
        yield _funding(cell, rows)


def _funding(cell: tuple[str, str, str, str], rows: Sequence[ActivityMoney]) -> Funding:
    state, provider, kind, answers = cell
    known = [(row.activity_id, row.usd) for row in rows if row.usd is not None]
    return Funding(
        funding_id=lasting_id(state, "funding", provider, kind, answers),
        state=state,
        organisation_id=provider or None,
        kind=kind,
        answers=answers,
        usd=text(add(usd for _, usd in known)) if known else None,
        activities=tuple(sorted({one for one, _ in known})),
        not_known=tuple(sorted({row.activity_id for row in rows if row.usd is None})),
    )


def _answering(children: Links, *, needs: Iterable[Need], matches: Sequence[Answers]) -> Mapping[Place, str]:
    """The activities that answer an open need of a State, for sure or possibly; every other one answers none that is known.

    A match speaks for the record that it names. The money of that record may be counted on another level of its family; what
    stands there may serve more than the need, so it answers it possibly at most - unless people have said that it does not.
    """
    open_needs = {need.need_id for need in needs if need.grade in OPEN}
    rejected = {(m.need_id, m.activity_id) for m in matches if m.standing == "rejected"}
    levels = _Levels(children)
    found: dict[Place, str] = {}
    for match in matches:
        if match.need_id not in open_needs:
            continue
        if match.standing == CONFIRMED:
            found[(match.state, match.activity_id)] = CONFIRMED
        elif match.standing == "proposed" and match.covers:
            found.setdefault((match.state, match.activity_id), POSSIBLE)
        else:
            continue
        for other in levels.above_and_below(match.activity_id):
            if (match.need_id, other) not in rejected:
                found.setdefault((match.state, other), POSSIBLE)
    return found


class _Levels:
    """Families of activities, to be gone through upwards and downwards, never sideways: a sister is another work."""

    def __init__(self, children: Links) -> None:
        parents: dict[str, list[str]] = defaultdict(list)
        for parent, some in children.items():
            for child in some:
                parents[child].append(parent)
        self.ways: tuple[Mapping[str, Sequence[str]], ...] = (children, parents)

    def above_and_below(self, one: str) -> set[str]:
        """Everything above an activity and everything below it; a circle of links ends where it began."""
        found = set[str]()
        for way in self.ways:
            waiting = list(way.get(one, ()))
            while waiting:
                other = waiting.pop()
                if other not in found:
                    found.add(other)
                    waiting.extend(way.get(other, ()))
        return found - {one}


def by_provision(*, activities: Iterable[Activity], money: Iterable[ActivityMoney]) -> Iterator[ProvisionFunding]:
    """Yield for each article the kept activities that serve it and carry funding, with their whole amounts, undivided."""
    carrying = {row.activity_id for row in money if row.kind in FUNDING_KINDS}
    serving = ((activity, article) for activity in activities for article in activity.articles)
    for one, article in serving:
        if one.activity_id not in carrying:
            continue
        yield ProvisionFunding(
            article=article,
            activity_id=one.activity_id,
            commitment_usd=one.commitment_usd,
            disbursement_usd=one.disbursement_usd,
            divisible=False,
        )
