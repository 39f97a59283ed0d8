"""On which level of a family money counts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from article60.analysis.families import levels, links
from makers import activity


def named(name: str, **related: tuple[str, ...]):
    return activity(activity_id=f"ACT-{name}", iati_identifier=name, **related)


def counted(children: dict[str, list[str]], **carried: int | None) -> dict[str, str]:
    known = {name: None if usd is None else Decimal(usd) for name, usd in carried.items()}
    everyone = {
        name: children.get(name, []) for name in sorted({*children, *carried, *(c for s in children.values() for c in s)})
    }
    return levels(everyone, carried=known)


def test_either_side_may_name_the_other_and_the_link_counts_once():
    assert links([named("P", children=("A",)), named("A", parents=("P",)), named("B", parents=("P",))]) == {
        "ACT-P": ["ACT-A", "ACT-B"], "ACT-A": [], "ACT-B": [],
    }  # fmt: skip


def test_activity_whose_family_was_not_read_counts_by_itself():
    family = links([named("A", parents=("P",), children=("A", "C"))])
    assert levels(family, carried={"ACT-A": Decimal(5)}) == {"ACT-A": "counted"}


def test_parent_counts_where_the_children_carry_nothing():
    assert counted({"P": ["A", "B"]}, P=10) == {"P": "counted"}


def test_children_count_where_the_parent_carries_nothing():
    assert counted({"P": ["A", "B"]}, A=1, B=2) == {"A": "counted", "B": "counted"}


def test_children_that_have_as_much_count():
    assert counted({"P": ["A", "B"]}, P=10, A=4, B=6) == {"P": "children_counted", "A": "counted", "B": "counted"}


def test_parent_counts_where_the_children_have_less():
    assert counted({"P": ["A", "B"]}, P=10, A=4) == {"P": "counted", "A": "parent_counted"}


def test_known_sum_counts_where_the_other_is_unknown():
    assert counted({"P": ["A"]}, P=10, A=None) == {"P": "counted", "A": "parent_counted"}
    assert counted({"P": ["A"]}, P=None, A=3) == {"P": "children_counted", "A": "counted"}
    assert counted({"P": ["A"]}, P=None, A=None) == {"P": "children_counted", "A": "counted"}


def test_branches_of_three_levels_are_judged_one_by_one():
    family = {"P": ["A", "B"], "A": ["C", "D"]}
    assert counted(family, P=20, A=10, B=9, C=6, D=5) == {
        "P": "children_counted", "A": "children_counted", "B": "counted", "C": "counted", "D": "counted",
    }  # fmt: skip
    assert counted(family, P=21, A=10, B=9, C=6, D=5)["D"] == "parent_counted"


def test_level_between_that_carries_nothing_is_passed_through():
    assert counted({"P": ["A"], "A": ["C"]}, P=10, C=3) == {"P": "counted", "C": "parent_counted"}


def test_child_of_two_parents_never_counts_beside_one_of_them():
    assert counted({"P": ["C"], "Q": ["C"]}, P=10, Q=2, C=5) == {
        "P": "counted", "Q": "children_counted", "C": "parent_counted",
    }  # fmt: skip


def test_of_a_circle_one_counts():
    assert list(counted({"A": ["B"], "B": ["A"]}, A=1, B=2).values()).count("counted") == 1


def test_links_may_be_as_deep_as_they_like():
    chain = {f"{n:05}": [f"{n + 1:05}"] for n in range(20_000)}
    assert list(counted(chain, **{"00000": 1, "20000": 2}).items()) == [("00000", "children_counted"), ("20000", "counted")]


NAMES = "ABCDEFGH"
FAMILIES = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
SUMS = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.none(), st.integers(-5, 20)))


@given(FAMILIES, SUMS)
def test_nothing_counts_beneath_what_counts_and_everything_is_judged(family, sums):
    family = {parent: [child for child in children if child > parent] for parent, children in family.items()}
    found = counted(family, **sums)

    def beneath(name):
        return {below for child in family.get(name, ()) for below in (child, *beneath(child))}

    assert set(found) == set(sums)
    for name, why in found.items():
        if why == "counted":
            assert all(found.get(below, "parent_counted") == "parent_counted" for below in beneath(name))


@given(FAMILIES, SUMS, st.randoms())
def test_order_of_input_does_not_matter(family, sums, random):
    members = [named(name, children=tuple(family.get(name, ()))) for name in NAMES]
    carried = {f"ACT-{name}": None if usd is None else Decimal(usd) for name, usd in sums.items()}
    before = levels(links(members), carried=carried)
    random.shuffle(members)
    assert levels(links(members), carried=carried) == before
