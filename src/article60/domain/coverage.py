"""Coverage: for each State party, cycle and chapter, which kind of information exists, the kinds of nothing kept apart."""

from dataclasses import dataclass
from datetime import date

from article60.domain.fields import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is known of one State party for one cycle and chapter; a cell without needs says why, and is never zero."""

    state: str = note("State party, two-letter code.")
    cycle: int = note("Review cycle, 1 or 2.")
    chapter: str = note("Chapter of the Convention: II, III, IV or V.")
    cell: str = note("needs_stated, no_need_stated, review_not_completed, not_published or not_held (the default).")
    source: str | None = note(
        "What the cell rests on: a symbol, the identifier of a document without one, or the source of a fact."
    )
    on: date | None = note("Date of that source.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionCoverage:
    """How many current needs and how many activities stand side by side for one State party and article."""

    state: str = note("State party, two-letter code.")
    article: str = note("Article; `-` for needs that name none.")
    needs: int = note("Current needs stated.", unit="needs")
    needs_with_assistance: int = note("Of these, with possibly related or reported assistance.", unit="needs")
    activities: int = note("Activities running on the Release's day.", unit="activities")
    good_practices: int = note("Good practices recorded in reviews of this State.", unit="good practices")
