"""Labels stand in six languages for every code that people read."""

import pytest

from article60.codes.labels import UnknownCode, codes, label
from article60.codes.languages import LANGUAGES, direction, own_name
from article60.codes.reader import rows

LABELLED = (
    "action_reasons",
    "activity_runnings",
    "alignment_answers",
    "alignment_reasons",
    "article_descriptions",
    "articles",
    "audiences",
    "change_kinds",
    "change_reasons",
    "chapters",
    "checklist_answers",
    "checklists/p1c1v1/questions",
    "checklists/p1c2v1/questions",
    "clusters",
    "coarse_types",
    "coverage_bases",
    "coverage_cells",
    "decision_verbs",
    "document_kinds",
    "document_series",
    "footnotes",
    "income_groups",
    "instruments",
    "knowledge_kinds",
    "languages",
    "licences",
    "match_reasons",
    "match_standings",
    "money_given_to",
    "money_in_totals",
    "named_groups",
    "need_grades",
    "need_timings",
    "not_comparable",
    "obligations",
    "offer_statuses",
    "organisation_kinds",
    "overlap_reasons",
    "overlap_verdicts",
    "peer_facts",
    "plan_hints",
    "plan_keys",
    "pledge_statuses",
    "priority_bases",
    "provision_fits",
    "readings",
    "regional_groups",
    "report_hints",
    "report_how",
    "report_keys",
    "request_statuses",
    "review_stages",
    "roles",
    "same_kinds",
    "same_outcomes",
    "same_standings",
    "standard_codelists",
    "state_flags",
    "statement_kinds",
    "strategy_keys",
    "subregions",
    "territories",
    "types",
    "iati/ActivityStatus",
    "iati/BudgetType",
    "iati/OrganisationRole",
    "iati/OrganisationType",
    "iati/Region",
)
SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ru": ("\u0400", "\u04ff"), "zh": ("\u4e00", "\u9fff")}


def test_there_are_six_languages() -> None:
    assert LANGUAGES == ("ar", "en", "es", "fr", "ru", "zh")
    assert [direction(language) for language in LANGUAGES] == ["rtl", "ltr", "ltr", "ltr", "ltr", "ltr"]
    assert own_name("fr") == "français"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LABELLED)
def test_every_code_has_a_label_in_its_script(name: str, language: str) -> None:
    low, high = SCRIPTS.get(language, ("A", "\u024f"))

    for code in codes(name):
        text = label(name, code, language)
        assert text == text.strip()
        assert any(low <= letter <= high for letter in text), f"{name} {code} {language}: {text}"


@pytest.mark.parametrize("name", LABELLED)
def test_codes_stand_once(name: str) -> None:
    assert len(codes(name)) == len(rows(name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LABELLED)
def test_no_two_codes_share_a_label(name: str, language: str) -> None:
    labels = [label(name, code, language) for code in codes(name)]

    assert len(set(labels)) == len(labels)


def test_unknown_code_and_language_are_named() -> None:
    with pytest.raises(UnknownCode, match="no_such_type"):
        label("types", "no_such_type", "en")
    with pytest.raises(UnknownCode, match="'de'"):
        label("types", "legal_advice", "de")
