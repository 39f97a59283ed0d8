import pytest

from article60.codes.reader import by_code
from article60.domain import authority

STATE, PROVIDER, SECRETARIAT, ANALYST, OPERATOR = authority.roles()


def test_roles_and_verbs_of_the_table_are_those_that_have_labels():
    assert set(authority.roles()) == set(by_code("roles"))
    assert {verb for _, verb in authority.table()} == set(by_code("decision_verbs"))


def test_every_kind_has_words():
    assert set(authority.NOUNS) == set(authority.kinds())


def test_every_cell_says_any_own_or_nothing():
    assert {far for row in authority.table().values() for far in row.values()} == {"any", "own", ""}


@pytest.mark.parametrize("verb", ["met", "withdraw", "prioritise", "add"])
def test_only_the_state_itself_says_where_its_need_stands(verb):
    assert authority.table()["need", verb] == {STATE: "own", PROVIDER: "", SECRETARIAT: "", ANALYST: "", OPERATOR: ""}


def test_consent_is_given_by_the_state_or_recorded_for_it_by_the_secretariat():
    assert authority.table()["need", "consent"] == {STATE: "own", PROVIDER: "", SECRETARIAT: "own", ANALYST: "", OPERATOR: ""}


def test_state_decides_about_its_own_and_a_provider_about_nothing_that_a_state_said():
    states = {row[STATE] for (kind, _), row in authority.table().items() if kind not in ("activity", "organisation")}
    stated = {row[PROVIDER] for (kind, _), row in authority.table().items() if kind not in ("activity", "match")}
    assert (states, stated) == ({"own"}, {""})


@pytest.mark.parametrize(
    ("role", "kind", "verb", "far"),
    [
        (PROVIDER, "overlap", "verdict", ""),
        (PROVIDER, "activity", "merge", "own"),
        (PROVIDER, "match", "confirm", "own"),
        (STATE, "activity", "reject", ""),
        (ANALYST, "document", "consent", ""),
        (OPERATOR, "overlap", "verdict", ""),
        (ANALYST, "need", "reject", "any"),
        ("national focal point", "need", "confirm", ""),
        (STATE, "need", "bless", ""),
    ],
)
def test_each_role_decides_as_far_as_the_table_says(role, kind, verb, far):
    assert authority.scope(role=role, kind=kind, verb=verb) == far
