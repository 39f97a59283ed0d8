from article60.extraction.printed import Printed
from article60.extraction.provisions import spoken_for


def tags(text: str, language: str) -> list[str]:
    return [tag.provision for tag in spoken_for(Printed(text), languages=(language,))]


def test_paragraph_is_told_where_the_best_words_tell_it() -> None:
    assert tags("asset declarations of ministers", "en")[0] == "8(5)"


def test_one_tag_for_each_article() -> None:
    found = tags("code of conduct and asset declarations for civil servants", "en")

    assert len({provision.split("(")[0] for provision in found}) == len(found)


def test_words_are_shown_as_printed() -> None:
    (tag,) = spoken_for(Printed("Procédures d’EXTRADITION"), languages=("fr",))

    assert tag.words == ("EXTRADITION",)


def test_more_words_speak_louder_but_never_surely() -> None:
    (few,) = spoken_for(Printed("witnesses"), languages=("en",))
    (many,) = spoken_for(Printed("protection of witnesses: safe houses"), languages=("en",))

    assert few.score < many.score < 1


def test_nothing_said_gives_no_tag() -> None:
    assert tags("the weather", "en") == []
