from article60.extraction.tongues import tongues


def test_language_given_is_used() -> None:
    assert tongues("formation", "fr", lexicon="types") == ("fr",)


def test_language_is_detected_where_none_is_given() -> None:
    assert tongues("Подготовка следователей", None, lexicon="types") == ("ru",)


def test_all_languages_are_used_where_none_can_be_told() -> None:
    assert tongues("12", None, lexicon="types") == ("ar", "en", "es", "fr", "ru", "zh")


def test_unknown_language_is_detected_anew() -> None:
    assert tongues("Training of investigators and prosecutors", "xx", lexicon="types") == ("en",)


def test_declared_language_counts_only_for_words_too_few_to_tell():
    text = "Renforcement des capacités des juges d’instruction en matière de confiscation"

    assert tongues(text, None, declared="en", lexicon="types") == ("fr",)
    assert tongues("Justice", None, declared="fr-CA", lexicon="types") == ("fr",)
