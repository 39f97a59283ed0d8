from article60.codes.languages import LANGUAGES
from article60.text.normalise import fold
from article60.text.notions import notions, places, printed


def test_the_same_idea_is_named_in_several_languages() -> None:
    texts = {"en": "public procurement", "fr": "passation de marchés", "zh": "政府采购"}
    found = [{notion for notion, _ in notions(text, (language,))} for language, text in texts.items()]
    assert set.intersection(*found)


def test_words_that_name_a_notion_are_given_as_printed() -> None:
    text = "Renforcer la Stratégie et la gestion des Risques"
    words = printed(text, places(fold(text), ("fr",)))
    assert (words["strategy"], words["risk"]) == ("Stratégie", "Risques")


def test_text_without_notions_names_none() -> None:
    assert printed("", places("", LANGUAGES)) == {}
