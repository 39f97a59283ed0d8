"""Coverage: what is known of each State party by cycle and chapter, and the four kinds of nothing kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from article60.analysis.standing import OPEN
from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.coverage import Coverage, ProvisionCoverage
from article60.domain.document import Document
from article60.domain.good_practice import GoodPractice
from article60.domain.need import Need
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.review import CountryReview

CHAPTERS = {1: ("III", "IV"), 2: ("II", "V")}
UNFINISHED = frozenset(("not_started", "self_assessment", "desk_review", "dialogue", "drafting"))
NO_ARTICLE = "-"

Cell = tuple[str, int, str]
Found = tuple[str, str | None, date | None]


def cells(
    *,
    states: Iterable[str],
    needs: Iterable[Need],
    no_needs: Iterable[NoNeedStated],
    documents: Iterable[Document],
    reviews: Iterable[CountryReview],
) -> Iterator[Coverage]:
    """Yield one cell for each State party, cycle and chapter reviewed in it; what nothing is known of is `not_held`."""
    stated = _stated(needs)
    refused = {(n.state, n.cycle, n.chapter): n for n in no_needs}
    summaries = {(s, d.cycle): d for d in documents for s in d.states if d.document_kind == "executive_summary"}
    stages = {(r.state, r.cycle): r for r in reviews}
    for state in sorted(states):
        for cycle, chapters in CHAPTERS.items():
            for chapter in chapters:
                cell, source, on = _cell((state, cycle, chapter), stated, refused, summaries, stages)
                yield Coverage(state=state, cycle=cycle, chapter=chapter, cell=cell, source=source, on=on)


def _stated(needs: Iterable[Need]) -> dict[Cell, Need]:
    """The need stated last for each cell; one that names no chapter counts for all chapters of its cycle."""
    latest: dict[Cell, Need] = {}
    for need in sorted(needs, key=lambda n: (str(n.stated_on), n.need_id)):
        if need.cycle is not None:
            for chapter in (need.chapter,) if need.chapter else CHAPTERS[need.cycle]:
                latest[(need.state, need.cycle, chapter)] = need
    return latest


def _cell(
    cell: Cell,
    stated: Mapping[Cell, Need],
    refused: Mapping[tuple[str, int | None, str | None], NoNeedStated],
    summaries: Mapping[tuple[str, int | None], Document],
    stages: Mapping[tuple[str, int], CountryReview],
) -> Found:
    state, cycle, _ = cell
    if cell in stated:
        return "needs_stated", stated[cell].symbol or stated[cell].document_id, stated[cell].stated_on
    if cell in refused:
        return "no_need_stated", refused[cell].symbol or refused[cell].document_id, refused[cell].stated_on
    if (state, cycle) in summaries:
        summary = summaries[(state, cycle)]
        return "no_need_stated", summary.symbol or summary.document_id, summary.issued_on
    review = stages.get((state, cycle))
    if review is not None and review.stage in UNFINISHED:
        return "review_not_completed", review.source, review.on
    if review is not None and review.stage == "agreed":
        return "not_published", review.source, review.on
    return "not_held", None, None


def by_provision(
    *,
    needs: Iterable[Need],
    activities: Iterable[Activity],
    recipients: Iterable[ActivityRecipient],
    good_practices: Iterable[GoodPractice],
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
    for (state, article), (wanted, helped_count, given, recorded) in sorted(counts.items()):
        yield ProvisionCoverage(
            state=state,
            article=article,
            needs=wanted,
            needs_with_assistance=helped_count,
            activities=given,
            good_practices=recorded,
        )


def _running_by_state(
    activities: Iterable[Activity], recipients: Iterable[ActivityRecipient]
) -> Iterator[tuple[str, Activity]]:
    running = {a.activity_id: a for a in activities if a.relevant and a.running == "running"}
    places = {(r.state, r.activity_id) for r in recipients if r.state is not None and r.activity_id in running}
    for state, activity_id in sorted(places, key=str):
        yield str(state), running[activity_id]
