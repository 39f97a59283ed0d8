import pytest

from aid_records import record, sector, text
from article60.extraction.activity_texts import words_of
from article60.extraction.signals import signals_of
from article60.extraction.weights import weights


def names(made, *, kin=(), boilerplate=frozenset()) -> set[str]:  # type: ignore[no-untyped-def]
    found = signals_of(
        made, words=words_of(made), kin=[words_of(one) for one in kin], boilerplate=boilerplate, weights=weights()
    )
    return {signal.name for signal in found}


@pytest.mark.parametrize(
    "title",
    ["Fighting corruption", "Lutte contre la corruption", "Lucha contra la corrupción", "Combate à corrupção", "Mot korruption",
     "Korruptionsbekämpfung", "Противодействие коррупции", "مكافحة الفساد", "反腐败"],
)  # fmt: skip
def test_title_that_names_corruption_is_a_signal(title: str) -> None:
    assert "title" in names(record(title))


def test_code_on_activity_and_on_transaction_are_different_signals() -> None:
    assert "sector_activity" in names(record("x", sectors=(sector("15113"),)))
    assert "sector_transaction" in names(record("x", sectors=(sector("15113", level="transaction"),)))


def test_small_share_of_the_code_weighs_less() -> None:
    assert "sector_small_share" in names(record("x", sectors=(sector("15113", share="5"),)))


def test_code_of_another_vocabulary_is_no_signal() -> None:
    assert names(record("x", sectors=(sector("15113", vocabulary="99"),))) == set()


def test_share_that_is_no_number_counts_as_whole() -> None:
    assert "sector_activity" in names(record("x", sectors=(sector("15113", share="all"),)))


def test_aim_and_mention_are_different_signals() -> None:
    assert "aim" in names(record("Ports", "The project reduces bribery at customs."))
    assert "mention" in names(record("Ports", "A country known for its graft."))


def test_tag_is_a_signal() -> None:
    assert "tag" in names(record("x", tags=(("3", "16.5"),)))


def test_parent_lends_its_title() -> None:
    assert "parent" in names(record("Phase 2"), kin=[record("Stop corruption")])


def test_parent_lends_its_aim() -> None:
    assert "parent_mention" in names(record("Phase 2"), kin=[record("Programme", "Helps to prevent corruption.")])


def test_boilerplate_is_discounted() -> None:
    made = record("Forests", "Work against corrupt felling.")
    (sentence,) = {said.sentence(f) for said in words_of(made).about for f in said.of("strong")}

    assert "boilerplate" in names(made, boilerplate=frozenset({sentence}))
    assert "aim" not in names(made, boilerplate=frozenset({sentence}))


def test_relief_that_mentions_corruption_is_told_apart() -> None:
    assert "off_topic" in names(record("Food assistance for refugees", "A region with corruption.", sectors=(sector("15113"),)))


@pytest.mark.parametrize(
    "title",
    ["Rural Electrification Partnership (PEP)", "Poverty Reduction Budget Support", "Water Fund - Procurement of Goods",
     "Appui budgétaire général", "Apoyo presupuestario general", "Общая бюджетная поддержка",
     "دعم الميزانية العامة", "一般预算支持"],
)  # fmt: skip
def test_words_of_a_provision_in_a_title_on_something_else_are_told_apart(title: str) -> None:
    assert not {"provision", "provision_general", "provision_title"} & names(record(title))


def test_rent_is_told_apart() -> None:
    assert "administrative" in names(record("Office rent", sectors=(sector("15113", level="transaction"),)))


def test_rules_of_a_public_body_are_no_policy_of_the_grantee() -> None:
    assert "own_policy" not in names(
        record("Ports", "The Customs Authority simplifies its procedures and adopts a plan against graft.")
    )
    assert "own_policy" not in names(
        record("Audit", "The Audit Office writes a manual on internal control and finds corruption.")
    )
    assert "own_policy" in names(record("Wells", "The partner's own internal control detects corruption."))


@pytest.mark.parametrize("words", ["A unit for corruption cases", "Les agents signalent la corruption", "ملاحقة جرائم الفساد"])
def test_cases_of_corruption_are_worked_against(words: str) -> None:
    assert "aim" in names(record("Ports", words))


def test_grantees_own_policy_speaks_against() -> None:
    assert "own_policy" in names(record("Wells", "The partner has an anti-corruption policy."))


def test_mention_in_a_result_is_faint() -> None:
    assert "elsewhere" in names(record(texts=(text("Wells", field="title"), text("Corruption index", field="result"))))


def test_crime_of_the_convention_in_the_title_weighs_more_than_its_other_subjects() -> None:
    assert "subject_title" in names(record("Recovery of stolen assets"))
    assert "core_title" in names(record("Public procurement reform"))
    assert weights().weight("subject_title") > weights().weight("core_title")


def test_name_of_a_donors_contract_says_nothing_of_accountability() -> None:
    assert "core_title" not in names(record("Accountable Grant AG1234: growing cotton"))
    assert "core_title" in names(record("Accountable local government"))


def test_nearest_neighbouring_sector_counts() -> None:
    made = record("x", sectors=(sector("15110"), sector("15125")))
    found = signals_of(made, words=words_of(made), kin=[], boilerplate=frozenset(), weights=weights())

    assert [(signal.name, signal.found) for signal in found] == [("neighbour", "15125")]


def test_the_convention_named_is_a_signal() -> None:
    assert "convention" in names(record("x", "Support to UNCAC."))


def test_what_a_text_comes_back_to_is_its_subject() -> None:
    assert "many_mentions" in names(record("x", "Corruption here. Corruption there. Corruption everywhere."))


def test_many_subjects_of_the_convention_are_a_thread() -> None:
    assert "core_many" in names(record("x", "Transparency, integrity, procurement, asset recovery and the audit office."))


def test_long_boilerplate_is_shown_cut() -> None:
    made = record("Forests", "Work against corrupt felling " + "in many places " * 10)
    (sentence,) = {said.sentence(f) for said in words_of(made).about for f in said.of("strong")}
    found = signals_of(made, words=words_of(made), kin=[], boilerplate=frozenset({sentence}), weights=weights())

    assert next(signal.found for signal in found if signal.name == "boilerplate").endswith(" …")


@pytest.mark.parametrize(
    "words",
    [
        "Ghost workers are struck off",
        "Lutte contre le népotisme",
        "Contra el desvío de fondos",
        "Поборы на таможне",
        "محسوبية",
        "任人唯亲",
    ],
)
def test_forms_of_corruption_are_corruption(words: str) -> None:
    assert "title" in names(record(words))


def test_provision_that_other_aid_serves_too_counts_beside_corruption_alone() -> None:
    words = "Independent examinations for posts in the civil service and promotion by merit"
    assert "provision_general" not in names(record("Phase 2", f"{words}."))
    assert "provision_general" in names(record("Phase 2", f"{words}, to end nepotism."))
