from article60.extraction.suggestions import suggestions
from makers import need


def test_need_that_names_no_provision_is_told_what_its_words_speak_for() -> None:
    found = list(suggestions([need(text="Training on the extradition of nationals", provisions=(), articles=())]))

    assert found[0].provision.split("(")[0] == "44"
    assert found[0].score < 1
    assert any("xtradition" in words for words in found[0].words)
    assert [one.position for one in found] == list(range(len(found)))


def test_need_that_names_a_provision_is_left_alone() -> None:
    assert list(suggestions([need(text="Training on extradition (art. 44)", provisions=("44",))])) == []
