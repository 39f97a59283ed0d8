from article60.identity.organisations import settle
from makers import organisation


def test_one_identifier_under_two_names_is_one_organisation():
    _, found = settle([organisation(name="Demo"), organisation(name="Demo Agency"), organisation(name="Demo Agency")])
    (only,) = found
    assert (only.name, only.names, only.refs) == ("Demo Agency", ("Demo", "Demo Agency"), ("XX-DEMO",))


def test_without_identifier_the_folded_name_tells():
    parts, found = settle([organisation(ref=None, name="Démo Agency"), organisation(ref=None, name="DEMO AGENCY")])
    assert len(found) == 1
    assert {p.organisation_id for p in parts} == {found[0].organisation_id}


def test_part_without_identifier_and_name_is_no_organisation():
    assert settle([organisation(ref=None, name=None)]) == ([], [])


def test_only_giving_roles_make_a_provider():
    _, (body,) = settle([organisation(role="implementing")])
    _, (giver,) = settle([organisation(role="funding")])
    assert (body.provider, giver.provider) == (False, True)
