"""A plan in the shapes that matching compares: as an activity beside needs, and as a need beside activities."""

from article60.domain.activity import Activity, ActivityRecipient
from article60.domain.need import Need
from article60.domain.planned_programme import PlannedProgramme
from article60.domain.provision import chapter_of
from article60.matching.pairs import Said
from article60.text.language import detect

PLAN = "PLAN"


def words(plan: PlannedProgramme) -> str:
    """All words of a plan."""
    return " ".join(filter(None, (plan.title, plan.description, *plan.bodies)))


def said(plan: PlannedProgramme) -> Said:
    """What the plan says: its provisions, each with full strength, its words with their language, and that it states types."""
    return Said(dict.fromkeys(plan.provisions, 1.0), words(plan), detect(words(plan)), types_stated=True)


def as_activity(plan: PlannedProgramme) -> Activity:
    """The plan as an activity that nobody has published: planned, relevant, on the provisions that it names."""
    return Activity(
        activity_id=PLAN,
        iati_identifier=PLAN,
        reporting_org=None,
        reporting_org_name=plan.provider,
        secondary_reporter=False,
        iati_version=None,
        title=plan.title,
        description=plan.description or "",
        status=None,
        start=plan.start,
        end=plan.end,
        last_updated=None,
        hierarchy=None,
        parents=(),
        children=(),
        relevant=True,
        relevance=1.0,
        provisions=plan.provisions,
        articles=plan.articles,
        types=plan.types,
        coarse_types=plan.coarse_types,
        budget_usd=None,
        commitment_usd=None,
        disbursement_usd=None,
        running="planned",
        file="",
        file_sha256="",
        line=None,
        notes=(),
    )


def recipient(state: str) -> ActivityRecipient:
    """That the plan is for a State."""
    return ActivityRecipient(
        activity_id=PLAN,
        position=0,
        level="activity",
        kind="country",
        code=state,
        state=state,
        name=None,
        share_published=None,
        share_used=None,
    )


def as_need(plan: PlannedProgramme, *, state: str, body: str | None) -> Need:
    """The plan as if a State asked for it, for one of its bodies, so that activities can be compared with it."""
    return Need(
        need_id=PLAN,
        state=state,
        text=words(plan),
        language=detect(words(plan)),
        provisions=plan.provisions,
        articles=plan.articles,
        chapter=chapter_of(plan.provisions[0]),
        types=plan.types,
        coarse_types=plan.coarse_types,
        priority=None,
        beneficiary=body,
        cycle=None,
        document_id="",
        symbol=None,
        page=None,
        section=None,
        stated_on=plan.start,
        confirmed_on=None,
        confirmed_by_role=None,
        reading="read_by_machine",
        timing="anticipated",
        grade="no_assistance_found",
        graded_on=None,
        superseded_by=None,
    )
