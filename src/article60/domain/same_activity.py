"""Two records of aid data that tell of the same activity, or of a whole and its part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class SameActivity:
    """A record that tells of the same activity as another one, why that is thought, and what follows from it."""

    activity_id: str = note("Activity that stands for both: the record kept, the whole, or the first part.")
    position: int = note("Place among the records that belong to it, from 0.")
    other_id: str = note("The other record's identifier; no longer an activity of its own where the two were joined.")
    kind: str = note("same_record, prefix_renamed, split, secondary_report, parent_child or likely_same.")
    score: float = note("How sure it is, from 0 to 1; 1 where the publishers say it or a person has decided.")
    reason: str = note("Why, in words that a reader understands, with the values compared.")
    standing: str = note("machine or decided: who says so.")
    outcome: str = note(
        "joined (one record, the other lives on as an alias), linked (both stay: a part, or a component), proposed (a person "
        "has not decided) or apart (a person has said that they are not the same)."
    )
    other_identifier: str = note("The other record's identifier as published.")
    other_reporter: str | None = note("Identifier of its reporting organisation as published, else its name.")
    other_file: str = note("Name of the file in which it was published.")
    other_line: int | None = note("Line of the file on which it begins.")


def groups(
    rows: Iterable[SameActivity], *, kinds: frozenset[str] | None = None, outcomes: frozenset[str] | None = None
) -> Mapping[str, str]:
    """The activity that stands for the whole group, for each activity of a group: what is linked to one thing is linked.

    Rows of other kinds or outcomes are passed over; so, always, are those that a person has said are not the same.
    """
    head: dict[str, str] = {}

    def first(one: str) -> str:
        while head.setdefault(one, one) != one:
            head[one] = one = head[head[one]]
        return one

    for row in rows:
        if row.outcome == "apart" or (kinds and row.kind not in kinds) or (outcomes and row.outcome not in outcomes):
            continue
        one, other = sorted((first(row.activity_id), first(row.other_id)))
        head[other] = one
    return {one: first(one) for one in head}
