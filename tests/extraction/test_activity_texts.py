from aid_records import record, text
from article60.extraction.activity_texts import aims, mentions, words_of


def test_title_description_and_the_rest_are_kept_apart() -> None:
    words = words_of(record("Courts", "Roads", texts=(text("Courts", field="title"), text("Corruption index", field="result"))))

    assert [said.text for said in words.title] == ["Courts"]
    assert words.about == ()
    assert [said.text for said in words.elsewhere] == ["Corruption index"]


def test_description_that_repeats_the_title_is_read_once() -> None:
    assert words_of(record("Fighting corruption", "Fighting corruption")).about == ()


def test_result_that_does_not_name_corruption_is_left_out() -> None:
    assert words_of(record(texts=(text("Roads built", field="result"),))).elsewhere == ()


def test_clause_on_the_grantees_own_rules_is_no_mention() -> None:
    (said,) = words_of(record("Wells", "The partner has an anti-corruption policy and zero tolerance.")).about

    assert mentions(said) == []
    assert aims(said) == []


def test_sentence_around_a_mention_is_found() -> None:
    (said,) = words_of(record("x", "First. Corruption is fought here. Last.")).about

    assert said.sentence(mentions(said)[0]) == "corruption is fought here"
