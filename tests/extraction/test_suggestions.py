import pytest

from article60.extraction.suggestions import suggestions
from makers import need

BOATS = "Equipment for the maintenance of seized boats would also be welcome"


def test_need_that_names_no_provision_is_told_what_its_words_speak_for() -> None:
    found = list(suggestions([need(text="Training on the extradition of nationals", provisions=(), articles=())]))

    assert found[0].provision.split("(")[0] == "44"
    assert found[0].score < 1
    assert any("xtradition" in words for words in found[0].words)
    assert [one.position for one in found] == list(range(len(found)))


def test_need_that_names_a_provision_is_left_alone() -> None:
    assert list(suggestions([need(text="Training on extradition (art. 44)", provisions=("44",))])) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Technical assistance is needed in all areas of chapter II for the northern parishes, whose offices were lost"),
        ("en", "Others: translation of the Public Integrity Act into the national languages"),
        ("ru", "Необходимо обучение переводчиков Министерства юстиции"),
    ],
)
def test_words_that_could_stand_in_any_need_suggest_nothing(language: str, text: str) -> None:
    assert list(suggestions([need(text=text, language=language, provisions=(), articles=())])) == []


def test_each_word_that_speaks_is_told_once() -> None:
    (found,) = suggestions([need(text=BOATS, provisions=(), articles=())])

    assert found.provision == "31(3)"
    assert found.words == ("maintenance", "seized", "boats")


@pytest.mark.parametrize(
    ("language", "text", "joining"),
    [
        ("en", "Training of those who trace and freeze the proceeds of crime", {"of", "the", "those", "who", "and"}),
        ("fr", "Formation de ceux qui gèrent les avoirs gelés et saisis", {"de", "qui", "les", "et"}),
        ("zh", "对证人的保护和对举报人的保护", {"的", "和", "对"}),
    ],
)
def test_words_that_join_others_are_not_told(language: str, text: str, joining: set[str]) -> None:
    found = list(suggestions([need(text=text, language=language, provisions=(), articles=())]))

    assert found
    assert not joining & {word for one in found for word in one.words}
