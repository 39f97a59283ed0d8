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
    cell: str = note(
        "needs_stated, no_need_stated, read_not_settled (no need found, and the reading leaves doubts), review_not_completed, "
        "not_published or not_held (the default)."
    )
    source: str | None = note(
        "What the cell rests on: a symbol, the identifier of a document without one, or the source of a fact."
    )
    on: date | None = note("Date of that source.")
    rests_on: str | None = note(
        "How the cell is known: need_read, said_by_state, said_none (words say that nothing is needed), none_found or "
        "none_found_doubtful (a summary was read and no need found), review_fact; empty where nothing is known.",
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCoverage:
    """What is held of the review of one State party in one cycle: its stage as a fact, its summary, and whether it asks."""

    state: str = note("State party, two-letter code.")
    cycle: int = note("Review cycle, 1 or 2.")
    stage: str | None = note("Stage of the review as the facts loaded tell it; empty where they do not.")
    summary: str | None = note("Symbol, or identifier, of the executive summary read here; empty where none was.")
    summary_on: date | None = note("Date of that summary.")
    need_stated: bool = note("Whether a need stated in the cycle stands, neither withdrawn nor superseded.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionCoverage:
    """How many current needs and how many activities stand side by side for one State party and article.

    Where no current need is known, its number is empty and not zero: the cell says what is known instead.
    """

    state: str = note("State party, two-letter code.")
    article: str = note("Article; `-` for needs that name none.")
    needs: int | None = note("Current needs stated; empty where none is known.", unit="needs")
    needs_with_assistance: int | None = note("Of these, with possibly related or reported assistance.", unit="needs")
    activities: int = note("Activities running on the Release's day.", unit="activities")
    good_practices: int = note("Good practices recorded in reviews of this State.", unit="good practices")
    cell: str | None = note(
        "What is known of needs in the chapter of the article, as in coverage; empty where no cycle reviews it.", default=None
    )
