"""Who else is at work in a State on the provisions of a planned programme, how near to it, and since when unconfirmed."""

from collections.abc import Collection, Sequence

from article60.analysis.design_rules import same_type, when
from article60.analysis.programmes import reports
from article60.check_design.compared import as_need
from article60.check_design.held import Held
from article60.domain.activity import Activity
from article60.domain.design_check import OtherAtWork, Source
from article60.domain.match import MatchFeature
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import article_of
from article60.matching import pairs
from article60.text.normalise import fold

AT_WORK = frozenset(("running", "planned"))
NOT_CONFIRMED = "not_confirmed"

TELLING_ARTICLES = 3
"""Only the articles that an activity serves best count, as for overlaps: further ones are guesses from single words."""

PLAINLY = 0.7
"""From this strength on, an activity's words speak for an article plainly enough to say that it is at work under it."""

NAMED, UNKNOWN = "named", "unknown"

Compared = tuple[float, Sequence[MatchFeature]]


def others_at_work(plan: PlannedProgramme, held: Held) -> list[OtherAtWork]:
    """Activities running or planned on an article of the programme, the nearest to it first."""
    found = []
    for activity, articles, only_proposed in _on_articles(plan, held):
        if activity.running in AT_WORK:
            score, reasons = _nearest(plan, activity, held)
            found.append((score, _other(plan, activity, articles, reasons, held, only_proposed=only_proposed)))
    return [other for _, other in sorted(found, key=lambda one: (-one[0], one[1].activity.activity_id))]


def not_confirmed(plan: PlannedProgramme, held: Held) -> list[Activity]:
    """Activities on an article of the programme that nobody has updated for twelve months, by their titles."""
    found = [activity for activity, _, _ in _on_articles(plan, held) if activity.running == NOT_CONFIRMED]
    return sorted(found, key=lambda activity: (fold(activity.title), activity.activity_id))


def source_of(activity: Activity) -> Source:
    """The record of aid data in which an activity is published."""
    return Source(name=activity.iati_identifier, file=activity.file, line=activity.line)


def _on_articles(plan: PlannedProgramme, held: Held) -> list[tuple[Activity, tuple[str, ...], tuple[str, ...]]]:
    """Activities that serve an article of the programme, or may, with the articles that both have.

    The last value are those articles that it only may serve: a machine proposes that it answers a need there, nothing else
    speaks for it.
    """
    found = []
    for activity in held.activities:
        known = {*_plainly(activity, held), *_answering(activity, held, ("confirmed",))}
        may = _answering(activity, held, ("proposed", "unsure")) - known
        if shared := tuple(article for article in plan.articles if article in known | may):
            found.append((activity, shared, tuple(article for article in shared if article in may)))
    return found


def _plainly(activity: Activity, held: Held) -> list[str]:
    """Articles that the activity's words speak for plainly."""
    strengths = held.said[activity.activity_id].provisions
    articles = [article_of(one) for one in activity.provisions if strengths.get(one, 1.0) >= PLAINLY]
    return list(dict.fromkeys(articles))[:TELLING_ARTICLES]


def _answering(activity: Activity, held: Held, standings: Collection[str]) -> set[str]:
    """Articles of the needs that the activity answers, by pairs that stand so; a pair that covers nothing is no pair here."""
    needs = {
        match.need_id
        for match in held.matches
        if match.activity_id == activity.activity_id
        and match.standing in standings
        and (match.covers or match.standing == "confirmed")
    }
    return {article for need in held.needs if need.need_id in needs for article in need.articles}


def _nearest(plan: PlannedProgramme, activity: Activity, held: Held) -> Compared:
    """The comparison with the body of the programme that the activity comes nearest to."""
    said = held.said[activity.activity_id]
    compared = [pairs.compare(as_need(plan, state=held.state, body=body), activity, said) for body in plan.bodies or (None,)]
    return max(compared, key=lambda one: one[0])


def _other(
    plan: PlannedProgramme,
    activity: Activity,
    articles: tuple[str, ...],
    reasons: Sequence[MatchFeature],
    held: Held,
    *,
    only_proposed: tuple[str, ...],
) -> OtherAtWork:
    named = next((feature.level for feature in reasons if feature.feature == "beneficiary"), UNKNOWN)
    amount, kind = _amount(activity, held)
    return OtherAtWork(
        activity=activity,
        source=source_of(activity),
        articles=articles,
        same_type=same_type(activity, plan),
        when=when(activity, plan),
        names_body=None if named == UNKNOWN else named == NAMED,
        only_proposed=only_proposed,
        own=reports(plan.provider, activity),
        amount_usd=amount,
        amount_kind=kind,
        reasons=tuple(reasons),
    )


def _amount(activity: Activity, held: Held) -> tuple[str | None, str | None]:
    """What the State has of the activity's budget, else of its commitments; None where the amount cannot be known."""
    for kind in ("budget", "commitment"):
        rows = [row for row in held.money if row.activity_id == activity.activity_id and row.kind == kind]
        if rows:
            return rows[0].usd if len(rows) == 1 else None, kind
    return None, None
