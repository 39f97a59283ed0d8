"""A planned programme as its file says it, and a published one: an activity with all beneath it."""

from datetime import date

import pytest

from article60.analysis.programmes import planned, published, reports
from article60.domain.planned_programme import PlannedProgramme
from makers import activity, recipient

FAMILY = [
    activity(activity_id="ACT-TOP", iati_identifier="XX-1", title="Whole", provisions=("9",), types=(), children=("XX-1-1",)),
    activity(activity_id="ACT-PART", iati_identifier="XX-1-1", provisions=("46",), start=date(2024, 1, 1)),
    activity(activity_id="ACT-PIECE", iati_identifier="XX-1-1-1", parents=("XX-1-1",), end=date(2029, 1, 1)),
    activity(activity_id="ACT-OTHER", iati_identifier="XX-2", provisions=("5",)),
]
RECIPIENTS = [
    recipient(activity_id="ACT-PART", state="XB", code="XB"),
    recipient(activity_id="ACT-PIECE", state="XA"),
    recipient(activity_id="ACT-TOP", kind="region", code="298", state=None),
    recipient(activity_id="ACT-OTHER", state="XC", code="XC"),
]


def test_planned_programme_is_what_its_file_says_and_has_no_activities() -> None:
    plan = PlannedProgramme(
        title="A plan", provider="Demo", states=("XB", "XA"), provisions=("9",), broad_types=("legislative",),
        start=date(2027, 1, 1), end=date(2028, 12, 31),
    )  # fmt: skip

    found = planned(plan, name="plan.yml")

    assert (found.identifier, found.title, found.provider, found.area) == ("plan.yml", "A plan", "Demo", ("XB", "XA"))
    assert (found.provisions, found.types, found.activities) == (("9",), plan.types, ())
    assert (found.start, found.end) == (date(2027, 1, 1), date(2028, 12, 31))


def test_programme_is_the_activity_with_children_and_their_children() -> None:
    found = published("XX-1", activities=FAMILY, recipients=RECIPIENTS)

    assert found is not None
    assert set(found.activities) == {"ACT-TOP", "ACT-PART", "ACT-PIECE"}
    assert (found.title, found.area, found.provider) == ("Whole", ("XA", "XB"), "Demo")
    assert found.provisions == ("9", "46", "16")
    assert (found.types, found.start, found.end) == (("legal_advice",), date(2024, 1, 1), date(2029, 1, 1))


def test_lasting_identifier_leads_to_the_same_programme() -> None:
    assert published("ACT-TOP", activities=FAMILY, recipients=RECIPIENTS) == published(
        "XX-1", activities=FAMILY, recipients=RECIPIENTS
    )


def test_end_is_unknown_where_that_of_one_part_is() -> None:
    (open_ended,) = [published("XX-9", activities=[activity(iati_identifier="XX-9", end=None)], recipients=[])]

    assert open_ended is not None and open_ended.end is None


def test_circle_of_links_ends() -> None:
    circle = [
        activity(activity_id="ACT-A", iati_identifier="A", children=("B",)),
        activity(activity_id="ACT-B", iati_identifier="B", children=("A",)),
    ]

    found = published("A", activities=circle, recipients=[])

    assert found is not None and set(found.activities) == {"ACT-A", "ACT-B"}


def test_identifier_that_the_release_does_not_hold_is_none() -> None:
    assert published("XX-3", activities=FAMILY, recipients=RECIPIENTS) is None


@pytest.mark.parametrize(
    ("provider", "reporter", "expected"),
    [
        ("xx-demo", {"reporting_org": "XX-DEMO"}, True),
        ("Demo Agency", {"reporting_org": "XX-1", "reporting_org_name": "The Demo Agency (invented)"}, True),
        ("Demo Agency", {"reporting_org": "XX-1", "reporting_org_name": "Demo Fund"}, False),
        ("Demo Agency", {"reporting_org": "XX-1", "reporting_org_name": None}, False),
        ("–", {"reporting_org": "XX-1", "reporting_org_name": "Demo Fund"}, False),  # no word at all
        (None, {"reporting_org": "XX-1", "reporting_org_name": "Demo Fund"}, False),
    ],
)
def test_provider_reports_under_its_identifier_or_all_words_of_its_name(
    provider: str | None, reporter: dict[str, str | None], expected: bool
) -> None:
    assert reports(provider, activity(**reporter)) is expected


def test_other_activities_of_the_provider_stand_outside_the_programme() -> None:
    strange = [
        activity(activity_id="ACT-FAR", iati_identifier="YY-1", reporting_org="YY", reporting_org_name="Demo"),
        activity(activity_id="ACT-BARE", iati_identifier="ZZ-1", reporting_org=None, reporting_org_name="Demo"),
    ]

    found = published("XX-1", activities=[*FAMILY, *strange], recipients=RECIPIENTS)

    assert found is not None and found.outside == ("ACT-OTHER",)


def test_reporters_without_identifier_are_one_where_their_names_are() -> None:
    bare = [
        activity(activity_id="ACT-A", iati_identifier="A", reporting_org=None, reporting_org_name="Demo"),
        activity(activity_id="ACT-B", iati_identifier="B", reporting_org=None, reporting_org_name="DEMO"),
        activity(activity_id="ACT-C", iati_identifier="C", reporting_org=None, reporting_org_name=None),
    ]

    named, nameless = (published(one, activities=bare, recipients=[]) for one in "AC")

    assert named is not None and named.outside == ("ACT-B",)
    assert nameless is not None and nameless.outside == ()


def test_activities_that_the_planning_provider_reports_stand_outside_its_plan() -> None:
    plan = PlannedProgramme(title="A plan", provider="Demo", states=("XA",), provisions=("9",))
    others = activity(activity_id="ACT-FAR", reporting_org="YY", reporting_org_name="Another")

    assert planned(plan, name="plan.yml", activities=[*FAMILY, others]).outside == tuple(one.activity_id for one in FAMILY)
