"""Coverage: what is known of each State party by cycle and chapter; four kinds of nothing, and what is not settled, apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from article60.analysis.standing import OPEN
from article60.codes.reader import rows
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.coverage import Coverage, ProvisionCoverage, ReviewCoverage
from article60.domain.document import Document
from article60.domain.good_practice import GoodPractice
from article60.domain.need import NO_LONGER_STATED, Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.provision import chapter_of
from article60.domain.review import CountryReview

CHAPTERS: Mapping[int, tuple[str, ...]] = {
    cycle: tuple(row["chapter"] for row in rows("chapters") if row["cycle"] == str(cycle)) for cycle in (1, 2)
}
UNFINISHED = frozenset(("not_started", "self_assessment", "desk_review", "dialogue", "drafting"))
NO_ARTICLE = "-"

Cell = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class RunningActivity:
    """An activity with nothing but what is asked of it here."""

    activity_id: str
    relevant: bool
    running: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpedState:
    """A recipient with nothing but what is asked of it here."""

    activity_id: str
    state: str | None


Runs = Activity | RunningActivity
Helped = ActivityRecipient | HelpedState


@dataclass(frozen=True, slots=True)
class _Known:
    """What one cell says, how that is known, and from where."""

    cell: str
    rests_on: str | None = None
    source: str | None = None
    on: date | None = None


def cells(
    *,
    states: Iterable[str],
    needs: Iterable[Need],
    no_needs: Iterable[NoNeedStated],
    documents: Iterable[Document],
    reviews: Iterable[CountryReview],
) -> Iterator[Coverage]:
    """Yield one cell for each State party, cycle and chapter reviewed in it; what nothing is known of is `not_held`.

    What was read comes before what facts tell of the review. A summary in which no need was found states none, and the cell
    says whether its words say so or whether nothing was found in it; where the reading leaves doubts, nothing is said of the
    State and the cell is `read_not_settled`. A need that gave way to another document's counts for
    nothing here; one that the State withdrew was stated all the same.
    """
    documents = list(documents)
    stated, refused = _stated(needs, {one.document_id: one.issued_on for one in documents}), _refused(no_needs)
    summaries, stages = _summaries(documents), {(r.state, r.cycle): r for r in reviews}
    for state in sorted(states):
        for cycle, chapters in CHAPTERS.items():
            for chapter in chapters:
                place = (state, cycle, chapter)
                known = (
                    stated.get(place)
                    or refused.get(place)
                    or _nothing_found(summaries.get((state, cycle)))
                    or _of_review(stages.get((state, cycle)))
                )
                yield Coverage(
                    state=state,
                    cycle=cycle,
                    chapter=chapter,
                    cell=known.cell,
                    source=known.source,
                    on=known.on,
                    rests_on=known.rests_on,
                )


def by_review(
    *, states: Iterable[str], needs: Iterable[Need], documents: Iterable[Document], reviews: Iterable[CountryReview]
) -> Iterator[ReviewCoverage]:
    """Yield what is held of the review of each State party in each cycle; every State has both, whatever is known of them."""
    asking = {(need.state, need.cycle) for need in needs if need.grade not in NO_LONGER_STATED}
    summaries, stages = _summaries(documents), {(r.state, r.cycle): r.stage for r in reviews}
    for state in sorted(states):
        for cycle in CHAPTERS:
            summary = summaries.get((state, cycle))
            yield ReviewCoverage(
                state=state,
                cycle=cycle,
                stage=stages.get((state, cycle)),
                summary=None if summary is None else summary.symbol or summary.document_id,
                summary_on=None if summary is None else summary.issued_on,
                need_stated=(state, cycle) in asking,
            )


def _stated(needs: Iterable[Need], issued: Mapping[str, date | None]) -> dict[Cell, _Known]:
    """The need stated last for each cell, by its document, with the day of that; one that names no chapter counts for all.

    `issued` are the days of documents. A need may have been stated again, after the document in which it stands was issued.
    """
    latest: dict[Cell, _Known] = {}
    for need in sorted(needs, key=lambda n: (str(n.stated_on), n.need_id)):
        if need.cycle is not None and need.grade != "superseded":
            read = _Known(
                "needs_stated", "need_read", need.symbol or need.document_id, issued.get(need.document_id, need.stated_on)
            )
            said = _Known("needs_stated", "said_by_state", None, need.stated_on)
            for chapter in (need.chapter,) if need.chapter else CHAPTERS[need.cycle]:
                latest[(need.state, need.cycle, chapter)] = read if need.document_id else said
    return latest


def _refused(no_needs: Iterable[NoNeedStated]) -> dict[Cell, _Known]:
    """Words that say of a whole chapter, or of all chapters of a cycle, that nothing is needed; the last ones of each cell.

    Words about single provisions say nothing of the others.
    """
    latest: dict[Cell, _Known] = {}
    for one in sorted(no_needs, key=lambda n: (str(n.stated_on), n.statement_id)):
        if one.cycle is not None and not one.provisions:
            for chapter in (one.chapter,) if one.chapter else CHAPTERS[one.cycle]:
                source = one.symbol or one.document_id
                latest[(one.state, one.cycle, chapter)] = _Known("no_need_stated", "said_none", source, one.stated_on)
    return latest


def _summaries(documents: Iterable[Document]) -> dict[tuple[str, int | None], Document]:
    """The executive summary of each State and cycle: the one issued last, where there are several or revised ones."""
    read = sorted(documents, key=lambda d: (str(d.issued_on or ""), d.document_id))
    return {(state, d.cycle): d for d in read for state in d.states if d.document_kind == "executive_summary"}


def _nothing_found(summary: Document | None) -> _Known | None:
    if summary is None:
        return None
    cell, how = ("read_not_settled", "none_found_doubtful") if summary.notes else ("no_need_stated", "none_found")
    return _Known(cell, how, summary.symbol or summary.document_id, summary.issued_on)


def _of_review(review: CountryReview | None) -> _Known:
    if review is not None and review.stage in UNFINISHED:
        return _Known("review_not_completed", "review_fact", review.source, review.on)
    if review is not None and review.stage == "agreed":
        return _Known("not_published", "review_fact", review.source, review.on)
    return _Known("not_held")


def by_provision(
    *,
    needs: Iterable[Need],
    activities: Iterable[Runs],
    recipients: Iterable[Helped],
    good_practices: Iterable[GoodPractice],
    cells: Iterable[Coverage],
) -> Iterator[ProvisionCoverage]:
    """Yield what stands side by side for each State party and article of which anything is known."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for need in needs:
        if need.timing == "current" and need.grade in OPEN:
            helped = need.grade in ("reported_addressed", "related_assistance_found")
            for article in need.articles or (NO_ARTICLE,):
                counts[(need.state, article)][0] += 1
                counts[(need.state, article)][1] += helped
    for state, activity in _running_by_state(activities, recipients):
        for article in activity.articles or (NO_ARTICLE,):
            counts[(state, article)][2] += 1
    for practice in good_practices:
        for article in practice.articles or (NO_ARTICLE,):
            counts[(practice.state, article)][3] += 1
    known = {(one.state, one.chapter): one.cell for one in cells}
    for (state, article), (wanted, helped_count, given, recorded) in sorted(counts.items()):
        yield ProvisionCoverage(
            state=state,
            article=article,
            needs=wanted or None,
            needs_with_assistance=helped_count if wanted else None,
            activities=given,
            good_practices=recorded,
            cell=None if article == NO_ARTICLE else known.get((state, chapter_of(article))),
        )


def _running_by_state(activities: Iterable[Runs], recipients: Iterable[Helped]) -> Iterator[tuple[str, Runs]]:
    running = {a.activity_id: a for a in activities if a.relevant and a.running == "running"}
    places = {(r.state, r.activity_id) for r in recipients if r.state is not None and r.activity_id in running}
    for state, activity_id in sorted(places, key=str):
        yield str(state), running[activity_id]
