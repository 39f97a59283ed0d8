from article60.extraction.rules import Rule, Rules
from article60.text.normalise import fold


def rule(label: str, *parts: str, unless: str = "", within: int = 30) -> Rule:
    terms = tuple(tuple(part.split("|")) for part in parts)
    taken_back = tuple(filter(None, unless.split("|")))
    return Rule(label=label, parts=terms, weight=1.0, within=within, unless=taken_back, language="en")


def labels(text: str, *rules: Rule) -> list[str]:
    return [finding.rule.label for finding in Rules(rules).find(fold(text))]


def test_single_term_is_found_whatever_its_case() -> None:
    assert labels("Public TENDERS", rule("9", "tender*")) == ["9"]


def test_parts_must_stand_near_each_other() -> None:
    near = rule("drafting", "draft*", "law", within=10)

    assert labels("drafting a law", near) == ["drafting"]
    assert labels("drafting of many other things before the law", near) == []


def test_parts_in_two_sentences_do_not_belong_together() -> None:
    assert labels("We draft. A law stands.", rule("drafting", "draft*", "law")) == []


def test_parts_may_stand_in_any_order() -> None:
    assert labels("the law was drafted", rule("drafting", "draft*", "law")) == ["drafting"]


def test_one_word_is_not_two_parts() -> None:
    assert labels("reform", rule("x", "reform*", "reform")) == []


def test_rule_is_taken_back_by_words_before_it() -> None:
    drafting = rule("drafting", "draft*", "law*", unless="training")

    assert labels("training in drafting laws", drafting) == []
    assert labels("drafting laws, and later on much training", drafting) == ["drafting"]


def test_longer_term_shields_the_shorter_one_inside_it() -> None:
    found = labels("bribery of foreign officials", rule("15", "bribery"), rule("16", "bribery of foreign officials"))

    assert found == ["16"]


def test_term_without_label_only_shields() -> None:
    assert labels("the rule of law", rule("-", "rule of law"), rule("x", "law")) == []


def test_finding_tells_where_its_words_stand() -> None:
    (finding,) = Rules([rule("x", "draft*", "law")]).find("to draft a law")

    assert (finding.start, finding.end) == (3, 14)


def test_labels_that_do_not_exclude_one_another_are_all_found() -> None:
    both = Rules([rule("a", "fight against corruption"), rule("b", "corruption")], exclusive=False)

    assert {finding.rule.label for finding in both.find("fight against corruption")} == {"a", "b"}
