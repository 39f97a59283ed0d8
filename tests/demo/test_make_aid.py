"""Tests of the demonstration world's aid data and of what makes it."""

from lxml import etree

from article60.demo.make_aid import AID, collected, files
from article60.domain.state_party import state_parties

MADE = dict(files())
ROOTS = {name: etree.fromstring(data) for name, data in MADE.items()}
ACTIVITIES = [activity for root in ROOTS.values() for activity in root.iter("iati-activity")]


def test_committed_files_are_what_their_sources_make() -> None:
    assert {file.name: file.read_bytes() for file in sorted(AID.glob("*.xml"))} == MADE
    assert (AID / "collected.json").read_text(encoding="utf-8") == collected()


def test_every_file_says_twice_that_it_is_invented() -> None:
    for root in ROOTS.values():
        assert "Invented" in root[0].text
        assert {"invented" in "".join(reporter.itertext()) for reporter in root.iter("reporting-org")} == {True}


def test_world_holds_enough_providers_activities_and_versions() -> None:
    assert len(ROOTS) >= 13
    assert len(ACTIVITIES) >= 155
    assert {root.get("version") for root in ROOTS.values()} == {"1.03", "1.05", "2.01", "2.02", "2.03"}


def test_identifiers_and_recipients_can_be_nobodys() -> None:
    recipients = {state_parties()[place.get("code")] for root in ROOTS.values() for place in root.iter("recipient-country")}
    assert all(state.fictional for state in recipients)
    assert not {"XL", "XM"} & {state.state for state in recipients}
    assert all(activity.findtext("iati-identifier").startswith("XX-DEMO-") for activity in ACTIVITIES)


def test_forms_that_readers_must_cope_with_are_there() -> None:
    assert {activity.get("default-currency") for activity in ACTIVITIES} == {"EUR", "USD", "XNK", "XXA"}
    assert {role.get("role") for root in ROOTS.values() for role in root.iter("participating-org")} == {
        *("1", "2", "3", "4"),
        *("Funding", "Accountable", "Extending", "Implementing"),
    }
    assert any(activity.find("transaction/recipient-country") is not None for activity in ACTIVITIES)
    assert any(activity.find("recipient-region") is not None for activity in ACTIVITIES)
    assert any(activity.find("description") is None for activity in ACTIVITIES)
    assert any(activity.find("reporting-org").get("secondary-reporter") == "1" for activity in ACTIVITIES)
    assert {related.get("type") for activity in ACTIVITIES for related in activity.iter("related-activity")} == {"1", "2"}


def test_shares_of_recipients_make_a_whole() -> None:
    for activity in ACTIVITIES:
        places = [*activity.findall("recipient-country"), *activity.findall("recipient-region")]
        shares = [int(place.get("percentage")) for place in places if place.get("percentage")]
        assert sum(shares) in (0, 100), activity.findtext("iati-identifier")
