"""What an answer does not rest on because it is not known: reviews, documents, old needs, old activities, amounts."""

from collections.abc import Iterable, Iterator

from article60.analysis.design_rules import UNKNOWN_CELLS
from article60.check_design.held import Held
from article60.check_design.others import source_of
from article60.domain.activity import Activity
from article60.domain.design_check import NeedOnPath, NotKnown, OtherAtWork, Source
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import chapter_of, cycle_of

NOT_UPDATED = "not_updated"


def not_known(
    plan: PlannedProgramme,
    needs: Iterable[NeedOnPath],
    others: Iterable[OtherAtWork],
    unconfirmed: Iterable[Activity],
    held: Held,
) -> Iterator[NotKnown]:
    """Yield first what is not known of the reviews, then of the needs, then of the activities."""
    chapters = {chapter_of(article) for article in plan.articles}
    cells = {cell.chapter: cell for cell in held.coverage}
    for chapter in sorted(chapters):
        if cycle_of(chapter) is None:
            continue
        cell = cells.get(chapter)
        if cell is None:
            yield NotKnown(kind="not_held", about=chapter)
        elif cell.cell in UNKNOWN_CELLS:
            yield NotKnown(kind=cell.cell, about=chapter, on=cell.on, source=Source(name=cell.source) if cell.source else None)
    for one in needs:
        if one.need.grade == NOT_UPDATED:
            yield NotKnown(
                kind="need_not_updated",
                about=one.need.text,
                language=one.need.language,
                on=one.last_said,
                source=one.source,
            )
    for activity in unconfirmed:
        yield NotKnown(
            kind="activity_not_confirmed", about=activity.title, on=activity.last_updated, source=source_of(activity)
        )
    for other in others:
        if other.amount_usd is None:
            yield NotKnown(kind="amount_unknown", about=other.activity.title, source=other.source)
