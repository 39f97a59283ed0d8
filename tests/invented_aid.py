"""Aid of an invented provider for a fictional State, as the records of its tables."""

from datetime import date
from typing import Any

from article60.domain.activity import (
    Activity,
    ActivityAmount,
    ActivityMoney,
    ActivityOrganisation,
    ActivityProvision,
    ActivityRecipient,
    ActivitySector,
    ActivitySignal,
    ActivityText,
)
from article60.domain.organisation import Organisation
from article60.domain.same_activity import SameActivity
from blank_records import make


def aid() -> dict[str, list[Any]]:
    """Records by table name."""
    activities = [
        _activity(number, *one)
        for number, one in enumerate(
            [
                (True, "running", ("9",), ("legislative",)),
                (True, "not_confirmed", ("46", "9"), ("capacity_building",)),
                (True, "ended", (), ()),
                (False, "running", (), ()),
            ]
        )
    ]
    ids = [one.activity_id for one in activities]
    return {
        "activities": activities,
        "activity_recipients": [
            make(
                ActivityRecipient,
                activity_id=one,
                position=0,
                level="activity",
                kind="country",
                code="XA",
                state="XA",
                share_published="100",
                share_used="100",
                budget_usd="-1100.00",
            )
            for one in ids
        ],
        "activity_money": [
            make(
                ActivityMoney,
                activity_id=one,
                kind="budget",
                in_totals="counted",
                given_to="state",
                recipient=0,
                state="XA",
                usd="-1100.00",
            )
            for one in ids[:3]
        ],
        "activity_sectors": [
            make(
                ActivitySector,
                activity_id=one,
                level="activity",
                vocabulary="1",
                code="15113",
                code_used="15113",
                share_published="100",
            )
            for one in ids
        ],
        "activity_texts": [make(ActivityText, activity_id=one, field="title", text="Integrity", language="en") for one in ids],
        "activity_organisations": [
            make(
                ActivityOrganisation,
                activity_id=one,
                organisation_id="ORG-DEMO0001",
                ref="XA-DEMO-1",
                name="An invented provider",
                role=role,
                position=place,
                kind="10",
            )
            for one in ids
            for place, role in enumerate(("reporting", "funding"))
        ],
        "activity_amounts": [
            make(
                ActivityAmount,
                activity_id=one,
                kind="budget",
                value="-1000.50",
                currency="EUR",
                value_date=date(2025, 1, 1),
                usd="-1100.00",
                counts_as="budget",
            )
            for one in ids
        ],
        "activity_signals": [make(ActivitySignal, activity_id=ids[0], signal="sector", reason="Sector 15113", weight=0.9)],
        "activity_provisions": [
            make(ActivityProvision, activity_id=ids[0], provision="9", score=0.8, words=("procurement",), field="title")
        ],
        "same_activities": [
            make(
                SameActivity,
                activity_id=ids[0],
                other_id=ids[1],
                kind="likely_same",
                score=0.8,
                reason="titles have 80% of their words in common",
                standing="machine",
                outcome="proposed",
                other_identifier="XA-DEMO-1-1",
                other_reporter="XA-DEMO-1",
                other_file="demo.xml",
                other_line=2,
            )
        ],
        "organisations": [
            make(
                Organisation,
                organisation_id="ORG-DEMO0001",
                name="An invented provider",
                kind="10",
                names=("An invented provider",),
                refs=("XA-DEMO-1",),
                provider=True,
            )
        ],
    }


def _activity(number: int, relevant: bool, running: str, articles: tuple[str, ...], coarse: tuple[str, ...]) -> Activity:
    return make(
        Activity,
        activity_id=f"ACT-DEMO000{number}",
        iati_identifier=f"XA-DEMO-1-{number}",
        reporting_org="XA-DEMO-1",
        reporting_org_name="An invented provider",
        title=f"Integrity in procurement {number}",
        description="For an office",
        status="2",
        start=date(2025, 1, 1),
        end=date(2026 if running == "ended" else 2027, 1, 1),
        years=("2025", "2026") if running == "ended" else ("2025", "2026", "2027"),
        relevant=relevant,
        relevance=0.9,
        articles=articles,
        provisions=articles,
        types=("legal_advice",) if articles else (),
        coarse_types=coarse,
        budget_usd="-1100.00",
        running=running,
        file="demo.xml",
        file_sha256="f" * 64,
        last_updated=date(2025 if running == "not_confirmed" else 2026, 6, 1),
    )
