import json

import pytest

from article60.domain.ids import lasting_id
from article60.identity.organisations import name_key, organisation_named, settle
from article60.identity.verdicts import Saying
from makers import decision, organisation


def settled(*parts, **given):
    found = settle([parts], **given)
    return found.parts, found.organisations


def saying(verb, about, *, number=1, **values):
    made = decision(decision_id=f"D-{number}", about_kind="organisation", verb=verb, values=json.dumps(values))
    return Saying(made, organisation_named(about), organisation_named(values.get("into") or values.get("from")), values)


ONE, TWO = organisation(ref="XX-1", name="Norvald Agency"), organisation(ref="XX-2", name="Agency of Norvald")


def test_one_identifier_under_two_names_is_one_organisation():
    _, (only,) = settled(organisation(name="Demo"), organisation(name="Demo Agency"), organisation(name="Demo Agency"))
    assert (only.name, only.names, only.refs) == ("Demo Agency", ("Demo", "Demo Agency"), ("XX-DEMO",))


def test_without_identifier_the_folded_name_tells():
    parts, found = settled(organisation(ref=None, name="Démo Agency"), organisation(ref=None, name="DEMO  AGENCY."))
    assert len(found) == 1
    assert {p.organisation_id for p in parts} == {found[0].organisation_id}


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Norvald Development Agency (NORDEV)", "Norvald Development Agency"),
        ("United Nations Children's Fund [UNCF]", "United Nations Childrens Fund"),
        ("Арденийское агентство по сотрудничеству (ААС)", "Арденийское агентство по сотрудничеству"),
    ],
)
def test_acronym_in_brackets_that_the_name_explains_is_left_out(name, same):
    assert name_key(name).replace(" s ", "s ") == name_key(same)


@pytest.mark.parametrize("name", ["UNICEF (UK)", "Meridian Bank (Ndara)", "Clear Water (invented)"])
def test_other_words_in_brackets_tell_one_body_from_another(name):
    assert name_key(name) != name_key(name.split(" (")[0])


def test_identifier_in_an_earlier_form_is_the_same_organisation():
    _, (only,) = settled(organisation(ref="GB-1"), organisation(ref="gb-gov-1"), organisation(ref="GB-GOV-1 "))
    assert only.refs == ("GB-1", "GB-GOV-1 ", "gb-gov-1")
    assert len(settled(organisation(ref="44000"), organisation(ref="XM-DAC-44000"))[1]) == 1


def test_name_is_the_organisation_to_which_the_same_publisher_gives_an_identifier_under_it():
    reporter = organisation(ref="XX-REP", name="Reporter", role="reporting")
    known, bare = organisation(ref="XX-1", name="Norvald Agency", role="funding"), organisation(ref=None, name="NORVALD AGENCY")
    found = settle([(reporter, known), (reporter, bare)])
    assert len(found.organisations) == 2


@pytest.mark.parametrize(
    "others",
    [
        [
            (
                organisation(ref="XX-OTHER", name="Other", role="reporting"),
                organisation(ref="XX-1", name="Ministry", role="funding"),
            )
        ],
        [
            (organisation(ref="XX-REP", name="Reporter", role="reporting"), organisation(ref=ref, name="Ministry"))
            for ref in ("XX-1", "XX-2")
        ],
    ],
    ids=["another publisher", "two of that name"],
)
def test_name_alone_is_not_taken_for_an_organisation_that_may_be_another(others):
    bare = (organisation(ref="XX-REP", name="Reporter", role="reporting"), organisation(ref=None, name="Ministry"))
    alone = organisation_named({"name": "Ministry"})
    assert alone in {one.organisation_id for one in settle([*others, bare]).organisations}


def test_part_without_identifier_and_name_is_no_organisation():
    assert settled(organisation(ref=None, name=None)) == ([], [])


def test_only_giving_roles_make_a_provider():
    _, (body,) = settled(organisation(role="implementing"))
    _, (giver,) = settled(organisation(role="funding"))
    assert (body.provider, giver.provider) == (False, True)


def test_merged_organisation_lives_on_in_the_other():
    merge = saying("merge", {"ref": "XX-1"}, into={"ref": "XX-2"})
    found = settle([(ONE, TWO)], decisions=[merge])
    (only,) = found.organisations
    assert (only.organisation_id, only.refs) == (organisation_named({"ref": "XX-2"}), ("XX-1", "XX-2"))
    assert [(one.old_id, one.new_id) for one in found.aliases] == [(organisation_named({"ref": "XX-1"}), only.organisation_id)]
    (told,) = found.decided
    assert (told.verb, told.record_id, told.outcome) == ("merge", only.organisation_id, organisation_named({"ref": "XX-1"}))


def test_organisation_may_be_named_by_its_name():
    found = settle(
        [(ONE, organisation(ref=None, name="Norvald"))], decisions=[saying("merge", {"name": "NORVALD"}, into={"ref": "XX-1"})]
    )
    assert len(found.organisations) == 1


def test_person_who_says_that_two_are_not_the_same_outweighs_a_changed_identifier():
    apart = saying("split", {"ref": "GB-1"}, **{"from": {"ref": "GB-GOV-1"}})
    assert len(settle([(organisation(ref="GB-1"), organisation(ref="GB-GOV-1"))], decisions=[apart]).organisations) == 2


def test_last_word_on_two_organisations_counts():
    merge = saying("merge", {"ref": "XX-1"}, into={"ref": "XX-2"})
    split = saying("split", {"ref": "XX-1"}, number=2, **{"from": {"ref": "XX-2"}})
    assert len(settle([(ONE, TWO)], decisions=[merge, split]).organisations) == 2
    assert len(settle([(ONE, TWO)], decisions=[split, merge]).organisations) == 1


def test_decision_about_an_organisation_that_is_not_read_goes_back_to_people():
    found = settle([(ONE,)], decisions=[saying("merge", {"ref": "ZZ-1"}, into={"ref": "ZZ-2"})])
    assert [one.subject for one in found.notes] == ["D-1"]


def test_identifiers_of_an_earlier_release_live_on():
    once = [lasting_id("ORG", "ref", "GB-1"), lasting_id("ORG", "name", "norvald agency (nda)")]
    found = settle([(organisation(ref="GB-1"), organisation(ref=None, name="Norvald Agency (NDA)"))], once=frozenset(once))
    assert {one.old_id for one in found.aliases} == set(once)
    assert {one.new_id for one in found.aliases} <= {one.organisation_id for one in found.organisations}
